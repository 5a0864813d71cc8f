package origin

import (
	"strings"
	"unicode"
)

// Split cuts a pasted list into entries at white space, line ends and commas. Empty pieces are left out;
// the entries are not checked.
func Split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || isBlank(r) })
}

// isBlank adds to white space the two invisible characters that documents and chats put around a copied
// text.
func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }
