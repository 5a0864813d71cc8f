package element_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/element"
	"latchkey/internal/errs"
)

// rows is a store of rows, and of the bytes that they refer to.
type rows struct {
	mu     sync.Mutex
	builds []element.Build
	bytes  map[string][]byte
	fail   error
	listed int
	gets   int
}

func (r *rows) Builds(context.Context) ([]element.Build, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.listed++
	list := slices.Clone(r.builds)
	slices.SortFunc(list, func(a, b element.Build) int { return b.LastRun.Compare(a.LastRun) })
	return list, r.fail
}

func (r *rows) AddBuild(_ context.Context, b element.Build, lost string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.builds = slices.DeleteFunc(r.builds, func(old element.Build) bool { return old.ID == b.ID && old.BlobKey == lost })
	if !slices.ContainsFunc(r.builds, func(old element.Build) bool { return old.ID == b.ID }) {
		r.builds = append(r.builds, b)
	}
	return nil
}

func (r *rows) RunBuild(_ context.Context, id string, at time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.builds {
		if r.builds[i].ID == id {
			r.builds[i].LastRun = at
		}
	}
	return nil
}

func (r *rows) RemoveBuilds(_ context.Context, ids []string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.builds = slices.DeleteFunc(r.builds, func(b element.Build) bool { return slices.Contains(ids, b.ID) })
	return nil
}

func (r *rows) AddAs(_ context.Context, beginning string, content []byte) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := fmt.Sprint(beginning, len(r.bytes))
	r.bytes[key] = content
	return key, r.fail
}

func (r *rows) Get(_ context.Context, key string) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gets++
	if r.bytes[key] == nil {
		return nil, errs.Missing("file")
	}
	return r.bytes[key], nil
}

func (r *rows) read() (listed, gets int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.listed, r.gets
}

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func newClock() *clock { return &clock{at: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)} }

func newRows() *rows { return &rows{bytes: map[string][]byte{}} }

func fileOf(n int) string { return fmt.Sprintf("element-%020x.js", n) }

func panelOf(n int) string { return fmt.Sprintf("panel-%012x-en.js", n) }

// build is the nth version.
func build(n int) element.Content {
	return element.Content{ID: fmt.Sprintf("%020x", n), Version: fmt.Sprintf("1.%d.0", n), Files: func() (map[string][]byte, error) {
		return map[string][]byte{fileOf(n): []byte(fmt.Sprint("element ", n)), panelOf(n): []byte(fmt.Sprint("panel ", n)), "engagement-0123456789ab-pt-br.js": []byte("the same")}, nil
	}}
}

func shelf(r *rows, c *clock, current element.Content) *element.Shelf {
	return element.New(element.Options{Store: r, Files: r, Current: current, Now: c.now, Log: slog.New(slog.DiscardHandler)})
}

func keep(t *testing.T, s *element.Shelf) {
	t.Helper()
	if err := s.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// A server of a new version finds every file of the versions before it, and one of an old version those of the new one.
func TestFilesOfOtherVersions(t *testing.T) {
	t.Parallel()
	r, c := newRows(), newClock()
	first, second := shelf(r, c, build(1)), shelf(r, c, build(2))
	keep(t, first)
	c.pass(time.Minute)
	keep(t, second)
	for _, s := range []*element.Shelf{first, second} {
		for name, want := range map[string]string{fileOf(1): "element 1", panelOf(1): "panel 1", fileOf(2): "element 2", "engagement-0123456789ab-pt-br.js": "the same"} {
			if content, err := s.File(t.Context(), name); err != nil || string(content) != want {
				t.Errorf("%s: %q, %v", name, content, err)
			}
		}
	}
	if since, err := second.Since(t.Context(), "1.2.0"); err != nil || !since.Equal(c.now()) {
		t.Errorf("since %v, %v", since, err)
	}
	if since, err := second.Since(t.Context(), "9.9.9"); err != nil || !since.IsZero() {
		t.Errorf("of a version that never ran: %v, %v", since, err)
	}
}

// Whatever is asked for, and however often, neither the database nor the store of files is asked more than now and then.
func TestNobodyHammers(t *testing.T) {
	t.Parallel()
	r, c := newRows(), newClock()
	s := shelf(r, c, build(1))
	keep(t, s)
	r.builds = append(r.builds, element.Build{ID: "lost", Files: []string{fileOf(7)}, BlobKey: "e_lost", LastRun: c.now()})
	listed, gets := r.read()
	for n := range 1000 {
		for _, name := range []string{fileOf(n + 10), fileOf(7), fileOf(1), "../latchkey.db", "element-x.js"} {
			if _, err := s.File(t.Context(), name); name != fileOf(1) && errs.KindOf(err) != errs.NotFound {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if nowListed, nowGets := r.read(); nowListed != listed+1 || nowGets != gets+2 {
		t.Errorf("listed %d times, read %d times", nowListed-listed, nowGets-gets)
	}
	c.pass(time.Minute)
	for range 10 {
		_, _ = s.File(t.Context(), fileOf(7))
		_, _ = s.File(t.Context(), fileOf(8))
	}
	if nowListed, nowGets := r.read(); nowListed != listed+2 || nowGets != gets+3 {
		t.Errorf("a minute later: listed %d times, read %d times", nowListed-listed, nowGets-gets)
	}
}

// A database that does not answer is not asked again at once, and the files that are known are still served.
func TestStoreFails(t *testing.T) {
	t.Parallel()
	r, c := newRows(), newClock()
	s := shelf(r, c, build(1))
	keep(t, s)
	if _, err := s.File(t.Context(), fileOf(1)); err != nil {
		t.Fatal(err)
	}
	c.pass(time.Minute)
	r.fail = errors.New("no database")
	if _, err := s.File(t.Context(), fileOf(2)); err == nil {
		t.Error("a file that may exist is said not to")
	}
	listed, _ := r.read()
	_, _ = s.File(t.Context(), fileOf(2))
	if _, err := s.File(t.Context(), fileOf(1)); err != nil {
		t.Error(err)
	}
	if now, _ := r.read(); now != listed {
		t.Errorf("asked %d times more", now-listed)
	}
}

// The current build is kept once, and again when its bytes are lost; it is in use as long as a server says so.
func TestKeep(t *testing.T) {
	t.Parallel()
	r, c := newRows(), newClock()
	s := shelf(r, c, build(1))
	keep(t, s)
	keep(t, shelf(r, c, build(1))) // another server
	if len(r.builds) != 1 || len(r.bytes) != 1 {
		t.Fatalf("%d builds, %d archives", len(r.builds), len(r.bytes))
	}
	c.pass(time.Hour)
	keep(t, s)
	if !r.builds[0].LastRun.Equal(c.now()) || r.builds[0].FirstRun.Equal(c.now()) {
		t.Errorf("%+v", r.builds[0])
	}
	clear(r.bytes)
	r.bytes["taken"] = []byte("x")
	keep(t, s)
	if content, err := s.File(t.Context(), fileOf(1)); err != nil || string(content) != "element 1" {
		t.Errorf("after its bytes were lost: %q, %v", content, err)
	}
	none := shelf(newRows(), c, element.Content{})
	keep(t, none)
	if _, err := none.File(t.Context(), fileOf(1)); errs.KindOf(err) != errs.NotFound {
		t.Error(err)
	}
}

// The newest builds stay for ever, others for a year, and never too many.
func TestOldBuilds(t *testing.T) {
	t.Parallel()
	r, c := newRows(), newClock()
	for n := range element.Least + 3 {
		keep(t, shelf(r, c, build(n)))
		c.pass(time.Hour)
	}
	c.pass(element.KeepFor)
	last := shelf(r, c, build(element.Least+2))
	keep(t, last)
	if len(r.builds) != element.Least {
		t.Errorf("%d builds after a year", len(r.builds))
	}
	for n := range 2 * element.MaxBuilds {
		keep(t, shelf(r, c, build(1000+n)))
		c.pass(time.Hour)
	}
	if len(r.builds) != element.MaxBuilds {
		t.Errorf("%d builds of a few days", len(r.builds))
	}
}

// Run keeps the build, does so again when it is woken, and ends with its context.
func TestRun(t *testing.T) {
	t.Parallel()
	r, c := newRows(), newClock()
	kept := make(chan struct{}, 8)
	content := build(1)
	files := content.Files
	content.Files = func() (map[string][]byte, error) {
		kept <- struct{}{}
		return files()
	}
	s := shelf(r, c, content)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Run(ctx) }()
	<-kept
	for _, err := s.File(t.Context(), fileOf(1)); err != nil; _, err = s.File(t.Context(), fileOf(1)) {
		c.pass(time.Minute) // it is being stored
	}
	r.mu.Lock()
	r.builds = nil // a restore
	r.mu.Unlock()
	s.Wake()
	<-kept
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// Only what has a digest in its name can be a file, and no secret of a key has one.
func TestIsFile(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"element-4611bc6cfc424b2b7cf3.js": true, "panel-0123456789ab-en.js": true, "history-0123456789ab-zh-Hans.js": true, "anything-0123456789ab-pt-br.js": true,
		"element.js": false, "panel-x.js": false, "panel-0123456789ab.js": false, "panel-0123456789ab-$.js": false, "panel-0123456789AB-en.js": false,
		"aX7kP2mQ9r-lk" + strings.Repeat("a", 49) + ".js": false, "panel-lk" + strings.Repeat("0", 49) + ".js": false, "": false, "panel-0123456789ab-en.js\n": false,
		"panel-0123456789ab-en.jsx": false, "../panel-0123456789ab-en.js": false, "PANEL-0123456789ab-en.js": false, strings.Repeat("a", 200) + "-0123456789ab-en.js": false,
	} {
		if got := element.IsFile(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}

// An archive that is damaged is an error, not a panic.
func TestDamagedArchive(t *testing.T) {
	t.Parallel()
	for _, damage := range [][]byte{[]byte("no archive"), {}, bytes.Repeat([]byte("PK\x03\x04"), 100)} {
		r, c := newRows(), newClock()
		s := shelf(r, c, build(1))
		keep(t, s)
		r.bytes[r.builds[0].BlobKey] = damage
		if content, err := s.File(t.Context(), fileOf(1)); err == nil {
			t.Errorf("%q", content)
		}
	}
}
