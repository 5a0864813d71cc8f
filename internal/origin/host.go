package origin

import (
	"net/netip"
	"strconv"
	"strings"
)

const (
	maxHost  = 253 // RFC 1035, section 2.3.4, without the root's dot
	maxLabel = 63
)

// checkHost returns "" if host is a host in the one form that browsers serialise (WHATWG URL, "host
// serializing"): lower-case ASCII labels, a canonical dotted quad, or a bracketed IPv6 address. It does
// not allocate.
func checkHost(host string) Reason {
	if strings.HasPrefix(host, "[") {
		return checkIPv6(host)
	}
	last, ok := lastLabel(host)
	if !ok {
		return ReasonHost
	}
	if isNumeric(last) && !isIPv4(host) {
		return ReasonIPv4
	}
	return ""
}

// lastLabel returns the last label of host, and false unless every label is valid.
func lastLabel(host string) (string, bool) {
	if len(host) > maxHost {
		return "", false
	}
	start := 0
	for i := range len(host) {
		if host[i] != '.' {
			if !isHostByte(host[i]) {
				return "", false
			}
			continue
		}
		if !validLength(i - start) {
			return "", false
		}
		start = i + 1
	}
	return host[start:], validLength(len(host) - start)
}

func validLength(label int) bool { return label > 0 && label <= maxLabel }

// isHostByte admits the underscore: no registry sells it, but private names have it and browsers send it.
func isHostByte(c byte) bool { return isLower(c) || isDigit(c) || c == '-' || c == '_' }

// isNumeric reports whether browsers would read a host that ends in this label as an IPv4 address (WHATWG
// URL, "ends in a number checker").
func isNumeric(label string) bool {
	digits, hex := strings.CutPrefix(label, "0x")
	for i := range len(digits) {
		c := digits[i]
		if !isDigit(c) && (!hex || c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// isIPv4 relies on netip, which knows four decimal numbers without leading zeros and nothing else.
func isIPv4(host string) bool {
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Is4()
}

func checkIPv6(host string) Reason {
	addr, ok := parseIPv6(host)
	if !ok {
		return ReasonIPv6
	}
	var buffer [64]byte
	if string(appendIPv6(buffer[:0], addr)) != host {
		return ReasonIPv6
	}
	return ""
}

// parseIPv6 reads a bracketed address without zone.
func parseIPv6(host string) (netip.Addr, bool) {
	if len(host) < 2 || host[0] != '[' || host[len(host)-1] != ']' {
		return netip.Addr{}, false
	}
	inner := host[1 : len(host)-1]
	if strings.Contains(inner, "%") {
		return netip.Addr{}, false
	}
	addr, err := netip.ParseAddr(inner)
	return addr, err == nil && addr.Is6()
}

// appendIPv6 writes the address as browsers do (WHATWG URL, "IPv6 serializer"): RFC 5952, but never with a
// dotted IPv4 tail.
func appendIPv6(buffer []byte, addr netip.Addr) []byte {
	buffer = append(buffer, '[')
	if addr.Is4In6() {
		b := addr.As16()
		high, low := uint16(b[12])<<8|uint16(b[13]), uint16(b[14])<<8|uint16(b[15])
		buffer = strconv.AppendUint(append(buffer, "::ffff:"...), uint64(high), 16)
		buffer = strconv.AppendUint(append(buffer, ':'), uint64(low), 16)
	} else {
		buffer = addr.AppendTo(buffer)
	}
	return append(buffer, ']')
}

// isLoopback reports whether the host can only be this very computer: the localhost names (RFC 6761,
// section 6.3), 127.0.0.0/8 and [::1]. The host must have passed checkHost.
func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "[::1]" {
		return true
	}
	return strings.HasPrefix(host, "127.") && isIPv4(host)
}

func isAddress(host string) bool { return strings.HasPrefix(host, "[") || isIPv4(host) }
