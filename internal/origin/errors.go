package origin

import "errors"

// Reason is why an entry or a header was refused. The set is closed; the values are stable and fit for
// translation.
type Reason string

// Reasons that concern entries and headers alike.
const (
	ReasonTooLong   Reason = "TOO_LONG"  // longer than any origin can be
	ReasonMalformed Reason = "MALFORMED" // not scheme://host
	ReasonScheme    Reason = "SCHEME"    // a scheme that is not valid, or whose pages have no origin
	ReasonUserInfo  Reason = "USER_INFO" // a user name or password before the host
	ReasonPath      Reason = "PATH"      // something behind host and port
	ReasonHost      Reason = "HOST"      // not a host name in the form that browsers send
	ReasonIPv4      Reason = "IPV4"      // an IPv4 address in another spelling than four decimal numbers
	ReasonIPv6      Reason = "IPV6"      // an IPv6 address that is not valid or not in its shortest spelling
	ReasonPort      Reason = "PORT"      // not a number from 1 to 65535
	ReasonMultiple  Reason = "MULTIPLE"  // more than one value
)

// Reasons that concern headers only.
const (
	ReasonMissing     Reason = "MISSING"      // neither Origin nor Referer
	ReasonNull        Reason = "NULL"         // the opaque origin, which any page can obtain
	ReasonDefaultPort Reason = "DEFAULT_PORT" // spelled out where browsers leave it out
)

// Reasons that concern entries only.
const (
	ReasonEmpty          Reason = "EMPTY"                  // nothing was typed
	ReasonEverything     Reason = "WILDCARD_EVERYTHING"    // a lone "*"
	ReasonWildcard       Reason = "WILDCARD"               // "*" anywhere but as the whole first label
	ReasonPublicSuffix   Reason = "WILDCARD_PUBLIC_SUFFIX" // below a suffix that strangers share
	ReasonWildcardOnIP   Reason = "WILDCARD_ADDRESS"       // addresses have no subdomains
	ReasonWildcardPort   Reason = "WILDCARD_PORT"          // ":*" on a host that is not loopback
	ReasonWildcardScheme Reason = "WILDCARD_SCHEME"        // "*" in an app's origin, or as the scheme
)

// Error is a refusal. Message is one sentence, safe to show, that names the way out.
type Error struct {
	Reason     Reason
	Message    string
	Suggestion string // an entry to use instead, accepted by ParsePattern; often empty
}

func (e *Error) Error() string { return e.Message }

// ReasonOf returns the Reason of the *Error in err's chain, or "" when there is none.
func ReasonOf(err error) Reason {
	if refusal, ok := errors.AsType[*Error](err); ok {
		return refusal.Reason
	}
	return ""
}

// refuseHeader returns the refusal of a header; header is "Origin" or "Referer".
func refuseHeader(header string, reason Reason) error {
	return &Error{Reason: reason, Message: "The " + header + " header " + headerFault(reason)}
}

func headerFault(reason Reason) string {
	switch reason {
	case ReasonTooLong:
		return "is longer than any origin."
	case ReasonScheme:
		return "has a scheme that is not that of a website or an app."
	case ReasonUserInfo:
		return "holds a user name or password, which browsers never send."
	case ReasonPath:
		return "holds more than scheme, host and port."
	case ReasonHost:
		return "has a host that is not in the form that browsers send."
	case ReasonIPv4:
		return "has an IPv4 address that is not written as four plain decimal numbers."
	case ReasonIPv6:
		return "has an IPv6 address that is not valid or not in its shortest spelling."
	case ReasonPort:
		return "has a port that is not a number from 1 to 65535."
	case ReasonDefaultPort:
		return "spells out the default port, which browsers leave out."
	case ReasonNull:
		return `is "null": the page has no origin that could be checked, for example in a sandboxed frame.`
	case ReasonMultiple:
		return "has more than one value."
	default:
		return "is not an origin."
	}
}
