// Package access is the gate: may this request use this key, here and now?
//
// Gate.Admit answers with a Grant or a Denial. Everything that a decision needs is compiled once per version of a key into an immutable
// Policy that is kept in memory, so that an admitted request costs no memory and no database call. When a key or its assistant is changed, Forget drops what was
// compiled; the next request compiles the new version. The same Policy.Decide serves requests and the tester of the management API.
//
// The gate also holds the rates of a key per client address, tells package usage what it admitted and refused, and, as Guard, warns before an edit that would cut off
// somebody who uses the key.
//
// Gate is safe for concurrent use. The package does not know HTTP: its callers pass the facts of a request. A website restriction stops other web pages; it cannot
// stop programs, which may send any Origin they like.
package access

import (
	"net/netip"
	"time"

	"latchkey/internal/address"
	"latchkey/internal/assistant"
	"latchkey/internal/key"
	"latchkey/internal/origin"
	"latchkey/internal/usage"
)

// Code is the stable reason of a denial.
type Code string

// Why a request is refused.
const (
	KeyMissing        Code = "KEY_MISSING"         // no key was sent
	KeyInvalid        Code = "KEY_INVALID"         // unknown, deleted or malformed
	KeyDisabled       Code = "KEY_DISABLED"        // its owner disabled it
	KeyExpired        Code = "KEY_EXPIRED"         // its time is over
	OriginMissing     Code = "ORIGIN_MISSING"      // a website was needed, none was named
	OriginNotAllowed  Code = "ORIGIN_NOT_ALLOWED"  // the website is not listed
	AddressNotAllowed Code = "ADDRESS_NOT_ALLOWED" // the address is not listed
	RateLimited       Code = "RATE_LIMITED"        // too many, too fast
)

// Use is what a request wants to do, for the limits and for the owner's statistics.
type Use int

// The uses. Each counts as a request as well, but for Again.
const (
	Request      Use = iota
	Conversation     // to open a conversation
	Message          // to send a message
	Again            // to go on with what was admitted before the key was changed: not limited and not counted
)

// Facts are what a decision looks at.
type Facts struct {
	Key         string
	AssistantID string // that the request is for; "" = that of the key
	Use         Use
	Origins     []string            // values of the Origin header lines
	Referers    []string            // values of the Referer header lines
	Element     string              // version of the web component, as it says itself; only counted
	RemoteAddr  string              // as in http.Request
	Header      map[string][]string // as in http.Request; only the operator's client address header is read
}

// Decision is a verdict with what it was based on.
type Decision struct {
	Allowed    bool
	Code       Code           // of a refusal, also of one that is only reported
	ReportOnly bool           // allowed only because the restriction is not in force yet
	Received   string         // the origin as it came, or the address; not checked in any way
	Origin     origin.Origin  // where the request came from, when it could be read
	Client     address.Client // likewise
	Website    origin.Pattern // the entry that admitted the request, when a website did
	Prefix     netip.Prefix   // likewise for addresses
}

// Matched is the deciding entry in canonical form, "" when none decided.
func (d *Decision) Matched() string {
	switch {
	case !d.Website.IsZero():
		return d.Website.String()
	case d.Prefix.IsValid():
		return address.Format(d.Prefix)
	}
	return ""
}

// Policy is one version of a key, compiled. It is immutable.
type Policy struct {
	// What every decision reads stands together and shares its memory between keys where it can: with very many keys, most of
	// the time of a decision is waiting for memory.
	kind         key.RestrictionType
	everyWebsite bool // the list of websites is empty
	mayEnd       bool // disabled, deleted, or with an end
	reportOnly   bool
	websites     *origin.Set
	addresses    *address.Set
	rates        rates
	ownRates     rates // those that the key itself names
	digest       key.Digest
	subject      uint64       // names the key in the table of rates
	Meter        *usage.Meter // nil = nothing is counted
	View         any          // what the gate's View made of this policy
	GraceUntil   *time.Time   // nil = the secret is the key's current one
	changed      chan struct{}
	sibling      *Policy // of the same key, for another of its secrets; held by the gate's lock

	MessagesPerDay int // 0 = any number
	Assistant      *assistant.Assistant
	Key            key.Key // without the lists of its restriction, which are compiled
}

// Changed is closed when the gate has dropped this policy, because the key or its assistant was changed: what goes on in its name has to be admitted again.
func (p *Policy) Changed() <-chan struct{} { return p.changed }

// Until is when the secret stops working by itself; ok is false when it does not.
func (p *Policy) Until() (at time.Time, ok bool) {
	for _, end := range []*time.Time{p.Key.ExpiresAt, p.GraceUntil} {
		if end != nil && (!ok || end.Before(at)) {
			at, ok = *end, true
		}
	}
	return at, ok
}

// NewPolicy compiles a key. An entry that does not parse any more admits nothing.
func NewPolicy(k key.Key, a *assistant.Assistant, graceUntil *time.Time) *Policy {
	p := &Policy{
		Key: k, Assistant: a, GraceUntil: graceUntil, changed: make(chan struct{}),
		mayEnd: k.Disabled || k.ExpiresAt != nil || k.DeletedAt != nil, reportOnly: k.Restriction.ReportOnly,
	}
	switch k.Restriction.Type {
	case key.None:
		p.kind = key.None
	case key.Websites:
		p.kind = key.Websites
		// As typed, not as compiled: a list that cannot be read must not open the key.
		p.everyWebsite = len(k.Restriction.Websites) == 0
		p.websites = websites(k.Restriction.Websites)
	case key.IPAddresses:
		p.kind = key.IPAddresses
		p.addresses = addresses(&k.Restriction)
	}
	p.Key.Restriction.Websites, p.Key.Restriction.IPAddresses = nil, nil
	return p
}

func websites(entries []string) *origin.Set {
	patterns := make([]origin.Pattern, 0, len(entries))
	for _, entry := range entries {
		if parsed, err := origin.ParsePattern(entry); err == nil {
			patterns = append(patterns, parsed.Pattern)
		}
	}
	return origin.Compile(patterns)
}

func addresses(r *key.Restriction) *address.Set {
	prefixes := make([]netip.Prefix, 0, len(r.IPAddresses))
	for _, entry := range r.IPAddresses {
		if parsed, err := r.ParseAddress(entry); err == nil {
			prefixes = append(prefixes, parsed.Prefix)
		}
	}
	return address.Compile(prefixes)
}

// Decide says whether a request with these facts may use the key at a time. It does not look at Facts.Key.
func (p *Policy) Decide(facts *Facts, proxies *address.Proxies, now time.Time) Decision {
	if p.mayEnd {
		switch p.Key.Status(now) {
		case key.Deleted:
			return Decision{Code: KeyInvalid}
		case key.Disabled:
			return Decision{Code: KeyDisabled}
		case key.Expired:
			return Decision{Code: KeyExpired}
		}
	}
	if p.GraceUntil != nil && !now.Before(*p.GraceUntil) {
		return Decision{Code: KeyInvalid}
	}
	d := p.restrict(facts, proxies)
	if !d.Allowed && p.reportOnly && d.Code != KeyInvalid {
		d.Allowed, d.ReportOnly = true, true
	}
	return d
}

// restrict applies the restriction. Who is calling is found out also when the restriction does not ask, for those who count.
func (p *Policy) restrict(facts *Facts, proxies *address.Proxies) Decision {
	var d Decision
	var originErr, clientErr error
	d.Origin, d.Received, originErr = origin.Caller(facts.Origins, facts.Referers)
	d.Client, clientErr = proxies.Client(facts.RemoteAddr, facts.Header)
	switch p.kind {
	case key.None:
		d.Allowed = true
	case key.Websites:
		p.restrictWebsite(&d, originErr)
	case key.IPAddresses:
		p.restrictAddress(&d, clientErr)
	default: // a type that this version does not know
		d.Code = KeyInvalid
	}
	return d
}

func (p *Policy) restrictWebsite(d *Decision, err error) {
	if p.everyWebsite {
		d.Allowed = true
		return
	}
	if err != nil && origin.ReasonOf(err) == origin.ReasonMissing {
		d.Code = OriginMissing
		return
	}
	website, ok := p.websites.Match(d.Origin)
	if err != nil || !ok {
		d.Code = OriginNotAllowed
		return
	}
	d.Allowed, d.Website = true, website
}

func (p *Policy) restrictAddress(d *Decision, err error) {
	d.Received = ""
	if err != nil {
		d.Code = AddressNotAllowed
		return
	}
	prefix, ok := p.addresses.Match(d.Client.Addr)
	if !ok {
		d.Code, d.Received = AddressNotAllowed, d.Client.Addr.String()
		return
	}
	d.Allowed, d.Prefix = true, prefix
}
