package account

import (
	"context"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// Bounds of a password, in characters.
const (
	minPassword = 10
	maxPassword = 200
)

// hashing is what a password costs: OWASP's recommendation for Argon2id.
var hashing = &argon2id.Params{Memory: 46 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobodysHash is compared with when there is no user, so that the answer takes as long. A test holds its parameters to those of hashing.
const nobodysHash = "$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

const (
	hashersAtOnce = 2 // each takes 46 MiB
	hashPatience  = 5 * time.Second
)

// hasher hashes and compares passwords, few at a time; the others wait a while.
type hasher struct{ slots chan struct{} }

func newHasher() *hasher { return &hasher{make(chan struct{}, hashersAtOnce)} }

// hash fails with errs.Unavailable when there is no turn for it in time.
func (h *hasher) hash(ctx context.Context, password string) (hash string, err error) {
	return hash, h.inTurn(ctx, func() error {
		hash, err = argon2id.CreateHash(norm.NFC.String(password), hashing)
		return err
	})
}

// matches compares in constant time; errors as hash.
func (h *hasher) matches(ctx context.Context, password, hash string) (ok bool, err error) {
	return ok, h.inTurn(ctx, func() error {
		ok, err = argon2id.ComparePasswordAndHash(norm.NFC.String(password), hash)
		return err
	})
}

func (h *hasher) inTurn(ctx context.Context, work func() error) error {
	ctx, cancel := context.WithTimeout(ctx, hashPatience)
	defer cancel()
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
		return work()
	case <-ctx.Done():
		busy := errs.Wrap(ctx.Err(), errs.Unavailable, "SIGN_IN_BUSY", "Too many people sign in at the moment. Please try again.")
		busy.RetryAfter = hashPatience
		return busy
	}
}

func checkPassword(problems *errs.Problems, password, email string) {
	const location = "password"
	problems.Text(location, password, minPassword, maxPassword)
	if strings.EqualFold(strings.TrimSpace(password), email) && email != "" {
		problems.Add(location, "must not be the e-mail address", nil)
	}
	withoutSecrets(*problems)
}

// withoutSecrets removes what was received as a password from the report about it.
func withoutSecrets(problems []errs.Field) {
	for i := range problems {
		if strings.HasSuffix(strings.ToLower(problems[i].Location), "password") {
			problems[i].Value = nil
		}
	}
}

// NewPassword makes a password that nobody guesses.
func NewPassword() string { return random.Base58(20) }
