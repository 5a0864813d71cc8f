package knowledge

import (
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"
)

// analyzerOf names the analyzer of a language: bleve's, with folded words.
func analyzerOf(language string) string { return "folded_" + language }

func init() {
	for _, language := range Languages() {
		err := registry.RegisterAnalyzer(analyzerOf(language), func(_ map[string]any, cache *registry.Cache) (analysis.Analyzer, error) {
			inner, err := cache.AnalyzerNamed(language)
			return folding{inner}, err
		})
		if err != nil {
			panic(err) // the name is taken: a mistake of this package
		}
	}
}

// folding makes words alike that differ in accents only, for people leave them out. It comes after the stop words and the stemmer, which
// need them.
type folding struct{ inner analysis.Analyzer }

func (f folding) Analyze(text []byte) analysis.TokenStream {
	tokens := f.inner.Analyze(text)
	for _, token := range tokens {
		if folded := fold(string(token.Term)); folded != string(token.Term) {
			token.Term = []byte(folded)
		}
	}
	return tokens
}

// fold leaves out accents and the like.
func fold(word string) string {
	if isASCII(word) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(word))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// spellings are the ways in which people write a word without the keys for it.
func spellings(word string) []string {
	return []string{fold(word), umlauts.Replace(word)}
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")
