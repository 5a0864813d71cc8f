package element

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"latchkey/internal/errs"
)

const (
	maxHeld     = 6 // archives in memory, of about 600 kB each
	patience    = 10 * time.Second
	refreshTime = 10 * time.Second // between two looks for what was not there
	fetchPause  = time.Second      // after an archive that pushed another one out
)

// Shelf keeps builds and finds their files.
type Shelf struct {
	Options
	wake     chan struct{}
	loading  singleflight.Group
	fetching chan struct{} // one archive is read at a time

	mu     sync.Mutex
	names  map[string]string // of files, with the key of an archive that holds each
	listed time.Time         // when the names were read
	held   map[string]*held  // archives by key
}

// held is an archive in memory, or that it could not be read.
type held struct {
	files  map[string][]byte
	err    error
	usedAt time.Time
}

// New returns a Shelf; Run must run for the current build to be kept.
func New(o Options) *Shelf {
	return &Shelf{Options: o, wake: make(chan struct{}, 1), fetching: make(chan struct{}, 1), held: map[string]*held{}}
}

// Since returns when a server first ran a version; zero = none has yet.
func (s *Shelf) Since(ctx context.Context, version string) (since time.Time, err error) {
	builds, err := s.Store.Builds(ctx)
	for _, b := range builds {
		if b.Version == version && (since.IsZero() || b.FirstRun.Before(since)) {
			since = b.FirstRun
		}
	}
	return since, err
}

// File returns a file of a build that is kept, compressed with gzip. It fails with errs.NotFound, and with errs.Unavailable.
func (s *Shelf) File(ctx context.Context, name string) ([]byte, error) {
	if !IsFile(name) {
		return nil, absent()
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	key, err := s.find(ctx, name)
	if err != nil {
		return nil, err
	}
	files, err := s.archive(ctx, key)
	if err != nil {
		return nil, err
	}
	content, ok := files[name]
	if !ok {
		return nil, absent()
	}
	return content, nil
}

// find returns the key of the archive that holds a file.
func (s *Shelf) find(ctx context.Context, name string) (string, error) {
	key, fresh := s.known(name)
	if key == "" && !fresh {
		if err := s.once(ctx, "names", s.list); err != nil {
			return "", err
		}
		key, _ = s.known(name)
	}
	if key == "" {
		return "", absent()
	}
	return key, nil
}

func (s *Shelf) known(name string) (key string, fresh bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.names[name], s.Now().Sub(s.listed) < refreshTime && !s.listed.IsZero()
}

// list reads which files there are.
func (s *Shelf) list(ctx context.Context) error {
	builds, err := s.Store.Builds(ctx)
	names := map[string]string{}
	for _, b := range builds {
		for _, name := range b.Files {
			if names[name] == "" {
				names[name] = b.BlobKey
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listed = s.Now() // also after a failure: nobody shall hammer a database that does not answer
	if err == nil {
		s.names = names
	}
	return err
}

func (s *Shelf) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names, s.listed = nil, time.Time{}
	clear(s.held)
}

// archive returns the files of an archive.
func (s *Shelf) archive(ctx context.Context, key string) (map[string][]byte, error) {
	if h := s.holding(key); h != nil {
		return h.files, h.err
	}
	if err := s.once(ctx, key, func(ctx context.Context) error { return s.fetch(ctx, key) }); err != nil {
		return nil, err
	}
	if h := s.holding(key); h != nil {
		return h.files, h.err
	}
	return nil, absent() // forgotten at this very moment
}

func (s *Shelf) holding(key string) *held {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.held[key]
	if h == nil || (h.err != nil && s.Now().Sub(h.usedAt) >= refreshTime) {
		return nil
	}
	if h.err == nil {
		h.usedAt = s.Now()
	}
	return h
}

// fetch reads an archive, or notes that it cannot be read. Whoever asks for one build after the other waits between them, and the store of the files does not suffer.
func (s *Shelf) fetch(ctx context.Context, key string) error {
	select {
	case s.fetching <- struct{}{}:
	case <-ctx.Done():
		return unavailable(ctx)
	}
	packed, err := s.Files.Get(ctx, key)
	h := &held{usedAt: s.Now(), err: err}
	if err == nil {
		h.files, h.err = unpack(packed)
	}
	if s.hold(key, h) {
		time.AfterFunc(fetchPause, func() { <-s.fetching })
	} else {
		<-s.fetching
	}
	return nil
}

// hold keeps an archive in memory and says whether another one had to go.
func (s *Shelf) hold(key string, h *held) (crowded bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.held) >= maxHeld {
		oldest := ""
		for other, o := range s.held {
			if oldest == "" || o.usedAt.Before(s.held[oldest].usedAt) {
				oldest = other
			}
		}
		delete(s.held, oldest)
		crowded = true
	}
	s.held[key] = h
	return crowded
}

// once does work that others may be waiting for as well: it does not end with who asked first.
func (s *Shelf) once(ctx context.Context, what string, work func(context.Context) error) error {
	done := s.loading.DoChan(what, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		return nil, work(ctx)
	})
	select {
	case result := <-done:
		return result.Err
	case <-ctx.Done():
		return unavailable(ctx)
	}
}

func unavailable(ctx context.Context) error {
	return errs.Wrap(ctx.Err(), errs.Unavailable, "FILES_UNAVAILABLE", "Files cannot be read at the moment. Please try again.")
}
