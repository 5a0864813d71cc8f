package attachment

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"

	utf "golang.org/x/text/encoding/unicode"
)

// decode makes UTF-8 with plain line ends of a text: UTF-8, UTF-16 or UTF-32 with a byte order mark, or Windows-1252, in which spreadsheets are often
// exported. It looks at the whole of it and keeps MaxText characters; ok is false for what is no text.
func decode(content []byte) (text string, whole, ok bool) {
	in := bufio.NewReader(bytes.NewReader(content))
	var encoding transform.Transformer
	windows := false
	switch {
	case bytes.HasPrefix(content, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(content, []byte{0, 0, 0xfe, 0xff}):
		encoding = utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM).NewDecoder()
	case bytes.HasPrefix(content, []byte{0xff, 0xfe}), bytes.HasPrefix(content, []byte{0xfe, 0xff}):
		encoding = utf.UTF16(utf.LittleEndian, utf.ExpectBOM).NewDecoder()
	case !utf8.Valid(content):
		encoding, windows = charmap.Windows1252.NewDecoder(), true
	}
	if encoding != nil {
		in = bufio.NewReader(transform.NewReader(in, encoding))
	}
	c := &textCheck{RuneReader: in, strict: windows}
	text, whole, err := plain(c, MaxText)
	return text, whole, err == nil && c.read > 0 && !c.binary
}

// textCheck notes what never stands in text, and in strict also letters that the encoding does not have.
type textCheck struct {
	io.RuneReader
	strict bool
	read   int
	binary bool
}

// ReadRune implements io.RuneReader.
func (c *textCheck) ReadRune() (rune, int, error) {
	r, size, err := c.RuneReader.ReadRune()
	if err == nil {
		c.read++
		c.binary = c.binary || binary(r) || (c.strict && r == utf8.RuneError)
	}
	return r, size, err
}

// binary says whether a character never stands in text.
func binary(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v' && r != 0x1b && r != '\b' && r != 0x1a
}

// plain reads to the end, makes plain line ends, and leaves out what is invisible or cannot be stored. Of more than most characters the first are kept, whole
// is false, and the end of the text says so.
func plain(in io.RuneReader, most int) (text string, whole bool, err error) {
	var out strings.Builder
	kept, before := 0, rune(0)
	for {
		r, _, err := in.ReadRune()
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", false, err
		}
		shown := visible(r)
		if shown < 0 || (r == '\n' && before == '\r') {
			before = r
			continue
		}
		if before = r; kept < most {
			out.WriteRune(shown)
		}
		kept++
	}
	if kept > most {
		fmt.Fprintf(&out, "\n\n[Cut: the file has more than %d characters.]", most)
	}
	return out.String(), kept <= most, nil
}

// visible is what a character is shown as, -1 = nothing.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r == '\r' || r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029':
		return '\n'
	case unicode.IsControl(r) || r == '\uFEFF':
		return -1
	}
	return r
}

// clean is plain for a short text.
func clean(text string) string {
	text, _, _ = plain(strings.NewReader(text), len(text))
	return text
}
