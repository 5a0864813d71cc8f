package key

import (
	"context"
	"time"

	"latchkey/internal/account"
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

// Store keeps keys. Every change carries its audit entry, written in the same transaction.
type Store interface {
	// CreateKey fails with errs.NotFound when there is no such assistant.
	CreateKey(ctx context.Context, k Key, secret Secret, entry account.Entry) error
	// Key fails with errs.NotFound. A deleted key is found, with DeletedAt set.
	Key(ctx context.Context, assistantID, id string) (Key, error)
	// Keys returns a page of keys that are not deleted, ordered by creation time and id, after the key named by after ("" = from the first).
	Keys(ctx context.Context, assistantID, after string, limit int) ([]Key, error)
	// UpdateKey stores k, whose Version is one more than the stored one; it fails with errs.Precondition when that is not so.
	UpdateKey(ctx context.Context, k Key, entry account.Entry) error
	// SealedSecret returns the current secret of a key; it fails with errs.NotFound.
	SealedSecret(ctx context.Context, id string) ([]byte, error)
	// AddAudit writes an audit entry of something that changed nothing.
	AddAudit(ctx context.Context, entry account.Entry) error
}

// Service creates, edits, reveals and deletes keys.
type Service struct {
	store   Store
	box     *secretbox.Box
	now     func() time.Time
	changed func(id string)
}

// New returns a Service. changed is called after each change was stored, with the key's id; when it returns the change is in effect.
func New(store Store, box *secretbox.Box, now func() time.Time, changed func(id string)) *Service {
	return &Service{store: store, box: box, now: now, changed: changed}
}

const purpose = "api-key"

// Create makes a key of an assistant from JSON fields and returns it with its secret. It fails with errs.Invalid or NotFound.
func (s *Service) Create(ctx context.Context, actor account.Actor, assistantID string, raw []byte) (Key, string, error) {
	draft := NewDraft()
	problems := edit.Decode(raw, &draft)
	problems = append(problems, draft.Validate()...)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return Key{}, "", err
	}
	now := s.now().UTC().Truncate(time.Millisecond)
	secret := NewSecret(assistantID)
	k := Key{
		ID: random.ID("k_"), AssistantID: assistantID, Draft: draft, Hint: Hint(secret),
		CreatedAt: now, UpdatedAt: now, Version: 1,
	}
	entry := account.Record(now, actor, "api-key.create", k.ID, assistantID, nil, draft)
	sealed := Secret{Digest: DigestOf(secret), Sealed: s.box.Seal([]byte(secret), purpose, k.ID)}
	if err := s.store.CreateKey(ctx, k, sealed, entry); err != nil {
		return Key{}, "", err
	}
	s.changed(k.ID)
	return k, secret, nil
}

// Edit applies a JSON merge patch. version is the one the caller saw, 0 = any. It fails with errs.Invalid, NotFound, Conflict or Precondition.
func (s *Service) Edit(ctx context.Context, actor account.Actor, assistantID, id string, version int64, patch []byte) (k Key, err error) {
	err = errs.RetryChanged(version == 0, func() error {
		k, err = s.edit(ctx, actor, assistantID, id, version, patch)
		return err
	})
	return k, err
}

func (s *Service) edit(ctx context.Context, actor account.Actor, assistantID, id string, version int64, patch []byte) (Key, error) {
	before, err := s.editable(ctx, assistantID, id, version)
	if err != nil {
		return Key{}, err
	}
	draft := NewDraft()
	problems := edit.Merge(before.Draft, patch, &draft)
	problems = append(problems, draft.Validate()...)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return Key{}, err
	}
	after := before
	after.Draft = draft
	return s.save(ctx, actor, "api-key.update", before, after)
}

// Delete makes a key unusable at once; it stays stored so that it can be restored. Errors as Edit.
func (s *Service) Delete(ctx context.Context, actor account.Actor, assistantID, id string, version int64) error {
	before, err := s.editable(ctx, assistantID, id, version)
	if err != nil {
		return err
	}
	after := before
	now := s.now().UTC().Truncate(time.Millisecond)
	after.DeletedAt = &now
	_, err = s.save(ctx, actor, "api-key.delete", before, after)
	return err
}

// Get returns one key, also a deleted one. It fails with errs.NotFound.
func (s *Service) Get(ctx context.Context, assistantID, id string) (Key, error) {
	return s.store.Key(ctx, assistantID, id)
}

// List returns a page of an assistant's keys in order of creation, after the key named by after.
func (s *Service) List(ctx context.Context, assistantID, after string, limit int) ([]Key, error) {
	return s.store.Keys(ctx, assistantID, after, limit)
}

// Reveal returns the secret of a key. That it was revealed is written to the audit trail first; if it cannot be written, nothing is revealed.
func (s *Service) Reveal(ctx context.Context, actor account.Actor, assistantID, id string) (string, error) {
	k, err := s.editable(ctx, assistantID, id, 0)
	if err != nil {
		return "", err
	}
	sealed, err := s.store.SealedSecret(ctx, k.ID)
	if err != nil {
		return "", err
	}
	secret, err := s.box.Open(sealed, purpose, k.ID)
	if err != nil {
		return "", errs.Wrap(err, errs.Internal, "SECRET_UNREADABLE", "This key cannot be read with the server's master key.")
	}
	entry := account.Record(s.now().UTC(), actor, "api-key.reveal", k.ID, k.AssistantID, nil, nil)
	if err := s.store.AddAudit(ctx, entry); err != nil {
		return "", err
	}
	return string(secret), nil
}

func (s *Service) editable(ctx context.Context, assistantID, id string, version int64) (Key, error) {
	k, err := s.store.Key(ctx, assistantID, id)
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

func (s *Service) save(ctx context.Context, actor account.Actor, action string, before, after Key) (Key, error) {
	after.Version, after.UpdatedAt = before.Version+1, s.now().UTC().Truncate(time.Millisecond)
	var left any = after.Draft
	if after.DeletedAt != nil {
		left = nil
	}
	entry := account.Record(after.UpdatedAt, actor, action, after.ID, after.AssistantID, before.Draft, left)
	if err := s.store.UpdateKey(ctx, after, entry); err != nil {
		return Key{}, err
	}
	s.changed(after.ID)
	return after, nil
}
