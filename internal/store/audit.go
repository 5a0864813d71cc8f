package store

import (
	"context"
	"database/sql"
	"math"
	"time"

	"latchkey/internal/account"
)

const (
	insertAudit = `INSERT INTO audit (id, at, actor_kind, actor_id, actor_name, address, action, object_type, object_id, assistant_id,
		before_value, after_value) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

	auditColumns = `SELECT id, at, actor_kind, actor_id, actor_name, address, action, object_type, object_id, assistant_id,
		before_value, after_value FROM audit WHERE `

	// What is filtered by is the same in every statement; where an index helps, its column comes once more, without the choice.
	auditFilterColumns = `($1 = '' OR actor_id = $1) AND ($2 = '' OR object_id = $2) AND ($3 = '' OR assistant_id = $3)
		AND ($4 = '' OR action = $4) AND ($5 = '' OR object_type = $5) AND at >= $6 AND (at, id) < ($7, $8)
		ORDER BY at DESC, id DESC LIMIT $9`

	selectAudit            = auditColumns + auditFilterColumns
	selectAuditOfActor     = auditColumns + `actor_id = $1 AND ` + auditFilterColumns
	selectAuditOfObject    = auditColumns + `object_id = $2 AND ` + auditFilterColumns
	selectAuditOfAssistant = auditColumns + `assistant_id = $3 AND ` + auditFilterColumns
	selectAuditOfAction    = auditColumns + `action = $4 AND ` + auditFilterColumns
)

// AddAudit implements account.Store and key.Store.
func (s *Store) AddAudit(ctx context.Context, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error { return addAudit(t, entry) })
}

// addAudit writes the audit entry of a change, in the transaction of the change.
func addAudit(t tx, e account.Entry) error {
	*t.news = append(*t.news, e.ID)
	_, err := t.exec(insertAudit, e.ID, millis(e.At), e.Actor.Kind, e.Actor.ID, e.Actor.Name, e.Actor.Address, e.Action,
		e.ObjectType, e.ObjectID, e.AssistantID, optionalText(e.Before), optionalText(e.After))
	return err
}

// Audit implements account.Store.
func (s *Store) Audit(ctx context.Context, f account.Filter, limit int) (list []account.Entry, err error) {
	if !storable([]any{f.ActorID, f.ObjectID, f.AssistantID, f.Action, f.ObjectType}) {
		return nil, nil
	}
	end, endID := millisOr(f.To, math.MaxInt64), ""
	if at := millisOr(f.Before.At, math.MaxInt64); at < end {
		end, endID = at, f.Before.ID
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var e account.Entry
		err := scanAudit(rows, &e)
		list = append(list, e)
		return err
	}, auditStatement(f), f.ActorID, f.ObjectID, f.AssistantID, f.Action, f.ObjectType, millisOr(f.From, math.MinInt64), end, endID, limit)
	return list, err
}

// auditStatement chooses the statement by the index that leaves the fewest entries.
func auditStatement(f account.Filter) string {
	switch {
	case f.ObjectID != "":
		return selectAuditOfObject
	case f.ActorID != "":
		return selectAuditOfActor
	case f.AssistantID != "":
		return selectAuditOfAssistant
	case f.Action != "":
		return selectAuditOfAction
	}
	return selectAudit
}

// millisOr stores a time that may be zero.
func millisOr(t time.Time, otherwise int64) int64 {
	if t.IsZero() {
		return otherwise
	}
	return millis(t)
}

func scanAudit(row row, e *account.Entry) error {
	var at int64
	var before, after *string
	err := row.Scan(&e.ID, &at, &e.Actor.Kind, &e.Actor.ID, &e.Actor.Name, &e.Actor.Address, &e.Action,
		&e.ObjectType, &e.ObjectID, &e.AssistantID, &before, &after)
	e.At, e.Before, e.After = fromMillis(at), fromOptionalText(before), fromOptionalText(after)
	return err
}
