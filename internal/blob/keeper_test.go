package blob_test

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"latchkey/internal/blob"
)

// memory is a bucket and notes that fail when they are told to.
type memory struct {
	mu      sync.Mutex
	objects map[string][]byte
	notes   map[string]time.Time
	fail    map[string]error // by method
	deleted chan string
}

func newMemory() *memory {
	return &memory{objects: map[string][]byte{}, notes: map[string]time.Time{}, fail: map[string]error{}, deleted: make(chan string, 100)}
}

func (m *memory) do(method string, work func()) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail[method]; err != nil {
		return err
	}
	work()
	return nil
}

func (m *memory) Put(_ context.Context, key string, content []byte) error {
	return m.do("Put", func() { m.objects[key] = content })
}

func (m *memory) Get(_ context.Context, key string) (content []byte, err error) {
	return content, m.do("Get", func() { content = m.objects[key] })
}

func (m *memory) Delete(_ context.Context, key string) error {
	return m.do("Delete", func() {
		delete(m.objects, key)
		m.deleted <- key
	})
}

func (m *memory) NoteFile(_ context.Context, key string, from time.Time) error {
	return m.do("NoteFile", func() { m.notes[key] = from })
}

func (m *memory) DueFiles(_ context.Context, now time.Time, limit int) (keys []string, err error) {
	return keys, m.do("DueFiles", func() {
		for _, key := range slices.Sorted(maps.Keys(m.notes)) {
			if !m.notes[key].After(now) && len(keys) < limit {
				keys = append(keys, key)
			}
		}
	})
}

func (m *memory) ForgetFile(_ context.Context, key string) error {
	return m.do("ForgetFile", func() { delete(m.notes, key) })
}

var errDown = errors.New("down")

// Whenever the process ends, nothing stays behind: each step that fails stands for an end of the process right before it.
func TestEndsBetween(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"NoteFile", "Put", "row", "Delete", "ForgetFile"} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			m, now := newMemory(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			k := blob.NewKeeper(m, m, func() time.Time { return now }, slog.New(slog.DiscardHandler))
			m.fail[step] = errDown
			_, err := k.Add(t.Context(), []byte("x"))
			if adds := step == "NoteFile" || step == "Put"; (err != nil) != adds {
				t.Fatalf("Add: %v", err)
			}
			if err := k.Sweep(t.Context()); step != "NoteFile" && (err != nil || len(m.notes) != 1) {
				t.Fatalf("a row may still come: %v, %v", err, m.notes)
			}
			now = now.Add(2 * time.Hour) // the row never came
			err = k.Sweep(t.Context())
			if sweeps := step == "Delete" || step == "ForgetFile"; errors.Is(err, errDown) != sweeps {
				t.Fatalf("Sweep: %v", err)
			}
			delete(m.fail, step) // the process starts again
			if err := k.Sweep(t.Context()); err != nil || len(m.objects) != 0 || len(m.notes) != 0 {
				t.Errorf("%v: objects %v and notes %v stay behind", err, m.objects, m.notes)
			}
		})
	}
}

// All that is due is removed at once, however much there is.
func TestSweepsAll(t *testing.T) {
	t.Parallel()
	m := newMemory()
	k := blob.NewKeeper(m, m, time.Now, slog.New(slog.DiscardHandler))
	for i := range 250 {
		m.notes[string(rune('A'+i%26))+string(rune('a'+i/26))] = time.Time{}
	}
	if err := k.Sweep(drain(t, m)); err != nil || len(m.notes) != 0 {
		t.Errorf("%v, %d notes left", err, len(m.notes))
	}
}

// drain reads what is deleted until the test ends.
func drain(t *testing.T, m *memory) context.Context {
	ctx := t.Context()
	go func() {
		for {
			select {
			case <-m.deleted:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx
}

// Run sweeps when it is woken, also when the time before failed, and ends with its context.
func TestRun(t *testing.T) {
	t.Parallel()
	m := newMemory()
	k := blob.NewKeeper(m, m, time.Now, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	m.notes["first"] = time.Time{}
	go func() { ended <- k.Run(ctx) }()
	if key := <-m.deleted; key != "first" {
		t.Errorf("removed %s", key)
	}
	if err := m.NoteFile(ctx, "second", time.Time{}); err != nil {
		t.Fatal(err)
	}
	k.Wake()
	k.Wake() // nobody waits for it
	if key := <-m.deleted; key != "second" {
		t.Errorf("removed %s", key)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
