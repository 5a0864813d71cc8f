package chat

import (
	"strings"
	"sync"
	"time"

	"latchkey/internal/provider"
)

// maxPending is how much of an answer may wait to be stored before its provider has to wait, in bytes.
const maxPending = 64 << 10

// A piece with many words says that they come faster than they can be stored, and than anybody reads. Then the next one waits until as much time has passed as lies
// between two pictures on a screen: every piece costs a commit.
const (
	manyWords = 8
	gathering = 16 * time.Millisecond
)

// Thoughts stand in front of an answer, in the marks that clients of the protocol know.
const (
	thoughtBegins = "<thinking>"
	thoughtEnds   = "</thinking>\n\n"
)

// pen writes an answer as it comes: a piece is stored, then published. What comes meanwhile goes into the next piece. One goroutine puts; the journal tells what is stored.
type pen struct {
	journal  Journal
	run      *Run
	queryID  string
	thinking bool // whether thoughts are shown

	usage   *provider.Usage // of what was put
	thought bool            // whether the last text was a thought
	length  int             // bytes of all text

	mu         sync.Mutex
	changed    sync.Cond
	text       strings.Builder // pending
	references []provider.Reference
	words      int // pending, as they were put
	pieces     int
	writing    bool        // a piece is under way, or gathers
	gather     *time.Timer // until the next piece; nil = none gathers
	began      time.Time   // when the last piece was written
	many       bool        // whether that had many words
	err        error
	answer     strings.Builder // stored
	cited      []provider.Reference
}

func newPen(journal Journal, run *Run, thinking bool) *pen {
	p := &pen{journal: journal, run: run, queryID: run.query.ID, thinking: thinking}
	p.changed.L = &p.mu
	return p
}

// put takes what a provider made. It waits while too much is pending.
func (p *pen) put(event provider.Event) error {
	if event.Usage != nil {
		p.usage = event.Usage
	}
	if event.Trimmed != nil {
		p.run.publish(Frame{Trimmed: event.Trimmed})
	}
	return p.add(clean(p.textOf(event)), event.References)
}

// textOf returns what an event adds to the answer.
func (p *pen) textOf(event provider.Event) string {
	switch {
	case event.Reasoning != "" && p.thinking && !p.thought:
		p.thought = true
		return thoughtBegins + event.Reasoning
	case event.Reasoning != "" && p.thinking:
		return event.Reasoning
	case event.Text != "" && p.thought:
		p.thought = false
		return thoughtEnds + event.Text
	}
	return event.Text
}

// clean makes text storable.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

func (p *pen) add(text string, references []provider.Reference) error {
	if text == "" && references == nil {
		return nil
	}
	if p.length += len(text); p.length > maxAnswer {
		return errTooLong
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.writing && p.text.Len() > maxPending {
		p.changed.Wait() // bounded: the journal answers in time
	}
	p.text.WriteString(text)
	p.words++
	if references != nil {
		p.references = references
	}
	if !p.writing && p.err == nil {
		p.next()
	}
	return p.err
}

// end waits until all that was put is stored, and says why if it is not.
func (p *pen) end() error {
	if p.thought {
		p.thought = false
		_ = p.add(thoughtEnds, nil) // its error is that of all
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gather != nil {
		p.write()
	}
	for p.writing {
		p.changed.Wait()
	}
	return p.err
}

// next stores what is pending, now or when it has gathered. It needs the lock.
func (p *pen) next() {
	wait := gathering - time.Since(p.began)
	if !p.many || wait <= 0 {
		p.write()
		return
	}
	p.writing = true
	p.gather = time.AfterFunc(wait, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.gather != nil { // else the answer has ended meanwhile
			p.write()
		}
	})
}

// write stores what is pending. It needs the lock.
func (p *pen) write() {
	if p.gather != nil {
		p.gather.Stop()
		p.gather = nil
	}
	p.pieces++
	p.began, p.many, p.words = time.Now(), p.words >= manyWords, 0
	piece := Piece{Number: p.pieces, Text: p.text.String(), References: p.references}
	p.text.Reset()
	p.references, p.writing = nil, true
	p.journal.Append(p.queryID, piece, func(err error) { p.stored(piece, err) })
}

// stored publishes a piece, references first, and goes on with what has come meanwhile.
func (p *pen) stored(piece Piece, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.writing, p.err = false, err
	if err == nil {
		p.publish(piece)
		if p.text.Len() > 0 || p.references != nil {
			p.next()
		}
	}
	p.changed.Broadcast()
}

func (p *pen) publish(piece Piece) {
	p.answer.WriteString(piece.Text)
	if piece.References != nil {
		p.cited = piece.References
		p.run.publish(Frame{References: piece.References})
	}
	if piece.Text != "" {
		p.run.publish(Frame{Text: piece.Text})
	}
}

// written fills a query with what was stored.
func (p *pen) written(q *Query) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q.Answer, q.Usage = p.answer.String(), p.usage
	if p.cited != nil {
		q.References = p.cited
	}
}
