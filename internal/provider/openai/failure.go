package openai

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// Causes for the log.
var (
	errIdle       = errors.New("the upstream was silent for too long")
	errUnfinished = errors.New("the stream ended without a finish reason")
	errEmpty      = errors.New("the model ended without any text") // and not for want of tokens: a filter, or a tool call
)

// What visitors read. The cause goes to the log, where the owner finds it.
const (
	tryAgain = "The assistant cannot answer at the moment. Please try again."
	notSetUp = "The assistant is not set up correctly. Please tell the owner of this website."
	busy     = "The assistant is very busy at the moment. Please try again in a minute."
	cutOff   = "The answer was cut off. Please try again."
	tooLong  = "Your message is too long for this assistant. Please shorten it."
)

const maxTold = 300 // characters of each thing that an upstream says

func failed(cause error, fault provider.Fault, code, text string) *errs.Error {
	return errs.Wrap(&provider.Failure{Fault: fault, Err: cause}, errs.Unavailable, code, text)
}

// problem says what went wrong with a stream that ended with err, nil when the answer is whole.
func (a *answer) problem(err error) error {
	if r, ok := errors.AsType[*refusal](err); ok {
		r.credential = a.credential
	}
	idle := errors.Is(context.Cause(a.ctx), errIdle)
	switch whole := a.finished && a.started; {
	case idle && whole:
		return nil // an upstream that does not close its stream
	case idle || a.ctx.Err() != nil || err != nil:
		return classify(a.ctx, err, a.started)
	case whole:
		return nil
	case a.spent:
		return failed(provider.ErrSpent, provider.Unfit, "MODEL_EMPTY", tryAgain)
	case a.finished: // it has answered, with nothing: the same again costs the same again
		return failed(errEmpty, provider.Unfit, "MODEL_EMPTY", tryAgain)
	}
	return classify(a.ctx, errUnfinished, a.started)
}

func classify(ctx context.Context, err error, started bool) error {
	refused, isRefusal := errors.AsType[*refusal](err)
	switch {
	case errors.Is(context.Cause(ctx), errIdle):
		return failed(errIdle, provider.Stuck, "MODEL_TIMEOUT", tryAgain)
	case ctx.Err() != nil:
		return ctx.Err()
	case started:
		return failed(err, provider.Final, "MODEL_CUT", cutOff)
	case isRefusal:
		return refused.problem()
	case isFor[*tls.CertificateVerificationError](err):
		return failed(err, provider.Misconfigured, "MODEL_UNREACHABLE", tryAgain)
	case isFor[*net.OpError](err):
		return failed(err, provider.Transient, "MODEL_UNREACHABLE", tryAgain)
	case errors.Is(err, errNoStream):
		return failed(err, provider.Misconfigured, "MODEL_UNREADABLE", tryAgain)
	}
	return failed(err, provider.Transient, "MODEL_UNREADABLE", tryAgain)
}

func isFor[T error](err error) bool {
	_, ok := errors.AsType[T](err)
	return ok
}

// Error tells what an upstream said, for the log: it may repeat what it was sent, so what looks like the credential is left out; and it may say megabytes.
func (r *refusal) Error() string {
	told := fmt.Sprintf("the upstream answered %d: %s", r.status, r.forLog(r.told.Message))
	if code := r.forLog(written(r.told.Code)); code != "" {
		told += fmt.Sprintf(" (code %q)", code)
	}
	if parameter := r.forLog(written(r.told.Param)); parameter != "" {
		told += fmt.Sprintf(" (parameter %q)", parameter)
	}
	return told
}

// forLog masks before it cuts, and both before anything is quoted: half a credential, or one with its quotation marks escaped, would not be found.
func (r *refusal) forLog(text string) string {
	if r.credential != "" {
		text = strings.ReplaceAll(text, r.credential, "…")
	}
	count := 0
	for i := range text {
		if count == maxTold {
			return text[:i] + "…"
		}
		count++
	}
	return text
}

func written(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func (r *refusal) problem() error {
	status := r.status
	if n, err := strconv.Atoi(written(r.told.Code)); err == nil && status < http.StatusMultipleChoices {
		status = n // in the stream
	}
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return failed(r, provider.Misconfigured, "MODEL_UNAUTHORIZED", notSetUp)
	case status == http.StatusTooManyRequests:
		e := failed(r, provider.Transient, "MODEL_BUSY", busy)
		if written(r.told.Code) == "insufficient_quota" { // no wait helps
			e = failed(r, provider.Misconfigured, "MODEL_BUSY", busy)
		}
		e.RetryAfter = wait(r.retryAfter)
		return e
	case status < http.StatusMultipleChoices, status >= http.StatusInternalServerError,
		status == http.StatusRequestTimeout, status == http.StatusConflict, status == http.StatusTooEarly:
		e := failed(r, provider.Transient, "MODEL_FAILED", tryAgain)
		e.RetryAfter = wait(r.retryAfter)
		return e
	case status >= http.StatusMultipleChoices && status < http.StatusBadRequest: // a redirect, which is not followed
		return failed(r, provider.Misconfigured, "MODEL_UNREADABLE", tryAgain)
	case status == http.StatusBadRequest || status == http.StatusRequestEntityTooLarge || status == http.StatusUnprocessableEntity:
		return failed(r, provider.Unfit, "MODEL_REJECTED", notSetUp)
	}
	return failed(r, provider.Misconfigured, "MODEL_REJECTED", notSetUp)
}

// wait is how long an upstream asks to be left alone: seconds, or until a time.
func wait(retryAfter string) time.Duration {
	if seconds, err := strconv.ParseFloat(retryAfter, 64); err == nil && seconds > 0 && seconds < 1e6 {
		return time.Duration(seconds * float64(time.Second))
	}
	if at, err := http.ParseTime(retryAfter); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// tooLong says that the prompt was more than the model can take in. Only OpenAI has a code for it.
func (r *refusal) tooLong() bool {
	if r.status < http.StatusBadRequest || r.status == http.StatusTooManyRequests {
		return false
	}
	said := strings.ToLower(written(r.told.Code) + " " + r.told.Type + " " + r.told.Message)
	for _, sign := range []string{"context_length", "context length", "context size", "context window", "context_size", "prompt is too long", "too many tokens"} {
		if strings.Contains(said, sign) {
			return true
		}
	}
	return false
}
