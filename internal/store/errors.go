package store

import (
	"database/sql"
	"errors"

	"latchkey/internal/errs"
)

// What a statement can fail with, whatever the engine.
var (
	errReference = errors.New("store: a row refers to one that does not exist")
	errDuplicate = errors.New("store: a unique value exists already")
	errDeadlock  = errors.New("store: two transactions waited for each other")
)

// unavailable is what callers get when the database does not answer.
func unavailable(cause error) error {
	return errs.Wrap(cause, errs.Unavailable, "DATABASE_UNAVAILABLE", "The server cannot reach its database at the moment. Please try again.")
}

// missing turns the absence of a row into errs.NotFound.
func missing(err error, what string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errs.Missing(what)
	}
	return err
}

// changedOne turns "no row had this id and version" into errs.Precondition.
func changedOne(changed int64, err error, what string) error {
	if err == nil && changed == 0 {
		return errs.Changed(what)
	}
	return err
}
