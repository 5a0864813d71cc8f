package origin

import (
	"strconv"
	"strings"
)

// maxOrigin bounds a serialised origin in bytes: the longest scheme in use, "://", a host of 253 and
// ":65535" leave room to spare.
const maxOrigin = 330

// Origin is where a page was loaded from: scheme, host and port (RFC 6454, section 4). It is comparable;
// two origins are the same origin exactly if they are ==. The zero value is no origin and matches nothing.
type Origin struct {
	scheme, host string
	port         uint16 // 0 is the scheme's default, or none
}

// Scheme returns the scheme in lower case, without "://".
func (o Origin) Scheme() string { return o.scheme }

// Host returns the host in lower-case ASCII; an IPv6 address is in brackets.
func (o Origin) Host() string { return o.host }

// Port returns the port, or 0 for the scheme's default.
func (o Origin) Port() uint16 { return o.port }

// IsZero reports whether o is the zero value, which is no origin.
func (o Origin) IsZero() bool { return o == Origin{} }

// String returns the serialised origin (WHATWG HTML, "serialization of an origin"), or "" for the zero
// value.
func (o Origin) String() string {
	if o.IsZero() {
		return ""
	}
	if o.port == 0 {
		return o.scheme + "://" + o.host
	}
	return o.scheme + "://" + o.host + ":" + strconv.Itoa(int(o.port))
}

// Clone returns an equal Origin that does not keep the text alive that o was read from.
func (o Origin) Clone() Origin {
	return Origin{strings.Clone(o.scheme), strings.Clone(o.host), o.port}
}

// ParseHeader reads the value of an Origin header: one serialised origin exactly as browsers send it, in
// lower case, without default port, path or trailing dot. The fields of the result are substrings of
// value. The error is an *Error.
//
// Whether an "xn--" label decodes is not checked: browsers do not check it either, and send such a host as it stands.
func ParseHeader(value string) (Origin, error) {
	if value == "null" {
		return Origin{}, refuseHeader("Origin", ReasonNull)
	}
	if len(value) > maxOrigin {
		return Origin{}, refuseHeader("Origin", ReasonTooLong)
	}
	o, reason := scan(value)
	if reason == "" && o.port != 0 && o.port == defaultPort(o.scheme) {
		reason = ReasonDefaultPort
	}
	if reason != "" {
		return Origin{}, refuseHeader("Origin", reason)
	}
	return o, nil
}

// ParseReferer reduces the value of a Referer header to its origin. The value must be an absolute http or
// https URL; what follows the authority is not looked at, and the default port is normalised. The rules
// for the host are those of ParseHeader. The fields of the result are substrings of value. The error is an
// *Error.
func ParseReferer(value string) (Origin, error) {
	head := refererHead(value)
	if len(head) > maxOrigin {
		return Origin{}, refuseHeader("Referer", ReasonTooLong)
	}
	o, reason := scan(head)
	if reason == "" && !isWeb(o.scheme) {
		reason = ReasonScheme
	}
	if reason != "" {
		return Origin{}, refuseHeader("Referer", reason)
	}
	if o.port == defaultPort(o.scheme) {
		o.port = 0
	}
	return o, nil
}

// refererHead returns the part of a URL in front of path, query and fragment. A backslash is left in:
// browsers read it as a slash, others do not, so the scan must see and refuse it.
func refererHead(value string) string {
	mark := strings.Index(value, "://")
	if mark < 0 {
		return value
	}
	start := mark + len("://")
	if end := strings.IndexAny(value[start:], "/?#"); end >= 0 {
		return value[:start+end]
	}
	return value
}

// scan splits scheme://host[:port] and checks each part. The default port is accepted as it stands.
func scan(value string) (Origin, Reason) {
	scheme, authority, found := strings.Cut(value, "://")
	if !found {
		return Origin{}, ReasonMalformed
	}
	if !validScheme(scheme) || isOriginless(scheme) {
		return Origin{}, ReasonScheme
	}
	host, port, hasPort := cutPort(authority)
	if reason := checkHost(host); reason != "" {
		return Origin{}, authorityFault(authority, reason)
	}
	if !hasPort {
		return Origin{scheme: scheme, host: host}, ""
	}
	number, ok := parsePort(port)
	if !ok || isExtension(scheme) {
		return Origin{}, authorityFault(authority, ReasonPort)
	}
	return Origin{scheme: scheme, host: host, port: number}, ""
}

// authorityFault names the better reason where one character explains why host or port failed.
func authorityFault(authority string, reason Reason) Reason {
	switch {
	case strings.Contains(authority, ","):
		return ReasonMultiple
	case strings.Contains(authority, "@"):
		return ReasonUserInfo
	case strings.ContainsAny(authority, "/?#"):
		return ReasonPath
	}
	return reason
}

// cutPort splits at the colon behind the host; brackets protect those of an IPv6 address.
func cutPort(authority string) (host, port string, hasPort bool) {
	from := 0
	if strings.HasPrefix(authority, "[") {
		from = strings.IndexByte(authority, ']') + 1
	}
	if colon := strings.IndexByte(authority[from:], ':'); colon >= 0 {
		return authority[:from+colon], authority[from+colon+1:], true
	}
	return authority, "", false
}

// parsePort accepts 1 to 65535 in plain decimal, without sign or leading zero.
func parsePort(text string) (uint16, bool) {
	if len(text) == 0 || len(text) > 5 || text[0] == '0' {
		return 0, false
	}
	number := 0
	for i := range len(text) {
		if !isDigit(text[i]) {
			return 0, false
		}
		number = number*10 + int(text[i]-'0')
	}
	return uint16(number), number <= 65535
}

// validScheme follows RFC 3986, section 3.1, in lower case.
func validScheme(scheme string) bool {
	if scheme == "" || !isLower(scheme[0]) {
		return false
	}
	for i := range len(scheme) {
		c := scheme[i]
		if !isLower(c) && !isDigit(c) && c != '+' && c != '-' && c != '.' {
			return false
		}
	}
	return true
}

func isWeb(scheme string) bool { return scheme == "https" || scheme == "http" }

// isOriginless reports whether no browser sends an origin of this scheme: its pages are opaque ("null"), or
// it names connections, not pages.
func isOriginless(scheme string) bool {
	switch scheme {
	case "file", "data", "blob", "about", "javascript", "filesystem", "ftp", "ws", "wss", "view-source", "mailto":
		return true
	}
	return false
}

// isExtension reports whether the scheme is that of a browser's extensions, whose origin is a host without
// port.
func isExtension(scheme string) bool { return strings.HasSuffix(scheme, "-extension") }

func defaultPort(scheme string) uint16 {
	switch scheme {
	case "http":
		return 80
	case "https":
		return 443
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
