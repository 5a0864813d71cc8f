package builtin

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// question is what is asked, as words to look for.
type question struct {
	terms   []string  // folded, without stop words
	weights []float64 // of the terms: rare ones tell more
	amount  bool      // asks for a time, a price or a number
	method  bool      // asks how to do something
}

func newQuestion(text, language string) question {
	q := question{}
	stop := stopWords(language)
	before := "" // "disable it without deleting it" does not ask how to delete
	for _, w := range wordsOf(text) {
		w = fold(strings.Trim(strings.TrimSuffix(w, "'s"), "'"))
		unwanted := before == "without" && strings.HasSuffix(w, "ing")
		before = w
		if !unwanted && utf8.RuneCountInString(w) > 1 && !slices.Contains(stop, w) && !slices.Contains(q.terms, w) {
			q.terms = append(q.terms, w)
		}
	}
	lower := strings.ToLower(text)
	q.amount = containsAny(lower, "how long", "how much", "how many", "when", "what time",
		"what temperature", "price", "cost",
		"quant", "quando", "costa", "wie lange", "wie viel", "wieviel", "wann", "kostet", "combien",
		"quand", "prix",
		"cuánt", "cuando", "cuándo", "precio")
	q.method = asksHow(lower)
	return q
}

// asksHow reports whether a question asks how to do something: in these words, or as an order ("rename a key",
// "link to our terms"), which is a text that does not begin like a question about facts.
func asksHow(lower string) bool {
	if containsAny(lower, "how do i", "how do we", "how can", "how to", "how should", "where do i", "can i ", "can we ",
		"come si", "come posso", "come faccio", "wie kann", "wie mache", "wie richte", "comment", "cómo") {
		return true
	}
	words := wordsOf(lower)
	return len(words) >= 2 && !slices.Contains(factWords(), strings.TrimSuffix(words[0], "'s"))
}

// factWords are the first words of questions about facts.
func factWords() []string {
	return strings.Fields("what which who whose why when where how is are was were does do did has have can could will " +
		"would should may must am i it there che chi cosa quale quali quanto quanta quanti quante quando dove come perché è " +
		"was wer wann wo warum wie welche welcher welches ist sind kann gibt hat " +
		"que qui quel quelle quels quelles quand où pourquoi combien est y qué quién cuál cuánto cuánta cuándo dónde es hay " +
		"puedo posso puis")
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// matches returns which terms a text contains, one bit for each.
func (q question) matches(text string) uint64 {
	var found uint64
	words := wordsOf(text)
	for i, term := range q.terms[:min(len(q.terms), 64)] {
		if slices.ContainsFunc(words, func(w string) bool { return alike(term, fold(w)) }) {
			found |= 1 << i
		}
	}
	return found
}

// weigh makes terms that few of the texts contain count more.
func (q *question) weigh(matches []uint64) {
	q.weights = make([]float64, len(q.terms))
	for i := range q.weights {
		with := 0
		for _, m := range matches {
			if i < 64 && m&(1<<i) != 0 {
				with++
			}
		}
		q.weights[i] = math.Log(1 + float64(len(matches)+1)/float64(with+1))
	}
}

// total is the weight of the whole question.
func (q question) total() float64 { return q.weight(^uint64(0)) }

func (q question) weight(matches uint64) float64 {
	sum := 0.0
	for i := range q.weights {
		if i < 64 && matches&(1<<i) != 0 {
			sum += q.weights[i]
		}
	}
	return sum
}

var folds = strings.NewReplacer("à", "a", "á", "a", "â", "a", "ä", "a", "ã", "a", "è", "e", "é", "e", "ê",
	"e", "ë", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ò", "o", "ó", "o", "ô", "o", "ö", "o", "ù", "u", "ú", "u",
	"û", "u", "ü", "u",
	"ç", "c", "ñ", "n", "ß", "ss")

func fold(word string) string { return folds.Replace(word) }

// alike reports whether two words are forms of one, or one is the other with a typing error: a stand-in for
// stemming that works somewhat in all five languages.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	if a > b {
		a, b = b, a
	}
	common := commonPrefix(a, b)
	restA, restB := len(a)-common, len(b)-common
	switch {
	case restA == 0 && b[common:] == "s" && common >= 3:
		return true
	case common >= 4 && restA <= 3 && restB <= 3 && common >= restA+restB:
		return true
	}
	return len(a) >= 5 && len(b) >= 5 && common > 0 && oneEdit(a[common:], b[common:])
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// oneEdit reports whether a and b, which begin differently, differ by one letter too many, replaced, or
// swapped.
func oneEdit(a, b string) bool {
	switch {
	case len(a) == len(b)+1:
		return a[1:] == b
	case len(b) == len(a)+1:
		return b[1:] == a
	case len(a) != len(b) || len(a) == 0:
		return false
	}
	swapped := len(a) >= 2 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
	return a[1:] == b[1:] || swapped
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“„«¿¡([`*"))
	return !unicode.IsLower(r)
}
