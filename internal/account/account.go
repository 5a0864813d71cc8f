// Package account knows who may manage Latchkey: access tokens with their roles, and the audit trail of what their holders changed.
//
// Service is safe for concurrent use. Access tokens have 256 random bits, so only a SHA-256 digest of each is stored, and it cannot be
// shown again. API keys of assistants, which visitors' browsers carry, are not here: see package key.
package account

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// Role says what a holder of an access token may do.
type Role string

// Roles, from all to least.
const (
	Owner  Role = "owner"  // everything
	Editor Role = "editor" // everything but access itself
	Viewer Role = "viewer" // reading, without revealing keys
)

// Actor is who does something, as the audit trail names them.
type Actor struct {
	Kind    string // "token", "command" or "system"
	ID      string
	Name    string
	Role    Role
	Address string // the network address they came from, when there is one
}

// System is the actor of what Latchkey does by itself.
var System = Actor{Kind: "system", ID: "system", Name: "Latchkey", Role: Owner}

// MayEdit says whether the actor may change assistants and keys.
func (a Actor) MayEdit() bool { return a.Role == Owner || a.Role == Editor }

// Token is an access token without its secret.
type Token struct {
	ID         string
	Name       string
	Role       Role
	CreatedAt  time.Time
	ExpiresAt  *time.Time
	LastUsedAt *time.Time
}

// Entry is one line of the audit trail. Before and After hold no secret.
type Entry struct {
	ID          string
	At          time.Time
	Actor       Actor
	Action      string // for example "api-key.update"
	ObjectType  string // for example "api-key"
	ObjectID    string
	AssistantID string
	Before      json.RawMessage // nil = there was nothing before
	After       json.RawMessage // nil = nothing is left
}

// Record makes the audit entry of a change. before and after are encoded as JSON; nil stays nil.
func Record(at time.Time, actor Actor, action, objectID, assistantID string, before, after any) Entry {
	objectType, _, _ := strings.Cut(action, ".")
	return Entry{
		ID: random.OrderedID("a_"), At: at, Actor: actor, Action: action,
		ObjectType: objectType, ObjectID: objectID, AssistantID: assistantID,
		Before: encode(before), After: encode(after),
	}
}

func encode(v any) json.RawMessage {
	if v == nil {
		return nil
	}
	raw, err := json.Marshal(v)
	if err != nil { // only values of our own types arrive here, and those can be encoded
		return nil
	}
	return raw
}

// Store keeps access tokens and the audit trail.
type Store interface {
	// CreateToken stores a token under its digest, with its audit entry, in one transaction.
	CreateToken(ctx context.Context, token Token, digest []byte, entry Entry) error
	// TokenByDigest fails with errs.NotFound.
	TokenByDigest(ctx context.Context, digest []byte) (Token, error)
	// Audit returns entries, newest first, that are older than the entry named by before ("" = from the newest).
	Audit(ctx context.Context, before string, limit int) ([]Entry, error)
}

// Service creates and checks access tokens.
type Service struct {
	store Store
	now   func() time.Time
}

// New returns a Service on a store; now is the clock.
func New(store Store, now func() time.Time) *Service { return &Service{store: store, now: now} }

// maxTokenName is in bytes.
const maxTokenName = 100

// CreateToken makes an access token and returns its secret, which is shown only now.
func (s *Service) CreateToken(ctx context.Context, actor Actor, name string, role Role) (Token, string, error) {
	name = strings.TrimSpace(name)
	if name == "" || len(name) > maxTokenName {
		return Token{}, "", errs.InvalidFields([]errs.Field{{Location: "name", Message: "must have 1 to 100 characters", Value: name}})
	}
	token := Token{ID: random.ID("at_"), Name: name, Role: role, CreatedAt: s.now().UTC().Truncate(time.Millisecond)}
	secret := random.Secret(tokenPrefix)
	entry := Record(token.CreatedAt, actor, "access-token.create", token.ID, "", nil, map[string]any{"name": name, "role": role})
	if err := s.store.CreateToken(ctx, token, digest(secret), entry); err != nil {
		return Token{}, "", err
	}
	return token, secret, nil
}

// Authenticate returns the actor of an access token; it fails with errs.Unauthenticated when the token is unknown, malformed or expired.
func (s *Service) Authenticate(ctx context.Context, secret string) (Actor, error) {
	if !wellFormed(secret) {
		return Actor{}, unauthenticated()
	}
	token, err := s.store.TokenByDigest(ctx, digest(secret))
	if errs.KindOf(err) == errs.NotFound {
		return Actor{}, unauthenticated()
	}
	if err != nil {
		return Actor{}, err
	}
	if token.ExpiresAt != nil && !s.now().Before(*token.ExpiresAt) {
		return Actor{}, unauthenticated()
	}
	return Actor{Kind: "token", ID: token.ID, Name: token.Name, Role: token.Role}, nil
}

// Audit returns a page of the audit trail, newest first.
func (s *Service) Audit(ctx context.Context, before string, limit int) ([]Entry, error) {
	return s.store.Audit(ctx, before, limit)
}

func unauthenticated() error {
	return errs.New(errs.Unauthenticated, "ACCESS_TOKEN_INVALID",
		"The access token is missing, unknown or expired. Make one with `latchkey token create --name NAME`.")
}

// tokenPrefix tells access tokens from API keys, for people and for secret scanners.
const tokenPrefix = "lkt_"

// wellFormed refuses what cannot be a token without a look-up.
func wellFormed(secret string) bool {
	return strings.HasPrefix(secret, tokenPrefix) && random.IsSecret(secret, len(tokenPrefix))
}

func digest(secret string) []byte {
	sum := random.Digest(secret)
	return sum[:]
}
