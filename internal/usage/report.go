package usage

import (
	"context"
	"slices"
	"time"

	"latchkey/internal/errs"
)

// MaxSpan is the longest time of a report.
const MaxSpan = 31 * 24 * time.Hour

// Hour is what was done in one hour.
type Hour struct {
	Hour time.Time
	Counts
}

// MaxListed is how many websites or callers a report names; the rest is summed up as Others.
const MaxListed = 200

// Report is what was done with a key in a time.
type Report struct {
	From, To time.Time // whole hours
	Total    Counts
	Hours    []Hour   // those in which something was done, in order
	Origins  []Origin // most requests first
	Secrets  []Secret // the current one first
}

// readPatience is how long a reader waits for what was counted last.
const readPatience = 2 * time.Second

// flush saves what was counted last, if that can be done soon: a report without it is better than none.
func (r *Recorder) flush(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, readPatience)
	defer cancel()
	if err := r.Flush(ctx); err != nil {
		r.log.Warn("a report is made without what was counted last", "error", err)
	}
}

// span returns the whole hours of a time that somebody asked for: without to it ends now, without from it is a week long. It fails with errs.Invalid.
func (r *Recorder) span(from, to time.Time) (time.Time, time.Time, error) {
	now := r.now().UTC()
	if to.IsZero() || to.After(now) {
		to = now
	}
	if from.IsZero() {
		from = to.Add(-7 * 24 * time.Hour)
	}
	var p errs.Problems
	switch {
	case !from.Before(to):
		p.Add("from", "must be before to, and not in the future", from.Format(time.RFC3339))
	case to.Sub(from) > MaxSpan:
		p.Add("from", "must not be more than 31 days before to", from.Format(time.RFC3339))
	}
	last := to.UTC().Truncate(time.Hour)
	if last.Before(to) {
		last = last.Add(time.Hour)
	}
	return from.UTC().Truncate(time.Hour), last, errs.InvalidFields(p)
}

// Report returns what was done with a key, up to this moment. It fails with errs.Invalid.
func (r *Recorder) Report(ctx context.Context, keyID string, from, to time.Time) (Report, error) {
	from, to, err := r.span(from, to)
	if err != nil {
		return Report{}, err
	}
	r.flush(ctx)
	rows, err := r.store.Usage(ctx, keyID, from, to)
	if err != nil {
		return Report{}, err
	}
	report := Report{From: from, To: to}
	secrets, err := r.store.Secrets(ctx, keyID)
	if err != nil {
		return Report{}, err
	}
	for _, secret := range secrets {
		if secret.GraceUntil == nil || r.now().Before(*secret.GraceUntil) {
			report.Secrets = append(report.Secrets, secret)
		}
	}
	origins := map[string]*Origin{}
	for _, row := range rows { // in the order of the hours
		report.Total.Add(row.Counts)
		if n := len(report.Hours); n == 0 || !report.Hours[n-1].Hour.Equal(row.Hour) {
			report.Hours = append(report.Hours, Hour{Hour: row.Hour})
		}
		report.Hours[len(report.Hours)-1].Add(row.Counts)
		if origins[row.Origin] == nil {
			origins[row.Origin] = &Origin{Origin: row.Origin}
		}
		origins[row.Origin].Add(row.Counts)
		origins[row.Origin].LastHour = row.Hour
	}
	for _, o := range origins {
		report.Origins = append(report.Origins, *o)
	}
	slices.SortFunc(report.Origins, func(a, b Origin) int { return more(a.Requests, b.Requests, a.Origin, b.Origin) })
	report.Origins = named(report.Origins)
	return report, nil
}

// named cuts a list to those that are named; the others are summed up at its end.
func named(origins []Origin) []Origin {
	if len(origins) <= MaxListed {
		return origins
	}
	rest := Origin{Origin: Others}
	for _, o := range origins[MaxListed:] {
		rest.Add(o.Counts)
		if o.LastHour.After(rest.LastHour) {
			rest.LastHour = o.LastHour
		}
	}
	return append(origins[:MaxListed:MaxListed], rest)
}

// more orders by falling count, then by name.
func more(a, b int64, nameA, nameB string) int {
	switch {
	case a > b, a == b && nameA < nameB:
		return -1
	case a == b && nameA == nameB:
		return 0
	}
	return 1
}

// Sightings returns the versions of the web component that websites run with a key, up to this moment, the last seen first.
func (r *Recorder) Sightings(ctx context.Context, keyID string) ([]Sighting, error) {
	r.flush(ctx)
	return r.store.Sightings(ctx, keyID)
}

// Recent returns who used a key since a time, up to this moment.
func (r *Recorder) Recent(ctx context.Context, keyID string, since time.Time) (Recent, error) {
	r.flush(ctx)
	recent, err := r.store.Callers(ctx, keyID, since)
	recent.Origins = named(recent.Origins)
	return recent, err
}
