// Package queue gives out a bounded number of places of a group to visitors who wait in line, fairly: whoever asks a hundred times waits behind whoever asks once.
//
// The visitors of a group stand in one line, each with their requests in order. The first in line gets a place for one request and, with more of them, goes to
// the end. A visitor has only so many requests in a group's line, so that nobody fills it alone. Entering and leaving is O(1), and nobody waits in a goroutine but
// their own; the positions of all in a line are counted at most twice a second, and when somebody comes. A Queue is safe for concurrent use. It knows nothing of what the places are for.
package queue

import (
	"container/list"
	"context"
	"sync"
	"time"

	"latchkey/internal/errs"
)

// Queue gives out places.
type Queue struct {
	most, mostInGroup, mostOfVisitor int

	mu      sync.Mutex
	groups  map[string]*group
	waiting int
}

// New returns a Queue in which at most so many requests wait: in all, in each group, and of one visitor in each group.
func New(most, mostInGroup, mostOfVisitor int) *Queue {
	return &Queue{most: most, mostInGroup: mostInGroup, mostOfVisitor: mostOfVisitor, groups: map[string]*group{}}
}

const (
	// lookEvery is how often those who wait look at how many are before them.
	lookEvery = time.Second
	// countEvery is how old what they see may be: less, so that nobody who looks a little early sees the same twice.
	countEvery = lookEvery / 2

	retryAfter = 10 * time.Second
)

// What those are told for whom there is no place to wait.
var (
	errBusy   = busy("The assistant is very busy at the moment. Please try again in a minute.")
	errEnough = busy("Several questions from your connection are waiting for their answers already. Please try again in a minute.")
)

func busy(text string) *errs.Error {
	return &errs.Error{Kind: errs.RateLimited, Code: "ASSISTANT_BUSY", RetryAfter: retryAfter, Message: text}
}

// group is those who want the places of one thing. It exists while there are any.
type group struct {
	name    string
	limit   int
	taken   int
	line    list.List         // of *guest
	guests  map[string]*guest // those in line
	waiting int
	counted time.Time // when the positions were counted
	leave   func()
}

// guest is a visitor in line, with at least one request.
type guest struct {
	visitor string
	inLine  *list.Element
	places  list.List     // of *place
	next    *list.Element // in places, while positions are counted
}

// place is one request that waits.
type place struct {
	guest    *guest
	own      *list.Element // nil = it has a place
	position int           // when positions were counted last; 0 = it was not there yet
	given    chan struct{}
}

// Enter waits for one of the limit places of a group, and returns what gives it back, to be called exactly once. moved, if not nil, is called by the same goroutine
// with how many get a place before this one, counted from 1 for the next: when the wait begins, and about once a second when that has changed. The limit of a
// group is what the last caller said, also for those who wait already. Enter fails with errs.RateLimited when too many wait, of the visitor or of all, and with the cause of ctx when that ends.
func (q *Queue) Enter(ctx context.Context, name string, limit int, visitor string, moved func(position int)) (leave func(), err error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	q.mu.Lock()
	g := q.group(name)
	g.limit = limit
	q.serve(g)
	if g.taken < g.limit { // then nobody waits
		g.taken++
		q.mu.Unlock()
		return g.leave, nil
	}
	if err := q.full(g, visitor); err != nil {
		q.tidy(g)
		q.mu.Unlock()
		return nil, err
	}
	p := q.join(g, visitor)
	q.mu.Unlock()
	if err := q.wait(ctx, g, p, moved); err != nil {
		return nil, err
	}
	return g.leave, nil
}

// full says why a visitor cannot wait, if so.
func (q *Queue) full(g *group, visitor string) error {
	if who := g.guests[visitor]; who != nil && who.places.Len() >= q.mostOfVisitor {
		return errEnough
	}
	if q.waiting >= q.most || g.waiting >= q.mostInGroup {
		return errBusy
	}
	return nil
}

func (q *Queue) wait(ctx context.Context, g *group, p *place, moved func(int)) error {
	var look <-chan time.Time
	if moved != nil {
		tick := time.NewTicker(lookEvery)
		defer tick.Stop()
		look = tick.C
	}
	for last := 0; ; {
		if moved != nil {
			if now := q.position(g, p); now != last && now > 0 {
				last = now
				moved(now)
			}
		}
		select {
		case <-p.given:
			return nil
		case <-ctx.Done():
			q.giveUp(g, p)
			return context.Cause(ctx)
		case <-look:
		}
	}
}

// position returns how many get a place before p, counted from 1 for the next, at most countEvery ago; 0 = p has a place.
func (q *Queue) position(g *group, p *place) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	if p.own == nil {
		return 0
	}
	if now := time.Now(); p.position == 0 || now.Sub(g.counted) >= countEvery {
		g.count()
		g.counted = now
	}
	return p.position
}

// count gives everybody in line their position, in the order in which they will be served: one look for all is what keeps a long line cheap.
func (g *group) count() {
	for e := g.line.Front(); e != nil; e = e.Next() {
		who := e.Value.(*guest)
		who.next = who.places.Front()
	}
	for served := 0; served < g.waiting; {
		for e := g.line.Front(); e != nil; e = e.Next() {
			who := e.Value.(*guest)
			if who.next == nil {
				continue
			}
			served++
			who.next.Value.(*place).position = served
			who.next = who.next.Next()
		}
	}
}

func (q *Queue) giveUp(g *group, p *place) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if p.own == nil { // it got a place at this very moment
		g.taken--
		q.serve(g)
	} else {
		q.remove(g, p)
	}
	q.tidy(g)
}

func (q *Queue) leave(g *group) {
	q.mu.Lock()
	defer q.mu.Unlock()
	g.taken--
	q.serve(g)
	q.tidy(g)
}

// serve gives out the places that are free.
func (q *Queue) serve(g *group) {
	for g.taken < g.limit && g.waiting > 0 {
		first := g.line.Front().Value.(*guest)
		p := first.places.Front().Value.(*place)
		g.line.MoveToBack(first.inLine)
		q.remove(g, p)
		g.taken++
		close(p.given)
	}
}

func (q *Queue) join(g *group, visitor string) *place {
	who := g.guests[visitor]
	if who == nil {
		who = &guest{visitor: visitor}
		who.inLine = g.line.PushBack(who)
		g.guests[visitor] = who
	}
	p := &place{guest: who, given: make(chan struct{})}
	p.own = who.places.PushBack(p)
	g.waiting++
	q.waiting++
	return p
}

func (q *Queue) remove(g *group, p *place) {
	p.guest.places.Remove(p.own)
	p.own = nil
	g.waiting--
	q.waiting--
	if p.guest.places.Len() == 0 {
		g.line.Remove(p.guest.inLine)
		delete(g.guests, p.guest.visitor)
	}
}

func (q *Queue) group(name string) *group {
	g := q.groups[name]
	if g == nil {
		g = &group{name: name, guests: map[string]*guest{}}
		g.leave = func() { q.leave(g) }
		q.groups[name] = g
	}
	return g
}

// tidy forgets a group that nobody is in.
func (q *Queue) tidy(g *group) {
	if g.taken == 0 && g.waiting == 0 {
		delete(q.groups, g.name)
	}
}
