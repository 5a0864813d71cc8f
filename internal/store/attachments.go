package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"latchkey/internal/attachment"
	"latchkey/internal/errs"
)

const (
	// The row of the conversation is locked from here on, so that no two attachments take the last place.
	touchConversation = `UPDATE conversations SET updated_at = CASE WHEN updated_at < $2 THEN $2 ELSE updated_at END WHERE id = $1`

	sumAttachments = `SELECT COUNT(*), COALESCE(SUM(size), 0) FROM attachments WHERE conversation_id = $1 AND id <> $2`

	lastQueryID = `SELECT COALESCE(MAX(id), '') FROM queries WHERE conversation_id = $1
		AND turn = (SELECT MAX(turn) FROM queries WHERE conversation_id = $1)`

	// What arrives in the same millisecond as another is a millisecond later: the order of arrival is read from these times.
	insertAttachment = `INSERT INTO attachments (id, conversation_id, previous_query_id, type, file_name, extension, media_type, size, token_count,
		selected, blob_key, content, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
		(SELECT CASE WHEN COALESCE(MAX(created_at), 0) < $13 THEN $13 ELSE MAX(created_at) + 1 END FROM attachments WHERE conversation_id = $2))`

	attachmentColumns = `id, conversation_id, previous_query_id, type, file_name, extension, media_type, size, token_count, selected, created_at`

	selectAttachments = `SELECT ` + attachmentColumns + ` FROM attachments WHERE conversation_id = $1 ORDER BY created_at, id`

	selectAttachment = `SELECT ` + attachmentColumns + `, blob_key, content FROM attachments WHERE conversation_id = $1 AND id = $2`

	updateAttachmentSelected = `UPDATE attachments SET selected = $3 WHERE conversation_id = $1 AND id = $2`

	updateNote = `UPDATE attachments SET file_name = $3, size = $4, token_count = $5, content = $6 WHERE conversation_id = $1 AND id = $2`

	deleteAttachment = `DELETE FROM attachments WHERE conversation_id = $1 AND id = $2`
)

// AddAttachment implements attachment.Store.
func (s *Store) AddAttachment(ctx context.Context, r attachment.Record, b attachment.Bounds) (previous string, err error) {
	err = s.inTx(ctx, func(t tx) error {
		if err := makeRoom(t, r, b); err != nil {
			return err
		}
		if err := claimFile(t, r.BlobKey, r.CreatedAt); err != nil {
			return err
		}
		if err := t.scalar(&previous, lastQueryID, r.ConversationID); err != nil {
			return err
		}
		_, err := t.exec(insertAttachment, r.ID, r.ConversationID, previous, string(r.Type), r.FileName, r.Extension, r.MediaType, r.Size,
			r.TokenCount, r.Selected, r.BlobKey, r.Text, millis(r.CreatedAt))
		return err
	})
	return previous, err
}

// makeRoom locks the conversation and says whether it may hold an attachment, beside the others.
func makeRoom(t tx, r attachment.Record, b attachment.Bounds) error {
	if err := t.one("conversation", touchConversation, r.ConversationID, millis(r.CreatedAt)); err != nil {
		return err
	}
	stmt, err := t.stmt(sumAttachments)
	if err != nil {
		return err
	}
	var count, bytes int
	if err := stmt.QueryRowContext(t.ctx, r.ConversationID, r.ID).Scan(&count, &bytes); err != nil {
		return err
	}
	return b.Check(count, bytes, r.Size)
}

// Attachments implements attachment.Store.
func (s *Store) Attachments(ctx context.Context, conversationID string) (list []attachment.Attachment, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var r attachment.Record
		err := scanAttachment(rows, &r)
		list = append(list, r.Attachment)
		return err
	}, selectAttachments, conversationID)
	return list, err
}

// Attachment implements attachment.Store.
func (s *Store) Attachment(ctx context.Context, conversationID, id string) (r attachment.Record, err error) {
	err = s.one(ctx, "attachment", func(row row) error { return scanAttachment(row, &r, &r.BlobKey, &r.Text) }, selectAttachment, conversationID, id)
	return r, err
}

// SelectAttachment implements attachment.Store.
func (s *Store) SelectAttachment(ctx context.Context, conversationID, id string, selected bool) error {
	return s.changeAttachment(ctx, updateAttachmentSelected, conversationID, id, selected)
}

// ReplaceNote implements attachment.Store.
func (s *Store) ReplaceNote(ctx context.Context, r attachment.Record, b attachment.Bounds) error {
	return s.inTx(ctx, func(t tx) error {
		if err := makeRoom(t, r, b); err != nil {
			return err
		}
		return t.one("attachment", updateNote, r.ConversationID, r.ID, r.FileName, r.Size, r.TokenCount, r.Text)
	})
}

// DeleteAttachment implements attachment.Store.
func (s *Store) DeleteAttachment(ctx context.Context, conversationID, id string) error {
	return s.changeAttachment(ctx, deleteAttachment, conversationID, id)
}

func (s *Store) changeAttachment(ctx context.Context, text string, args ...any) error {
	if !storable(args) {
		return errs.Missing("attachment")
	}
	return s.inTx(ctx, func(t tx) error { return t.one("attachment", text, args...) })
}

// scanAttachment reads attachmentColumns and what comes after them.
func scanAttachment(row row, r *attachment.Record, further ...any) error {
	var created int64
	err := row.Scan(append([]any{&r.ID, &r.ConversationID, &r.PreviousQueryID, &r.Type, &r.FileName, &r.Extension, &r.MediaType, &r.Size,
		&r.TokenCount, &r.Selected, &created}, further...)...)
	r.CreatedAt = fromMillis(created)
	return err
}

const (
	insertRemovedFile = `INSERT INTO removed_files (blob_key, remove_from) VALUES ($1, $2)`

	claimRemovedFile = `DELETE FROM removed_files WHERE blob_key = $1 AND remove_from > $2`

	selectDueFiles = `SELECT blob_key FROM removed_files WHERE remove_from <= $1 ORDER BY remove_from, blob_key LIMIT $2`

	deleteRemovedFile = `DELETE FROM removed_files WHERE blob_key = $1`

	// A restore empties the tables, which notes all their files.
	keepFilesInUse = `DELETE FROM removed_files WHERE blob_key IN (SELECT blob_key FROM attachments) OR blob_key IN (SELECT blob_key FROM documents)
		OR blob_key IN (SELECT blob_key FROM element_builds)`
)

// claimFile takes away the note that the bytes of a row are to be removed, so long as nobody may be removing them. It comes in the transaction that stores the row.
func claimFile(t tx, key string, now time.Time) error {
	if key == "" {
		return nil
	}
	changed, err := t.exec(claimRemovedFile, key, millis(now))
	if err == nil && changed == 0 {
		err = errs.Wrap(errors.New("the file has waited for its row for too long"), errs.Unavailable, "FILES_UNAVAILABLE",
			"The file could not be stored in time. Please try again.")
	}
	return err
}

// NoteFile implements blob.Notes.
func (s *Store) NoteFile(ctx context.Context, key string, from time.Time) error {
	return s.exec(ctx, insertRemovedFile, key, millis(from))
}

// DueFiles implements blob.Notes.
func (s *Store) DueFiles(ctx context.Context, now time.Time, limit int) (keys []string, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		keys = append(keys, key)
		return err
	}, selectDueFiles, millis(now), limit)
	return keys, err
}

// ForgetFile implements blob.Notes.
func (s *Store) ForgetFile(ctx context.Context, key string) error {
	return s.exec(ctx, deleteRemovedFile, key)
}
