package account

import (
	"context"
	"sync"
	"time"
)

const (
	flushEvery   = time.Minute
	flushTimeout = 5 * time.Second
)

// Uses is when things were last used, by id.
type Uses map[string]time.Time

// used collects what was used since it was last written down. It is bounded by the number of tokens and sessions.
type used struct {
	mu       sync.Mutex
	tokens   Uses
	sessions Uses
}

func (u *used) token(id string, at time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.tokens = noted(u.tokens, id, at)
}

func (u *used) session(id string, at time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sessions = noted(u.sessions, id, at)
}

func noted(uses Uses, id string, at time.Time) Uses {
	if uses == nil {
		uses = Uses{}
	}
	if at.After(uses[id]) {
		uses[id] = at
	}
	return uses
}

func (u *used) take() (tokens, sessions Uses) {
	u.mu.Lock()
	defer u.mu.Unlock()
	tokens, sessions = u.tokens, u.sessions
	u.tokens, u.sessions = nil, nil
	return tokens, sessions
}

// giveBack is for what could not be written.
func (u *used) giveBack(tokens, sessions Uses) {
	for id, at := range tokens {
		u.token(id, at)
	}
	for id, at := range sessions {
		u.session(id, at)
	}
}

func (s *Service) flush(ctx context.Context) error {
	tokens, sessions := s.used.take()
	if len(tokens)+len(sessions) == 0 {
		return nil
	}
	err := s.store.NoteUses(ctx, tokens, sessions)
	if err != nil {
		s.used.giveBack(tokens, sessions)
	}
	return err
}
