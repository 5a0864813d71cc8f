package knowledge

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"latchkey/internal/errs"
)

func limits() Limits { return Limits{}.withDefaults() }

func TestExtract(t *testing.T) {
	for name, tt := range map[string]struct {
		file, content string
		title         string
		want          []piece
	}{
		"nested headings": {
			file: "a.md",
			content: "# Top\n\nIntro.\n\n## One\n\nText one.\n\n### Deep\n\nText deep.\n\n## Two\n\nText " +
				"two.\n",
			title: "Top",
			want: []piece{{path: []string{"Top"}, text: "Intro."}, {path: []string{"Top", "One"}, text: "Text one."},
				{path: []string{"Top", "One", "Deep"}, text: "Text deep."}, {path: []string{"Top", "Two"}, text: "Text two."}},
		},
		"headings without text give no passages": {
			file: "a.md", content: "# Top\n\n## Empty\n\n## Full\n\nText.\n", title: "Top",
			want: []piece{{path: []string{"Top", "Full"}, text: "Text."}},
		},
		"inline Markdown": {
			file: "a.md",
			content: "Some *emphasis*, **strong**, `code *here*`, ~~gone~~, a [local](#x) and a [web](https://a.example/b) link,\n" +
				"![a cat](cat.png), 5 &euro;, \\*stars\\* and <b>tags</b>.",
			want: []piece{{path: []string{}, text: "Some emphasis, strong, `code *here*`, gone, a local and a [web](https://a.example/b) link, " +
				"a cat, 5 €, *stars* and tags ."}},
		},
		"lists": {
			file: "a.md", content: "Do:\n\n1. first\n2. second\n   - inner\n\n   more\n\n* a\n* b\n",
			want: []piece{{path: []string{}, text: "Do:\n\n1. first\n2. second\n   - inner\n   more\n\n- a\n- b"}},
		},
		"code and tables": {
			file: "a.md", content: "```go\nfunc f() {\n\treturn\n}\n```\n\n    indented\n\n| A | B |\n|---|:-:|\n| `x` | 1 |\n",
			want: []piece{{path: []string{}, text: "```go\nfunc f() {\n\treturn\n}\n```\n\n```\nindented\n```\n\n| A | B |\n| --- | --- |\n| `x` | 1 |"}},
		},
		"quotes and raw HTML": {
			file: "a.md", content: "> Quoted\n> text.\n\n<div><p>In HTML.</p><script>x()</script></div>\n",
			want: []piece{{path: []string{}, text: "Quoted text.\n\nIn HTML."}},
		},
		"front matter": {
			file: "a.md", content: "---\ntitle: \"From the front\"\nlang: it-IT\n---\nTesto.\n",
			title: "From the front",
			want:  []piece{{path: []string{}, text: "Testo."}},
		},
		"CRLF, byte order mark and control characters": {
			file: "a.txt", content: "\uFEFFOne\r\ntwo\x07.\r\n\r\nThree.", want: []piece{{path: []string{}, text: "One two.\n\nThree."}},
		},
		"plain text": {
			file: "a.txt", title: "Title",
			content: "Title\n=====\n\nPara one\ngoes on.\n\nPart\n----\n• item one\n  goes on\n• item " +
				"two\n\n1) a\n2) b\n",
			want: []piece{{path: []string{"Title"}, text: "Para one goes on."},
				{path: []string{"Title", "Part"}, text: "- item one goes on\n- item two\n\n1. a\n2. b"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := extract(t.Context(), tt.file, "", []byte(tt.content), limits())
			if err != nil {
				t.Fatal(err)
			}
			if got.title != tt.title {
				t.Errorf("title %q, want %q", got.title, tt.title)
			}
			if !reflect.DeepEqual(got.pieces, tt.want) {
				t.Errorf("pieces\n%+v\nwant\n%+v", got.pieces, tt.want)
			}
		})
	}
}

func TestExtractPage(t *testing.T) {
	content, err := os.ReadFile("testdata/pages/museum.html")
	if err != nil {
		t.Fatal(err)
	}
	got, err := extract(t.Context(), "visit.html", "", content, limits())
	if err != nil {
		t.Fatal(err)
	}
	top := "Visiting the museum"
	want := []piece{
		{path: []string{top}, text: "The museum is in the old railway station. Tram 4 stops at the door. " +
			"See the [timetable of tram 4](https://trams.example/4)."},
		{path: []string{top, "Tickets"}, text: "| Who | Price |\n| --- | --- |\n| Adults | 9 € |\n| Children / pupils " +
			"| 4 € |"},
		{path: []string{top, "Tickets", "Groups"}, text: "Groups need:\n\n1. a booking, two weeks ahead\n" +
			"2. one adult for every ten children\n   - teachers count as adults"},
		{path: []string{top, "Audio guide"}, text: "Install the guide:\n\n```sh\nmuseum-guide install \\\n    --lang en\n```"},
		{path: []string{top, "Audio guide", "Is it free?"}, text: "Yes, it costs nothing."},
		{path: []string{top, "Audio guide"}, text: "- Size: 40 MB\n- Licence: free"},
	}
	if got.title != top || got.language != "en" || !reflect.DeepEqual(got.pieces, want) {
		t.Errorf("got %q, %q\n%+v\nwant\n%+v", got.title, got.language, got.pieces, want)
	}
}

func TestExtractRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		file, media, content string
		kind                 errs.Kind
		code                 string
	}{
		"damaged PDF":     {"a.pdf", "", "%PDF-1.7\n%âãÏÓ", errs.Invalid, "PDF_DAMAGED"},
		"PDF called text": {"a.txt", "", "%PDF-1.7\nabc", errs.Invalid, "PDF_DAMAGED"},
		"text called PDF": {"a.pdf", "", "words", errs.Invalid, "UNSUPPORTED_DOCUMENT_TYPE"},
		"picture called md": {"a.md", "", "\x89PNG\r\n\x1a\n\x00\x00", errs.Invalid,
			"UNSUPPORTED_DOCUMENT_TYPE"},
		"Word":               {"a.docx", "", "PK\x03\x04\x14\x00", errs.Invalid, "UNSUPPORTED_DOCUMENT_TYPE"},
		"unknown extension":  {"a.foo", "", "words", errs.Invalid, "UNSUPPORTED_DOCUMENT_TYPE"},
		"unknown media type": {"", "application/json", "{}", errs.Invalid, "UNSUPPORTED_DOCUMENT_TYPE"},
		"Latin-1":            {"a.txt", "", "caf\xe9 au lait", errs.Invalid, "DOCUMENT_NOT_UTF8"},
		"empty":              {"a.md", "", " \n\n", errs.Invalid, "DOCUMENT_EMPTY"},
		"only a heading":     {"a.md", "", "# Hello\n", errs.Invalid, "DOCUMENT_EMPTY"},
		"too large":          {"a.txt", "", strings.Repeat("a ", 3<<20), errs.TooLarge, "DOCUMENT_TOO_LARGE"},
		"too many passages": {"a.md", "", strings.Repeat("# H\n\nx\n\n", 5001), errs.TooLarge,
			"DOCUMENT_TOO_LONG"},
		"nested quotes": {"a.md", "", strings.Repeat(">", 1<<20), errs.Invalid, "DOCUMENT_TOO_NESTED"},
		"nested elements": {"a.html", "", strings.Repeat("<div>", 1000) + "x", errs.Invalid,
			"DOCUMENT_NOT_HTML"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := extract(t.Context(), tt.file, tt.media, []byte(tt.content), limits())
			if e, ok := errs.As(err); !ok || e.Kind != tt.kind || e.Code != tt.code {
				t.Errorf("error %v, want kind %d code %s", err, tt.kind, tt.code)
			}
		})
	}
}

func TestDetectType(t *testing.T) {
	for _, tt := range []struct{ file, media, content, want string }{
		{"README.MD", "", "x", MediaMarkdown},
		{"a.htm", "text/plain", "x", MediaHTML},
		{"", "text/markdown; charset=utf-8", "x", MediaMarkdown},
		{"", "text/html", "x", MediaHTML},
		{"", "", "<!DOCTYPE html><p>x", MediaHTML},
		{"LICENSE", "", "x", MediaPlain},
		{"", "application/octet-stream", "x", MediaPlain},
	} {
		if got, err := detectType(tt.file, tt.media, []byte(tt.content)); got != tt.want || err != nil {
			t.Errorf("%q %q: %q, %v, want %q", tt.file, tt.media, got, err, tt.want)
		}
	}
}

func TestTitleFromName(t *testing.T) {
	for name, want := range map[string]string{"price-list_2025.md": "Price list 2025", `C:\docs\faq.txt`: "Faq", "": "", ".md": ""} {
		if got := titleFromName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestExtractHostile feeds what makes parsers slow: it would take minutes if time grew with the square of
// the length.
func TestExtractHostile(t *testing.T) {
	for _, part := range []string{">", "1) ", "[a](b", "**a ", "| a |\n", "a\n", "- ", "<table><tr><td>", "<b>", "<p>", "<li>x"} {
		for _, file := range []string{"a.md", "a.html", "a.txt"} {
			got, err := extract(t.Context(), file, "", []byte(strings.Repeat(part, (48<<10)/len(part))), limits())
			if err == nil {
				checkPieces(t, got.pieces, limits())
			}
		}
	}
}

func checkPieces(t *testing.T, pieces []piece, limits Limits) {
	t.Helper()
	for _, p := range pieces {
		if !utf8.ValidString(p.text) || strings.TrimSpace(p.text) == "" {
			t.Fatalf("bad text %q", p.text)
		}
		// Glued introductions and code may exceed the limit, but within bounds.
		if w := weight(p.text); w > 3*limits.MaxWords {
			t.Fatalf("passage of weight %d, limit %d", w, limits.MaxWords)
		}
		for _, h := range p.path {
			if !utf8.ValidString(h) || utf8.RuneCountInString(h) > maxTitleRunes {
				t.Fatalf("bad heading %q", h)
			}
		}
	}
}

func FuzzExtract(f *testing.F) {
	for _, name := range []string{"pages/museum.html", "tea/returns.md", "server/settings.md"} {
		content, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		for kind := range byte(3) {
			f.Add(kind, content)
		}
	}
	f.Add(byte(0), []byte("- > - ```\n  a\n|x|\n|-|\n|y"))
	f.Add(byte(1), []byte("<dl><dt>a<dd><table><tr><td><ul><li><pre>```"))
	f.Fuzz(func(t *testing.T, kind byte, content []byte) {
		limits := Limits{MaxWords: 20, MaxPassages: 1 << 20}.withDefaults()
		got, err := extract(t.Context(), []string{"a.md", "a.html", "a.txt"}[kind%3], "", content, limits)
		if err != nil {
			if errs.KindOf(err) == errs.Internal {
				t.Fatal(err)
			}
			return
		}
		checkPieces(t, got.pieces, limits)
	})
}
