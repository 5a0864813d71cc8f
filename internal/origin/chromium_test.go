package origin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"latchkey/internal/origin"
)

// reading is what Chromium makes of a text by new URL(text); nil where it makes nothing.
type reading struct{ Origin, Protocol, Hostname, Port, Username, Password string }

// Whatever is accepted as a header is, for Chromium, the same scheme, host and port, and is serialised by it to the very same text;
// whatever is accepted as an entry is kept in the form that Chromium gives it. Refusing more than Chromium does is fine.
//
// One difference is left: the two do not have the same version of Unicode, so a few labels that no language has (a mark of one script
// behind a letter of another) are encoded by us and refused by Chromium, which however reads the encoded form as we do.
func TestChromiumAgrees(t *testing.T) {
	t.Parallel()
	texts := strangeTexts(t)
	var asked []string
	for _, text := range texts {
		asked = append(asked, text)
		if whole, canonical, ok := entryURL(text); ok {
			asked = append(asked, whole, canonical)
		}
	}
	readings := readByChromium(t, asked)
	counts := map[string]int{}
	for _, text := range texts {
		checkHeader(t, counts, text, readings[text])
		checkReferer(t, counts, text, readings[text])
		if whole, pattern, ok := entryURL(text); ok {
			got := readings[whole]
			if got == nil && strings.Contains(pattern, "xn--") {
				counts["entry that Chromium does not encode"]++
				got = readings[pattern]
			}
			checkEntry(t, counts, text, pattern, got)
		}
	}
	t.Logf("of %d texts, accepted: %v", len(texts), counts)
	if n := counts["entry that Chromium does not encode"]; n > counts["entry"]/1000 {
		t.Errorf("Chromium does not encode %d entries", n)
	}
	for _, kind := range []string{"header", "app header", "referer", "entry", "app entry"} {
		if counts[kind] < 20 {
			t.Errorf("only %d texts were accepted as %s: the comparison says nothing", counts[kind], kind)
		}
	}
}

func checkHeader(t *testing.T, counts map[string]int, text string, got *reading) {
	t.Helper()
	o, err := origin.ParseHeader(text)
	if err != nil {
		return
	}
	kind := "header"
	if !isWeb(o.Scheme()) {
		kind = "app header"
	}
	counts[kind]++
	checkParts(t, "header", text, o, got)
}

func checkReferer(t *testing.T, counts map[string]int, text string, got *reading) {
	t.Helper()
	if o, err := origin.ParseReferer(text); err == nil {
		counts["referer"]++
		checkParts(t, "Referer", text, o, got)
	}
}

// checkEntry leaves out patterns of several origins, which are no URL.
func checkEntry(t *testing.T, counts map[string]int, text, canonical string, got *reading) {
	t.Helper()
	if strings.Contains(canonical, "*") {
		return
	}
	o, err := origin.ParseHeader(canonical)
	if err != nil {
		t.Errorf("the entry %q is kept as %q, which no browser sends: %v", text, canonical, err)
		return
	}
	kind := "entry"
	if !isWeb(o.Scheme()) {
		kind = "app entry"
	}
	counts[kind]++
	checkParts(t, "entry", text, o, got)
}

// checkParts compares with what Chromium reads. For schemes that it has no rules for, the origin of a URL is opaque to it ("null"):
// there the parts alone count.
func checkParts(t *testing.T, what, text string, o origin.Origin, got *reading) {
	t.Helper()
	if got == nil {
		t.Errorf("%s %q: read as %q, but Chromium reads nothing", what, text, o)
		return
	}
	port := ""
	if o.Port() != 0 {
		port = strconv.Itoa(int(o.Port()))
	}
	if got.Protocol != o.Scheme()+":" || got.Hostname != o.Host() || got.Port != port || got.Username+got.Password != "" {
		t.Errorf("%s %q: read as %q, but Chromium reads %+v", what, text, o, *got)
	}
	if got.Origin != o.String() && (isWeb(o.Scheme()) || got.Origin != "null") {
		t.Errorf("%s %q: read as %q, but Chromium sends %q", what, text, o, got.Origin)
	}
}

func isWeb(scheme string) bool { return scheme == "http" || scheme == "https" }

// entryURL returns the URL that an accepted entry is read as. These are the two liberties that an entry has and a URL has not: what
// surrounds a copied text falls off, and a scheme may be left out.
func entryURL(text string) (whole, canonical string, ok bool) {
	parsed, err := origin.ParsePattern(text)
	if err != nil {
		return "", "", false
	}
	whole = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' })
	for _, change := range parsed.Changes {
		if change.Kind == origin.ChangeSchemeAdded {
			whole = change.To + whole
		}
	}
	return whole, parsed.Pattern.String(), true
}

// readByChromium lets a headless Chromium read all texts at once.
func readByChromium(t *testing.T, texts []string) map[string]*reading {
	t.Helper()
	question, err := json.Marshal(texts) // has no "<" and nothing beyond it that ends a script
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	page := filepath.Join(folder, "page.html")
	if err := os.WriteFile(page, fmt.Appendf(nil, chromiumPage, question), 0o600); err != nil {
		t.Fatal(err)
	}
	dump := runChromium(t, folder, "--dump-dom", "file://"+page)
	answer := regexp.MustCompile(`(?s)<pre>(.*)</pre>`).FindSubmatch(dump)
	if answer == nil {
		t.Fatalf("Chromium answers %.500q", dump)
	}
	var readings []*reading
	if err := json.Unmarshal([]byte(html.UnescapeString(string(answer[1]))), &readings); err != nil || len(readings) != len(texts) {
		t.Fatalf("%d readings of %d texts: %v", len(readings), len(texts), err)
	}
	byText := make(map[string]*reading, len(texts))
	for i, text := range texts {
		byText[text] = readings[i]
	}
	return byText
}

// chromiumPage removes the question when it has answered it.
const chromiumPage = `<!doctype html><meta charset="utf-8"><pre></pre><script>
const read = (text) => {
  try {
    const { origin, protocol, hostname, port, username, password } = new URL(text);
    return { origin, protocol, hostname, port, username, password };
  } catch {
    return null;
  }
};
document.querySelector("pre").textContent = JSON.stringify(%s.map(read));
document.currentScript.remove();
</script>`

func runChromium(t *testing.T, folder string, args ...string) []byte {
	t.Helper()
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf("Chromium is needed for this test (apt-get install chromium): %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	flags := []string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir=" + filepath.Join(folder, "profile")}
	cmd := exec.CommandContext(ctx, browser, append(flags, args...)...)
	cmd.WaitDelay = 10 * time.Second
	var log bytes.Buffer
	cmd.Stderr = &log
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("Chromium: %v\n%s", err, log.String())
	}
	return out
}

// strangeTexts are the texts of the conformance data, texts made of pieces that have broken parsers, slightly damaged good texts, and every
// character there is (of the large and the historic scripts a part) in a host. They are the same in every run.
func strangeTexts(t *testing.T) []string {
	t.Helper()
	chance := rand.New(rand.NewPCG(3986, 46))
	data := readConformance(t)
	var texts []string
	for _, c := range slices.Concat(data.Origin, data.Referer) {
		texts = slices.Concat(texts, c.Origin, c.Referer)
	}
	for _, c := range data.Save {
		texts = append(texts, c.Entry)
	}
	good := slices.Clone(texts)
	for range 12000 {
		texts = append(texts, assembled(chance))
	}
	for range 4000 {
		texts = append(texts, damaged(chance, good[chance.IntN(len(good))]))
	}
	for range 6000 {
		texts = append(texts, "https://"+foreign(chance)+".example")
	}
	texts = append(texts, everyCharacter()...)
	slices.Sort(texts)
	return slices.DeleteFunc(slices.Compact(texts), func(text string) bool { return !utf8.ValidString(text) })
}

// pieces are the parts of a URL as people, programs and attackers write them.
var pieces = struct{ schemes, users, hosts, ports, tails []string }{
	schemes: []string{
		"https://", "https://", "https://", "http://", "http://", "HTTPS://", "", "", "//", "https:", "https:/", "https:///", `https:\\`, "http:\t//",
		"capacitor://", "ionic://", "tauri://", "chrome-extension://", "moz-extension://", "app+x.y-z://", "ws://", "wss://", "ftp://", "file://",
		"blob:https://", "data:", "about:", "javascript:", "view-source:https://", "1http://", "ht\ntp://", " https://", "https://\t",
	},
	users: []string{"", "", "", "", "", "", "", "@", "user@", "user:pw@", "example.com@", `a\@`, "a/@", "%40@"},
	hosts: []string{
		"example.com", "www.example.com", "EXAMPLE.com", "example.com.", "example..com", ".example.com", "localhost", "app.localhost", "my_shop.example.com",
		"a-.example.com", "-a.example.com", "r3---sn.example.com", "xn--exmple-cua.com", "XN--EXMPLE-CUA.com", "xn--a.com", "xn--.com", "xn--example-.com",
		"xn--ls8h.la", "exämple.com", "EXÄMPLE.com", "exa\u0308mple.com", "faß.de", "FAẞ.de", "βόλος.gr", "ΒΌΛΟΣ.gr", "example\u3002com", "example\uff0ecom",
		"\uff45xample.com", "ex\u00adample.com", "ex\u200dample.com", "ex\u200bample.com", "ex\u2060ample.com", "\u202eexample.com", "ex%61mple.com",
		"%65xample.com", "example%2ecom", "example.com%00", "example.com%20", "exam ple.com", "exam\tple.com", "exam\nple.com", "example.com\x00", "exa\x7fmple.com",
		"exa<mple.com", "exa^mple.com", "exa|mple.com", "exa`mple.com", "exa{mple}.com", "exa!$&'()mple.com", "exa~mple.com", "exa;=,mple.com", `evil.com\.example.com`,
		`evil.com\`, "evil.com\uff0f.example.com", "evil.c\u2100.example.com", "1.2.3.4", "01.2.3.4", "1.2.3", "1.2", "1", "16909060", "0x01020304", "0x1.0x2.0x3.0x4",
		"1.2.3.4.", "1.2.3.4.5", "1.2.3.256", "1.2.3.0x", "1.2.3.08", "256.1", "4294967296", "foo.1", "foo.0x1", "foo.0xg", "foo.1a", "\uff11.2.3.4", "1.2.3.٤", "127.0.0.1",
		"[::1]", "[::]", "[2001:db8::1]", "[2001:DB8::1]", "[2001:db8:0:0:0:0:0:1]", "[::ffff:1.2.3.4]", "[::ffff:102:304]", "[::1.2.3.4]", "[1:0:0:2::3]",
		"[1:0:2:0:3:0:4:0]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[::1", "::1", "[::g]", "[1.2.3.4]", "[::1].com", "[:::]", "[1::2::3]", "[0:0:0:0:0:0:0:0:0]", "[64:ff9b::1.2.3.4]",
		"", "*", "*.example.com", "בדיקה.example", "א1.example", "1א.example", "a.א.example", "نامه\u200cای.com", "نامهای.com", "💩.la", "⒈com.example", "a\u0301.example",
		strings.Repeat("a", 63) + ".example", strings.Repeat("a", 64) + ".example", strings.Repeat("a.", 125) + "com", strings.Repeat("a.", 127) + "com",
	},
	ports: []string{"", "", "", "", "", ":443", ":80", ":8443", ":3000", ":0", ":00443", ":65535", ":65536", ":", ":*", ":+80", ":-1", ":80a", ":8\t0", ":80:80", ":٣", ":1e3", ": 80"},
	tails: []string{
		"", "", "", "", "", "/", "/path", "/.example.com", "//", "/?q", "?q=1", "?q=https://evil.com/", "#x", "#@evil.com", "?@evil.com", "/@evil.com", `\`, `\path`, `\@evil.com`,
		"/\t", " ", "\n", "\u00a0", "\ufeff", "/a b", "/%00", "/ä", ";x", "/../..", "/:80",
	},
}

func assembled(chance *rand.Rand) string {
	pick := func(from []string) string { return from[chance.IntN(len(from))] }
	return pick(pieces.schemes) + pick(pieces.users) + pick(pieces.hosts) + pick(pieces.ports) + pick(pieces.tails)
}

// damaged changes one or two places of a text.
func damaged(chance *rand.Rand, text string) string {
	const marks = "/\\:@?#[]%.*-_ \t\n\r\x00\x1f\x7f&'()<>\"|^`{}~+,;=$!0aZ\u00a0\u00ad\u0130\u017f\u212a\u3002\uff0f\u200d\u0301\u0660"
	runes := []rune(text)
	for range 1 + chance.IntN(2) {
		at := chance.IntN(len(runes) + 1)
		mark := []rune(marks)[chance.IntN(utf8.RuneCountInString(marks))]
		switch {
		case chance.IntN(3) == 0 && at < len(runes):
			runes[at] = mark
		case chance.IntN(3) == 0 && at < len(runes):
			runes = slices.Delete(runes, at, at+1)
		default:
			runes = slices.Insert(runes, at, mark)
		}
	}
	return string(runes)
}

// foreign makes a label of characters of few scripts, of marks and of joiners, in an order that no language has.
func foreign(chance *rand.Rand) string {
	tables := []*unicode.RangeTable{
		unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew, unicode.Devanagari, unicode.Thai, unicode.Hiragana, unicode.Mn,
		unicode.Nd, unicode.Cf, unicode.So, unicode.Sk, unicode.Nko, unicode.Syriac, unicode.Tamil, unicode.Han, unicode.Hangul,
	}
	first, second := tables[chance.IntN(len(tables))], tables[chance.IntN(len(tables))]
	var label strings.Builder
	for range 2 + chance.IntN(3) {
		table := first
		if chance.IntN(2) == 0 {
			table = second
		}
		label.WriteRune(anyOf(chance, table))
	}
	return label.String()
}

func anyOf(chance *rand.Rand, table *unicode.RangeTable) rune {
	low, high, stride := 0, 0, 1
	if at := chance.IntN(len(table.R16) + len(table.R32)); at < len(table.R16) {
		low, high, stride = int(table.R16[at].Lo), int(table.R16[at].Hi), int(table.R16[at].Stride)
	} else {
		span := table.R32[at-len(table.R16)]
		low, high, stride = int(span.Lo), int(span.Hi), int(span.Stride)
	}
	return rune(low + chance.IntN((high-low)/stride+1)*stride)
}

// everyCharacter puts each assigned character into a host as a label of its own and within another.
func everyCharacter() []string {
	var texts []string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.In(r, unicode.Co, unicode.Cs) || !unicode.IsGraphic(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
			continue
		}
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Tangut, unicode.Egyptian_Hieroglyphs, unicode.Cuneiform, unicode.Yi, unicode.Ethiopic) && r%97 != 0 {
			continue
		}
		if r > 0xffff && r%5 != 0 {
			continue
		}
		texts = append(texts, "https://a"+string(r)+"b.example")
	}
	return texts
}
