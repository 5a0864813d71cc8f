package store

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/archive"
	"latchkey/internal/attachment"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
)

const (
	isReported  = `EXISTS (SELECT 1 FROM reports r WHERE r.conversation_id = c.id)`
	failedState = `('FAILED', 'INTERRUPTED')`

	summaryColumns = `SELECT c.id, c.assistant_id, c.key_id, k.name, c.title, c.source, c.origin, c.data, c.query_count, c.created_at, c.updated_at,
		COALESCE((SELECT substr(q.question, 1, 280) FROM queries q WHERE q.conversation_id = c.id AND q.turn = 1), ''),
		(SELECT COUNT(*) FROM queries q WHERE q.conversation_id = c.id AND q.reaction <> 'NONE' AND q.reaction = 'LIKE'),
		(SELECT COUNT(*) FROM queries q WHERE q.conversation_id = c.id AND q.reaction <> 'NONE' AND q.reaction = 'DISLIKE'),
		(SELECT COUNT(*) FROM queries q WHERE q.conversation_id = c.id AND q.status IN ` + failedState + `),
		` + isReported

	ofKey = ` FROM conversations c JOIN api_keys k ON k.id = c.key_id WHERE `

	// The filters cost nothing when they are not used. The text comes last: it reads everything that was said.
	chosen = ofKey + `c.assistant_id = $1 AND ($2 = '' OR c.key_id = $2) AND ($3 = '' OR c.origin = $3)
		AND c.query_count >= $4
		AND ($5 = '' OR EXISTS (SELECT 1 FROM queries q WHERE q.conversation_id = c.id AND q.reaction <> 'NONE' AND q.reaction = $5))
		AND ($6 = 0 OR EXISTS (SELECT 1 FROM queries q WHERE q.conversation_id = c.id AND q.status IN ` + failedState + `))
		AND ($7 = 0 OR ` + isReported + `)
		AND ($8 = '' OR holds(c.title, $8) OR EXISTS (SELECT 1 FROM queries q WHERE q.conversation_id = c.id AND (holds(q.question, $8) OR holds(q.answer, $8))))`

	selectSummaries = summaryColumns + chosen + ` AND c.updated_at >= $9 AND (c.updated_at, c.id) < ($10, $11)
		ORDER BY c.updated_at DESC, c.id DESC LIMIT $12`

	// The sign keeps the engines from the index of the activity: every page would sort all that is left.
	selectSummariesByCreation = summaryColumns + chosen + ` AND +c.updated_at >= $9 AND +c.updated_at < $10 AND (c.created_at, c.id) > ($11, $12)
		ORDER BY c.created_at, c.id LIMIT $13`

	countSummaries = `SELECT COUNT(*)` + chosen + ` AND c.updated_at >= $9 AND c.updated_at < $10`

	selectSummary = summaryColumns + ofKey + `c.assistant_id = $1 AND c.id = $2`

	selectArchivedQueries = `SELECT q.id, q.conversation_id, q.turn, q.question, q.answer, q.status, q.error_code, q.error_text, q.reaction, q.kb_references,
		q.token_usage, q.created_at, q.finished_at, COALESCE(q.idempotency_key, ''), q.attachments, r.query_id IS NOT NULL, COALESCE(r.answer, ''), q.context
		FROM queries q LEFT JOIN reports r ON r.query_id = q.id WHERE q.conversation_id = $1 AND q.turn > $2 ORDER BY q.turn LIMIT $3`

	deleteArchived = `DELETE FROM conversations WHERE assistant_id = $1 AND id = $2 AND ($3 = 0 OR query_count = $3 - 1)`

	deleteInactive = `DELETE FROM conversations WHERE id = $1 AND updated_at < $2`

	selectExpired = `SELECT id FROM conversations WHERE assistant_id = $1 AND updated_at < $2 ORDER BY updated_at, id LIMIT $3`

	selectKeepings = `SELECT id, keep_days FROM assistants WHERE keep_days > 0 ORDER BY id`
)

// filterArgs are the first arguments of the statements that choose; ok is false when nothing can be chosen.
func filterArgs(f archive.Filter) (args []any, ok bool) {
	args = []any{f.AssistantID, f.KeyID, f.Origin, f.MinMessages, f.Reaction, flag(f.Failed), flag(f.Reported), f.Wanted()}
	return args, storable(args)
}

// flag is a parameter that stands for no column.
func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}

// Summaries implements archive.Store.
func (s *Store) Summaries(ctx context.Context, f archive.Filter, after cursor.Place, limit int) ([]archive.Summary, error) {
	end, endID := millisOr(f.To, math.MaxInt64), ""
	if at := millisOr(after.At, math.MaxInt64); at < end {
		end, endID = at, after.ID
	}
	return s.summaries(ctx, f, selectSummaries, millisOr(f.From, math.MinInt64), end, endID, limit)
}

// SummariesByCreation implements archive.Store.
func (s *Store) SummariesByCreation(ctx context.Context, f archive.Filter, after cursor.Place, limit int) ([]archive.Summary, error) {
	return s.summaries(ctx, f, selectSummariesByCreation, millisOr(f.From, math.MinInt64), millisOr(f.To, math.MaxInt64),
		millisOr(after.At, math.MinInt64), after.ID, limit)
}

func (s *Store) summaries(ctx context.Context, f archive.Filter, text string, bounds ...any) (list []archive.Summary, err error) {
	args, ok := filterArgs(f)
	if !ok {
		return nil, nil
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var c archive.Summary
		err := scanSummary(rows, &c)
		list = append(list, c)
		return err
	}, text, append(args, bounds...)...)
	return list, err
}

// CountSummaries implements archive.Store.
func (s *Store) CountSummaries(ctx context.Context, f archive.Filter) (n int, err error) {
	args, ok := filterArgs(f)
	if !ok {
		return 0, nil
	}
	args = append(args, millisOr(f.From, math.MinInt64), millisOr(f.To, math.MaxInt64))
	err = s.one(ctx, "conversation", func(row row) error { return row.Scan(&n) }, countSummaries, args...)
	return n, err
}

// Summary implements archive.Store.
func (s *Store) Summary(ctx context.Context, assistantID, id string) (c archive.Summary, err error) {
	err = s.one(ctx, "conversation", func(row row) error { return scanSummary(row, &c) }, selectSummary, assistantID, id)
	return c, err
}

func scanSummary(row row, c *archive.Summary) error {
	var data string
	var created, active int64
	err := row.Scan(&c.ID, &c.AssistantID, &c.KeyID, &c.KeyName, &c.Title, &c.Source, &c.Origin, &data, &c.MessageCount, &created, &active,
		&c.FirstQuestion, &c.Likes, &c.Dislikes, &c.Failures, &c.Reported)
	if data != "" {
		c.Data = []byte(data)
	}
	c.CreatedAt, c.ActiveAt = fromMillis(created), fromMillis(active)
	return err
}

// ArchivedQueries implements archive.Store.
func (s *Store) ArchivedQueries(ctx context.Context, conversationID string, after, limit int) (list []archive.Query, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var q archive.Query
		err := scanQuery(beyond{rows, []any{&q.Reported, &q.ReportedAnswer, &q.Context}}, &q.Query)
		list = append(list, q)
		return err
	}, selectArchivedQueries, conversationID, after, limit)
	if err != nil || !slices.ContainsFunc(list, func(q archive.Query) bool { return len(q.Attachments) > 0 }) {
		return list, err
	}
	files, err := s.Attachments(ctx, conversationID)
	for i, q := range list {
		for _, id := range q.Attachments {
			list[i].Files = append(list[i].Files, fileOf(id, files))
		}
	}
	return list, err
}

// fileOf finds what an attachment is, if it is still there.
func fileOf(id string, files []attachment.Attachment) archive.File {
	for _, a := range files {
		if a.ID == id {
			return archive.File{ID: id, Name: a.Name(), MediaType: a.MediaType, Size: a.Size}
		}
	}
	return archive.File{ID: id, Deleted: true}
}

// beyond is a row with more columns than its reader knows.
type beyond struct {
	row
	more []any
}

func (b beyond) Scan(dest ...any) error { return b.row.Scan(append(dest, b.more...)...) }

// RemoveConversation implements archive.Store.
func (s *Store) RemoveConversation(ctx context.Context, assistantID, id string, version int64, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		n, err := t.exec(deleteArchived, assistantID, id, version)
		if err != nil {
			return err
		}
		if n == 0 {
			return goneOrChanged(t, id)
		}
		return addAudit(t, entry)
	})
}

func goneOrChanged(t tx, id string) error {
	var there int
	if err := t.scalar(&there, countConversation, id); err != nil {
		return err
	}
	if there == 0 {
		return errs.Missing("conversation")
	}
	return errs.Changed("conversation")
}

// RemoveConversations implements archive.Store.
func (s *Store) RemoveConversations(ctx context.Context, ids []string, before time.Time, enough func() bool) (tried, removed int, err error) {
	err = s.inTx(ctx, func(t tx) error {
		for _, id := range ids {
			n, err := t.exec(deleteInactive, id, millisOr(before, math.MaxInt64))
			if err != nil {
				return err
			}
			tried++
			removed += int(n)
			if enough() {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return tried, removed, nil
}

// Expired implements archive.Store.
func (s *Store) Expired(ctx context.Context, assistantID string, before time.Time, limit int) (ids []string, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, selectExpired, assistantID, millis(before), limit)
	return ids, err
}

// Keepings implements archive.Store.
func (s *Store) Keepings(ctx context.Context) (list []archive.Keeping, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var k archive.Keeping
		err := rows.Scan(&k.AssistantID, &k.Days)
		list = append(list, k)
		return err
	}, selectKeepings)
	return list, err
}
