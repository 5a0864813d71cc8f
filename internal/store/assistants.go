package store

import (
	"context"
	"database/sql"
	"errors"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/picture"
)

const (
	insertAssistant = `INSERT INTO assistants (id, name, description, welcome_message, conversation_starters, image_id, model,
		sealed_credential, sealed_fallback_credential, created_at, updated_at, version, keep_days, attachments, share_documents)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`

	assistantColumns = `SELECT id, name, description, welcome_message, conversation_starters, image_id, model,
		sealed_credential, sealed_fallback_credential, created_at, updated_at, version, keep_days, attachments, share_documents FROM assistants`

	selectAssistant = assistantColumns + ` WHERE id = $1`

	selectAssistants = assistantColumns + ` WHERE (created_at, id) > ($1, $2) ORDER BY created_at, id LIMIT $3`

	updateAssistant = `UPDATE assistants SET name = $3, description = $4, welcome_message = $5, conversation_starters = $6,
		image_id = $7, model = $8, sealed_credential = $9, sealed_fallback_credential = $10, updated_at = $11, keep_days = $12, attachments = $13,
		share_documents = $14, version = $2 WHERE id = $1 AND version = $2 - 1`

	deletePictures = `DELETE FROM pictures WHERE assistant_id = $1`

	insertPicture = `INSERT INTO pictures (assistant_id, image_id, size, content) VALUES ($1, $2, $3, $4)`

	selectPicture = `SELECT content FROM pictures WHERE assistant_id = $1 AND image_id = $2 AND size = $3`

	deleteAssistant = `DELETE FROM assistants WHERE id = $1 AND version = $2`
)

// CreateAssistant implements assistant.Store.
func (s *Store) CreateAssistant(ctx context.Context, r assistant.Record, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(insertAssistant, r.ID, r.Name, r.Description, r.WelcomeMessage, document(r.ConversationStarters),
			r.ImageID, document(r.Model), r.SealedCredential, r.SealedFallbackCredential, millis(r.CreatedAt), millis(r.UpdatedAt), r.Version,
			r.KeepConversations, r.Attachments, r.ShareDocuments)
		if err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

// Assistant implements assistant.Store.
func (s *Store) Assistant(ctx context.Context, id string) (r assistant.Record, err error) {
	err = s.one(ctx, "assistant", func(row row) error { return scanAssistant(row, &r) }, selectAssistant, id)
	return r, err
}

// Assistants implements assistant.Store.
func (s *Store) Assistants(ctx context.Context, after cursor.Place, limit int) (list []assistant.Record, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var r assistant.Record
		err := scanAssistant(rows, &r)
		list = append(list, r)
		return err
	}, selectAssistants, millis(after.At), after.ID, limit)
	return list, err
}

// UpdateAssistant implements assistant.Store.
func (s *Store) UpdateAssistant(ctx context.Context, r assistant.Record, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error { return changeAssistant(t, r, entry) })
}

func changeAssistant(t tx, r assistant.Record, entry account.Entry) error {
	changed, err := t.exec(updateAssistant, r.ID, r.Version, r.Name, r.Description, r.WelcomeMessage,
		document(r.ConversationStarters), r.ImageID, document(r.Model), r.SealedCredential, r.SealedFallbackCredential,
		millis(r.UpdatedAt), r.KeepConversations, r.Attachments, r.ShareDocuments)
	if err := changedOne(changed, err, "assistant"); err != nil {
		return err
	}
	return addAudit(t, entry)
}

// UpdatePicture implements assistant.Store.
func (s *Store) UpdatePicture(ctx context.Context, r assistant.Record, set picture.Set, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if err := changeAssistant(t, r, entry); err != nil {
			return err
		}
		if _, err := t.exec(deletePictures, r.ID); err != nil {
			return err
		}
		for size, content := range set {
			if _, err := t.exec(insertPicture, r.ID, r.ImageID, string(size), content); err != nil {
				return err
			}
		}
		return nil
	})
}

// Picture implements assistant.Store.
func (s *Store) Picture(ctx context.Context, assistantID, imageID string, size picture.Size) (content []byte, err error) {
	err = s.one(ctx, "picture", func(row row) error { return row.Scan(&content) }, selectPicture, assistantID, imageID, string(size))
	return content, err
}

// DeleteAssistant implements assistant.Store.
func (s *Store) DeleteAssistant(ctx context.Context, id string, version int64, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		changed, err := t.exec(deleteAssistant, id, version)
		if err := changedOne(changed, err, "assistant"); err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

func scanAssistant(row row, r *assistant.Record) error {
	var starters, model string
	var created, updated int64
	err := row.Scan(&r.ID, &r.Name, &r.Description, &r.WelcomeMessage, &starters, &r.ImageID, &model,
		&r.SealedCredential, &r.SealedFallbackCredential, &created, &updated, &r.Version, &r.KeepConversations, &r.Attachments, &r.ShareDocuments)
	if err != nil {
		return err
	}
	r.CreatedAt, r.UpdatedAt = fromMillis(created), fromMillis(updated)
	return errors.Join(fromDocument(starters, &r.ConversationStarters), fromDocument(model, &r.Model))
}

// noAssistant turns a reference to an assistant that does not exist into errs.NotFound.
func noAssistant(err error) error {
	if errors.Is(err, errReference) {
		return errs.Missing("assistant")
	}
	return err
}
