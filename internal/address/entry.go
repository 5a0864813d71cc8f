package address

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode"
)

const (
	maxEntry = 64 // bytes; the longest spelling of a range has 49

	minBits4 = 8  // a wider IPv4 range is a restriction in name only
	minBits6 = 16 // the same for IPv6
	netBits6 = 64 // what one subscriber has, RFC 6177; privacy addresses (RFC 8981) change below it

	mappedBits = 96 // the length of ::ffff:0:0, RFC 4291, section 2.5.5.2
)

// Parsed is an accepted entry.
type Parsed struct {
	Prefix   netip.Prefix // canonical: masked, without zone, IPv4 where it was IPv4-mapped
	Changes  []Change     // how the canonical form differs from what was typed
	Warnings []Warning    // what the owner of the restriction ought to know
}

// String returns the canonical form, which ParseEntry accepts without a change.
func (p Parsed) String() string { return Format(p.Prefix) }

// Format returns the canonical text of a range: a single address without "/32" or "/128".
func Format(prefix netip.Prefix) string {
	if prefix.IsSingleIP() {
		return prefix.Addr().String()
	}
	return prefix.String()
}

// ChangeKind is what ParseEntry changed. The set is closed; the values are stable.
type ChangeKind string

// What ParseEntry changes.
const (
	ChangeTrimmed  ChangeKind = "TRIMMED"   // white space around the entry
	ChangeMapped   ChangeKind = "MAPPED"    // IPv4-mapped IPv6 became IPv4
	ChangeHostBits ChangeKind = "HOST_BITS" // bits behind the prefix became zero
	ChangeSpelling ChangeKind = "SPELLING"  // the shortest spelling in lower case; "/32" or "/128" dropped
)

// Change is one difference between what was typed and what is kept.
type Change struct {
	Kind     ChangeKind
	From, To string
}

// WarningKind is what a Warning is about. The set is closed; the values are stable.
type WarningKind string

// WarningSingleIPv6 says that one IPv6 address will not stay that of a computer.
const WarningSingleIPv6 WarningKind = "SINGLE_IPV6"

// Warning is advice about an entry that is accepted nevertheless.
type Warning struct {
	Kind       WarningKind
	Message    string // one or two sentences, safe to show
	Suggestion string // an entry to consider instead
}

// ParseEntry reads one IPv4 or IPv6 address, or CIDR range of either, and returns its canonical form with
// what was changed. Parsing the canonical form again gives the same range and no change. The error is an
// *Error.
//
// With ReasonTooWide, and only then, the result is complete beside the error, so that a caller that has an
// explicit confirmation can keep it.
func ParseEntry(entry string) (Parsed, error) {
	text := strings.TrimFunc(entry, isBlank)
	switch {
	case text == "":
		return Parsed{}, refuse(ReasonEmpty,
			"The entry is empty. Type an address such as 203.0.113.5, or a range "+
				"such as 203.0.113.0/24.", "")
	case len(text) > maxEntry:
		return Parsed{}, refuse(ReasonTooLong,
			"The entry is too long. One entry is one address or range.", "")
	}
	typed, err := read(text)
	if err != nil {
		return Parsed{}, explain(text)
	}
	unmapped, ok := unmap(typed)
	if !ok {
		return Parsed{}, refuse(ReasonMapped,
			"The range holds more than the IPv4-mapped addresses. Add the IPv4 range "+
				"and the IPv6 range as two entries.", "")
	}
	parsed := Parsed{Prefix: unmapped.Masked()}
	parsed.note(ChangeTrimmed, entry, text)
	parsed.noteSpelling(text, typed, unmapped)
	parsed.warn()
	return parsed, tooWide(parsed.Prefix)
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }

// read relies on netip, which knows no octal, hexadecimal or short IPv4 and no leading zeros.
func read(text string) (netip.Prefix, error) {
	if strings.Contains(text, "/") {
		return netip.ParsePrefix(text)
	}
	addr, err := netip.ParseAddr(text)
	if err == nil && addr.Zone() != "" {
		err = strconv.ErrSyntax
	}
	return netip.PrefixFrom(addr, addr.BitLen()), err
}

// unmap returns the IPv4 range for one within the IPv4-mapped addresses. It returns the range unchanged
// and false for one that holds them and others.
func unmap(prefix netip.Prefix) (netip.Prefix, bool) {
	addr, bits := prefix.Addr(), prefix.Bits()
	if !addr.Is6() || !addr.Is4In6() && !holdsMapped(prefix) {
		return prefix, true
	}
	if bits < mappedBits {
		return prefix, holdsEverything(prefix)
	}
	return netip.PrefixFrom(addr.Unmap(), bits-mappedBits), true
}

// holdsMapped compares bit by bit because netip keeps mapped addresses out of every IPv6 prefix.
func holdsMapped(prefix netip.Prefix) bool {
	mapped := netip.PrefixFrom(netip.AddrFrom16([16]byte{10: 0xff, 11: 0xff}), prefix.Bits())
	return mapped.Masked().Addr() == prefix.Masked().Addr()
}

// holdsEverything keeps ::/0 for the more telling refusal.
func holdsEverything(prefix netip.Prefix) bool { return prefix.Bits() < minBits6 }

func (p *Parsed) note(kind ChangeKind, from, to string) {
	if from != to {
		p.Changes = append(p.Changes, Change{kind, from, to})
	}
}

func (p *Parsed) noteSpelling(text string, typed, unmapped netip.Prefix) {
	masked := unmapped.Masked()
	switch {
	case typed != unmapped:
		p.note(ChangeMapped, text, Format(masked))
	case unmapped != masked:
		p.note(ChangeHostBits, text, Format(masked))
	default:
		p.note(ChangeSpelling, text, Format(masked))
	}
}

func (p *Parsed) warn() {
	addr := p.Prefix.Addr()
	if p.Prefix.IsSingleIP() && addr.Is6() && isGlobal6(addr) {
		network := netip.PrefixFrom(addr, netBits6).Masked().String()
		p.Warnings = append(p.Warnings, Warning{
			Kind: WarningSingleIPv6,
			Message: "Most computers change their IPv6 address every day. " + network +
				" admits the whole network of this one.",
			Suggestion: network,
		})
	}
}

// isGlobal6 reports whether the address is within 2000::/3, all that is routed on the internet (RFC 4291,
// section 2.4, and IANA's registry).
func isGlobal6(addr netip.Addr) bool { return addr.As16()[0]>>5 == 1 }

func tooWide(prefix netip.Prefix) error {
	least := minBits6
	if prefix.Addr().Is4() {
		least = minBits4
	}
	if prefix.Bits() >= least {
		return nil
	}
	return refuse(ReasonTooWide, fmt.Sprintf("%s admits so much of the internet that it restricts nothing. "+
		"Use ranges of /%d or narrower, or choose the restriction None.", prefix, least), "")
}
