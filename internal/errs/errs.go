// Package errs is the language in which every part of Latchkey reports failure.
//
// An Error says what kind of failure it is, carries a stable code that tools may rely on, a message that is safe
// to show to anybody, the fields that were wrong, and, apart from all that, the private cause for the log. Anything that is not an
// *Error is an internal failure: its text is logged and never shown.
//
// Values are immutable once returned and may be shared between goroutines. The package knows nothing of HTTP.
package errs

import (
	"errors"
	"fmt"
	"time"
)

// Kind is the class of a failure; the edge maps it to a status of its protocol.
type Kind int

// The kinds of failure, from the caller's fault to ours.
const (
	Internal        Kind = iota // our fault, or an unknown one
	Invalid                     // the input is wrong; Fields says where
	Unauthenticated             // no credential was sent, or one that is unknown
	Forbidden                   // the credential does not allow this
	NotFound                    // no such thing, or it belongs to somebody else
	Conflict                    // the thing is in a state that does not allow this
	Precondition                // the thing was changed meanwhile (If-Match)
	TooLarge                    // the input is longer than the limit
	Unsupported                 // the input is of a kind that is not understood here
	RateLimited                 // too many, too fast
	Unavailable                 // something that we depend on does not answer
)

// Field is one problem of one input field.
type Field struct {
	Location string // path of the field, for example "configuration.marginBottom"
	Message  string // what is wrong and what would be right; safe to show
	Value    any    // what was received; never a secret
}

// Error is a failure that may be shown.
type Error struct {
	Kind    Kind
	Code    string  // stable, upper snake case, for example "ORIGIN_NOT_ALLOWED"
	Message string  // one sentence, safe to show
	Fields  []Field // only with Invalid
	Cause   error   // private: for the log

	RetryAfter time.Duration // with RateLimited and Unavailable: when it is worth trying again, 0 = not known
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Message, e.Cause)
	}
	return e.Code + ": " + e.Message
}

func (e *Error) Unwrap() error { return e.Cause }

// New returns an error of a kind with a code and a message that is safe to show.
func New(kind Kind, code, message string) *Error {
	return &Error{Kind: kind, Code: code, Message: message}
}

// Wrap is New with the private cause.
func Wrap(cause error, kind Kind, code, message string) *Error {
	return &Error{Kind: kind, Code: code, Message: message, Cause: cause}
}

// InvalidFields returns nil when there is no problem, otherwise one error that names them all.
func InvalidFields(fields []Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "INVALID_INPUT", Message: "The input is not valid.", Fields: fields}
}

// Missing is the NotFound error for a named kind of thing.
func Missing(what string) *Error {
	return New(NotFound, "NOT_FOUND", "There is no such "+what+".")
}

// As finds the *Error in err's chain.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// KindOf returns the kind of err: Internal for everything that is not an *Error.
func KindOf(err error) Kind {
	if e, ok := As(err); ok {
		return e.Kind
	}
	return Internal
}

// Changed is the Precondition error: the named kind of thing is no longer as the caller saw it.
func Changed(what string) *Error {
	return New(Precondition, "CHANGED", "Somebody changed this "+what+" meanwhile. Load it again, compare, and repeat the change.")
}

// RetryChanged runs work again when somebody else changed the thing meanwhile and the caller has no version of its own to insist on.
func RetryChanged(anyVersion bool, work func() error) error {
	const tries = 10
	err := work()
	for n := 1; n < tries && anyVersion && KindOf(err) == Precondition; n++ {
		err = work()
	}
	return err
}
