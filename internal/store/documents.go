package store

import (
	"context"
	"database/sql"
	"math"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/knowledge"
)

const (
	insertDocument = `INSERT INTO documents (id, assistant_id, title, url, file_name, media_type, language, size, passages,
		created_at, updated_at, version, blob_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1, $11)`

	insertPassage = `INSERT INTO passages (id, document_id, position, path, content, page) VALUES ($1, $2, $3, $4, $5, $6)`

	documentColumns = `SELECT id, assistant_id, title, url, file_name, media_type, language, size, passages, created_at, blob_key FROM documents`

	selectDocument = documentColumns + ` WHERE assistant_id = $1 AND id = $2`

	selectDocuments = documentColumns + ` WHERE assistant_id = $1 AND (created_at, id) < ($2, $3)
		ORDER BY created_at DESC, id DESC LIMIT $4`

	selectAllDocuments = documentColumns + ` WHERE assistant_id = $1 ORDER BY created_at, id`

	selectPassages = `SELECT p.id, p.document_id, d.assistant_id, p.position, p.path, p.content, p.page FROM passages p
		JOIN documents d ON d.id = p.document_id WHERE d.assistant_id = $1 ORDER BY d.created_at, d.id, p.position`

	selectPassage = `SELECT p.id, p.document_id, d.assistant_id, p.position, p.path, p.content, p.page FROM passages p
		JOIN documents d ON d.id = p.document_id WHERE d.assistant_id = $1 AND p.id = $2`

	deleteDocument = `DELETE FROM documents WHERE assistant_id = $1 AND id = $2`
)

// AddDocument implements knowledge.Store.
func (s *Store) AddDocument(ctx context.Context, d knowledge.Document, passages []knowledge.Passage, entry account.Entry) error {
	return noAssistant(s.inTx(ctx, func(t tx) error {
		if err := claimFile(t, d.BlobKey, d.CreatedAt); err != nil {
			return err
		}
		_, err := t.exec(insertDocument, d.ID, d.AssistantID, d.Title, d.URL, d.FileName, d.MediaType, d.Language, d.Size, d.Passages,
			millis(d.CreatedAt), d.BlobKey)
		if err != nil {
			return err
		}
		for _, p := range passages {
			if _, err := t.exec(insertPassage, p.ID, p.DocumentID, p.Position, document(p.Path), p.Text, p.Page); err != nil {
				return err
			}
		}
		return addAudit(t, entry)
	}))
}

// Document implements knowledge.Store.
func (s *Store) Document(ctx context.Context, assistantID, id string) (d knowledge.Document, err error) {
	err = s.one(ctx, "document", func(row row) error { return scanDocument(row, &d) }, selectDocument, assistantID, id)
	return d, err
}

// Documents implements knowledge.Store.
func (s *Store) Documents(ctx context.Context, assistantID string, after cursor.Place, limit int) ([]knowledge.Document, error) {
	return s.documents(ctx, selectDocuments, assistantID, millisOr(after.At, math.MaxInt64), after.ID, limit)
}

func (s *Store) documents(ctx context.Context, text string, args ...any) (list []knowledge.Document, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var d knowledge.Document
		err := scanDocument(rows, &d)
		list = append(list, d)
		return err
	}, text, args...)
	return list, err
}

// Passages implements knowledge.Store. A document that comes or goes between the two reads is left out: the index is built anew after a change.
func (s *Store) Passages(ctx context.Context, assistantID string) ([]knowledge.Document, []knowledge.Passage, error) {
	documents, err := s.documents(ctx, selectAllDocuments, assistantID)
	if err != nil {
		return nil, nil, err
	}
	known := make(map[string]bool, len(documents))
	for _, d := range documents {
		known[d.ID] = true
	}
	var passages []knowledge.Passage
	err = s.each(ctx, func(rows *sql.Rows) error {
		var p knowledge.Passage
		var path string
		if err := rows.Scan(&p.ID, &p.DocumentID, &p.AssistantID, &p.Position, &path, &p.Text, &p.Page); err != nil {
			return err
		}
		if known[p.DocumentID] {
			passages = append(passages, p)
			return fromDocument(path, &passages[len(passages)-1].Path)
		}
		return nil
	}, selectPassages, assistantID)
	return documents, passages, err
}

// Passage implements knowledge.Store.
func (s *Store) Passage(ctx context.Context, assistantID, passageID string) (d knowledge.Document, p knowledge.Passage, err error) {
	var path string
	err = s.one(ctx, "passage", func(row row) error {
		return row.Scan(&p.ID, &p.DocumentID, &p.AssistantID, &p.Position, &path, &p.Text, &p.Page)
	}, selectPassage, assistantID, passageID)
	if err == nil {
		err = fromDocument(path, &p.Path)
	}
	if err != nil {
		return d, p, err
	}
	d, err = s.Document(ctx, assistantID, p.DocumentID)
	return d, p, err
}

// DeleteDocument implements knowledge.Store.
func (s *Store) DeleteDocument(ctx context.Context, assistantID, id string, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.one("document", deleteDocument, assistantID, id); err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

func scanDocument(row row, d *knowledge.Document) error {
	var created int64
	err := row.Scan(&d.ID, &d.AssistantID, &d.Title, &d.URL, &d.FileName, &d.MediaType, &d.Language, &d.Size, &d.Passages, &created, &d.BlobKey)
	d.CreatedAt = fromMillis(created)
	return err
}
