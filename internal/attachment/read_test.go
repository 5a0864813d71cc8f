package attachment

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
)

// Nothing looks at the bytes of a file without a place among the readers.
func TestLookingIsBounded(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	for range readers {
		s.reading <- struct{}{}
	}
	left, leave := context.WithCancel(t.Context())
	leave()
	for _, content := range []string{"text", "\x80\x99", "%PDF-1.7", "PK\x03\x04", "\x89PNG", ""} {
		if f, err := s.read(left, Upload{Content: []byte(content)}); !errors.Is(err, context.Canceled) || f != (found{}) {
			t.Errorf("%q: %+v, %v", content, f, err)
		}
	}
	<-s.reading
	if f, err := s.read(t.Context(), Upload{Content: []byte("text")}); err != nil || f.text != "text" {
		t.Errorf("%+v, %v", f, err)
	}
}

// allocated is how many bytes were taken from the heap during work, also those that were given back.
func allocated(work func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// However large a text is and however it is written, what is kept of it is all that it costs.
func TestDecodingIsBounded(t *testing.T) {
	for name, content := range map[string][]byte{
		"windows": append(bytes.Repeat([]byte("\x80\x99"), MaxBytes/2-1), "\r\n"...),
		"utf-8":   bytes.Repeat([]byte("ab cd\n"), MaxBytes/6),
		"utf-16":  append([]byte{0xff, 0xfe}, bytes.Repeat([]byte("a\x00"), MaxBytes/2-1)...),
		"utf-32":  append([]byte{0xff, 0xfe, 0, 0}, bytes.Repeat([]byte("a\x00\x00\x00"), MaxBytes/4-1)...),
	} {
		var text string
		var whole, ok bool
		if n := allocated(func() { text, whole, ok = decode(content) }); n > 8<<20 {
			t.Errorf("%s: %d bytes were allocated", name, n)
		}
		if !ok || whole || !strings.HasSuffix(text, "characters.]") {
			t.Errorf("%s: %d bytes, whole %v, text %v", name, len(text), whole, ok)
		}
	}
	if _, _, ok := decode(append(bytes.Repeat([]byte("a"), MaxBytes-1), 0)); ok {
		t.Error("what is no text at its end was taken")
	}
}

// An archive of many entries is refused before they are read, whatever number it claims.
func TestEntriesAreCounted(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for range maxParts + 1 {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	full := out.Bytes()
	claim := len(full) - 22 + 8 // of the number of entries, in the record at the end
	lying := bytes.Clone(full)
	copy(lying[claim:], []byte{1, 0, 1, 0})
	for name, content := range map[string][]byte{"honest": full, "lying": lying} {
		taken := true
		if n := allocated(func() { taken = isWorkbook(content) }); taken || n > 64<<10 {
			t.Errorf("%s: taken %v, %d bytes were allocated", name, taken, n)
		}
	}
}

// patience is a context that ends when it was asked so often.
type patience struct {
	context.Context
	asked, most int
}

func (p *patience) Err() error {
	if p.asked++; p.asked > p.most {
		return context.Canceled
	}
	return nil
}

func pack(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A string that many cells show is looked at once, and a workbook is left at any cell when nobody waits for it.
func TestWorkOfWorkbook(t *testing.T) {
	const cells = 20_000
	bomb := pack(t, map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<R><Relationship Id="r1" Target="s.xml"/></R>`,
		"xl/sharedStrings.xml":       "<sst><si><t>" + strings.Repeat("\n", maxCell) + "</t></si></sst>",
		"xl/s.xml":                   "<sheetData><row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, cells) + "</row></sheetData>",
	})
	all := &patience{t.Context(), 0, 1 << 30}
	// To look at the string once for each cell would take cells times maxCell, 600 MB.
	if n := allocated(func() {
		if text, err := readWorkbook(all, bomb, MaxText); err != nil || text != "# a\n\n" {
			t.Errorf("%q, %v", text, err)
		}
	}); n > 64<<20 {
		t.Errorf("%d bytes were allocated", n)
	}
	if all.asked < cells {
		t.Errorf("of %d cells only %d were a reason to look who waits", cells, all.asked)
	}
	left := &patience{t.Context(), 0, cells / 2}
	if _, err := readWorkbook(left, bomb, MaxText); !errors.Is(err, context.Canceled) || left.asked > cells/2+10 {
		t.Errorf("%v after %d looks", err, left.asked)
	}
	w := &workbook{ctx: t.Context(), left: 10}
	if err := errors.Join(w.spend(4), w.spend(6)); err != nil {
		t.Error(err)
	}
	if err := w.spend(1); !errors.Is(err, errUnpacked) {
		t.Errorf("more work than there may be: %v", err)
	}
}

// Formats of dates are told apart from others.
func TestDateFormats(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]bool{"dd/mm/yyyy": true, `"day" 0`: false, "[Red]0": false, "0.00": false, "h:mm": true} {
		if hasDate(format) != want {
			t.Errorf("%s: %v", format, !want)
		}
	}
	if !isDate("14") || isDate("13") || isDate("x") {
		t.Error("built-in formats")
	}
}
