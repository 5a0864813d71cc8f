package usage

import (
	"cmp"
	"context"
	"slices"
	"time"
)

const (
	// MaxPoints is how many hours of keys a report of an assistant holds; with more, the hours of a key are summed up in longer steps.
	MaxPoints = 32_000 // the days of a month of 1000 keys
	// maxTold is how many websites, or refused callers, a report tells apart while it is made.
	maxTold = 50_000
)

// steps are how many hours an entry of a key can sum up: parts of a day, a day, a week, everything. Each is made of whole steps of the one before.
var steps = []int{1, 2, 6, 12, 24, 7 * 24, 35 * 24}

// AssistantReport is what was done with all keys of an assistant in a time.
type AssistantReport struct {
	From, To time.Time // whole hours
	Total    Counts
	Hours    []Hour      // those in which something was done, in order
	Origins  []Origin    // most requests first
	Keys     []KeyReport // those that were used or refused something, most requests first
	Step     int         // hours that each entry of a key's Hours sums up, beginning with From
}

// KeyReport is the part of one key.
type KeyReport struct {
	KeyID   string
	Name    string
	Total   Counts
	Denials int64     // without what was only reported
	Hours   []KeyHour // those in which something was done or refused, in order
}

// KeyHour is what was done with one key in the hours of one step.
type KeyHour struct {
	Hour     time.Time // the beginning of the first
	Requests int64
	Messages int64
	Denials  int64 // without what was only reported
}

// AssistantReport returns what was done with all keys of an assistant, up to this moment. It fails with errs.Invalid.
func (r *Recorder) AssistantReport(ctx context.Context, assistantID string, from, to time.Time) (AssistantReport, error) {
	from, to, err := r.span(from, to)
	if err != nil {
		return AssistantReport{}, err
	}
	r.flush(ctx)
	t := newTally(from, to)
	if err := r.store.EachUsed(ctx, assistantID, from, to, t.used); err != nil {
		return AssistantReport{}, err
	}
	if err := r.store.EachDenied(ctx, assistantID, from, to, t.denied); err != nil {
		return AssistantReport{}, err
	}
	names, err := r.store.KeyNames(ctx, assistantID)
	return t.report(to, names), err
}

// tally adds up the use of an assistant's keys, which comes in any order, in bounded memory.
type tally struct {
	from    time.Time
	total   Counts
	hours   []Counts // since from
	origins map[string]*Origin
	keys    map[string]*keyTally
	step    int // index of steps
	points  int // of all keys
}

type keyTally struct {
	total   Counts
	denials int64
	points  map[int]*KeyHour // by the number of their step since from
}

func newTally(from, to time.Time) *tally {
	return &tally{from: from, hours: make([]Counts, int(to.Sub(from)/time.Hour)), origins: map[string]*Origin{}, keys: map[string]*keyTally{}}
}

func (t *tally) hour(at time.Time) int { return int(at.Sub(t.from) / time.Hour) }

func (t *tally) used(u Used) {
	t.total.Add(u.Counts)
	t.hours[t.hour(u.Hour)].Add(u.Counts)
	t.origin(u)
	t.key(u.KeyID).total.Add(u.Counts)
	point := t.point(u.KeyID, u.Hour)
	point.Requests += u.Requests
	point.Messages += u.Messages
}

func (t *tally) denied(d Denied) {
	if d.ReportOnly {
		return
	}
	t.key(d.KeyID).denials += d.Count
	t.point(d.KeyID, d.Hour).Denials += d.Count
}

func (t *tally) origin(u Used) {
	name := u.Origin
	if t.origins[name] == nil && len(t.origins) >= maxTold {
		name = Others
	}
	if t.origins[name] == nil {
		t.origins[name] = &Origin{Origin: name}
	}
	o := t.origins[name]
	o.Add(u.Counts)
	if u.Hour.After(o.LastHour) {
		o.LastHour = u.Hour
	}
}

func (t *tally) key(id string) *keyTally {
	k := t.keys[id]
	if k == nil {
		k = &keyTally{points: map[int]*KeyHour{}}
		t.keys[id] = k
	}
	return k
}

// point is where an hour of a key is counted.
func (t *tally) point(keyID string, at time.Time) *KeyHour {
	k := t.key(keyID)
	if p := k.points[t.hour(at)/steps[t.step]]; p != nil {
		return p
	}
	k.points[t.hour(at)/steps[t.step]] = &KeyHour{}
	t.points++
	for t.points > MaxPoints && t.step < len(steps)-1 {
		t.coarsen()
	}
	return k.points[t.hour(at)/steps[t.step]]
}

// coarsen goes on with longer steps.
func (t *tally) coarsen() {
	old := steps[t.step]
	t.step++
	t.points = 0
	for _, k := range t.keys {
		merged := map[int]*KeyHour{}
		for n, p := range k.points {
			into := merged[n*old/steps[t.step]]
			if into == nil {
				merged[n*old/steps[t.step]] = p
				continue
			}
			into.Requests += p.Requests
			into.Messages += p.Messages
			into.Denials += p.Denials
		}
		k.points = merged
		t.points += len(merged)
	}
}

func (t *tally) report(to time.Time, names map[string]string) AssistantReport {
	out := AssistantReport{From: t.from, To: to, Total: t.total, Step: steps[t.step]}
	for n, counts := range t.hours {
		if counts != (Counts{}) {
			out.Hours = append(out.Hours, Hour{t.from.Add(time.Duration(n) * time.Hour), counts})
		}
	}
	for _, o := range t.origins {
		out.Origins = append(out.Origins, *o)
	}
	slices.SortFunc(out.Origins, func(a, b Origin) int { return more(a.Requests, b.Requests, a.Origin, b.Origin) })
	out.Origins = named(out.Origins)
	for id, k := range t.keys {
		out.Keys = append(out.Keys, KeyReport{KeyID: id, Name: names[id], Total: k.total, Denials: k.denials, Hours: t.hoursOf(k)})
	}
	slices.SortFunc(out.Keys, func(a, b KeyReport) int {
		return cmp.Or(cmp.Compare(b.Total.Requests, a.Total.Requests), cmp.Compare(b.Denials, a.Denials), cmp.Compare(a.KeyID, b.KeyID))
	})
	return out
}

func (t *tally) hoursOf(k *keyTally) []KeyHour {
	hours := make([]KeyHour, 0, len(k.points))
	for n, p := range k.points {
		p.Hour = t.from.Add(time.Duration(n*steps[t.step]) * time.Hour)
		hours = append(hours, *p)
	}
	slices.SortFunc(hours, func(a, b KeyHour) int { return a.Hour.Compare(b.Hour) })
	return hours
}
