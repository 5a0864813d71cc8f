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
	email   [1 << 15]place
	address [1 << 15]place
	noted   place
}

func newAttempts() *attempts { return &attempts{seed: maphash.MakeSeed()} }

// begin takes one attempt of an e-mail and of an address, before the password is looked at, so that many at once count as many. Without an e-mail it takes
// one of the address alone. It fails with errs.RateLimited. giveBack undoes it after a success; the e-mail begins anew.
func (a *attempts) begin(email, address string, now time.Time) (giveBack func(), err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	byEmail, byAddress := new(place), a.place(a.address[:], network(address))
	if email != "" {
		byEmail = a.place(a.email[:], email)
	}
	wait := max(byEmail.wait(now, emailBurst, emailEvery), byAddress.wait(now, addressBurst, addressEvery))
	if wait > 0 {
		refused := errs.New(errs.RateLimited, "TOO_MANY_ATTEMPTS", "Too many sign-ins have failed. Please wait before you try again.")
		refused.RetryAfter = wait
		return nil, refused
	}
	byEmail.take(now, emailEvery)
	byAddress.take(now, addressEvery)
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		*byEmail = 0
		*byAddress -= place(addressEvery)
	}, nil
}

// note says whether another failed sign-in may be written to the audit trail.
func (a *attempts) note(now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.noted.wait(now, notedBurst, notedEvery) > 0 {
		return false
	}
	a.noted.take(now, notedEvery)
	return true
}

func (a *attempts) place(table []place, name string) *place {
	return &table[maphash.String(a.seed, name)%uint64(len(table))]
}

// place is the time, in Unix nanoseconds, at which all its attempts are back, of which one comes back at a time: the generic cell rate algorithm.
type place int64

// wait is how long it is until there is an attempt, not positive when there is one.
func (p place) wait(now time.Time, burst int, every time.Duration) time.Duration {
	return time.Duration(int64(p)-now.UnixNano()) - time.Duration(burst-1)*every
}

func (p *place) take(now time.Time, every time.Duration) {
	*p = max(*p, place(now.UnixNano())) + place(every)
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
