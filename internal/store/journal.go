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

// journal writes the pieces of running answers. What many runs append at about the same time goes into one transaction,
// so that the cost of a commit is shared, and each run waits for its own piece only.
type journal struct {
	store    *Store
	requests chan appendRequest
	ending   chan struct{}
	once     sync.Once
	done     chan struct{}
}

type appendRequest struct {
	queryID string
	piece   chat.Piece
	result  chan error
}

const (
	journalQueue  = 256
	journalBatch  = 256
	appendTimeout = 5 * time.Second
	stopPatience  = 5 * time.Second
)

func startJournal(s *Store) *journal {
	j := &journal{store: s, requests: make(chan appendRequest, journalQueue), ending: make(chan struct{}), done: make(chan struct{})}
	go j.run()
	return j
}

// stop writes what is waiting and returns; a database that does not answer is not waited for.
func (j *journal) stop() {
	j.once.Do(func() { close(j.ending) })
	select {
	case <-j.done:
	case <-time.After(stopPatience):
	}
}

func (j *journal) run() {
	defer close(j.done)
	for {
		select {
		case r := <-j.requests:
			j.write(j.gather(r))
		case <-j.ending:
			for {
				select {
				case r := <-j.requests:
					j.write(j.gather(r))
				default:
					return
				}
			}
		}
	}
}

// gather adds what is waiting already; it waits for nothing.
func (j *journal) gather(first appendRequest) []appendRequest {
	batch := []appendRequest{first}
	for len(batch) < journalBatch {
		select {
		case r := <-j.requests:
			batch = append(batch, r)
		default:
			return batch
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
	select {
	case s.journal.requests <- r:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.journal.done:
		return errClosed
	}
	select {
	case err := <-r.result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-s.journal.done:
		return errClosed
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
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(renewLeases, owner, millis(until))
		return err
	})
}
