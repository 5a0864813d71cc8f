package address

import "errors"

// Reason is why an entry or a client's address was refused. The set is closed; the values are stable and
// fit for translation.
type Reason string

// Reasons that concern entries.
const (
	ReasonEmpty     Reason = "EMPTY"     // nothing was typed
	ReasonTooLong   Reason = "TOO_LONG"  // longer than any range can be
	ReasonMalformed Reason = "MALFORMED" // neither an address nor a range
	ReasonSpelling  Reason = "SPELLING"  // an IPv4 address that is not four plain decimal numbers
	ReasonBits      Reason = "BITS"      // the number behind the slash is not one of the family
	ReasonZone      Reason = "ZONE"      // an interface name behind "%"
	ReasonPort      Reason = "PORT"      // an address with a port or in brackets
	ReasonWildcard  Reason = "WILDCARD"  // a "*" in place of a number
	ReasonMapped    Reason = "MAPPED"    // a range that holds more than the IPv4-mapped addresses
	ReasonTooWide   Reason = "TOO_WIDE"  // wider than /8 (IPv4) or /16 (IPv6)
)

// Reasons that concern the client's address.
const (
	ReasonPeer        Reason = "PEER"          // the socket has no IP address
	ReasonHeader      Reason = "HEADER"        // the header holds something that is not an address
	ReasonUnknown     Reason = "UNKNOWN"       // a proxy hides the address (RFC 7239, section 6)
	ReasonTooManyHops Reason = "TOO_MANY_HOPS" // more trusted proxies in a row than any real path has
)

// Error is a refusal. Message is one or two sentences, safe to show, that name the way out.
type Error struct {
	Reason     Reason
	Message    string
	Suggestion string // an entry to use instead, accepted by ParseEntry; often empty
}

func (e *Error) Error() string { return e.Message }

// ReasonOf returns the Reason of the *Error in err's chain, or "" when there is none.
func ReasonOf(err error) Reason {
	if refusal, ok := errors.AsType[*Error](err); ok {
		return refusal.Reason
	}
	return ""
}

func refuse(reason Reason, message, suggestion string) *Error {
	return &Error{Reason: reason, Message: message, Suggestion: suggestion}
}
