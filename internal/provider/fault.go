package provider

import "errors"

// Fault says what may help when an upstream has failed before its first word.
type Fault int

// The faults.
const (
	Final         Fault = iota // nothing: it is the question, or nobody knows
	Transient                  // the same again, in a moment
	Stuck                      // another upstream: this one took its time already
	Misconfigured              // another upstream; of this one the owner must change something
	Unfit                      // another upstream: this one works, but not for this question
)

// Failure is the cause of a provider's error, with what may help.
type Failure struct {
	Fault Fault
	Err   error
}

func (f *Failure) Error() string { return f.Err.Error() }

func (f *Failure) Unwrap() error { return f.Err }

// FaultOf returns what may help against a provider's error.
func FaultOf(err error) Fault {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f.Fault
	}
	return Final
}
