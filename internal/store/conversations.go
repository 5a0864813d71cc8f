package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

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

	insertQuery = `INSERT INTO queries (id, conversation_id, turn, question, status, owner, lease_until, created_at, idempotency_key, attachments, context)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

	countConversation = `SELECT COUNT(*) FROM conversations WHERE id = $1`

	countRepeated = `SELECT COUNT(*) FROM queries WHERE conversation_id = $1 AND idempotency_key = $2`

	queryColumns = `SELECT id, conversation_id, turn, question, answer, status, error_code, error_text, reaction, kb_references, token_usage,
		created_at, finished_at, COALESCE(idempotency_key, ''), attachments FROM queries`

	// The last query of a conversation, which somebody asks again because its answer was interrupted.
	selectInterrupted = `SELECT id, created_at, answer = '' FROM queries WHERE conversation_id = $1
		AND turn = (SELECT query_count FROM conversations WHERE id = $1)
		AND question = $2 AND status = 'INTERRUPTED' AND finished_at >= $3 AND attachments = $4`

	// It was given back to the limit when it was interrupted.
	recountMessage = `UPDATE conversations SET message_count = message_count + 1, updated_at = $3, last_query_at = $3
		WHERE id = $1 AND ($2 = 0 OR message_count < $2) RETURNING query_count`

	reviveQuery = `UPDATE queries SET status = 'RUNNING', error_code = '', error_text = '', kb_references = '', finished_at = NULL, owner = $2, lease_until = $3, context = $4
		WHERE id = $1 AND status = 'INTERRUPTED'`

	retitleConversation = `UPDATE conversations SET title = $3, updated_at = $4 WHERE id = $1 AND ($2 = '' OR title = $2)`

	deleteConversation = `DELETE FROM conversations WHERE id = $1`

	// What was counted for the one counts for the other, whatever part of it is copied: a fork is no way around the limit.
	countFork = `UPDATE conversations SET query_count = $3, message_count = (SELECT s.message_count FROM conversations s WHERE s.id = $2),
		last_query_at = (SELECT q.created_at FROM queries q WHERE q.conversation_id = $2 AND q.turn = $3) WHERE id = $1`

	// Attachments stay with the conversation that they were given to.
	copyQuery = `INSERT INTO queries (id, conversation_id, turn, question, answer, status, error_code, error_text, reaction, kb_references, token_usage,
		owner, lease_until, created_at, finished_at, context)
		SELECT $1, $2, turn, question, answer, status, error_code, error_text, reaction, kb_references, token_usage, owner, lease_until, created_at, finished_at, context
		FROM queries WHERE conversation_id = $3 AND turn = $4 AND status <> 'RUNNING'`

	reactToQuery = `UPDATE queries SET reaction = $3 WHERE conversation_id = $1 AND id = $2`

	reportQuery = `INSERT INTO reports (query_id, conversation_id, answer, created_at)
		SELECT id, conversation_id, $3, $4 FROM queries WHERE conversation_id = $1 AND id = $2
		ON CONFLICT (query_id) DO UPDATE SET answer = CASE WHEN EXCLUDED.answer = '' THEN reports.answer ELSE EXCLUDED.answer END,
		created_at = EXCLUDED.created_at`

	selectQuery = queryColumns + ` WHERE id = $2 AND ($1 = '' OR conversation_id = $1)`

	selectQueryByIdempotency = queryColumns + ` WHERE conversation_id = $1 AND idempotency_key = $2`

	selectQueries = queryColumns + ` WHERE conversation_id = $1 AND turn > $2 ORDER BY turn LIMIT $3`

	selectLastQueries = queryColumns + ` WHERE conversation_id = $1 AND turn < $2 ORDER BY turn DESC LIMIT $3`

	selectRecentExchanges = `SELECT question, answer FROM queries WHERE conversation_id = $1 AND status <> 'RUNNING' AND answer <> '' ORDER BY turn DESC LIMIT $2`
)

// CreateConversation implements chat.Conversations. The key of the conversation may have been deleted a moment ago: errs.NotFound.
func (s *Store) CreateConversation(ctx context.Context, r chat.Record) error {
	err := s.exec(ctx, insertConversation, conversationValues(r)...)
	if errors.Is(err, errReference) {
		return errs.Missing("API key")
	}
	return err
}

func conversationValues(r chat.Record) []any {
	return []any{r.ID, r.AssistantID, r.KeyID, r.SealedToken, r.Title, r.Source, string(r.Data), millis(r.CreatedAt), millis(r.UpdatedAt), r.Origin}
}

// RetitleConversation implements chat.Conversations.
func (s *Store) RetitleConversation(ctx context.Context, id, before, title string, at time.Time) (done bool, err error) {
	err = s.inTx(ctx, func(t tx) error {
		changed, err := t.exec(retitleConversation, id, before, title, millis(at))
		done = changed > 0
		return err
	})
	return done, err
}

// ForkConversation implements chat.Conversations.
func (s *Store) ForkConversation(ctx context.Context, r chat.Record, from string, ids []string) error {
	return s.inTx(ctx, func(t tx) error {
		if _, err := t.exec(insertConversation, conversationValues(r)...); err != nil {
			return err
		}
		for i, id := range ids {
			copied, err := t.exec(copyQuery, id, r.ID, from, i+1)
			if err != nil {
				return err
			}
			if copied == 0 {
				return errs.Missing("query")
			}
		}
		_, err := t.exec(countFork, r.ID, from, len(ids))
		return err
	})
}

// DeleteConversation implements chat.Conversations.
func (s *Store) DeleteConversation(ctx context.Context, id string) error {
	return s.inTx(ctx, func(t tx) error { return t.one("conversation", deleteConversation, id) })
}

// Query implements chat.Queries.
func (s *Store) Query(ctx context.Context, conversationID, id string) (q chat.Query, err error) {
	err = s.one(ctx, "query", func(row row) error { return scanQuery(row, &q) }, selectQuery, conversationID, id)
	return q, err
}

// React implements chat.Queries.
func (s *Store) React(ctx context.Context, conversationID, id string, reaction chat.Reaction) error {
	return s.inTx(ctx, func(t tx) error { return t.one("query", reactToQuery, conversationID, id, string(reaction)) })
}

// Report implements chat.Queries.
func (s *Store) Report(ctx context.Context, r chat.Report) error {
	return s.inTx(ctx, func(t tx) error {
		return t.one("query", reportQuery, r.ConversationID, r.QueryID, r.Answer, millis(r.CreatedAt))
	})
}

// Conversation implements chat.Conversations.
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

// AcceptQuery implements chat.Queries.
func (s *Store) AcceptQuery(ctx context.Context, a chat.Acceptance) (accepted chat.Accepted, err error) {
	err = s.inGroup(ctx, func(t tx) error {
		if !a.InterruptedSince.IsZero() {
			if accepted, err = revive(t, a); err != nil || accepted.QueryID != "" {
				return err
			}
		}
		accepted, err = accept(t, a)
		return err
	})
	return accepted, err
}

func accept(t tx, a chat.Acceptance) (chat.Accepted, error) {
	q := a.Query
	accepted := chat.Accepted{QueryID: q.ID, CreatedAt: q.CreatedAt}
	// The row of the conversation is locked from here on, so that of two equal questions at once one sees the other.
	err := t.scalar(&accepted.Turn, countMessage, q.ConversationID, a.Limit, millis(q.CreatedAt))
	limited := errors.Is(err, sql.ErrNoRows)
	if err != nil && !limited {
		return accepted, err
	}
	if err := refuseRepeated(t, q); err != nil {
		return accepted, err
	}
	if limited {
		return accepted, limitOrAbsent(t, q.ConversationID)
	}
	_, err = t.exec(insertQuery, q.ID, q.ConversationID, accepted.Turn, q.Question, string(q.Status), a.Owner, millis(a.Lease),
		millis(q.CreatedAt), absent(q.Idempotency), idList(q.Attachments), q.Context)
	if err != nil {
		return accepted, err
	}
	return accepted, countDay(t, a) // last: every question of the key waits for this row
}

// revive lets an interrupted query run again that has no answer; without an interrupted one it returns the zero Accepted.
func revive(t tx, a chat.Acceptance) (accepted chat.Accepted, err error) {
	var id string
	var created int64
	var silent bool
	stmt, err := t.stmt(selectInterrupted)
	if err != nil {
		return accepted, err
	}
	err = stmt.QueryRowContext(t.ctx, a.Query.ConversationID, a.Query.Question, millis(a.InterruptedSince), idList(a.Query.Attachments)).Scan(&id, &created, &silent)
	if errors.Is(err, sql.ErrNoRows) {
		return accepted, nil
	}
	if err != nil {
		return accepted, err
	}
	if !silent {
		return accepted, chat.ErrRepeated
	}
	// The row of the conversation is locked from here on.
	err = t.scalar(&accepted.Turn, recountMessage, a.Query.ConversationID, a.Limit, millis(a.Query.CreatedAt))
	if errors.Is(err, sql.ErrNoRows) {
		return accepted, limitOrAbsent(t, a.Query.ConversationID)
	}
	if err == nil {
		err = t.one("interrupted query", reviveQuery, id, a.Owner, millis(a.Lease), a.Query.Context) // absent when another process has just done the same
	}
	accepted.QueryID, accepted.CreatedAt = id, fromMillis(created)
	return accepted, err
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

// QueryByIdempotency implements chat.Queries.
func (s *Store) QueryByIdempotency(ctx context.Context, conversationID, idempotency string) (q chat.Query, err error) {
	err = s.one(ctx, "query", func(row row) error { return scanQuery(row, &q) }, selectQueryByIdempotency, conversationID, idempotency)
	return q, err
}

// Queries implements chat.Queries.
func (s *Store) Queries(ctx context.Context, conversationID string, after, limit int) ([]chat.Query, error) {
	return s.queries(ctx, selectQueries, conversationID, after, limit)
}

// LastQueries implements chat.Queries.
func (s *Store) LastQueries(ctx context.Context, conversationID string, before, limit int) ([]chat.Query, error) {
	return s.queries(ctx, selectLastQueries, conversationID, before, limit)
}

// RecentExchanges implements chat.Queries.
func (s *Store) RecentExchanges(ctx context.Context, conversationID string, limit int) (list []chat.Exchange, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var e chat.Exchange
		err := rows.Scan(&e.Question, &e.Answer)
		list = append(list, e)
		return err
	}, selectRecentExchanges, conversationID, limit)
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
	var references, usage, attachments string
	var created int64
	var finished *int64
	err := row.Scan(&q.ID, &q.ConversationID, &q.Turn, &q.Question, &q.Answer, &q.Status, &q.ErrorCode, &q.ErrorText, &q.Reaction,
		&references, &usage, &created, &finished, &q.Idempotency, &attachments)
	if err != nil {
		return err
	}
	q.CreatedAt, q.FinishedAt = fromMillis(created), fromOptionalMillis(finished)
	return errors.Join(fromDocument(references, &q.References), fromDocument(usage, &q.Usage), fromDocument(attachments, &q.Attachments))
}
