package builtin

import (
	"slices"

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
	minOtherScore = 0.5  // of the best passage's: below it a passage is about something else
	minNews       = 0.25 // of the question's weight: what a further passage must add
)

// source is a passage with its units and what the question finds in it.
type source struct {
	passage provider.Passage
	units   []unit
	context uint64 // terms of the question in the headings
	steps   bool   // the question asks how to do something
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
	return render(choose(sources, q, limit), p), true
}

func sourcesOf(passages []provider.Passage, q *question) []*source {
	var sources []*source
	var all []uint64
	for _, passage := range passages {
		s := &source{passage: passage, units: unitsOf(passage.Text), steps: q.method}
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

// choose takes an excerpt of the best passage, and of others that are nearly as relevant and hold words of the
// question that are still missing. A command is taken from the best passage only: that of another one may do
// something else.
func choose(sources []*source, q question, limit int) []excerpt {
	best := sources[0]
	chosen := []excerpt{best.main(min(mainTarget, limit), min(mainMax, limit))}
	left := limit - chosen[0].words()
	said := best.all()
	for _, s := range sources[1:] {
		if len(chosen) == maxPassages || left < minOther {
			break
		}
		e := s.excerpt(s.anchor(), min(otherTarget, left), min(otherMax, left))
		news := q.weight(e.matches() &^ said)
		if s.passage.Score < minOtherScore*best.passage.Score || news < minNews*q.total() || news == 0 ||
			e.words() > min(otherMax, left) || e.has(code) {
			continue
		}
		chosen, left, said = append(chosen, e), left-e.words(), said|e.matches()
	}
	return chosen
}

// all returns the terms of the question anywhere in the passage.
func (s *source) all() uint64 {
	found := s.context
	for _, u := range s.units {
		found |= u.matches
	}
	return found
}

func (e excerpt) has(kind unitKind) bool {
	return slices.ContainsFunc(e.units(), func(u unit) bool { return u.kind == kind })
}

// main returns the excerpt of the best passage. Who asks how to do something gets the code that does it, with
// what leads in to it.
func (s *source) main(target, maximum int) excerpt {
	call, ok := s.call()
	if !ok || s.closed(call, call).words() > maximum {
		return s.excerpt(s.anchor(), target, maximum)
	}
	if whole := s.closed(0, call); whole.words() <= maximum {
		return s.grow(whole, s.units[call].score, target, maximum)
	}
	return s.excerpt(call, target, maximum)
}

// call returns the code that fits best, counting the words of the sentence before it.
func (s *source) call() (int, bool) {
	best, bestScore := -1, 0.0
	for i, u := range s.units {
		if u.kind != code {
			continue
		}
		score := u.score
		if i > 0 && s.units[i-1].kind == sentence {
			score += s.units[i-1].score
		}
		if best < 0 || score > bestScore {
			best, bestScore = i, score
		}
	}
	return best, s.steps && best >= 0
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

// excerpt grows from a unit to both sides until target words are reached, and beyond only to what is
// as much to the point; never over maximum, unless what cannot be parted is longer.
func (s *source) excerpt(anchor, target, maximum int) excerpt {
	return s.grow(s.closed(anchor, anchor), s.units[anchor].score, target, maximum)
}

func (s *source) grow(e excerpt, top float64, target, maximum int) excerpt {
	for {
		next, ok := s.grown(e, top, target, maximum)
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
	if u.kind == code {
		return before.kind == sentence
	}
	if u.kind != sentence {
		return before.introduces()
	}
	return dependent.MatchString(u.text) || before.introduces() && before.paragraph == u.paragraph
}
