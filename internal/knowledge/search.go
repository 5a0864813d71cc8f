package knowledge

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	api "github.com/blevesearch/bleve_index_api"
)

const (
	maxQueryBytes = 2000
	maxTerms      = 24 // per language
	maxVariants   = 4  // words of the index that a mistyped word may stand for
	synonymCredit = 0.8
	typoCredit    = 0.7
	maxIDF        = 4.0  // so that one unknown word does not outweigh the rest of a question in large knowledge
	minCoverage   = 0.46 // share of the question's information: below it a passage is about something else
	minFurther    = 0.30 // the same for passages after one that is on-topic
	titleBoost    = 1.2
	pathBoost     = 2.0
	textBoost     = 1.0
)

// term is one informative word of the question, in one language.
type term struct {
	language string
	variants []string // the word itself, or words of the index that stand in for it
	credit   float64  // 1 for the word itself, less for what stands in
	idf      float64
	found    map[uint64]bool // passages with it, by the index's internal number
}

// search ranks passages by BM25 times coverage. Coverage weighs each word of the question by how rare it is
// here; a word that no passage has weighs as much as the rarest, so one shared common word does not make a
// question on-topic.
func (ix *index) search(ctx context.Context, question string, limit int) ([]Hit, error) {
	terms, err := ix.terms(ctx, shorten(question, maxQueryBytes))
	if err != nil {
		return nil, err
	}
	q := termsQuery(terms)
	if q == nil {
		return nil, nil
	}
	request := bleve.NewSearchRequestOptions(q, max(4*limit, 24), 0, false)
	result, err := ix.bleve.SearchInContext(ctx, request)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(result.Hits))
	for i, match := range result.Hits {
		hits[i] = ix.hit(match, terms)
	}
	slices.SortFunc(hits, byRelevance)
	hits = onTopic(hits)
	return hits[:min(limit, len(hits))], nil
}

// onTopic applies the floor. The best hit that reaches it comes first: an answer begins there.
func onTopic(hits []Hit) []Hit {
	first := slices.IndexFunc(hits, func(h Hit) bool { return h.Coverage >= minCoverage })
	if first < 0 {
		return nil
	}
	return slices.DeleteFunc(hits[first:], func(h Hit) bool { return h.Coverage < minFurther })
}

func (ix *index) hit(match *search.DocumentMatch, terms []term) Hit {
	p := ix.passages[match.ID]
	d := ix.documents[p.DocumentID]
	coverage := coverageOf(match.IndexInternalID.Value(), terms)
	// Rounded, for bleve adds up in no fixed order and equal passages must keep the order below.
	score := math.Round(match.Score*coverage*1e6) / 1e6
	return Hit{Passage: p, Title: d.Title, Source: d.Source(), Score: score, Coverage: coverage}
}

func byRelevance(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.Position, b.Passage.Position),
		cmp.Compare(a.Passage.ID, b.Passage.ID))
}

// coverageOf returns the best coverage over the languages: a passage is in one of them.
func coverageOf(passage uint64, terms []term) float64 {
	total, covered := map[string]float64{}, map[string]float64{}
	for _, t := range terms {
		total[t.language] += t.idf
		if t.found[passage] {
			covered[t.language] += t.idf * t.credit
		}
	}
	best := 0.0
	for language, share := range covered {
		best = max(best, share/total[language])
	}
	return best
}

func (ix *index) terms(ctx context.Context, question string) ([]term, error) {
	var terms []term
	for _, l := range ix.languages {
		joined, err := ix.joinCompounds(ctx, l, question)
		if err != nil {
			return nil, err
		}
		for _, w := range l.words(joined, maxTerms) {
			t, err := ix.lookUp(ctx, l, w)
			if err != nil {
				return nil, err
			}
			terms = append(terms, t)
		}
	}
	return terms, nil
}

// joinCompounds writes neighbouring words as one where the index knows them so: "back up" becomes "backup".
func (ix *index) joinCompounds(ctx context.Context, l *language, question string) (string, error) {
	words := strings.FieldsFunc(question, notLetter)
	for i := 0; i+1 < len(words) && i < maxTerms; i++ {
		stems := l.stems(words[i] + words[i+1])
		if len(stems) != 1 || utf8.RuneCountInString(stems[0]) < 5 {
			continue
		}
		t := term{language: l.name, variants: stems, found: map[uint64]bool{}}
		if err := ix.collect(ctx, t); err != nil {
			return "", err
		}
		if len(t.found) > 0 {
			question = strings.Replace(question, words[i]+" "+words[i+1], words[i]+words[i+1], 1)
		}
	}
	return question, nil
}

// lookUp finds the passages with a word; when there is none, those with a synonym, else those with a word
// that it may be a misspelling of.
func (ix *index) lookUp(ctx context.Context, l *language, w word) (term, error) {
	t := term{language: l.name, variants: []string{w.stem}, credit: 1, found: map[uint64]bool{}}
	err := ix.collect(ctx, t)
	if err == nil && len(t.found) == 0 && len(l.synonyms[w.stem]) > 0 {
		t.variants, t.credit = l.synonyms[w.stem], synonymCredit
		err = ix.collect(ctx, t)
	}
	if err == nil && len(t.found) == 0 && w.typable {
		t.credit = typoCredit
		if t.variants, err = ix.neighbours(l.name, w.stem); err == nil {
			err = ix.collect(ctx, t)
		}
	}
	t.idf = idf(ix.size, max(1, len(t.found)))
	return t, err
}

func idf(passages, with int) float64 {
	return min(maxIDF, math.Log(1+(float64(passages-with)+0.5)/(float64(with)+0.5)))
}

// collect adds the passages of a term's variants to t.found.
func (ix *index) collect(ctx context.Context, t term) error {
	for _, variant := range t.variants {
		for _, part := range searchedFields() {
			if err := ix.collectField(ctx, fieldName(part, t.language), variant, t.found); err != nil {
				return err
			}
		}
	}
	return nil
}

func (ix *index) collectField(ctx context.Context, field, word string, found map[uint64]bool) error {
	postings, err := ix.reader.TermFieldReader(ctx, []byte(word), field, false, false, false)
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
		found[posting.ID.Value()] = true
		into.Reset()
	}
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

// termsQuery matches any word in any part of a passage; nil when the index has none of the words.
func termsQuery(terms []term) query.Query {
	var clauses []query.Query
	for _, t := range terms {
		if len(t.found) == 0 {
			continue
		}
		for _, variant := range t.variants {
			clauses = append(clauses,
				termQuery(fieldName(textField, t.language), variant, textBoost*t.credit),
				termQuery(fieldName(pathField, t.language), variant, pathBoost*t.credit),
				termQuery(fieldName(titleField, t.language), variant, titleBoost*t.credit))
		}
	}
	if len(clauses) == 0 {
		return nil
	}
	return bleve.NewDisjunctionQuery(clauses...)
}

func termQuery(field, word string, boost float64) query.Query {
	q := bleve.NewTermQuery(word)
	q.SetField(field)
	q.SetBoost(boost)
	return q
}

// shorten cuts a text to at most n bytes at a border of runes.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
