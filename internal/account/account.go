// Package account knows who may manage Latchkey: console users with their passwords and sessions, invitations to become one, access tokens with their scopes,
// the roles of all, and the audit trail of what they changed.
//
// Access tokens, sessions and invitations are secrets of 256 random bits, so only a SHA-256 digest of each is stored, and none can be shown again. Who is behind one is
// read from the store on every call, so that a revoked token or a disabled user is refused on the next one. Passwords are stored as Argon2id hashes, of which
// two at most are computed at a time. When something was last used is kept in memory and written by Run, at most once a minute.
//
// Service is safe for concurrent use. It knows neither HTTP nor cookies. API keys of assistants, which visitors' browsers carry, are not here: see package key.
package account

import (
	"context"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// Role says what a console user or the holder of an access token may do.
type Role string

// Roles, from all to least.
const (
	Owner  Role = "owner"  // everything
	Editor Role = "editor" // everything but access itself
	Viewer Role = "viewer" // reading, without revealing keys
)

// rank orders the roles; what is no role ranks below all.
var rank = map[Role]int{Viewer: 1, Editor: 2, Owner: 3}

// Includes says whether the role may do all that another may.
func (r Role) Includes(other Role) bool { return rank[r] >= rank[other] }

// problem adds a problem when the role is none.
func (r Role) problem(problems *errs.Problems) {
	if rank[r] == 0 {
		problems.Add("role", "must be owner, editor or viewer", string(r))
	}
}

// Kinds of actors.
const (
	KindToken   = "token"   // the holder of an access token
	KindUser    = "user"    // a console user
	KindCommand = "command" // whoever runs a command on the server's machine
	KindSystem  = "system"  // Latchkey itself
)

// Actor is who does something, as the audit trail names them.
type Actor struct {
	Kind    string
	ID      string
	Name    string
	Role    Role
	Address string // the network address they came from, when there is one

	Scopes    []Scope    // of an access token; empty = everything that the role allows
	ExpiresAt *time.Time // of an access token; nil = never
	SessionID string     // of a console user who is signed in
}

// System is the actor of what Latchkey does by itself.
var System = Actor{Kind: KindSystem, ID: "system", Name: "Latchkey", Role: Owner}

// Store keeps users, sessions, invitations, access tokens and the audit trail.
type Store interface {
	TokenStore
	UserStore
	SessionStore
	InvitationStore
	TrailStore
}

// Service manages users, sessions, invitations and access tokens, and says who is behind a secret.
type Service struct {
	store    Store
	now      func() time.Time
	hasher   *hasher
	attempts *attempts
	used     used
}

// New returns a Service on a store; now is the clock.
func New(store Store, now func() time.Time) *Service {
	return &Service{store: store, now: now, hasher: newHasher(), attempts: newAttempts()}
}

// moment is the time with the precision that a store keeps.
func (s *Service) moment() time.Time { return s.now().UTC().Truncate(time.Millisecond) }

// Run writes down once a minute what was used, and a last time when ctx ends; then it returns. report gets the errors; what could not be written is tried again
// with the next.
func (s *Service) Run(ctx context.Context, report func(error)) {
	ticker := time.NewTicker(flushEvery)
	defer ticker.Stop()
	for running := true; running; {
		select {
		case <-ctx.Done():
			running = false
		case <-ticker.C:
		}
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTimeout)
		if err := s.flush(limit); err != nil {
			report(err)
		}
		cancel()
	}
}

func digest(secret string) []byte {
	sum := random.Digest(secret)
	return sum[:]
}
