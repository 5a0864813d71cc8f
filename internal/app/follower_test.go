package app

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"testing"
	"time"

	"latchkey/internal/account"
)

// news is a feed that a test writes.
type news struct {
	entries []account.Entry
	err     error
}

func (n *news) ChangesOfOthers(context.Context, time.Time) ([]account.Entry, error) {
	return n.entries, n.err
}

// Each change is told once; after a time without looking everything is read again.
func TestFollower(t *testing.T) {
	t.Parallel()
	feed := &news{}
	var told []string
	f := &follower{
		feed: feed, log: slog.New(slog.DiscardHandler), looked: time.Now(),
		forget: func(e account.Entry) { told = append(told, e.ID) }, forgetAll: func() { told = append(told, "all") },
	}
	for _, step := range []struct {
		name    string
		entries []string
		err     error
		asleep  time.Duration
		want    []string
	}{
		{"nothing", nil, nil, 0, nil},
		{"one", []string{"a"}, nil, 0, []string{"a"}},
		{"the same and another", []string{"a", "b"}, nil, 0, []string{"b"}},
		{"no answer", nil, errors.New("no database"), 0, nil},
		{"again", []string{"a", "b", "c"}, nil, 0, []string{"c"}},
		{"one that committed late comes first", []string{"z", "b", "c"}, nil, 0, []string{"z"}},
		{"after a long sleep", []string{"d"}, nil, time.Hour, []string{"all", "d"}},
		{"awake again", []string{"d", "e"}, nil, 0, []string{"e"}},
		{"the clock went back", []string{"e"}, nil, -time.Hour, []string{"all"}},
	} {
		told = nil
		feed.entries, feed.err = nil, step.err
		for _, id := range step.entries {
			feed.entries = append(feed.entries, account.Entry{ID: id})
		}
		f.looked = f.looked.Add(-step.asleep)
		f.look(t.Context())
		if !reflect.DeepEqual(told, step.want) {
			t.Errorf("%s: told %v, want %v", step.name, told, step.want)
		}
	}
}
