package usage

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Caller is who was refused, and why, with how often.
type Caller struct {
	KeyID      string // "" = those of several keys that are summed up
	Code       string
	Caller     string
	ReportOnly bool
	Count      int64
	LastAt     time.Time
}

// DenialHour is how often requests were refused for one reason in one hour.
type DenialHour struct {
	Hour       time.Time
	Code       string
	ReportOnly bool
	Count      int64
}

// Denials is what a key, or all keys of an assistant, refused in a time.
type Denials struct {
	From, To time.Time
	Total    int64        // without what was only reported
	Hours    []DenialHour // in order
	Callers  []Caller     // most refusals first
}

// Denials returns what a key refused, up to this moment. It fails with errs.Invalid.
func (r *Recorder) Denials(ctx context.Context, keyID string, from, to time.Time) (Denials, error) {
	return r.denials(ctx, from, to, func(from, to time.Time, visit func(Denied)) error {
		rows, err := r.store.Denials(ctx, keyID, from, to)
		for _, row := range rows {
			visit(row)
		}
		return err
	})
}

// AssistantDenials returns what all keys of an assistant refused, up to this moment. It fails with errs.Invalid.
func (r *Recorder) AssistantDenials(ctx context.Context, assistantID string, from, to time.Time) (Denials, error) {
	return r.denials(ctx, from, to, func(from, to time.Time, visit func(Denied)) error {
		return r.store.EachDenied(ctx, assistantID, from, to, visit)
	})
}

func (r *Recorder) denials(ctx context.Context, from, to time.Time, each func(from, to time.Time, visit func(Denied)) error) (Denials, error) {
	from, to, err := r.span(from, to)
	if err != nil {
		return Denials{}, err
	}
	r.flush(ctx)
	t := denialTally{hours: map[DenialHour]int64{}, callers: map[Caller]*Caller{}}
	if err := each(from, to, t.add); err != nil {
		return Denials{}, err
	}
	return t.report(from, to), nil
}

// denialTally adds up refusals that come in any order.
type denialTally struct {
	total   int64
	hours   map[DenialHour]int64 // by hour and reason
	callers map[Caller]*Caller   // by key, reason and caller
}

func (t *denialTally) add(row Denied) {
	if !row.ReportOnly {
		t.total += row.Count
	}
	t.hours[DenialHour{Hour: row.Hour, Code: row.Code, ReportOnly: row.ReportOnly}] += row.Count
	name := Caller{KeyID: row.KeyID, Code: row.Code, Caller: row.Caller, ReportOnly: row.ReportOnly}
	if t.callers[name] == nil && len(t.callers) >= maxTold {
		name.KeyID, name.Caller = "", Others
	}
	if t.callers[name] == nil {
		t.callers[name] = new(name)
	}
	t.callers[name].count(row.Count, row.LastAt)
}

func (c *Caller) count(n int64, last time.Time) {
	c.Count += n
	if last.After(c.LastAt) {
		c.LastAt = last
	}
}

func (t *denialTally) report(from, to time.Time) Denials {
	d := Denials{From: from, To: to, Total: t.total}
	for hour, n := range t.hours {
		hour.Count = n
		d.Hours = append(d.Hours, hour)
	}
	slices.SortFunc(d.Hours, func(a, b DenialHour) int {
		return cmp.Or(a.Hour.Compare(b.Hour), cmp.Compare(a.Code, b.Code), compareBools(a.ReportOnly, b.ReportOnly))
	})
	for _, c := range t.callers {
		d.Callers = append(d.Callers, *c)
	}
	slices.SortFunc(d.Callers, func(a, b Caller) int {
		return cmp.Or(more(a.Count, b.Count, a.Code+a.Caller, b.Code+b.Caller), cmp.Compare(a.KeyID, b.KeyID), compareBools(a.ReportOnly, b.ReportOnly))
	})
	d.cut()
	return d
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// cut sums up the callers beyond those that are named, by reason.
func (d *Denials) cut() {
	if len(d.Callers) <= MaxListed {
		return
	}
	rest := map[Caller]*Caller{}
	for _, c := range d.Callers[MaxListed:] {
		name := Caller{Code: c.Code, Caller: Others, ReportOnly: c.ReportOnly}
		if rest[name] == nil {
			rest[name] = new(name)
		}
		rest[name].count(c.Count, c.LastAt)
	}
	d.Callers = d.Callers[:MaxListed:MaxListed]
	for _, c := range rest {
		d.Callers = append(d.Callers, *c)
	}
}
