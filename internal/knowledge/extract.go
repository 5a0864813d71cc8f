package knowledge

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/http"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"latchkey/internal/errs"
	"latchkey/internal/pdf"
)

// The media types that can be read.
const (
	MediaMarkdown = "text/markdown"
	MediaHTML     = "text/html"
	MediaPlain    = "text/plain"
	MediaPDF      = "application/pdf"
)

// DefaultMaxBytes is the size of the longest document, unless Limits says otherwise.
const DefaultMaxBytes = 5 << 20

// MaxPDFBytes is the size of the longest PDF: most of it is pictures and fonts.
const MaxPDFBytes = pdf.MaxBytes

// Limits bounds what one document may cost. A zero field means its default.
type Limits struct {
	MaxBytes    int // of the content, unless it is a PDF; default 5 MiB
	MaxPassages int // per document; default 5000
	MaxWords    int // per passage; default 220
}

func (l Limits) withDefaults() Limits {
	if l.MaxBytes <= 0 {
		l.MaxBytes = DefaultMaxBytes
	}
	if l.MaxPassages <= 0 {
		l.MaxPassages = 5000
	}
	if l.MaxWords <= 0 {
		l.MaxWords = 220
	}
	return l
}

// extraction is what was read out of a document's content.
type extraction struct {
	mediaType string
	title     string // empty when the content has none
	language  string // as the content declares it; empty when it does not, or when it is none of Languages
	pieces    []piece
}

// piece is a passage before it has an id.
type piece struct {
	path []string // headings
	text string
	page int // that it begins on; 0 where there are none
}

type blockKind int

const (
	headingBlock blockKind = iota
	paragraphBlock
	listBlock
	codeBlock
	tableBlock
)

// block is a heading, a paragraph, or something that is kept whole when it fits.
type block struct {
	kind  blockKind
	level int    // of a heading, 1 to 7
	text  string // Markdown; lists, code and tables have several lines
	page  int    // that it begins on; 0 where there are none
}

// outline is what the reader of one type returns.
type outline struct {
	title    string
	language string
	blocks   []block
}

// extract reads a document's content and cuts it into passages. It never changes content.
func extract(ctx context.Context, fileName, mediaType string, content []byte, limits Limits) (extraction, error) {
	if pdf.Is(content) {
		return extractPDF(ctx, content, limits)
	}
	if len(content) > limits.MaxBytes {
		return extraction{}, errs.New(errs.TooLarge, "DOCUMENT_TOO_LARGE",
			fmt.Sprintf("The document is longer than %d bytes.", limits.MaxBytes))
	}
	kind, err := detectType(fileName, mediaType, content)
	if err != nil {
		return extraction{}, err
	}
	clean, err := normalize(content)
	if err != nil {
		return extraction{}, err
	}
	o, err := read(kind, clean)
	if err != nil {
		return extraction{}, err
	}
	return finish(kind, o, limits)
}

func read(mediaType string, content []byte) (outline, error) {
	switch mediaType {
	case MediaMarkdown:
		return readMarkdown(content)
	case MediaHTML:
		return readHTML(content)
	default:
		return readPlain(content), nil
	}
}

func finish(kind string, o outline, limits Limits) (extraction, error) {
	pieces := cut(o.blocks, limits.MaxWords)
	if len(pieces) == 0 {
		return extraction{}, errs.New(errs.Invalid, "DOCUMENT_EMPTY",
			"The document contains no text that can be searched.")
	}
	if len(pieces) > limits.MaxPassages {
		return extraction{}, errs.New(errs.TooLarge, "DOCUMENT_TOO_LONG",
			fmt.Sprintf("The document has more than %d passages; split it into several documents.",
				limits.MaxPassages))
	}
	return extraction{mediaType: kind, title: heading(o.title), language: knownLanguage(o.language),
		pieces: pieces}, nil
}

func knownLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	for _, known := range Languages() {
		if base == known {
			return known
		}
	}
	return ""
}

// detectType decides by the file's extension, else by the declared media type, else by the content; content
// that is plainly something else, a picture called .txt for example, is refused.
func detectType(fileName, mediaType string, content []byte) (string, error) {
	extension := strings.ToLower(filepath.Ext(fileName))
	sniffed, _, _ := mime.ParseMediaType(http.DetectContentType(content))
	if strings.HasPrefix(sniffed, "text/") || looksLikeText(content) {
		if kind := typeOf(extension, mediaType, sniffed); kind != "" {
			return kind, nil
		}
	}
	got := firstOf(extension, mediaType, sniffed)
	return "", &errs.Error{Kind: errs.Invalid, Code: "UNSUPPORTED_DOCUMENT_TYPE",
		Message: "Documents of this type cannot be read. Accepted are PDF (.pdf), Markdown (.md), HTML (.html) and " +
			"plain text (.txt).",
		Fields: []errs.Field{{Location: "file", Value: got,
			Message: "must be PDF (.pdf), Markdown (.md, .markdown), HTML (.html, .htm) or plain text (.txt)"}}}
}

// looksLikeText lets through text that sniffing takes for binary because of a stray control character.
func looksLikeText(content []byte) bool {
	head := content[:min(len(content), 512)]
	return !bytes.ContainsRune(head, 0) && utf8.Valid(content)
}

func typeOf(extension, mediaType, sniffed string) string {
	switch extension {
	case ".md", ".markdown", ".mdown", ".mkd":
		return MediaMarkdown
	case ".html", ".htm", ".xhtml":
		return MediaHTML
	case ".txt", ".text":
		return MediaPlain
	}
	declared, _, _ := mime.ParseMediaType(mediaType)
	switch declared {
	case MediaMarkdown, "text/x-markdown":
		return MediaMarkdown
	case MediaHTML, "application/xhtml+xml":
		return MediaHTML
	case MediaPlain:
		return MediaPlain
	}
	if extension != "" || declared != "" && declared != "application/octet-stream" {
		return ""
	}
	if sniffed == MediaHTML {
		return MediaHTML
	}
	return MediaPlain
}

// normalize checks the encoding and removes what is invisible: byte order mark, carriage returns, control
// characters.
func normalize(content []byte) ([]byte, error) {
	if !utf8.Valid(content) {
		return nil, errs.New(errs.Invalid, "DOCUMENT_NOT_UTF8",
			"The document is not UTF-8 text; save it as UTF-8 and try again.")
	}
	content = bytes.TrimPrefix(content, []byte("\uFEFF"))
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	return bytes.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r) || r == '\u00AD' || r == '\u200B' || r == '\uFEFF':
			return -1
		}
		return r
	}, content), nil
}

// heading makes one short line of a heading or a title.
func heading(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= maxTitleRunes {
		return s
	}
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:maxTitleRunes-1])) + "…"
}

// titleFromName makes a title of a file name: "price-list_2025.md" → "Price list 2025".
func titleFromName(fileName string) string {
	base := filepath.Base(strings.ReplaceAll(strings.ToValidUTF8(fileName, ""), `\`, "/"))
	base = strings.TrimSuffix(base, filepath.Ext(base))
	words := heading(strings.NewReplacer("-", " ", "_", " ", ".", " ", "/", " ").Replace(base))
	if words == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
