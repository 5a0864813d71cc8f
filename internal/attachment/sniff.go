package attachment

import (
	"bytes"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"

	"latchkey/internal/errs"
	"latchkey/internal/picture"
)

// The media types of attachments, with the extension that each has.
const (
	mediaPDF      = "application/pdf"
	mediaXLSX     = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaCSV      = "text/csv"
	mediaTSV      = "text/tab-separated-values"
	mediaMarkdown = "text/markdown"
	mediaPlain    = "text/plain"
)

// textTypes are the media types of text by the extension of the file: text does not say what it is.
var textTypes = map[string]string{
	"csv": mediaCSV, "tsv": mediaTSV, "md": mediaMarkdown, "markdown": mediaMarkdown, "txt": mediaPlain, "text": mediaPlain, "log": mediaPlain,
}

// imageTypes are the media types of images, with the extension that each has.
var imageTypes = map[string]string{"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}

// Extensions are those of the files that are taken, in order. What a file is, its bytes say: this is for choosing one.
func Extensions() []string {
	all := []string{"pdf", "xlsx", "jpeg"}
	all = slices.AppendSeq(all, maps.Values(imageTypes))
	all = slices.AppendSeq(all, maps.Keys(textTypes))
	slices.Sort(all)
	return all
}

// IsTable says whether the text of an attachment is the rows of tables: those of a CSV file, or those of sheets with tabs between the cells.
func IsTable(mediaType string) bool {
	return mediaType == mediaCSV || mediaType == mediaTSV || mediaType == mediaXLSX
}

// found is what the bytes of a file say.
type found struct {
	kind      Type
	mediaType string
	extension string
	text      string // what was read from it; "" for an image
	whole     bool   // the text is all there is to the file
}

// sniff tells what a file is. claimed and extension are the client's words: they choose among kinds of text, and a note must be text.
func sniff(content []byte, claimed Type, extension string) (f found, err error) {
	switch {
	case len(content) == 0:
		return f, refuse(errs.Invalid, "ATTACHMENT_EMPTY", "The file is empty.", "file", "must not be empty")
	case bytes.HasPrefix(content, []byte("%PDF-")):
		f = found{kind: Text, mediaType: mediaPDF, extension: "pdf"}
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		if !isWorkbook(content) {
			return f, unsupported()
		}
		f = found{kind: CSV, mediaType: mediaXLSX, extension: "xlsx"}
	default:
		if f, err = sniffImage(content, extension); err != nil || f.kind == "" {
			f, err = sniffText(content, claimed, extension, err)
		}
	}
	if err == nil && claimed == Note && f.kind != Note {
		return f, refuse(errs.Invalid, "NOTE_NOT_TEXT", "A note must be text.", "type", "does not fit the file: it is no text, so it cannot be a NOTE")
	}
	return f, err
}

func sniffImage(content []byte, extension string) (found, error) {
	mediaType, err := picture.Inspect(content)
	if err != nil || mediaType == "" {
		return found{}, err
	}
	kept := imageTypes[mediaType]
	if kept == "jpg" && extension == "jpeg" {
		kept = extension
	}
	return found{kind: Image, mediaType: mediaType, extension: kept}, nil
}

// sniffText takes what is text and no markup of the web. broken is why it is no image, when it begins like one.
func sniffText(content []byte, claimed Type, extension string, broken error) (f found, err error) {
	if broken != nil {
		return f, broken
	}
	text, whole, ok := decode(content)
	if !ok || isMarkup(text) {
		return f, unsupported()
	}
	if strings.TrimSpace(text) == "" {
		return f, refuse(errs.Invalid, "ATTACHMENT_EMPTY", "The file has no text.", "file", "must hold some text")
	}
	f = found{kind: Text, mediaType: textTypes[extension], extension: extension, text: text, whole: whole}
	switch {
	case claimed == Note:
		f.kind = Note
	case f.mediaType == "" && claimed == CSV:
		f.mediaType, f.extension = mediaCSV, "csv"
	}
	if f.mediaType == "" {
		f.mediaType, f.extension = mediaPlain, "txt"
	}
	if f.kind == Text && (f.mediaType == mediaCSV || f.mediaType == mediaTSV) {
		f.kind = CSV
	}
	return f, nil
}

func unsupported() error {
	return refuse(errs.Invalid, "UNSUPPORTED_ATTACHMENT_TYPE",
		"Files of this type cannot be attached. Accepted are PNG, JPEG, GIF and WebP images, plain text, Markdown, CSV, XLSX and PDF.",
		"file", "must be an image (PNG, JPEG, GIF, WebP), plain text, Markdown, CSV, XLSX or PDF")
}

// isMarkup says whether a browser that looks at the bytes would take a text for a page or a drawing.
func isMarkup(text string) bool {
	sniffed, _, _ := mime.ParseMediaType(http.DetectContentType([]byte(text[:min(len(text), 1024)])))
	begin := strings.ToLower(strings.TrimSpace(text[:min(len(text), 1024)]))
	return sniffed == "text/html" || sniffed == "text/xml" || strings.HasPrefix(begin, "<svg") || strings.HasPrefix(begin, "<!doctype")
}
