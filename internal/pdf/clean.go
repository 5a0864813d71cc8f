package pdf

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// hyphen is PDFium's mark for a word that goes on in the next line.
const hyphen = "\u0002"

var wordBreak = regexp.MustCompile("[\u0002\uFFFE](?:\r?\n)?")

// clean makes plain text of what PDFium found on a page.
func clean(text string) string {
	text = wordBreak.ReplaceAllString(text, "")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case r >= '\uFB00' && r <= '\uFB06': // ligatures
			b.WriteString(norm.NFKC.String(string(r)))
		case r == '\n' || r == '\t' || !unicode.IsControl(r) && r != unicode.ReplacementChar:
			b.WriteRune(r)
		}
	}
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
