package assistant

import (
	"context"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/picture"
	"latchkey/internal/random"
	"latchkey/internal/secretbox"
)

// Record is an assistant as it is stored: the credentials are sealed.
type Record struct {
	Assistant
	SealedCredential []byte // nil = none

	SealedFallbackCredential []byte // likewise of the fallback
}

// Store keeps assistants. Every change carries its audit entry, written in the same transaction.
type Store interface {
	CreateAssistant(ctx context.Context, r Record, entry account.Entry) error
	// Assistant fails with errs.NotFound.
	Assistant(ctx context.Context, id string) (Record, error)
	// Assistants returns a page ordered by creation time and id, after a place (zero = from the first).
	Assistants(ctx context.Context, after cursor.Place, limit int) ([]Record, error)
	// UpdateAssistant stores r, whose Version is one more than the stored one; it fails with errs.Precondition when that is not so.
	UpdateAssistant(ctx context.Context, r Record, entry account.Entry) error
	// UpdatePicture is UpdateAssistant with the picture that the assistant has from now on; nil = none.
	UpdatePicture(ctx context.Context, r Record, set picture.Set, entry account.Entry) error
	// Picture returns the picture of an assistant in a size; it fails with errs.NotFound.
	Picture(ctx context.Context, assistantID, imageID string, size picture.Size) ([]byte, error)
	// DeleteAssistant removes the assistant with everything it owns; version as in UpdateAssistant.
	DeleteAssistant(ctx context.Context, id string, version int64, entry account.Entry) error
}

// Service creates, edits and deletes assistants.
type Service struct {
	store   Store
	box     *secretbox.Box
	now     func() time.Time
	changed func(id string)
	drawing chan struct{} // a place for each picture that is being made
}

// New returns a Service. changed is called after each change was stored, with the assistant's id.
func New(store Store, box *secretbox.Box, now func() time.Time, changed func(id string)) *Service {
	return &Service{store: store, box: box, now: now, changed: changed, drawing: make(chan struct{}, 1)}
}

const idLength = 10 // base58, no dash: clients take the assistant id from the key up to the first dash

// Create makes an assistant from JSON fields; it fails with errs.Invalid.
func (s *Service) Create(ctx context.Context, actor account.Actor, raw []byte) (Assistant, error) {
	a, err := s.TryCreate(raw)
	if err != nil {
		return Assistant{}, err
	}
	a.ID = random.Base58(idLength)
	entry := account.Record(a.CreatedAt, actor, "assistant.create", a.ID, a.ID, nil, audited(a))
	if err := s.store.CreateAssistant(ctx, s.seal(a), entry); err != nil {
		return Assistant{}, err
	}
	s.changed(a.ID)
	return a, nil
}

// TryCreate is Create with nothing stored: it returns the assistant as it would be, without an id.
func (s *Service) TryCreate(raw []byte) (Assistant, error) {
	raw, given, problems := takeCredentials(raw)
	draft := NewDraft()
	problems = append(problems, edit.Decode(raw, &draft)...)
	problems = append(problems, draft.Validate()...)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return Assistant{}, err
	}
	now := s.now().UTC().Truncate(time.Millisecond)
	a := Assistant{Draft: draft, CreatedAt: now, UpdatedAt: now, Version: 1}
	given.set(new(errs.Problems), &Assistant{}, &a)
	return a, nil
}

// Edit applies a JSON merge patch. version is the one the caller saw, 0 = any. It fails with errs.Invalid, NotFound or Precondition.
func (s *Service) Edit(ctx context.Context, actor account.Actor, id string, version int64, patch []byte) (a Assistant, err error) {
	err = errs.RetryChanged(version == 0, func() error {
		a, err = s.edit(ctx, actor, id, version, patch)
		return err
	})
	return a, err
}

func (s *Service) edit(ctx context.Context, actor account.Actor, id string, version int64, patch []byte) (Assistant, error) {
	before, after, err := s.edited(ctx, id, version, patch)
	if err != nil {
		return Assistant{}, err
	}
	entry := account.Record(after.UpdatedAt, actor, "assistant.update", id, id, audited(before), audited(after))
	if err := s.store.UpdateAssistant(ctx, s.seal(after), entry); err != nil {
		return Assistant{}, err
	}
	s.changed(id)
	return after, nil
}

// TryEdit is Edit with nothing stored: it returns the assistant as it would be.
func (s *Service) TryEdit(ctx context.Context, id string, version int64, patch []byte) (Assistant, error) {
	_, after, err := s.edited(ctx, id, version, patch)
	return after, err
}

func (s *Service) edited(ctx context.Context, id string, version int64, patch []byte) (before, after Assistant, err error) {
	before, err = s.expect(ctx, id, version)
	if err != nil {
		return Assistant{}, Assistant{}, err
	}
	patch, given, problems := takeCredentials(patch)
	draft := NewDraft()
	problems = append(problems, edit.Merge(before.Draft, patch, &draft)...)
	problems = append(problems, draft.Validate()...)
	after = before
	after.Draft, after.Version, after.UpdatedAt = draft, before.Version+1, s.now().UTC().Truncate(time.Millisecond)
	given.set((*errs.Problems)(&problems), &before, &after)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return Assistant{}, Assistant{}, err
	}
	return before, after, nil
}

// Delete removes an assistant with its keys, documents and conversations. Errors as Edit.
func (s *Service) Delete(ctx context.Context, actor account.Actor, id string, version int64) error {
	before, err := s.expect(ctx, id, version)
	if err != nil {
		return err
	}
	entry := account.Record(s.now().UTC(), actor, "assistant.delete", id, id, audited(before), nil)
	if err := s.store.DeleteAssistant(ctx, id, before.Version, entry); err != nil {
		return err
	}
	s.changed(id)
	return nil
}

// Get returns one assistant; it fails with errs.NotFound.
func (s *Service) Get(ctx context.Context, id string) (Assistant, error) {
	r, err := s.store.Assistant(ctx, id)
	if err != nil {
		return Assistant{}, err
	}
	return s.unseal(r)
}

// List returns a page in order of creation, after a place.
func (s *Service) List(ctx context.Context, after cursor.Place, limit int) ([]Assistant, error) {
	records, err := s.store.Assistants(ctx, after, limit)
	if err != nil {
		return nil, err
	}
	list := make([]Assistant, len(records))
	for i, r := range records {
		if list[i], err = s.unseal(r); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (s *Service) expect(ctx context.Context, id string, version int64) (Assistant, error) {
	a, err := s.Get(ctx, id)
	if err == nil && version != 0 && version != a.Version {
		return Assistant{}, errs.Changed("assistant")
	}
	return a, err
}

// audited is what the audit trail keeps: everything, and of the credentials so much that their change shows.
func audited(a Assistant) any {
	return struct {
		Draft
		ImageID    string `json:"imageUuid"`
		Credential string `json:"modelApiKey"`
		Fallback   string `json:"fallbackApiKey"`
	}{a.Draft, a.ImageID, account.Masked(a.Credential), account.Masked(a.FallbackCredential)}
}
