package address

import (
	"net/netip"
	"strings"
)

// parseListed reads an element of X-Forwarded-For and its like: an address, perhaps in quotes, an IPv6
// address perhaps in brackets, either perhaps with a port.
func parseListed(element string) (netip.Addr, Reason) {
	if len(element) >= 2 && element[0] == '"' && element[len(element)-1] == '"' {
		element = element[1 : len(element)-1]
	}
	if strings.Count(element, ":") > 1 && !strings.HasPrefix(element, "[") {
		return parseBare(element)
	}
	return parseNode(element)
}

// parseForwarded reads a forwarded-element of RFC 7239, section 4, and returns the address of its one
// "for".
func parseForwarded(element string) (netip.Addr, Reason) {
	var addr netip.Addr
	for {
		// Pairs may be empty: "for=192.0.2.1;" is well formed.
		element = strings.TrimLeft(element, "; \t")
		if element == "" {
			break
		}
		var name, value string
		var ok bool
		if name, value, element, ok = cutPair(element); !ok {
			return netip.Addr{}, ReasonHeader
		}
		if !strings.EqualFold(name, "for") {
			continue
		}
		if addr.IsValid() {
			return netip.Addr{}, ReasonHeader
		}
		var reason Reason
		if addr, reason = parseNode(value); reason != "" {
			return netip.Addr{}, reason
		}
	}
	if !addr.IsValid() {
		return netip.Addr{}, ReasonHeader
	}
	return addr, ""
}

// cutPair takes the first name=value off an element. A quoted value is returned without quotes and with its
// escapes, which no address has.
func cutPair(element string) (name, value, rest string, ok bool) {
	name, rest, found := strings.Cut(element, "=")
	end := valueEnd(rest)
	if !found || !isToken(name) || end == 0 {
		return "", "", "", false
	}
	value, rest = strings.TrimSuffix(strings.TrimPrefix(rest[:end], `"`), `"`), trimBlanks(rest[end:])
	return name, value, rest, rest == "" || rest[0] == ';'
}

// valueEnd returns where the token or quoted string at the start of text ends; 0 if there is none.
func valueEnd(text string) int {
	if !strings.HasPrefix(text, `"`) {
		end := 0
		for end < len(text) && isTokenByte(text[end]) {
			end++
		}
		return end
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// parseNode reads IPv4, [IPv6], and either with a port (RFC 7239, section 6, without obfuscated ports).
func parseNode(node string) (netip.Addr, Reason) {
	if node == "unknown" || strings.HasPrefix(node, "_") {
		return netip.Addr{}, ReasonUnknown
	}
	host, port, hasPort := node, "", false
	if inner, found := strings.CutPrefix(node, "["); found {
		var tail string
		if host, tail, found = strings.Cut(inner, "]"); !found || !strings.Contains(host, ":") {
			return netip.Addr{}, ReasonHeader
		}
		if port, hasPort = strings.CutPrefix(tail, ":"); !hasPort && tail != "" {
			return netip.Addr{}, ReasonHeader
		}
	} else {
		host, port, hasPort = strings.Cut(node, ":")
	}
	if hasPort && !isPort(port) {
		return netip.Addr{}, ReasonHeader
	}
	return parseBare(host)
}

// parseBare refuses zones: the interfaces of another computer say nothing here.
func parseBare(text string) (netip.Addr, Reason) {
	if strings.Contains(text, "%") {
		return netip.Addr{}, ReasonHeader
	}
	addr, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Addr{}, ReasonHeader
	}
	return addr.Unmap(), ""
}

func isPort(text string) bool {
	number := 0
	for i := range len(text) {
		if text[i] < '0' || '9' < text[i] {
			return false
		}
		number = min(number*10+int(text[i]-'0'), 1<<16)
	}
	return 0 < len(text) && len(text) <= 5 && number < 1<<16
}

func trimBlanks(text string) string { return strings.Trim(text, " \t") }

// isToken follows RFC 9110, section 5.6.2.
func isToken(text string) bool {
	for i := range len(text) {
		if !isTokenByte(text[i]) {
			return false
		}
	}
	return text != ""
}

func isTokenByte(c byte) bool {
	switch {
	case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}
