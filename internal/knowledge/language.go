package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/registry"
)

const (
	defaultLanguage  = "en"
	detectionWords   = 2000 // of a document are looked at
	minQuestionVotes = 2    // stop words that tell the language of a question
	minStopWordShare = 0.08 // below it a text is in none of the languages, or is not prose
)

// Languages returns the languages of documents that are stemmed and have their stop words removed; "en" is
// the default.
func Languages() []string {
	return []string{en.AnalyzerName, it.AnalyzerName, de.AnalyzerName, fr.AnalyzerName, es.AnalyzerName}
}

// language is what is needed to read one language.
type language struct {
	name     string
	analyzer analysis.Analyzer
	stop     analysis.TokenMap
	common   map[string]bool     // by stem
	filler   map[string]bool     // by stem
	synonyms map[string][]string // by stem
}

func newLanguage(cache *registry.Cache, name string) (*language, error) {
	analyzer, err := cache.AnalyzerNamed(analyzerOf(name))
	if err != nil {
		return nil, err
	}
	stop, err := cache.TokenMapNamed("stop_" + name)
	if err != nil {
		return nil, err
	}
	l := &language{name: name, analyzer: analyzer, stop: stop, filler: map[string]bool{},
		common: map[string]bool{}, synonyms: map[string][]string{}}
	for _, stem := range l.stems(fillers(name)) {
		l.filler[stem] = true
	}
	for stopWord := range stop {
		for _, written := range spellings(stopWord) {
			l.ignore(written)
		}
	}
	for _, stem := range l.stems(commonWords(name)) {
		l.common[stem] = true
	}
	for _, group := range synonyms(name) {
		stems := l.stems(group)
		for i, stem := range stems {
			l.synonyms[stem] = append(l.synonyms[stem], slices.Delete(slices.Clone(stems), i, i+1)...)
		}
	}
	return l, nil
}

// ignore makes a filler of a stop word that is written in another way.
func (l *language) ignore(written string) {
	if !l.stop[written] {
		for _, stem := range l.stems(written) {
			l.filler[stem] = true
		}
	}
}

func (l *language) stems(s string) []string {
	var stems []string
	for _, token := range l.analyzer.Analyze([]byte(s)) {
		stems = append(stems, string(token.Term))
	}
	return stems
}

// word is an informative word of a question.
type word struct {
	stem    string
	written string
	typable bool // long enough for a typing error in it to leave it recognizable
}

// words returns the distinct informative words of a question, in order.
func (l *language) words(question string, limit int) []word {
	var words []word
	seen := map[string]bool{}
	for _, token := range l.analyzer.Analyze([]byte(question)) {
		stem := string(token.Term)
		if seen[stem] || l.filler[stem] || !informative(stem) {
			continue
		}
		seen[stem] = true
		written := question[token.Start:token.End]
		words = append(words, word{stem: stem, written: written, typable: typable(stem, written)})
		if len(words) == limit {
			break
		}
	}
	return words
}

// typable wants five letters of the stem, or three when a long ending was taken off: shorter words have too
// many neighbours.
func typable(stem, written string) bool {
	stemmed, full := utf8.RuneCountInString(stem), utf8.RuneCountInString(written)
	return stemmed >= 5 || stemmed >= 3 && full >= 6
}

func informative(term string) bool {
	return len(term) > 1 || unicode.IsDigit(rune(term[0]))
}

// detect returns the language whose stop words are most frequent, English when none stands out.
func (e *engine) detect(pieces []piece) string {
	b := newBallot(e.languages)
	for _, p := range pieces {
		b.read(p.text)
	}
	if best, votes, _ := b.result(); float64(votes) >= minStopWordShare*float64(b.words) {
		return best.name
	}
	return defaultLanguage
}

// ofQuestion returns the language of a question, nil when that is not clear: questions are short.
func (e *engine) ofQuestion(question string) *language {
	b := newBallot(e.languages)
	b.read(question)
	if best, votes, second := b.result(); votes >= minQuestionVotes && votes > second {
		return best
	}
	return nil
}

// ballot counts the stop words of each language.
type ballot struct {
	languages []*language
	votes     []int
	words     int
}

func newBallot(languages []*language) *ballot {
	return &ballot{languages: languages, votes: make([]int, len(languages))}
}

func (b *ballot) read(text string) {
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), notLetter) {
		if b.words == detectionWords {
			return
		}
		b.words++
		for i, l := range b.languages {
			if l.stop[w] {
				b.votes[i]++
			}
		}
	}
}

func (b *ballot) result() (best *language, votes, second int) {
	best = b.languages[0]
	for i, n := range b.votes {
		switch {
		case n > votes:
			best, votes, second = b.languages[i], n, votes
		case n > second:
			second = n
		}
	}
	return best, votes, second
}

// empty reports whether a written word says nothing in this language.
func (l *language) empty(written string) bool {
	if l.stop[written] {
		return true
	}
	stems := l.stems(written)
	return len(stems) == 1 && l.filler[stems[0]]
}

func notLetterOrDigit(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func notLetter(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }
