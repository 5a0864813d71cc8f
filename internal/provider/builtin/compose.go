package builtin

import (
	"latchkey/internal/provider"
)

// How long an answer gets, in words.
const (
	maxWords      = 140
	mainTarget    = 60 // what the best passage gives, if it has that much to the point
	mainMax       = 100
	otherTarget   = 25 // what each further passage gives
	otherMax      = 50
	minOther      = 12 // words left over: below it another passage is not begun
	aside         = 20 // an excerpt that is shorter may take in a paragraph that shares no word with the question
	maxPassages   = 3
	minOtherScore = 0.2 // of the best passage's: below it a passage is about something else
)

// source is a passage with its units and what the question finds in it.
type source struct {
	passage provider.Passage
	units   []unit
	context uint64 // terms of the question in the headings
}

// excerpt is what the answer takes from one source: the units from first to last, both included.
type excerpt struct {
	source      *source
	first, last int
}

func (e excerpt) units() []unit { return e.source.units[e.first : e.last+1] }

func (e excerpt) words() int {
	n := 0
	for _, u := range e.units() {
		n += u.words
	}
	return n
}

// compose answers from the passages; false when they hold nothing that can be said.
func compose(req provider.Request, p phrases) (answer, bool) {
	q := newQuestion(req.Question, detect(req.Question))
	sources := sourcesOf(req.Passages, &q)
	if len(sources) == 0 {
		return answer{}, false
	}
	limit := maxWords
	if n := req.Settings.MaxOutputTokens; n > 0 {
		limit = min(limit, n)
	}
	return render(choose(sources, limit), p), true
}

func sourcesOf(passages []provider.Passage, q *question) []*source {
	var sources []*source
	var all []uint64
	for _, passage := range passages {
		s := &source{passage: passage, units: unitsOf(passage.Text)}
		if len(s.units) == 0 {
			continue
		}
		for _, h := range headings(passage) {
			s.context |= q.matches(h)
		}
		for i := range s.units {
			s.units[i].matches = q.matches(s.units[i].text)
			all = append(all, s.units[i].matches)
		}
		sources = append(sources, s)
	}
	q.weigh(all)
	for _, s := range sources {
		s.score(*q)
	}
	return sources
}

// headings returns what stands above a passage, without the document's title: that tells nothing of one
// passage.
func headings(passage provider.Passage) []string {
	if len(passage.Path) > 0 && passage.Path[0] == passage.Title {
		return passage.Path[1:]
	}
	return passage.Path
}

// score rates the units: by the question's words in them, by what the question asks for, and a little by
// how early they come, for texts begin with what matters.
func (s *source) score(q question) {
	for i := range s.units {
		u := &s.units[i]
		if u.kind == table || u.kind == list {
			u.text = abridge(*u, q)
			u.words = countWords(u.text)
		}
		u.score = q.weight(u.matches) + 0.3/float64(i+1)
		if q.amount && hasDigit(u.text) {
			u.score *= 1.3
		}
		if q.method && (u.kind == list || u.kind == code) {
			u.score += 0.8
		}
	}
}

// choose takes an excerpt of the best passage, and of others that touch what it leaves out, or cover all
// that it does.
func choose(sources []*source, limit int) []excerpt {
	best := sources[0]
	chosen := []excerpt{best.excerpt(min(mainTarget, limit), min(mainMax, limit))}
	left := limit - chosen[0].words()
	top := best.units[best.anchor()].score
	said := chosen[0].matches()
	for _, s := range sources[1:] {
		if len(chosen) == maxPassages || left < minOther {
			break
		}
		anchor := s.units[s.anchor()]
		news := (anchor.matches|s.context)&^said != 0
		strong := anchor.matches != 0 && anchor.score >= 0.8*top && said&^(anchor.matches|s.context) == 0
		if s.passage.Score < minOtherScore*best.passage.Score || !news && !strong ||
			anchor.words > min(otherMax, left) {
			continue
		}
		e := s.excerpt(min(otherTarget, left), min(otherMax, left))
		if e.words() > left {
			continue
		}
		chosen, left, said = append(chosen, e), left-e.words(), said|e.matches()
	}
	return chosen
}

func (e excerpt) matches() uint64 {
	found := e.source.context
	for _, u := range e.units() {
		found |= u.matches
	}
	return found
}

// anchor returns the best unit.
func (s *source) anchor() int {
	best := 0
	for i, u := range s.units {
		if u.score > s.units[best].score {
			best = i
		}
	}
	return best
}

// excerpt grows from the best unit to both sides until target words are reached, and beyond only to what is
// as much to the point; never over maximum, unless what cannot be parted is longer.
func (s *source) excerpt(target, maximum int) excerpt {
	anchor := s.anchor()
	e := s.closed(anchor, anchor)
	for {
		next, ok := s.grown(e, s.units[anchor].score, target, maximum)
		if !ok {
			return e
		}
		e = next
	}
}

func (s *source) grown(e excerpt, top float64, target, maximum int) (excerpt, bool) {
	words := e.words()
	best, bestValue := excerpt{}, 0.0
	for _, i := range []int{e.last + 1, e.first - 1} {
		if i < 0 || i >= len(s.units) {
			continue
		}
		wider := s.closed(min(i, e.first), max(i, e.last))
		value := s.value(e, i)
		worthwhile := words < target && value > 0 || value >= 0.6*top
		if worthwhile && wider.words() <= maximum && value > bestValue {
			best, bestValue = wider, value
		}
	}
	return best, bestValue > 0
}

// value is how much unit i, a neighbour of e, adds: its score, and something for reading on in the same
// paragraph.
func (s *source) value(e excerpt, i int) float64 {
	u, edge := s.units[i], s.units[e.first]
	if i > e.last {
		edge = s.units[e.last]
	}
	value := u.score
	if u.paragraph == edge.paragraph {
		value += 0.5
	}
	if u.matches == 0 && u.paragraph != edge.paragraph && (u.kind != sentence || e.words() >= aside) {
		return 0 // the subject may have changed
	}
	return value
}

// closed widens a range until it can be read on its own: what leans on the sentence before gets it, and an
// introduction stays with what it introduces.
func (s *source) closed(first, last int) excerpt {
	for first > 0 && s.leans(first) {
		first--
	}
	for last+1 < len(s.units) && s.units[last].introduces() {
		last++
	}
	return excerpt{source: s, first: first, last: last}
}

func (s *source) leans(i int) bool {
	u, before := s.units[i], s.units[i-1]
	if u.kind != sentence {
		return before.introduces()
	}
	return dependent.MatchString(u.text) || before.introduces() && before.paragraph == u.paragraph
}
