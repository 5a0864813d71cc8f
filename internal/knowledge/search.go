package knowledge

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode/utf8"
)

const (
	maxQueryBytes = 2000
	minCoverage   = 0.46 // share of the question's information: below it a passage is about something else
	minLone       = 0.52 // the same where a single word speaks for the passage, and not in its headings
	minFurther    = 0.30 // the same for passages after one that is on-topic
	headingBonus  = 1.15 // on the coverage by a rare word that is in a heading
	titleBoost    = 2.0
	pathBoost     = 2.0
	textBoost     = 1.0
	saturation    = 1.2 // k1 and b of BM25
	lengthShare   = 0.5
	lengthPrior   = 0.1 // how much less a passage counts for every power of its document's length
	shortDocument = 4   // passages; shorter ones count alike
)

// candidate is a passage that has at least one word of the question.
type candidate struct {
	number   uint64
	score    float64
	coverage float64
	telling  int  // words covered that texts about anything do not share
	named    bool // one of them is in a heading
}

// search ranks passages by BM25 times coverage. Coverage weighs each word of the question by how rare it is
// here, and less when texts about anything share it; a word that no passage has weighs nearly as much as the
// rarest, so one shared common word does not make a question on-topic. The scores are not bleve's, which divides
// them by the number of words looked for: synonyms would sink the passages that need none.
//
// A passage of a long document counts a little less: of many passages, one has the words by chance.
func (ix *index) search(ctx context.Context, question string, limit int) ([]Hit, error) {
	terms, err := ix.terms(ctx, shorten(question, maxQueryBytes))
	if err != nil {
		return nil, err
	}
	candidates := onTopic(ix.ranked(terms), terms)
	hits := make([]Hit, 0, limit)
	for _, c := range candidates[:min(limit, len(candidates))] {
		p := ix.passages[c.number].passage
		d := ix.documents[p.DocumentID]
		hits = append(hits, Hit{Passage: p, Title: d.Title, URL: d.URL, Source: d.Source(), Score: c.score, Coverage: c.coverage})
	}
	return hits, nil
}

// onTopic applies the floor. The best candidate that reaches it comes first: an answer begins there.
func onTopic(candidates []candidate, terms []term) []candidate {
	// A question that has telling words needs a passage that has one of them.
	allCommon := !slices.ContainsFunc(terms, func(t term) bool { return !t.common || t.standIn })
	first := slices.IndexFunc(candidates, func(c candidate) bool {
		return c.coverage >= minCoverage && (c.telling > 1 || c.named || c.coverage >= minLone) &&
			(c.telling > 0 || allCommon)
	})
	if first < 0 {
		return nil
	}
	return candidates[first:]
}

// ranked returns the passages that cover something of the question, best first.
func (ix *index) ranked(terms []term) []candidate {
	total := map[string]float64{} // by language: a passage is in one of them
	for _, t := range terms {
		total[t.language] += t.weight
	}
	found := map[uint64]candidate{}
	for _, t := range terms {
		for number, trace := range t.found {
			c := found[number]
			c.number = number
			c.add(t, trace, total[t.language])
			found[number] = c
		}
	}
	var ranked []candidate
	for _, c := range found { // in any order: it is sorted below
		if c.coverage < minFurther {
			continue
		}
		c.coverage = min(1, c.coverage)
		// Rounded, so that passages which differ in the last bit only keep the order below.
		c.score = math.Round(c.score*c.coverage*ix.passages[c.number].prior*1e6) / 1e6
		ranked = append(ranked, c)
	}
	slices.SortFunc(ranked, ix.byRelevance)
	return ranked
}

func (c *candidate) add(t term, found trace, total float64) {
	share := t.weight * found.credit / total
	if found.heading && t.rare {
		share *= headingBonus
	}
	c.coverage += share
	c.score += t.idf * found.strength
	if !t.common {
		c.telling++
		c.named = c.named || found.named
	}
}

func (ix *index) byRelevance(a, b candidate) int {
	p, q := ix.passages[a.number].passage, ix.passages[b.number].passage
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(p.Position, q.Position), cmp.Compare(p.ID, q.ID))
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
