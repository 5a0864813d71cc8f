package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

const (
	insertPiece = `INSERT INTO query_pieces (query_id, piece, content) VALUES ($1, $2, $3)`

	selectPieces = `SELECT content FROM query_pieces WHERE query_id = $1 ORDER BY piece`

	deletePieces = `DELETE FROM query_pieces WHERE query_id = $1`

	citeQuery = `UPDATE queries SET kb_references = $2 WHERE id = $1`

	finishQuery = `UPDATE queries SET answer = $2, status = $3, error_code = $4, error_text = $5, token_usage = $6,
		finished_at = $7 WHERE id = $1 AND status = 'RUNNING'`

	uncountMessage = `UPDATE conversations SET message_count = message_count - 1
		WHERE id = (SELECT conversation_id FROM queries WHERE id = $1) AND message_count > 0`

	selectAbandoned = `SELECT id FROM queries WHERE status = 'RUNNING' AND ((owner = $1 AND $2 = 1) OR (owner <> $1 AND lease_until < $3)) LIMIT 500`

	renewLeases = `UPDATE queries SET lease_until = $2 WHERE status = 'RUNNING' AND owner = $1`
)

// journal writes the pieces of running answers, in a goroutine of its own, and on an engine with one writer also their beginnings and ends. What comes while one commit is
// under way goes into the next one, so that the cost of a commit is shared.
type journal struct {
	store *Store
	wake  chan struct{} // holds a value when somebody waits
	done  chan struct{} // closed when the journal has ended and nothing is being written

	mu      sync.Mutex
	waiting []job
	ended   bool
}

// job is something to be written, all or nothing.
type job struct {
	work  func(tx) error
	alone func(context.Context) error // does the work without a transaction; nil = it needs one
	done  func(error)
}

const (
	journalBatch  = 128 // jobs: what comes next waits for all of them
	appendTimeout = 5 * time.Second
	stopPatience  = 2 * time.Second
)

func newJournal(s *Store) *journal {
	j := &journal{store: s, wake: make(chan struct{}, 1), done: make(chan struct{})}
	go j.run()
	return j
}

// stop waits for what is being written; a database that does not answer is not waited for. A second call does nothing.
func (j *journal) stop() {
	j.mu.Lock()
	j.ended = true
	j.mu.Unlock()
	j.poke()
	select {
	case <-j.done:
	case <-time.After(stopPatience):
	}
}

func (j *journal) poke() {
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

// add puts a job in line; false when the journal has ended.
func (j *journal) add(r job) bool {
	j.mu.Lock()
	if j.ended {
		j.mu.Unlock()
		return false
	}
	j.waiting = append(j.waiting, r)
	j.mu.Unlock()
	j.poke()
	return true
}

// run writes batch after batch until the journal has ended and nobody waits.
func (j *journal) run() {
	defer close(j.done)
	for range j.wake {
		for batch, more := j.next(); len(batch) > 0 || !more; batch, more = j.next() {
			if !more {
				return
			}
			j.write(batch)
		}
	}
}

// next takes the next batch; more is false when there will be none.
func (j *journal) next() (batch []job, more bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	batch = j.waiting[:min(len(j.waiting), journalBatch)]
	j.waiting = j.waiting[len(batch):]
	if len(j.waiting) == 0 {
		j.waiting = nil
	}
	return batch, len(batch) > 0 || !j.ended
}

// write does a batch of jobs in one transaction. What cannot be written harms no other.
func (j *journal) write(batch []job) {
	ctx, cancel := context.WithTimeout(context.Background(), appendTimeout)
	defer cancel()
	switch {
	case len(batch) == 1 && batch[0].alone != nil:
		batch[0].done(j.store.dialect.classify(batch[0].alone(ctx)))
	case j.store.dialect.oneWriter():
		j.isolated(ctx, batch)
	default:
		j.together(ctx, batch)
	}
}

// isolated gives each job a savepoint, which costs nothing where the database is in the same process.
func (j *journal) isolated(ctx context.Context, batch []job) {
	results := make([]error, len(batch))
	err := j.store.inTxOf(ctx, &j.store.pieces, func(t tx) error {
		for i, b := range batch {
			var broken error
			if results[i], broken = isolate(t, b.work); broken != nil {
				return broken
			}
		}
		return nil
	})
	for i, b := range batch {
		if err != nil {
			results[i] = err
		}
		b.done(j.store.dialect.classify(results[i]))
	}
}

// isolate undoes what a failed work has done; broken says that the transaction is of no use any more.
func isolate(t tx, work func(tx) error) (err, broken error) {
	if _, broken = t.exec("SAVEPOINT job"); broken != nil {
		return nil, broken
	}
	if err = work(t); err != nil {
		if _, broken = t.exec("ROLLBACK TO job"); broken != nil {
			return err, broken
		}
	}
	_, broken = t.exec("RELEASE job")
	return err, broken
}

// together does without savepoints, each of which would be a way to the database and back: when a job fails, each is tried alone.
func (j *journal) together(ctx context.Context, batch []job) {
	err := j.transaction(ctx, batch)
	oneFailed := errors.Is(err, errReference) || errors.Is(err, errDuplicate)
	for i, b := range batch {
		if oneFailed && len(batch) > 1 {
			b.done(j.transaction(ctx, batch[i:i+1]))
		} else {
			b.done(err)
		}
	}
}

func (j *journal) transaction(ctx context.Context, batch []job) error {
	return j.store.inTxOf(ctx, &j.store.pieces, func(t tx) error {
		for _, b := range batch {
			if err := b.work(t); err != nil {
				return err
			}
		}
		return nil
	})
}

// inGroup is inTx for what is written most often: with one writer, those who write at the same time share a commit. work must do no more than write, and must not be
// run twice: it is not, unless it failed.
func (s *Store) inGroup(ctx context.Context, work func(tx) error) error {
	if !s.dialect.oneWriter() {
		return s.inTx(ctx, work)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan error, 1)
	if !s.journal.add(job{work: work, done: func(err error) { done <- err }}) {
		return errClosed
	}
	return <-done // bounded: work is under way, and cannot be called back
}

var errClosed = errors.New("store: closed")

// Append implements chat.Journal.
func (s *Store) Append(queryID string, piece chat.Piece, stored func(error)) {
	j := job{done: stored, work: func(t tx) error { return writePiece(t, queryID, piece) }}
	if piece.References == nil {
		j.alone = func(ctx context.Context) error {
			return s.pieces.exec(ctx, insertPiece, queryID, piece.Number, piece.Text)
		}
	}
	if !s.journal.add(j) {
		go stored(errClosed)
	}
}

func writePiece(t tx, queryID string, piece chat.Piece) error {
	if piece.References != nil {
		if _, err := t.exec(citeQuery, queryID, document(piece.References)); err != nil {
			return err
		}
	}
	_, err := t.exec(insertPiece, queryID, piece.Number, piece.Text)
	return err
}

// Finish implements chat.Journal. A query that is not running any more is left as it is.
func (s *Store) Finish(ctx context.Context, q chat.Query, uncount bool) error {
	return s.inGroup(ctx, func(t tx) error {
		if err := t.one("running query", finishQuery, q.ID, q.Answer, string(q.Status), q.ErrorCode, q.ErrorText,
			usageDocument(q.Usage), optionalMillis(q.FinishedAt)); err != nil {
			return err
		}
		if uncount {
			if _, err := t.exec(uncountMessage, q.ID); err != nil {
				return err
			}
		}
		_, err := t.exec(deletePieces, q.ID)
		return err
	})
}

func usageDocument(u *provider.Usage) string {
	if u == nil {
		return ""
	}
	return document(u)
}

// Interrupt implements chat.Journal.
func (s *Store) Interrupt(ctx context.Context, owner string, own bool, now time.Time) (int, error) {
	total := 0
	for {
		ids, err := s.abandoned(ctx, owner, own, now)
		if err != nil || len(ids) == 0 {
			return total, err
		}
		for _, id := range ids {
			if err := s.interrupt(ctx, id, now); err != nil && errs.KindOf(err) != errs.NotFound {
				return total, err
			}
		}
		total += len(ids)
	}
}

func (s *Store) abandoned(ctx context.Context, owner string, own bool, now time.Time) (ids []string, err error) {
	flag := 0
	if own {
		flag = 1
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, selectAbandoned, owner, flag, millis(now))
	return ids, err
}

func (s *Store) interrupt(ctx context.Context, id string, now time.Time) error {
	var answer strings.Builder
	err := s.each(ctx, func(rows *sql.Rows) error {
		var piece string
		err := rows.Scan(&piece)
		answer.WriteString(piece)
		return err
	}, selectPieces, id)
	if err != nil {
		return err
	}
	now = now.UTC()
	q := chat.Query{
		ID: id, Answer: answer.String(), Status: chat.Interrupted, ErrorCode: "INTERRUPTED",
		ErrorText: chat.InterruptedText, FinishedAt: &now,
	}
	return s.Finish(ctx, q, q.Unanswered())
}

// Renew implements chat.Journal.
func (s *Store) Renew(ctx context.Context, owner string, until time.Time) error {
	return s.exec(ctx, renewLeases, owner, millis(until))
}
