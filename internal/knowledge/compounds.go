package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis/lang/de"
)

const (
	minPart        = 4 // letters of a part of a compound
	minCompound    = 8
	maxCompounds   = 8
	compoundCredit = 0.7
)

// compounds are the words of an index in a language that writes compounds as one word, sorted; nil for other languages.
type compounds []string

// compoundsOf reads the words of the index: German is the only such language.
func (ix *index) compoundsOf(language string) (compounds, error) {
	if language != de.AnalyzerName {
		return nil, nil
	}
	counts := map[string]uint64{}
	for _, part := range searchedFields() {
		dict, err := ix.reader.FieldDict(fieldName(part, language))
		if err != nil {
			return nil, err
		}
		if err := countTerms(dict, counts); err != nil {
			return nil, err
		}
	}
	words := make(compounds, 0, len(counts))
	for word := range counts {
		words = append(words, word)
	}
	slices.Sort(words)
	return words, nil
}

// related returns the compounds that a word is a part of, and the parts of which it is a compound.
func (c compounds) related(word string) []string {
	if len(c) == 0 || utf8.RuneCountInString(word) < minPart {
		return nil
	}
	return append(c.with(word), c.parts(word)...)
}

// with returns the compounds with a word at an end, the shortest first.
func (c compounds) with(word string) []string {
	var found []string
	for _, candidate := range c {
		if len(candidate) >= len(word)+minPart && (strings.HasSuffix(candidate, word) || strings.HasPrefix(candidate, word)) {
			found = append(found, candidate)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	return found[:min(maxCompounds, len(found))]
}

// parts returns two words of the index that make up a compound, none when there are not two.
func (c compounds) parts(word string) []string {
	if len(word) < minCompound {
		return nil
	}
	for i := len(word) - minPart; i >= minPart; i-- { // the longest first part first
		if head := c.beginning(word[i:], 0); head != "" {
			if modifier := c.modifier(word[:i]); modifier != "" {
				return []string{modifier, head}
			}
		}
	}
	return nil
}

// modifier finds the first part with or without the letters that join it.
func (c compounds) modifier(part string) string {
	for _, link := range []string{"", "s", "n", "es", "en", "e"} {
		stem, ok := strings.CutSuffix(part, link)
		if ok && len(stem) >= minPart {
			if word := c.beginning(stem, 3); word != "" { // "liefer" is in "lieferung"
				return word
			}
		}
	}
	return ""
}

// beginning returns the first word that begins with a stem and has few letters more.
func (c compounds) beginning(stem string, more int) string {
	i, _ := slices.BinarySearch(c, stem)
	if i < len(c) && strings.HasPrefix(c[i], stem) && len(c[i]) <= len(stem)+more {
		return c[i]
	}
	return ""
}
