package knowledge

import (
	"cmp"
	"context"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	api "github.com/blevesearch/bleve_index_api"
)

const (
	maxTerms      = 24  // per language
	maxVariants   = 4   // words of the index that a mistyped word may stand for
	synonymCredit = 0.8 // for a word that the knowledge does not have
	kindredCredit = 0.5 // for a synonym beside a word that it has
	typoCredit    = 0.7
	maxIDF        = 6.0  // so that one rare word does not outweigh the rest of a question in large knowledge
	maxWeight     = 4.0  // the same for what a question is about: a lower floor under more words
	unwantedShare = 0.3  // of its rarity, in the rank, for a word that names what is not asked
	unknownWeight = 0.75 // of the rarest word's weight, for a word that is nowhere
	commonWeight  = 0.5  // of its weight, for a word that texts about anything share
)

// term is one informative word of the question, in one language.
type term struct {
	language string
	idf      float64 // how rare it is here
	weight   float64 // how much it tells of what is asked
	common   bool
	standIn  bool             // the question has not this word, but a name of that kind
	rare     bool             // few passages have it
	found    map[uint64]trace // by the index's internal number of a passage
}

// trace is what a passage has of a term.
type trace struct {
	credit   float64 // 1 for the word itself, less for what stands in
	strength float64 // for the rank: how often and where
	heading  bool    // in the headings or the title
	named    bool    // in the headings: the title speaks for the whole document
}

func (ix *index) terms(ctx context.Context, question string) ([]term, error) {
	var terms []term
	for _, l := range ix.languages {
		asked, err := ix.asked(ctx, l, question)
		if err != nil {
			return nil, err
		}
		meant, err := ix.meant(ctx, l, question)
		if err != nil {
			return nil, err
		}
		terms = append(append(terms, asked...), meant...)
	}
	return terms, nil
}

// asked returns the terms for the words of a question, without unknown hosts and names: those are the
// visitor's own, and no text can have them.
func (ix *index) asked(ctx context.Context, l *language, question string) ([]term, error) {
	joined, err := ix.joinCompounds(ctx, l, paraphrased(l.name, question))
	if err != nil {
		return nil, err
	}
	names, unwanted := namesIn(question), unwantedIn(l.name, question)
	spoken := ix.engine.ofQuestion(question)
	var terms []term
	for _, w := range l.words(joined, maxTerms) {
		written := strings.ToLower(w.written)
		if spoken != nil && spoken != l && spoken.empty(written) {
			continue // "wie" is no word of an English text
		}
		t, err := ix.lookUp(ctx, l, w)
		if err != nil {
			return nil, err
		}
		if len(t.found) == 0 && names[written] {
			continue
		}
		if unwanted[written] {
			t.idf, t.common, t.rare = t.idf*unwantedShare, true, false // still what it is about, but not what is asked
		}
		terms = append(terms, t)
	}
	return terms, nil
}

// meant returns the terms for what the hosts and addresses in a question are.
func (ix *index) meant(ctx context.Context, l *language, question string) ([]term, error) {
	var terms []term
	for _, w := range l.words(standIns(l.name, question), maxTerms) {
		t, err := ix.lookUp(ctx, l, w)
		if err != nil {
			return nil, err
		}
		if len(t.found) > 0 {
			t.standIn, t.common, t.rare, t.weight = true, true, false, commonWeight*t.idf
			terms = append(terms, t)
		}
	}
	return terms, nil
}

var nameLike = regexp.MustCompile(`\S*[\pL\pN](?:[._/:@=-]+[\pL\pN])\S*|\S*\d\S*`)

// namesIn returns what looks like a host, URL, file, address or identifier, and the parts of it, in lower case.
func namesIn(question string) map[string]bool {
	names := map[string]bool{}
	for _, name := range nameLike.FindAllString(strings.ToLower(question), -1) {
		if !strings.ContainsAny(name, "./:@_=") && !strings.ContainsAny(name, "0123456789") {
			continue // an ordinary word with a hyphen
		}
		for _, part := range nameParts(name) {
			names[part] = true
		}
	}
	return names
}

// nameParts returns the words that an analyzer may make of a name.
func nameParts(name string) []string {
	outer := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("/:@=-*?#&\"'(),;!<>", r) })
	parts := slices.Clone(outer)
	for _, p := range outer {
		parts = append(parts, strings.Trim(p, "."))
		parts = append(parts, strings.FieldsFunc(p, notLetterOrDigit)...)
	}
	return parts
}

// joinCompounds writes neighbouring words as one where the index knows them so and one of them tells nothing by
// itself: "back up" becomes "backup".
func (ix *index) joinCompounds(ctx context.Context, l *language, question string) (string, error) {
	words := strings.FieldsFunc(question, notLetter)
	for i := 0; i+1 < len(words) && i < maxTerms; i++ {
		stems := l.stems(words[i] + words[i+1])
		if len(stems) != 1 || utf8.RuneCountInString(stems[0]) < 5 {
			continue
		}
		if known, err := ix.knows(ctx, l, stems[0]); err != nil || !known {
			if err != nil {
				return "", err
			}
			continue
		}
		apart, err := ix.tellApart(ctx, l, words[i], words[i+1])
		if err != nil {
			return "", err
		}
		if !apart {
			question = strings.Replace(question, words[i]+" "+words[i+1], words[i]+words[i+1], 1)
		}
	}
	return question, nil
}

// tellApart reports whether two words each say something here.
func (ix *index) tellApart(ctx context.Context, l *language, words ...string) (bool, error) {
	for _, w := range words {
		informative := l.words(w, 1)
		if len(informative) == 0 {
			return false, nil
		}
		if known, err := ix.knows(ctx, l, informative[0].stem); err != nil || !known {
			return false, err
		}
	}
	return true, nil
}

func (ix *index) knows(ctx context.Context, l *language, stem string) (bool, error) {
	for _, part := range searchedFields() {
		postings, err := ix.reader.TermFieldReader(ctx, []byte(stem), fieldName(part, l.name), false, false, false)
		if err != nil {
			return false, err
		}
		known := postings.Count() > 0
		if err := postings.Close(); err != nil || known {
			return known, err
		}
	}
	return false, nil
}

// lookUp finds the passages with a word or, for less credit, a synonym; when there is none, those with a word
// that it may be a misspelling of.
func (ix *index) lookUp(ctx context.Context, l *language, w word) (term, error) {
	t := term{language: l.name, common: l.common[w.stem], found: map[uint64]trace{}}
	if err := ix.collect(ctx, t, []string{w.stem}, 1); err != nil {
		return t, err
	}
	with, credit := len(t.found), kindredCredit
	if with == 0 {
		credit = synonymCredit
	}
	if err := ix.collect(ctx, t, l.synonyms[w.stem], credit); err != nil {
		return t, err
	}
	if err := ix.collect(ctx, t, ix.compounds[l.name].related(w.stem), compoundCredit); err != nil {
		return t, err
	}
	if len(t.found) == 0 && w.typable {
		similar, err := ix.neighbours(l.name, w.stem)
		if err == nil {
			err = ix.collect(ctx, t, similar, typoCredit)
		}
		if err != nil {
			return t, err
		}
	}
	if with == 0 {
		with = len(t.found)
	}
	ix.weigh(&t, with)
	return t, nil
}

// weigh decides how much a term tells that is in so many passages.
func (ix *index) weigh(t *term, with int) {
	rarest := min(maxWeight, idf(ix.size, 1))
	t.idf = idf(ix.size, max(1, with))
	t.weight = min(maxWeight, t.idf)
	t.rare = !t.common && t.weight >= rarest/2
	if with == 0 {
		t.weight = unknownWeight * rarest
	}
	if t.common {
		t.weight *= commonWeight
	}
}

func idf(passages, with int) float64 {
	return min(maxIDF, math.Log(1+(float64(passages-with)+0.5)/(float64(with)+0.5)))
}

// collect adds the passages that have one of the variants to t.found. Of several variants in a passage the
// best counts.
func (ix *index) collect(ctx context.Context, t term, variants []string, credit float64) error {
	traces := map[uint64]trace{}
	for _, variant := range variants {
		clear(traces)
		for _, part := range searchedFields() {
			if err := ix.collectField(ctx, part, t.language, variant, traces); err != nil {
				return err
			}
		}
		for number, found := range traces {
			t.found[number] = t.found[number].or(found, credit)
		}
	}
	return nil
}

// or returns the best of what a passage has of a term, given what it has of a variant.
func (best trace) or(found trace, credit float64) trace {
	if found.heading { // what a heading names is what its passage is about, in whatever words
		credit = (1 + 2*credit) / 3
	}
	return trace{credit: max(best.credit, credit), strength: max(best.strength, credit*found.strength),
		heading: best.heading || found.heading, named: best.named || found.named}
}

func (ix *index) collectField(ctx context.Context, part, language, word string, traces map[uint64]trace) error {
	postings, err := ix.reader.TermFieldReader(ctx, []byte(word), fieldName(part, language), true, false, false)
	if err != nil {
		return err
	}
	var into api.TermFieldDoc
	for {
		posting, err := postings.Next(&into)
		if err != nil || posting == nil {
			_ = postings.Close()
			return err
		}
		number := posting.ID.Value()
		found := traces[number]
		found.strength += ix.strength(part, number, float64(posting.Freq))
		found.heading = found.heading || part != textField
		found.named = found.named || part == pathField
		traces[number] = found
		into.Reset()
	}
}

// strength is the BM25 of a word that occurs so often in a part of a passage, without the word's weight.
func (ix *index) strength(part string, number uint64, frequency float64) float64 {
	switch part {
	case pathField:
		return pathBoost
	case titleField:
		return titleBoost
	}
	length := ix.passages[number].words / ix.averageWords
	return textBoost * frequency * (1 + saturation) / (frequency + saturation*(1-lengthShare+lengthShare*length))
}

// neighbours returns the most frequent words of the index at edit distance 1 that begin alike: typing
// errors in the first letter are rare, and without this "weather" would find "leather".
func (ix *index) neighbours(language, word string) ([]string, error) {
	fuzzy, ok := ix.reader.(api.IndexReaderFuzzy)
	if !ok {
		return nil, nil
	}
	_, first := utf8.DecodeRuneInString(word)
	counts := map[string]uint64{}
	for _, part := range searchedFields() {
		dict, err := fuzzy.FieldDictFuzzy(fieldName(part, language), word, 1, word[:first])
		if err != nil {
			return nil, err
		}
		if err := countTerms(dict, counts); err != nil {
			return nil, err
		}
	}
	return mostFrequent(counts, maxVariants), nil
}

func countTerms(dict api.FieldDict, counts map[string]uint64) error {
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			_ = dict.Close()
			return err
		}
		counts[entry.Term] += entry.Count
	}
}

func mostFrequent(counts map[string]uint64, limit int) []string {
	words := make([]string, 0, len(counts))
	for word := range counts {
		words = append(words, word)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return words[:min(limit, len(words))]
}
