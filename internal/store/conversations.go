package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"latchkey/internal/chat"
	"latchkey/internal/errs"
)

const (
	insertConversation = `INSERT INTO conversations (id, assistant_id, key_id, sealed_token, title, source, data, created_at, updated_at, origin)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

	selectConversation = `SELECT id, assistant_id, key_id, sealed_token, title, source, data, query_count, message_count,
		created_at, updated_at, last_query_at, origin FROM conversations WHERE id = $1`

	// One statement decides and counts, so that no two messages take the last place.
	countMessage = `UPDATE conversations SET query_count = query_count + 1, message_count = message_count + 1,
		updated_at = $3, last_query_at = $3 WHERE id = $1 AND ($2 = 0 OR message_count < $2) RETURNING query_count`

	countKeyDay = `INSERT INTO key_days (key_id, day, messages) VALUES ($1, $2, 1) ON CONFLICT (key_id, day) DO UPDATE SET
		messages = key_days.messages + 1 WHERE $3 = 0 OR key_days.messages < $3 RETURNING messages`

	insertQuery = `INSERT INTO queries (id, conversation_id, turn, question, status, owner, lease_until, created_at, idempotency_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

	countConversation = `SELECT COUNT(*) FROM conversations WHERE id = $1`

	countRepeated = `SELECT COUNT(*) FROM queries WHERE conversation_id = $1 AND idempotency_key = $2`

	queryColumns = `SELECT id, conversation_id, turn, question, answer, status, error_code, error_text, reaction, kb_references, token_usage,
		created_at, finished_at, COALESCE(idempotency_key, '') FROM queries`

	selectQueryByIdempotency = queryColumns + ` WHERE conversation_id = $1 AND idempotency_key = $2`

	selectQueries = queryColumns + ` WHERE conversation_id = $1 AND turn > $2 ORDER BY turn LIMIT $3`

	selectLastQueries = queryColumns + ` WHERE conversation_id = $1 AND turn < $2 ORDER BY turn DESC LIMIT $3`

	selectRecentQueries = queryColumns + ` WHERE conversation_id = $1 AND status <> 'RUNNING' AND answer <> '' ORDER BY turn DESC LIMIT $2`
)

// CreateConversation implements chat.Store. The key of the conversation may have been deleted a moment ago: errs.NotFound.
func (s *Store) CreateConversation(ctx context.Context, r chat.Record) error {
	err := s.exec(ctx, insertConversation, r.ID, r.AssistantID, r.KeyID, r.SealedToken, r.Title, r.Source, string(r.Data),
		millis(r.CreatedAt), millis(r.UpdatedAt), r.Origin)
	if errors.Is(err, errReference) {
		return errs.Missing("API key")
	}
	return err
}

// Conversation implements chat.Store.
func (s *Store) Conversation(ctx context.Context, id string) (r chat.Record, err error) {
	var data string
	var created, updated int64
	var last *int64
	err = s.one(ctx, "conversation", func(row row) error {
		return row.Scan(&r.ID, &r.AssistantID, &r.KeyID, &r.SealedToken, &r.Title, &r.Source, &data, &r.QueryCount, &r.MessageCount,
			&created, &updated, &last, &r.Origin)
	}, selectConversation, id)
	if data != "" {
		r.Data = []byte(data)
	}
	r.CreatedAt, r.UpdatedAt, r.LastQueryAt = fromMillis(created), fromMillis(updated), fromOptionalMillis(last)
	return r, err
}

// AcceptQuery implements chat.Store.
func (s *Store) AcceptQuery(ctx context.Context, a chat.Acceptance) (turn int, err error) {
	q := a.Query
	err = s.inTx(ctx, func(t tx) error {
		// The row of the conversation is locked from here on, so that of two equal questions at once one sees the other.
		err := t.scalar(&turn, countMessage, q.ConversationID, a.Limit, millis(q.CreatedAt))
		limited := errors.Is(err, sql.ErrNoRows)
		if err != nil && !limited {
			return err
		}
		if err := refuseRepeated(t, q); err != nil {
			return err
		}
		if limited {
			return limitOrAbsent(t, q.ConversationID)
		}
		_, err = t.exec(insertQuery, q.ID, q.ConversationID, turn, q.Question, string(q.Status), a.Owner, millis(a.Lease),
			millis(q.CreatedAt), absent(q.Idempotency))
		if err != nil {
			return err
		}
		return countDay(t, a) // last: every question of the key waits for this row
	})
	return turn, err
}

// countDay counts the message of a key's day, unless that is full. It counts also without a limit: one that is set later holds for the whole day.
func countDay(t tx, a chat.Acceptance) error {
	if a.KeyID == "" {
		return nil
	}
	var messages int
	err := t.scalar(&messages, countKeyDay, a.KeyID, day(a.Query.CreatedAt), a.DailyLimit)
	if errors.Is(err, sql.ErrNoRows) {
		return chat.ErrDailyLimit
	}
	return err
}

// limitOrAbsent says why no message was counted.
func limitOrAbsent(t tx, conversationID string) error {
	var there int
	if err := t.scalar(&there, countConversation, conversationID); err != nil {
		return err
	}
	if there == 0 {
		return errs.Missing("conversation")
	}
	return chat.ErrLimit
}

func refuseRepeated(t tx, q chat.Query) error {
	if q.Idempotency == "" {
		return nil
	}
	var earlier int
	if err := t.scalar(&earlier, countRepeated, q.ConversationID, q.Idempotency); err != nil {
		return err
	}
	if earlier > 0 {
		return chat.ErrRepeated
	}
	return nil
}

// QueryByIdempotency implements chat.Store.
func (s *Store) QueryByIdempotency(ctx context.Context, conversationID, idempotency string) (q chat.Query, err error) {
	err = s.one(ctx, "query", func(row row) error { return scanQuery(row, &q) }, selectQueryByIdempotency, conversationID, idempotency)
	return q, err
}

// Queries implements chat.Store.
func (s *Store) Queries(ctx context.Context, conversationID string, after, limit int) ([]chat.Query, error) {
	return s.queries(ctx, selectQueries, conversationID, after, limit)
}

// LastQueries implements chat.Store.
func (s *Store) LastQueries(ctx context.Context, conversationID string, before, limit int) ([]chat.Query, error) {
	return s.queries(ctx, selectLastQueries, conversationID, before, limit)
}

// RecentQueries implements chat.Store.
func (s *Store) RecentQueries(ctx context.Context, conversationID string, limit int) ([]chat.Query, error) {
	list, err := s.queries(ctx, selectRecentQueries, conversationID, limit)
	slices.Reverse(list)
	return list, err
}

func (s *Store) queries(ctx context.Context, text string, args ...any) (list []chat.Query, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var q chat.Query
		err := scanQuery(rows, &q)
		list = append(list, q)
		return err
	}, text, args...)
	return list, err
}

func scanQuery(row row, q *chat.Query) error {
	var references, usage string
	var created int64
	var finished *int64
	err := row.Scan(&q.ID, &q.ConversationID, &q.Turn, &q.Question, &q.Answer, &q.Status, &q.ErrorCode, &q.ErrorText, &q.Reaction,
		&references, &usage, &created, &finished, &q.Idempotency)
	if err != nil {
		return err
	}
	q.CreatedAt, q.FinishedAt = fromMillis(created), fromOptionalMillis(finished)
	return errors.Join(fromDocument(references, &q.References), fromDocument(usage, &q.Usage))
}
