package chat

import "time"

// Clients of one kind send a question again when the stream that answers it is cut (client protocol, section 3.5): after a pause, for ever, and without a
// mark that says so. The asker is what tells such a repetition from a new question.
const (
	resentWithin = time.Minute     // after the cut
	resentPause  = 4 * time.Second // at least, when the cut was not noticed: a connection may be gone without a word
)

// asker is what is known of the streams that the one who asked reads.
type asker struct {
	reading int         // streams that are open
	streams int         // that there were
	began   time.Time   // of the last stream
	gone    func() bool // whether the reader of the last stream is gone; nil = not known
	again   bool        // the question came again at least once: whoever repeats it repeats it
	written int         // frames that were sent
	cut     time.Time   // when the last stream ended before its time; zero = it did not
	told    bool        // that the answer is over
}

// attach notes that a stream to the one who asked begins.
func (a *Answering) attach(now time.Time, gone func() bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asker.again = a.asker.again || a.asker.reading > 0 || !a.asker.cut.IsZero()
	a.asker.reading++
	a.asker.streams++
	a.stream = a.asker.streams
	a.asker.began, a.asker.gone = now, gone
}

// Wrote notes that frames up to a number were sent to the one who asked. Who has the End frame knows how the run ended, and may leave.
func (r *Run) Wrote(number int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asker.written = max(r.asker.written, number)
	r.asker.told = r.asker.told || (r.ending != nil && number >= r.endsAt)
}

// Detach notes that a stream to the one who asked has ended; told says that it ended as it should, whatever the run does.
func (r *Run) Detach(now time.Time, told bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asker.reading--
	r.asker.told = r.asker.told || told
	if !told {
		r.asker.cut = now
	}
}

// tell notes that the one who asked knows how the run ended, or reads it in another way.
func (r *Run) tell() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asker.told = true
}

// resent says whether an equal question that comes now is this one again, and how many frames its stream has had.
func (r *Run) resent(now time.Time) (after int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.asker
	switch {
	case a.told:
		return 0, false
	case a.reading > 0 && r.ending == nil && a.again:
		return a.written, true
	case a.reading > 0 && a.gone != nil && a.gone():
		return a.written, true // the stream has not noticed yet
	case a.reading > 0:
		return a.written, r.ending == nil && now.Sub(a.began) >= resentPause
	}
	return a.written, !a.cut.IsZero() && now.Sub(a.cut) <= resentWithin
}

// Watch replaces what says whether who asks is gone.
func (a *Answering) Watch(gone func() bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stream == a.asker.streams { // else another stream is the last one by now
		a.asker.gone = gone
	}
}
