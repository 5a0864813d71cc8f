package provider

import "strings"

// thinkingTags are what models write around what they think, when their server does not keep it apart.
var thinkingTags = []string{"think", "thinking"}

// WithoutThinking is an answer without what the model thought before it, "<thinking>…</thinking>" or "<think>…</think>" at its beginning.
// When the end is missing, all of it is thought.
func WithoutThinking(text string) string {
	var s Splitter
	_, answer := s.Add(text)
	_, rest := s.Rest()
	return answer + rest
}

// Splitter tells what a model thinks from its answer, when both come in one text, in pieces of any length. It is used by one goroutine.
type Splitter struct {
	state   splitting
	held    string // what cannot be decided yet
	closing string
}

type splitting int

const (
	beginning splitting = iota // nothing but space came yet, or the beginning of a tag
	thinking
	between // after the thinking, before the answer
	answering
)

// Add takes the next piece and returns what of it, and of those before, is decided.
func (s *Splitter) Add(piece string) (reasoning, answer string) {
	if s.state == answering {
		return "", piece
	}
	s.held += piece
	if s.state == beginning && !s.begin() {
		return "", ""
	}
	if s.state == thinking {
		reasoning = s.think()
	}
	if s.state == between {
		s.held = strings.TrimLeft(s.held, " \t\r\n")
		if s.held != "" {
			s.state = answering
		}
	}
	if s.state == answering {
		answer, s.held = s.held, ""
	}
	return reasoning, answer
}

// Rest returns what was held back, at the end of the text.
func (s *Splitter) Rest() (reasoning, answer string) {
	held := s.held
	s.held = ""
	switch s.state {
	case thinking:
		return held, ""
	case between:
		return "", ""
	}
	return "", held
}

// begin decides whether the text begins with a tag; false = that cannot be said yet.
func (s *Splitter) begin() bool {
	text := strings.TrimLeft(s.held, " \t\r\n")
	for _, tag := range thinkingTags {
		opening := "<" + tag + ">"
		if rest, found := strings.CutPrefix(text, opening); found {
			s.state, s.held, s.closing = thinking, rest, "</"+tag+">"
			return true
		}
		if strings.HasPrefix(opening, text) {
			return false
		}
	}
	s.state = answering
	return true
}

// think returns what is surely thought, and holds back what may be the beginning of the closing tag.
func (s *Splitter) think() (reasoning string) {
	reasoning, rest, found := strings.Cut(s.held, s.closing)
	if found {
		s.state, s.held = between, rest
		return reasoning
	}
	sure := len(s.held)
	for n := min(len(s.closing)-1, sure); n > 0; n-- {
		if strings.HasSuffix(s.held, s.closing[:n]) {
			sure -= n
			break
		}
	}
	reasoning, s.held = s.held[:sure], s.held[sure:]
	return reasoning
}
