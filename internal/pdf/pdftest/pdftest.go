// Package pdftest writes small PDF documents for tests: text in one font, at places that the test chooses, with pages, columns,
// ligatures and passwords. It is for tests only, holds no state, and knows nothing of how documents are read.
package pdftest

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
	"strings"
)

// Line is a line of text; the origin is the lower left corner of a page of 595 by 842 points. Of characters beyond Latin-1 it may
// have the euro, the bullet and the ligatures ﬁ and ﬂ.
type Line struct {
	X, Y, Size float64
	Text       string
}

// Options changes a document. The zero value is one that everybody can open.
type Options struct {
	UserPassword  string // needed to open it
	OwnerPassword string // needed to change it: readers need none
}

// Text writes one page for each text; its lines go down the page.
func Text(pages ...string) []byte {
	placed := make([][]Line, len(pages))
	for i, page := range pages {
		for n, line := range strings.Split(page, "\n") {
			placed[i] = append(placed[i], Line{X: 60, Y: 780 - 14*float64(n), Size: 11, Text: line})
		}
	}
	return Lines(Options{}, placed...)
}

// Lines writes a document with the lines of every page.
func Lines(options Options, pages ...[]Line) []byte {
	w := &writer{}
	if options != (Options{}) {
		w.lock(options)
	}
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	w.object("<< /Type /Catalog /Pages 2 0 R >>")
	w.object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), kids.String()))
	w.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding " +
		"/BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>")
	for i, lines := range pages {
		w.object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "+
			"/Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		w.stream(content(lines))
	}
	return w.end()
}

func content(lines []Line) []byte {
	var b bytes.Buffer
	for _, l := range lines {
		fmt.Fprintf(&b, "BT /F %g Tf %g %g Td (%s) Tj ET\n", l.Size, l.X, l.Y, encoded(l.Text))
	}
	return b.Bytes()
}

func encoded(text string) []byte {
	var out []byte
	for _, r := range text {
		switch {
		case r == '(' || r == ')' || r == '\\':
			out = append(out, '\\', byte(r))
		case r == 'ﬁ':
			out = append(out, 1)
		case r == 'ﬂ':
			out = append(out, 2)
		case r == '€':
			out = append(out, 0x80)
		case r == '•':
			out = append(out, 0x95)
		case r < 256:
			out = append(out, byte(r))
		default:
			panic(fmt.Sprintf("pdftest: %q cannot be written", r))
		}
	}
	return out
}

// writer puts objects one after the other and notes where they are.
type writer struct {
	out     bytes.Buffer
	offsets []int
	key     []byte // nil = not encrypted
	encrypt string
}

func (w *writer) object(body string) int {
	if w.out.Len() == 0 {
		w.out.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	}
	w.offsets = append(w.offsets, w.out.Len())
	fmt.Fprintf(&w.out, "%d 0 obj\n%s\nendobj\n", len(w.offsets), body)
	return len(w.offsets)
}

func (w *writer) stream(data []byte) {
	if w.key != nil {
		number := binary.LittleEndian.AppendUint32(nil, uint32(len(w.offsets)+1))
		key := md5.Sum(append(append(bytes.Clone(w.key), number[:3]...), 0, 0))
		data = rc4ed(key[:len(w.key)+5], data)
	}
	w.object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(data), data))
}

func (w *writer) end() []byte {
	extra := ""
	if w.key != nil {
		extra = fmt.Sprintf("/Encrypt %d 0 R /ID [<%x> <%x>]", w.object(w.encrypt), fileID, fileID)
	}
	start := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, offset := range w.offsets {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&w.out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, extra, start)
	return w.out.Bytes()
}

var (
	fileID  = []byte("0123456789abcdef")
	padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
		"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")
)

// lock prepares the standard encryption of PDF 1.4 with 40 bits: nobody should use it, and everybody can read it.
func (w *writer) lock(options Options) {
	const keyBytes, permissions = 5, 0xFFFFFFC0
	owner := md5.Sum(padded(options.OwnerPassword))
	o := rc4ed(owner[:keyBytes], padded(options.UserPassword))
	seed := binary.LittleEndian.AppendUint32(append(padded(options.UserPassword), o...), permissions)
	key := md5.Sum(append(seed, fileID...))
	w.key = key[:keyBytes]
	w.encrypt = fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P -64 >>", o, rc4ed(w.key, padding))
}

func padded(password string) []byte {
	return append([]byte(password), padding...)[:len(padding):len(padding)]
}

func rc4ed(key, data []byte) []byte {
	cipher, err := rc4.NewCipher(key)
	if err != nil {
		panic(err) // the key has a fixed length
	}
	out := make([]byte, len(data))
	cipher.XORKeyStream(out, data)
	return out
}
