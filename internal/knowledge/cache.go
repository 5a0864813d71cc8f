package knowledge

import (
	"container/list"
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"latchkey/internal/errs"
)

// indexCache keeps the indexes that were used last. An index that is dropped while searches use it is
// closed by the last of them; searches that come meanwhile get a new one.
type indexCache struct {
	build  func(ctx context.Context, assistantID string) (*index, error)
	limit  int
	ctx    context.Context // of the builds: they serve all who wait, so no single caller may end them
	cancel context.CancelFunc
	builds sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	entries map[string]*list.Element
	recent  *list.List // of *cacheEntry, most recently used first
}

type cacheEntry struct {
	assistantID string
	ready       chan struct{} // closed once index or err is set
	index       *index
	err         error
	users       int  // guarded by indexCache.mu; the build is one of them
	dropped     bool // guarded by indexCache.mu
}

func newIndexCache(limit int, build func(context.Context, string) (*index, error)) *indexCache {
	ctx, cancel := context.WithCancel(context.Background())
	return &indexCache{build: build, limit: limit, ctx: ctx, cancel: cancel,
		entries: map[string]*list.Element{}, recent: list.New()}
}

// acquire returns the index of an assistant, building it when there is none; release must be called once.
func (c *indexCache) acquire(ctx context.Context, assistantID string) (ix *index, release func(), err error) {
	e, err := c.enter(assistantID)
	if err != nil {
		return nil, nil, err
	}
	select {
	case <-e.ready:
	case <-ctx.Done():
		c.leave(e)
		return nil, nil, ctx.Err()
	}
	if e.err != nil {
		c.leave(e)
		return nil, nil, e.err
	}
	return e.index, func() { c.leave(e) }, nil
}

func (c *indexCache) enter(assistantID string) (*cacheEntry, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, errs.New(errs.Unavailable, "KNOWLEDGE_CLOSED", "The server is stopping.")
	}
	element, ok := c.entries[assistantID]
	if !ok {
		element = c.start(assistantID)
	}
	c.recent.MoveToFront(element)
	e := element.Value.(*cacheEntry)
	e.users++
	for len(c.entries) > c.limit {
		c.forget(c.recent.Back())
	}
	return e, nil
}

// start begins a build; c.mu is held.
func (c *indexCache) start(assistantID string) *list.Element {
	e := &cacheEntry{assistantID: assistantID, ready: make(chan struct{}), users: 1}
	element := c.recent.PushFront(e)
	c.entries[assistantID] = element
	c.builds.Go(func() {
		e.index, e.err = c.buildSafely(assistantID)
		if e.err != nil {
			c.forgetEntry(e) // the next search tries again
		}
		close(e.ready)
		c.leave(e)
	})
	return element
}

// buildSafely makes a panic over one assistant's documents an error of its searches, instead of the end of the process.
func (c *indexCache) buildSafely(assistantID string) (ix *index, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic while building an index: %v\n%s", v, debug.Stack())
		}
	}()
	return c.build(c.ctx, assistantID)
}

func (c *indexCache) leave(e *cacheEntry) {
	c.mu.Lock()
	e.users--
	last := e.dropped && e.users == 0
	c.mu.Unlock()
	if last && e.index != nil {
		e.index.close()
	}
}

func (c *indexCache) drop(assistantID string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.entries[assistantID]; ok {
		c.forget(element)
	}
}

func (c *indexCache) dropAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, element := range c.entries {
		c.forget(element)
	}
}

func (c *indexCache) forgetEntry(e *cacheEntry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.entries[e.assistantID]; ok && element.Value == e {
		c.forget(element)
	}
}

// forget takes an entry out and closes its index unless somebody uses it; c.mu is held.
func (c *indexCache) forget(element *list.Element) {
	e := c.recent.Remove(element).(*cacheEntry)
	delete(c.entries, e.assistantID)
	e.dropped = true
	if e.users == 0 && e.index != nil {
		e.index.close()
	}
}

func (c *indexCache) close() error {
	c.mu.Lock()
	c.closed = true
	for c.recent.Len() > 0 {
		c.forget(c.recent.Back())
	}
	c.mu.Unlock()
	c.cancel()
	c.builds.Wait()
	return nil
}
