package account

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"latchkey/internal/cursor"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// TokenDraft is what is chosen about an access token.
type TokenDraft struct {
	Name      string     `json:"name"`
	Role      Role       `json:"role"`
	Scopes    []Scope    `json:"scopes"` // empty = everything that the role allows
	ExpiresAt *time.Time `json:"expiresAt"`
}

// Token is an access token without its secret.
type Token struct {
	ID string
	TokenDraft
	Hint       string // the last characters of the secret; "" for tokens of the first releases
	CreatedAt  time.Time
	LastUsedAt *time.Time // to the minute
	CreatedBy  *Creator   // nil for tokens of the first releases
}

// Place is the token's place in lists.
func (t Token) Place() cursor.Place { return cursor.Place{At: t.CreatedAt, ID: t.ID} }

// Creator is who made a token.
type Creator struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name"`
}

// TokenStore keeps access tokens. Every change carries its audit entry, written in the same transaction.
type TokenStore interface {
	// CreateToken stores a token under its digest.
	CreateToken(ctx context.Context, token Token, digest []byte, entry Entry) error
	// Token fails with errs.NotFound.
	Token(ctx context.Context, id string) (Token, error)
	// TokenByDigest fails with errs.NotFound.
	TokenByDigest(ctx context.Context, digest []byte) (Token, error)
	// Tokens returns a page ordered by creation time and id, after a place (zero = from the first).
	Tokens(ctx context.Context, after cursor.Place, limit int) ([]Token, error)
	// DeleteToken fails with errs.NotFound.
	DeleteToken(ctx context.Context, id string, entry Entry) error
	// NoteUses stores when tokens and sessions were last used; what no longer exists is passed over.
	NoteUses(ctx context.Context, tokens, sessions Uses) error
}

const (
	// tokenPrefix tells access tokens from API keys, for people and for secret scanners.
	tokenPrefix = "lkt_"

	maxName    = 100
	hintLength = 4
)

// canonical puts a valid draft into the form in which it is stored.
func (d *TokenDraft) canonical() {
	d.Scopes = append([]Scope{}, slices.Compact(slices.Sorted(slices.Values(d.Scopes)))...) // never nil: a list in JSON
	if d.ExpiresAt != nil {
		until := d.ExpiresAt.UTC().Truncate(time.Millisecond)
		d.ExpiresAt = &until
	}
}

// validate returns every problem of meaning.
func (d TokenDraft) validate(now time.Time) []errs.Field {
	var problems errs.Problems
	problems.Text("name", d.Name, 1, maxName)
	d.Role.problem(&problems)
	for i, scope := range d.Scopes {
		least, location := scope.LeastRole(), fmt.Sprintf("scopes[%d]", i)
		switch {
		case least == "":
			problems.Add(location, fmt.Sprintf("must be one of %v", Scopes()), string(scope))
		case rank[d.Role] > 0 && !d.Role.Includes(least):
			problems.Add(location, fmt.Sprintf("is of no use to the role %s; it needs the role %s", d.Role, least), string(scope))
		}
	}
	if d.ExpiresAt != nil {
		problems.Time("expiresAt", *d.ExpiresAt)
	}
	if d.ExpiresAt != nil && !d.ExpiresAt.After(now) {
		problems.Add("expiresAt", "must be in the future", d.ExpiresAt.Format(time.RFC3339))
	}
	return problems
}

// CreateToken makes an access token from JSON fields and returns it with its secret, which is shown only now.
// It fails with errs.Invalid, and with errs.Forbidden when the token would have more rights than the actor.
func (s *Service) CreateToken(ctx context.Context, actor Actor, raw []byte) (Token, string, error) {
	var draft TokenDraft
	problems := edit.Decode(raw, &draft)
	draft.Name = strings.TrimSpace(draft.Name)
	problems = append(problems, draft.validate(s.now())...)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return Token{}, "", err
	}
	draft.canonical()
	if err := mayGrant(actor, draft); err != nil {
		return Token{}, "", err
	}
	secret := random.Secret(tokenPrefix)
	token := Token{
		ID: random.ID("at_"), TokenDraft: draft, Hint: "…" + secret[len(secret)-hintLength:], CreatedAt: s.moment(),
		CreatedBy: &Creator{Kind: actor.Kind, ID: actor.ID, Name: actor.Name},
	}
	entry := Record(token.CreatedAt, actor, "access-token.create", token.ID, "", nil, draft)
	if err := s.store.CreateToken(ctx, token, digest(secret), entry); err != nil {
		return Token{}, "", err
	}
	return token, secret, nil
}

// Token returns one access token; it fails with errs.NotFound.
func (s *Service) Token(ctx context.Context, id string) (Token, error) { return s.store.Token(ctx, id) }

// Tokens returns a page in order of creation, after a place. Tokens that have expired are listed until they are revoked.
func (s *Service) Tokens(ctx context.Context, after cursor.Place, limit int) ([]Token, error) {
	return s.store.Tokens(ctx, after, limit)
}

// RevokeToken removes an access token: it is refused from the next call on. It fails with errs.NotFound.
func (s *Service) RevokeToken(ctx context.Context, actor Actor, id string) error {
	token, err := s.store.Token(ctx, id)
	if err != nil {
		return err
	}
	return s.store.DeleteToken(ctx, id, Record(s.moment(), actor, "access-token.revoke", id, "", token.TokenDraft, nil))
}

// Authenticate returns the actor of an access token; it fails with errs.Unauthenticated when the token is unknown, malformed or expired.
func (s *Service) Authenticate(ctx context.Context, secret string) (Actor, error) {
	if !wellFormed(secret, tokenPrefix) {
		return Actor{}, unauthenticated()
	}
	token, err := s.store.TokenByDigest(ctx, digest(secret))
	if errs.KindOf(err) == errs.NotFound {
		return Actor{}, unauthenticated()
	}
	if err != nil {
		return Actor{}, err
	}
	now := s.now()
	if token.ExpiresAt != nil && !now.Before(*token.ExpiresAt) {
		return Actor{}, unauthenticated()
	}
	s.used.token(token.ID, now)
	return Actor{Kind: KindToken, ID: token.ID, Name: token.Name, Role: token.Role, Scopes: token.Scopes, ExpiresAt: token.ExpiresAt}, nil
}

func unauthenticated() error {
	return errs.New(errs.Unauthenticated, "ACCESS_TOKEN_INVALID",
		"The access token is missing, unknown or expired. Make one with `latchkey token create --name NAME`.")
}

// wellFormed refuses what cannot be a secret without a look-up.
func wellFormed(secret, prefix string) bool {
	return strings.HasPrefix(secret, prefix) && random.IsSecret(secret, len(prefix))
}
