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

// journal writes the pieces of running answers. What many runs append while one commit is under way goes into the next one, so that the cost of a commit
// is shared; who comes when nothing is under way writes at once, and what has come meanwhile, in its own goroutine.
type journal struct {
	store   *Store
	mu      sync.Mutex
	waiting []appendRequest
	writing bool
	ended   bool
	idle    chan struct{} // closed when the journal has ended and nothing is being written
}

type appendRequest struct {
	queryID string
	piece   chat.Piece
	result  chan error
}

const (
	journalBatch  = 256
	appendTimeout = 5 * time.Second
	stopPatience  = 2 * time.Second
)

func newJournal(s *Store) *journal { return &journal{store: s, idle: make(chan struct{})} }

// stop waits for what is being written; a database that does not answer is not waited for. A second call does nothing.
func (j *journal) stop() {
	j.mu.Lock()
	if !j.ended {
		j.ended = true
		if !j.writing {
			close(j.idle)
		}
	}
	j.mu.Unlock()
	select {
	case <-j.idle:
	case <-time.After(stopPatience):
	}
}

// add puts a request in line. first says that nobody is writing, so that the caller has to.
func (j *journal) add(r appendRequest) (first bool, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.ended {
		return false, errClosed
	}
	j.waiting = append(j.waiting, r)
	first = !j.writing
	j.writing = true
	return first, nil
}

// writeFirst writes one batch in the caller's goroutine, and leaves what came meanwhile to another, so that no run works for the others for long.
func (j *journal) writeFirst() {
	j.write(j.next())
	if batch := j.next(); len(batch) > 0 {
		go j.drain(batch)
	}
}

// drain writes batch after batch until nobody waits.
func (j *journal) drain(batch []appendRequest) {
	for ; len(batch) > 0; batch = j.next() {
		j.write(batch)
	}
}

// next takes the next batch; when there is none, nobody is writing any more.
func (j *journal) next() []appendRequest {
	j.mu.Lock()
	defer j.mu.Unlock()
	batch := j.waiting[:min(len(j.waiting), journalBatch)]
	j.waiting = j.waiting[len(batch):]
	if len(batch) == 0 {
		j.waiting, j.writing = nil, false
		if j.ended {
			close(j.idle)
		}
	}
	return batch
}

// write stores a batch in one transaction. When a piece cannot be stored each is tried alone, so that it harms no other.
func (j *journal) write(batch []appendRequest) {
	err := j.transaction(batch)
	onePieceFailed := errors.Is(err, errReference) || errors.Is(err, errDuplicate)
	for i, r := range batch {
		if onePieceFailed && len(batch) > 1 {
			r.result <- j.transaction(batch[i : i+1])
		} else {
			r.result <- err
		}
	}
}

func (j *journal) transaction(batch []appendRequest) error {
	ctx, cancel := context.WithTimeout(context.Background(), appendTimeout)
	defer cancel()
	if r := batch[0]; len(batch) == 1 && r.piece.References == nil {
		return j.store.dialect.classify(j.store.pieces.exec(ctx, insertPiece, r.queryID, r.piece.Number, r.piece.Text))
	}
	return j.store.inTxOf(ctx, &j.store.pieces, func(t tx) error {
		for _, r := range batch {
			if err := writePiece(t, r); err != nil {
				return err
			}
		}
		return nil
	})
}

func writePiece(t tx, r appendRequest) error {
	if r.piece.References != nil {
		if _, err := t.exec(citeQuery, r.queryID, document(r.piece.References)); err != nil {
			return err
		}
	}
	_, err := t.exec(insertPiece, r.queryID, r.piece.Number, r.piece.Text)
	return err
}

var errClosed = errors.New("store: closed")

// Append implements chat.Journal.
func (s *Store) Append(ctx context.Context, queryID string, piece chat.Piece) error {
	r := appendRequest{queryID, piece, make(chan error, 1)}
	first, err := s.journal.add(r)
	if err != nil {
		return err
	}
	if first {
		s.journal.writeFirst()
	}
	select {
	case err := <-r.result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Finish implements chat.Journal. A query that is not running any more is left as it is.
func (s *Store) Finish(ctx context.Context, q chat.Query, uncount bool) error {
	return s.inTx(ctx, func(t tx) error {
		changed, err := t.exec(finishQuery, q.ID, q.Answer, string(q.Status), q.ErrorCode, q.ErrorText,
			usageDocument(q.Usage), optionalMillis(q.FinishedAt))
		if err != nil {
			return err
		}
		if changed == 0 {
			return errs.Missing("running query")
		}
		if uncount {
			if _, err := t.exec(uncountMessage, q.ID); err != nil {
				return err
			}
		}
		_, err = t.exec(deletePieces, q.ID)
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
