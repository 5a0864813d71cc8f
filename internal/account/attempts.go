package account

import (
	"hash/maphash"
	"net/netip"
	"sync"
	"time"

	"latchkey/internal/errs"
)

// How many sign-ins may fail: a few at once, then one at a time. A successful one gives back what it took.
const (
	emailBurst, emailEvery     = 10, time.Minute
	addressBurst, addressEvery = 30, 10 * time.Second
	notedBurst, notedEvery     = 100, 10 * time.Second // audit entries of failed sign-ins, over all
)

// attempts slows those down who guess passwords. It counts in tables of fixed size: two that fall into the same place share it, which makes the limit
// stricter, never laxer, and nobody can push out an entry by filling the memory.
type attempts struct {
	seed    maphash.Seed
	mu      sync.Mutex
	email   [1 << 15]time.Time
	address [1 << 15]time.Time
	noted   [1]time.Time
}

func newAttempts() *attempts { return &attempts{seed: maphash.MakeSeed()} }

// begin takes one attempt of an e-mail and of an address, before the password is looked at, so that many at once count as many.
// It fails with errs.RateLimited. giveBack undoes it after a success; the e-mail begins anew.
func (a *attempts) begin(email, address string, now time.Time) (giveBack func(), err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	byEmail, byAddress := a.place(a.email[:], email), a.place(a.address[:], network(address))
	wait := max(waiting(byEmail, now, emailBurst, emailEvery), waiting(byAddress, now, addressBurst, addressEvery))
	if wait > 0 {
		refused := errs.New(errs.RateLimited, "TOO_MANY_ATTEMPTS", "Too many sign-ins have failed. Please wait before you try again.")
		refused.RetryAfter = wait
		return nil, refused
	}
	take(byEmail, now, emailEvery)
	take(byAddress, now, addressEvery)
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		*byEmail = time.Time{}
		*byAddress = byAddress.Add(-addressEvery)
	}, nil
}

// note says whether another failed sign-in may be written to the audit trail.
func (a *attempts) note(now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if waiting(&a.noted[0], now, notedBurst, notedEvery) > 0 {
		return false
	}
	take(&a.noted[0], now, notedEvery)
	return true
}

func (a *attempts) place(table []time.Time, name string) *time.Time {
	return &table[maphash.String(a.seed, name)%uint64(len(table))]
}

// A place holds the time at which all its attempts are back, each of which takes every to come back: the generic cell rate algorithm.

func waiting(place *time.Time, now time.Time, burst int, every time.Duration) time.Duration {
	return place.Sub(now) - time.Duration(burst-1)*every
}

func take(place *time.Time, now time.Time, every time.Duration) {
	if place.Before(now) {
		*place = now
	}
	*place = place.Add(every)
}

// network is what counts as one client: an IPv4 address, or the /64 of an IPv6 address, all of which one client has.
func network(address string) string {
	addr, err := netip.ParseAddr(address)
	if err != nil || addr.Unmap().Is4() {
		return address
	}
	prefix, _ := addr.WithZone("").Prefix(64)
	return prefix.String()
}
