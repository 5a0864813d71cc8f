package access

import (
	"encoding/binary"
	"net/netip"
	"time"

	"latchkey/internal/key"
	"latchkey/internal/limit"
)

// Limits are the server's rates for keys that do not name their own: the first three per client address (IPv6 by /64), the last for the whole key in a day
// (UTC). 0 = none.
type Limits struct {
	RequestsPerMinute    int
	ConversationsPerHour int
	MessagesPerMinute    int
	MessagesPerDay       int
}

// Of returns the rates of a key.
func (l Limits) Of(own key.Limits) Limits {
	for _, limit := range []struct {
		own   *int
		value *int
	}{
		{own.RequestsPerMinute, &l.RequestsPerMinute},
		{own.ConversationsPerHour, &l.ConversationsPerHour},
		{own.MessagesPerMinute, &l.MessagesPerMinute},
		{own.MessagesPerDay, &l.MessagesPerDay},
	} {
		if limit.own != nil {
			*limit.value = *limit.own
		}
	}
	return l
}

// rates are the Limits of a key by use.
type rates [Message + 1]limit.Rate

func ratesOf(l Limits) rates {
	return rates{
		Request:      {Count: l.RequestsPerMinute, Per: time.Minute},
		Conversation: {Count: l.ConversationsPerHour, Per: time.Hour},
		Message:      {Count: l.MessagesPerMinute, Per: time.Minute},
	}
}

// ratesFor returns the rates of a client. The server's own do not hold for this machine itself: a proxy here that nobody has named yet would make all visitors one client.
func (p *Policy) ratesFor(client netip.Addr) *rates {
	if client.IsLoopback() {
		return &p.ownRates
	}
	return &p.rates
}

// take counts a use against the rates of its key and returns how long the caller has to wait, and for what.
func (g *Gate) take(p *Policy, use Use, client netip.Addr, now time.Time) (time.Duration, Use) {
	if wait := g.takeOne(p, Request, client, now); wait > 0 || use == Request {
		return wait, Request
	}
	return g.takeOne(p, use, client, now), use
}

// takeOne names the subject by key, use and network. Callers whose address cannot be told share one allowance.
func (g *Gate) takeOne(p *Policy, use Use, client netip.Addr, now time.Time) time.Duration {
	rate := p.ratesFor(client)[use]
	if rate.Count <= 0 {
		return 0
	}
	var name [17 + 8]byte
	binary.LittleEndian.PutUint64(name[:], p.subject)
	name[8] = byte(use)
	if client.IsValid() {
		network := client.As16()
		if client.Is6() {
			clear(network[8:]) // a household has a /64
		}
		copy(name[9:], network[:])
	}
	return g.table.Take(g.table.Subject(name[:]), rate, now)
}
