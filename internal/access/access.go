// Package access is the gate: may this request use this key?
//
// Gate.Admit answers with a Grant or a Denial. Everything that a decision needs is compiled once per version of a key into an immutable
// Policy that is kept in memory, so that an admitted request costs no memory and no database call. When a key or its assistant is changed, Forget drops what was
// compiled; the next request compiles the new version. The same Policy.Decide serves requests and the tester of the management API.
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
)

// Facts are what a decision looks at.
type Facts struct {
	Key        string
	Origins    []string            // values of the Origin header lines
	Referers   []string            // values of the Referer header lines
	RemoteAddr string              // as in http.Request
	Header     map[string][]string // as in http.Request; only the operator's client address header is read
}

// Decision is a verdict with what it was based on.
type Decision struct {
	Allowed  bool
	Code     Code           // of a refusal
	Received string         // the origin as it came, or the address; not checked in any way
	Origin   origin.Origin  // where the request came from, when the key looks at websites and it could be read
	Client   address.Client // likewise for addresses
	Website  origin.Pattern // the entry that admitted the request, when a website did
	Prefix   netip.Prefix   // likewise for addresses
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
	assistantID  string
	kind         key.RestrictionType
	everyWebsite bool // the list of websites is empty
	mayEnd       bool // disabled, deleted, or with an end
	websites     *origin.Set
	addresses    *address.Set
	View         any        // what the gate's View made of this policy
	GraceUntil   *time.Time // nil = the secret is the key's current one
	changed      chan struct{}

	Assistant *assistant.Assistant
	Key       key.Key // without the lists of its restriction, which are compiled
}

// Changed is closed when the gate has dropped this policy, because the key or its assistant was changed: what goes on in its name has to be admitted again.
func (p *Policy) Changed() <-chan struct{} { return p.changed }

// NewPolicy compiles a key. An entry that does not parse any more admits nothing.
func NewPolicy(k key.Key, a *assistant.Assistant, graceUntil *time.Time) *Policy {
	p := &Policy{
		Key: k, Assistant: a, GraceUntil: graceUntil, changed: make(chan struct{}), assistantID: k.AssistantID,
		mayEnd: k.Disabled || k.ExpiresAt != nil || k.DeletedAt != nil,
	}
	if a != nil {
		p.assistantID = a.ID
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
		p.addresses = addresses(k.Restriction.IPAddresses)
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

func addresses(entries []string) *address.Set {
	prefixes := make([]netip.Prefix, 0, len(entries))
	for _, entry := range entries {
		if parsed, err := address.ParseEntry(entry); err == nil {
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
	switch p.kind {
	case key.None:
		return Decision{Allowed: true}
	case key.Websites:
		return p.decideWebsite(facts)
	case key.IPAddresses:
		return p.decideAddress(facts, proxies)
	}
	return Decision{Code: KeyInvalid} // a type that this version does not know
}

func (p *Policy) decideWebsite(facts *Facts) Decision {
	o, received, err := origin.Caller(facts.Origins, facts.Referers)
	if p.everyWebsite {
		return Decision{Allowed: true, Origin: o, Received: received}
	}
	if err != nil && origin.ReasonOf(err) == origin.ReasonMissing {
		return Decision{Code: OriginMissing}
	}
	website, ok := p.websites.Match(o)
	if err != nil || !ok {
		return Decision{Code: OriginNotAllowed, Origin: o, Received: received}
	}
	return Decision{Allowed: true, Origin: o, Received: received, Website: website}
}

func (p *Policy) decideAddress(facts *Facts, proxies *address.Proxies) Decision {
	client, err := proxies.Client(facts.RemoteAddr, facts.Header)
	if err != nil {
		return Decision{Code: AddressNotAllowed}
	}
	prefix, ok := p.addresses.Match(client.Addr)
	if !ok {
		return Decision{Code: AddressNotAllowed, Client: client, Received: client.Addr.String()}
	}
	return Decision{Allowed: true, Client: client, Prefix: prefix}
}
