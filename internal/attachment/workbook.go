package attachment

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Bounds of what is unpacked of a workbook: a file of some kilobytes can hold gigabytes.
const (
	maxParts    = 2000
	maxUnpacked = 32 << 20 // bytes, of all parts that are read
	maxStrings  = 1 << 20
	maxColumns  = 16384
)

var errUnpacked = errors.New("the workbook unpacks to too much")

// directoryEntry is how each entry of the directory of a zip archive begins.
const directoryEntry = "PK\x01\x02"

// isWorkbook says whether a zip archive holds a workbook. The entries are counted beforehand, for the library makes an object of each, whatever
// number the archive claims to have.
func isWorkbook(content []byte) bool {
	if bytes.Count(content, []byte(directoryEntry)) > maxParts {
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	return err == nil &&
		slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" })
}

// workbook reads the cells of an XLSX file, one after the other: nothing of it is built in memory but its shared strings. Formulas are not
// computed: what was last computed stands in the file. Entities are not expanded, and nesting costs nothing.
type workbook struct {
	ctx     context.Context
	parts   map[string]*zip.File
	left    int      // bytes that may still be unpacked, or looked at in a cell
	strings []string // as a cell shows them
	dates   []bool   // by style
	epoch   time.Time
}

// readWorkbook returns the text of a workbook: for each sheet its name and its rows, with tabs between the cells, until limit characters are reached.
func readWorkbook(ctx context.Context, content []byte, limit int) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", err
	}
	w := &workbook{ctx: ctx, parts: map[string]*zip.File{}, left: maxUnpacked, epoch: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)}
	for _, f := range z.File {
		w.parts[f.Name] = f
	}
	sheets, err := w.sheets()
	if err == nil {
		err = errors.Join(w.readStrings(), w.readStyles())
	}
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, s := range sheets {
		if out.Len() > limit*4 { // bytes of as many characters as there may be
			break
		}
		if out.Len() > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "# %s\n\n", s.name)
		if err := w.readSheet(s.part, &out, limit*4); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// unpacking is a part that is open, within what may be unpacked.
type unpacking struct {
	io.ReadCloser
	w *workbook
}

// Read implements io.Reader.
func (u unpacking) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if tired := u.w.spend(n); tired != nil {
		return 0, tired
	}
	return n, err
}

// spend charges work, and ends it when there is too much of it or nobody waits any more.
func (w *workbook) spend(bytes int) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.left -= bytes; w.left < 0 {
		return errUnpacked
	}
	return nil
}

// tokens calls visit for every token of a part; one that is not there has none. errStop ends it early.
func (w *workbook) tokens(part string, visit func(xml.Token) error) error {
	f, ok := w.parts[part]
	if !ok {
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	d := xml.NewDecoder(unpacking{in, w})
	for {
		token, err := d.RawToken() // Token would keep every element that is open
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(token)
		}
		if errors.Is(err, errStop) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

var errStop = errors.New("enough")

type sheet struct{ name, part string }

func (w *workbook) sheets() (list []sheet, err error) {
	targets := map[string]string{}
	err = w.tokens("xl/_rels/workbook.xml.rels", func(token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			target := attribute(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = "/xl/" + target
			}
			targets[attribute(e, "Id")] = path.Clean(target)[1:]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = w.tokens("xl/workbook.xml", func(token xml.Token) error {
		e, ok := token.(xml.StartElement)
		switch {
		case ok && e.Name.Local == "sheet" && len(list) < maxParts:
			list = append(list, sheet{clean(attribute(e, "name")), targets[attribute(e, "id")]})
		case ok && e.Name.Local == "workbookPr" && slices.Contains([]string{"1", "true"}, attribute(e, "date1904")):
			w.epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return nil
	})
	return list, err
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readStrings reads the shared strings; phonetic hints (rPh) are left out.
func (w *workbook) readStrings() error {
	var text strings.Builder
	inText, hint := false, false
	return w.tokens("xl/sharedStrings.xml", func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				text.Reset()
			case "rPh":
				hint = true
			case "t":
				inText = !hint
			}
		case xml.CharData:
			if inText {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "rPh":
				hint = false
			case "si":
				if len(w.strings) == maxStrings {
					return errUnpacked
				}
				w.strings = append(w.strings, oneLine(text.String()))
			}
		}
		return nil
	})
}

// readStyles finds the styles that show a number as a date.
func (w *workbook) readStyles() error {
	formats := map[string]bool{} // that show a date
	inStyles := false
	return w.tokens("xl/styles.xml", func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "numFmt" && len(formats) < maxParts:
				formats[attribute(t, "numFmtId")] = hasDate(attribute(t, "formatCode"))
			case t.Name.Local == "cellXfs":
				inStyles = true
			case t.Name.Local == "xf" && inStyles && len(w.dates) < maxStrings:
				id := attribute(t, "numFmtId")
				w.dates = append(w.dates, formats[id] || isDate(id))
			}
		case xml.EndElement:
			if t.Name.Local == "cellXfs" {
				inStyles = false
			}
		}
		return nil
	})
}

// isDate knows the numbers of the built-in formats.
func isDate(id string) bool {
	n, err := strconv.Atoi(id)
	return err == nil && (n >= 14 && n <= 22 || n >= 45 && n <= 47)
}

// hasDate knows the letters of the formats that a workbook defines.
func hasDate(format string) bool {
	quoted, bracket := false, false
	for _, r := range strings.ToLower(format) {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '[' || r == ']':
			bracket = r == '['
		case !quoted && !bracket && strings.ContainsRune("ymdhs", r):
			return true
		}
	}
	return false
}
