package key

import (
	"context"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/random"
	"latchkey/internal/secretbox"
)

// Secret is what is stored of a key's secret.
type Secret struct {
	Digest Digest
	Sealed []byte // by secretbox, for reveal
}

// MaxSecrets is how many secrets a key has at most: the current one, and older ones in their grace.
const MaxSecrets = 5

// EmptyFor is how long a conversation is kept that was opened, and nothing more.
const EmptyFor = 7 * 24 * time.Hour

// MaxGrace is the longest grace of an old secret.
const MaxGrace = 30 * 24 * time.Hour

// ErrTooManySecrets is returned by Store.RotateKey for a key that has MaxSecrets already.
var ErrTooManySecrets = errs.New(errs.Conflict, "TOO_MANY_SECRETS",
	"This key has as many old secrets in their grace as it may have. Wait until one has ended, or rotate with graceSeconds 0, which ends all of them.")

// Store keeps keys. Every change carries its audit entry, written in the same transaction.
type Store interface {
	// CreateKey fails with errs.NotFound when there is no such assistant.
	CreateKey(ctx context.Context, k Key, secret Secret, entry account.Entry) error
	// Key fails with errs.NotFound. A deleted key is found, with DeletedAt set.
	Key(ctx context.Context, assistantID, id string) (Key, error)
	// KeyByID is Key for callers who do not know the assistant.
	KeyByID(ctx context.Context, id string) (Key, error)
	// Keys returns a page of the keys that are, or are not, deleted, ordered by creation time and id, after a place (zero = from the first).
	Keys(ctx context.Context, assistantID string, deleted bool, after cursor.Place, limit int) ([]Key, error)
	// UpdateKey stores k, whose Version is one more than the stored one; it fails with errs.Precondition when that is not so.
	UpdateKey(ctx context.Context, k Key, entry account.Entry) error
	// RotateKey is UpdateKey with a new current secret. No earlier secret is accepted after graceUntil. It fails with ErrTooManySecrets.
	RotateKey(ctx context.Context, k Key, secret Secret, graceUntil time.Time, entry account.Entry) error
	// SealedSecret returns the current secret of a key; it fails with errs.NotFound.
	SealedSecret(ctx context.Context, id string) ([]byte, error)
	// AddAudit writes an audit entry of something that changed nothing.
	AddAudit(ctx context.Context, entry account.Entry) error
}

// Purger removes what nobody can bring back.
type Purger interface {
	// Purge removes the secrets whose grace ended before now, those of keys that were deleted before, and those keys themselves, unless they have conversations. It
	// also removes conversations that nobody has said anything in for EmptyFor.
	Purge(ctx context.Context, now, deletedBefore time.Time) error
}

// Options are what a Service is made of. All are needed.
type Options struct {
	Store Store
	Box   *secretbox.Box
	Mint  *Mint
	Now   func() time.Time
	// Guard is asked before a change that may cut off somebody who uses the key; its error is returned instead of the change.
	Guard func(ctx context.Context, before, after Key) error
	// Changed is called after each change was stored; when it returns the change is in effect.
	Changed func(id string)
}

// Service creates, edits, reveals, rotates, deletes and restores keys.
type Service struct{ Options }

// New returns a Service.
func New(o Options) *Service { return &Service{o} }

const purpose = "api-key"

// Condition is how a change is asked for.
type Condition struct {
	Version int64 // that the caller saw, 0 = any
	Force   bool  // also when it cuts off somebody who uses the key
	DryRun  bool  // change nothing, and return what would be
}

// Create makes a key of an assistant from JSON fields and returns it with its secret, and what was corrected. With dryRun nothing is made, and there is no
// secret. It fails with errs.Invalid or NotFound.
func (s *Service) Create(ctx context.Context, actor account.Actor, assistantID string, raw []byte, dryRun bool) (Key, string, []Correction, error) {
	draft := NewDraft()
	problems := edit.Decode(raw, &draft)
	corrections, more := draft.Validate()
	if err := errs.InvalidFields(errs.Distinct(append(problems, more...))); err != nil {
		return Key{}, "", nil, err
	}
	now := s.now()
	k := Key{AssistantID: assistantID, Draft: draft, CreatedAt: now, UpdatedAt: now, Version: 1}
	if dryRun {
		return k, "", corrections, nil
	}
	secret := s.Mint.New(assistantID)
	k.ID, k.Hint = random.ID("k_"), Hint(secret)
	entry := account.Record(now, actor, "api-key.create", k.ID, assistantID, nil, draft)
	if err := s.Store.CreateKey(ctx, k, s.seal(k.ID, secret), entry); err != nil {
		return Key{}, "", nil, err
	}
	s.Changed(k.ID)
	return k, secret, corrections, nil
}

func (s *Service) now() time.Time { return s.Now().UTC().Truncate(time.Millisecond) }

func (s *Service) seal(id, secret string) Secret {
	return Secret{Digest: DigestOf(secret), Sealed: s.Box.Seal([]byte(secret), purpose, id)}
}

// Edit applies a JSON merge patch. It fails with errs.Invalid, NotFound, Conflict or Precondition.
func (s *Service) Edit(ctx context.Context, actor account.Actor, assistantID, id string, patch []byte, as Condition) (k Key, c []Correction, err error) {
	err = errs.RetryChanged(as.Version == 0, func() error {
		k, c, err = s.edit(ctx, actor, assistantID, id, patch, as)
		return err
	})
	return k, c, err
}

func (s *Service) edit(ctx context.Context, actor account.Actor, assistantID, id string, patch []byte, as Condition) (Key, []Correction, error) {
	before, err := s.editable(ctx, assistantID, id, as.Version)
	if err != nil {
		return Key{}, nil, err
	}
	draft := NewDraft()
	problems := edit.Merge(before.Draft, patch, &draft)
	corrections, more := draft.Validate()
	if err := errs.InvalidFields(errs.Distinct(append(problems, more...))); err != nil {
		return Key{}, nil, err
	}
	after := before
	after.Draft = draft
	after, err = s.change(ctx, actor, "api-key.update", before, after, as)
	return after, corrections, err
}

// Delete makes a key unusable at once; for RestoreFor it can be restored. Errors as Edit.
func (s *Service) Delete(ctx context.Context, actor account.Actor, assistantID, id string, as Condition) error {
	return errs.RetryChanged(as.Version == 0, func() error {
		before, err := s.editable(ctx, assistantID, id, as.Version)
		if err != nil {
			return err
		}
		after, now := before, s.now()
		after.DeletedAt = &now
		_, err = s.change(ctx, actor, "api-key.delete", before, after, as)
		return err
	})
}

// Restore makes a deleted key what it was. It fails with errs.NotFound or Conflict.
func (s *Service) Restore(ctx context.Context, actor account.Actor, assistantID, id string) (Key, error) {
	before, err := s.Store.Key(ctx, assistantID, id)
	switch {
	case err != nil:
		return Key{}, err
	case before.DeletedAt == nil:
		return Key{}, errs.New(errs.Conflict, "KEY_NOT_DELETED", "This key is not deleted.")
	case s.now().Sub(*before.DeletedAt) >= RestoreFor:
		return Key{}, errs.New(errs.Conflict, "RESTORE_TOO_LATE", "This key was deleted more than 30 days ago and cannot be restored. Create a new one.")
	}
	after := before
	after.DeletedAt = nil
	return s.change(ctx, actor, "api-key.restore", before, after, Condition{Force: true})
}

// Rotate gives a key a new secret, which is returned. The secret it had works until a grace is over, never past the key's expiry; no older one works longer than that.
// Errors as Edit.
func (s *Service) Rotate(ctx context.Context, actor account.Actor, assistantID, id string, raw []byte, version int64) (k Key, secret string, err error) {
	var asked struct {
		GraceSeconds int `json:"graceSeconds"`
	}
	problems := edit.Decode(raw, &asked)
	if len(problems) == 0 {
		p := errs.Problems(problems)
		p.Range("graceSeconds", asked.GraceSeconds, 0, int(MaxGrace/time.Second))
		problems = p
	}
	if err := errs.InvalidFields(problems); err != nil {
		return Key{}, "", err
	}
	err = errs.RetryChanged(version == 0, func() error {
		k, secret, err = s.rotate(ctx, actor, assistantID, id, time.Duration(asked.GraceSeconds)*time.Second, version)
		return err
	})
	return k, secret, err
}

func (s *Service) rotate(ctx context.Context, actor account.Actor, assistantID, id string, grace time.Duration, version int64) (Key, string, error) {
	before, err := s.editable(ctx, assistantID, id, version)
	if err != nil {
		return Key{}, "", err
	}
	after, secret, now := before, s.Mint.New(assistantID), s.now()
	until := now.Add(grace)
	if before.ExpiresAt != nil && before.ExpiresAt.Before(until) {
		until = *before.ExpiresAt
	}
	after.Hint, after.Version, after.UpdatedAt = Hint(secret), before.Version+1, now
	type hint struct {
		Hint       string     `json:"hint"`
		GraceUntil *time.Time `json:"graceUntil,omitempty"`
	}
	entry := account.Record(now, actor, "api-key.rotate", id, assistantID, hint{before.Hint, &until}, hint{after.Hint, nil})
	if err := s.Store.RotateKey(ctx, after, s.seal(id, secret), until, entry); err != nil {
		return Key{}, "", err
	}
	s.Changed(id)
	return after, secret, nil
}

// Get returns one key, also a deleted one. It fails with errs.NotFound.
func (s *Service) Get(ctx context.Context, assistantID, id string) (Key, error) {
	return s.Store.Key(ctx, assistantID, id)
}

// Find is Get for callers who do not know the assistant.
func (s *Service) Find(ctx context.Context, id string) (Key, error) { return s.Store.KeyByID(ctx, id) }

// List returns a page of an assistant's keys that are, or are not, deleted, in order of creation, after a place.
func (s *Service) List(ctx context.Context, assistantID string, deleted bool, after cursor.Place, limit int) ([]Key, error) {
	return s.Store.Keys(ctx, assistantID, deleted, after, limit)
}

// Reveal returns the secret of a key. That it was revealed is written to the audit trail first; if it cannot be written, nothing is revealed.
func (s *Service) Reveal(ctx context.Context, actor account.Actor, assistantID, id string) (string, error) {
	k, err := s.editable(ctx, assistantID, id, 0)
	if err != nil {
		return "", err
	}
	sealed, err := s.Store.SealedSecret(ctx, k.ID)
	if err != nil {
		return "", err
	}
	secret, err := s.Box.Open(sealed, purpose, k.ID)
	if err != nil {
		return "", errs.Wrap(err, errs.Internal, "SECRET_UNREADABLE", "This key cannot be read with the server's master key.")
	}
	entry := account.Record(s.now(), actor, "api-key.reveal", k.ID, k.AssistantID, nil, nil)
	if err := s.Store.AddAudit(ctx, entry); err != nil {
		return "", err
	}
	return string(secret), nil
}

func (s *Service) editable(ctx context.Context, assistantID, id string, version int64) (Key, error) {
	k, err := s.Store.Key(ctx, assistantID, id)
	switch {
	case err != nil:
		return Key{}, err
	case k.DeletedAt != nil:
		return Key{}, errs.New(errs.Conflict, "KEY_DELETED", "This key is deleted. Restore it first.")
	case version != 0 && version != k.Version:
		return Key{}, errs.Changed("key")
	}
	return k, nil
}

// change stores a key that was edited, unless that would cut off somebody and is not forced.
func (s *Service) change(ctx context.Context, actor account.Actor, action string, before, after Key, as Condition) (Key, error) {
	if !as.Force {
		if err := s.Guard(ctx, before, after); err != nil {
			return Key{}, err
		}
	}
	after.Version, after.UpdatedAt = before.Version+1, s.now()
	if as.DryRun {
		return after, nil
	}
	entry := account.Record(after.UpdatedAt, actor, action, after.ID, after.AssistantID, draftOf(before), draftOf(after))
	if err := s.Store.UpdateKey(ctx, after, entry); err != nil {
		return Key{}, err
	}
	s.Changed(after.ID)
	return after, nil
}

// draftOf is what the audit trail keeps of a key: nil when it is deleted.
func draftOf(k Key) any {
	if k.DeletedAt != nil {
		return nil
	}
	return k.Draft
}
