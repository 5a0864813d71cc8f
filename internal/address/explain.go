package address

import (
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// explain names the likeliest reason why text is neither an address nor a range, and the way out.
func explain(text string) *Error {
	addr, bits, hasBits := strings.Cut(text, "/")
	switch {
	case strings.Contains(addr, "%"):
		return explainZone(addr, bits)
	case strings.Contains(text, "*"):
		return explainStar(text)
	case strings.ContainsAny(addr, "[]") || isIPv4WithPort(addr):
		return explainPort(addr)
	case hasBits && isPlain(addr):
		return explainBits(addr, bits)
	case looksLikeIPv4(addr):
		return refuse(ReasonSpelling,
			"An IPv4 address is written as four decimal numbers from 0 to 255 without leading "+
				"zeros, such as 203.0.113.5.", "")
	}
	return refuse(ReasonMalformed,
		"This is neither an IP address nor a range. Type one such as 203.0.113.5, "+
			"203.0.113.0/24 or 2001:db8::/64. For host names choose the restriction Websites.", "")
}

func isPlain(text string) bool {
	addr, err := netip.ParseAddr(text)
	return err == nil && addr.Zone() == ""
}

// suggest returns the canonical form of a repaired entry, or "" if it would be refused too. It must not
// explain in its turn: a repair may lead back to where it began.
func suggest(entry string) string {
	typed, err := read(entry)
	if err != nil {
		return ""
	}
	unmapped, ok := unmap(typed)
	if !ok || tooWide(unmapped) != nil {
		return ""
	}
	return Format(unmapped.Masked())
}

func useInstead(suggestion string) string {
	if suggestion == "" {
		return ""
	}
	return " Use " + suggestion + " instead."
}

func explainZone(addr, bits string) *Error {
	plain, _, _ := strings.Cut(addr, "%")
	if bits != "" {
		plain += "/" + bits
	}
	repaired := suggest(plain)
	return refuse(ReasonZone,
		"A zone (the part behind %) names an interface of one computer and means nothing to "+
			"others."+useInstead(repaired), repaired)
}

// explainStar reads 10.0.*.* as the range that was meant.
func explainStar(text string) *Error {
	repaired := ""
	parts := strings.Split(text, ".")
	if len(parts) == 4 {
		bits := 32
		for i := len(parts) - 1; i > 0 && parts[i] == "*"; i-- {
			parts[i] = "0"
			bits -= 8
		}
		if bits < 32 {
			repaired = suggest(strings.Join(parts, ".") + "/" + strconv.Itoa(bits))
		}
	}
	return refuse(ReasonWildcard,
		"A range is written with a slash, not with a *."+useInstead(repaired), repaired)
}

func isIPv4WithPort(text string) bool {
	host, _, found := strings.Cut(text, ":")
	return found && strings.Contains(host, ".") && isPlain(host)
}

func explainPort(addr string) *Error {
	host := addr
	if rest, found := strings.CutPrefix(addr, "["); found {
		host, _, _ = strings.Cut(rest, "]")
	} else {
		host, _, _ = strings.Cut(addr, ":")
	}
	repaired := suggest(host)
	return refuse(ReasonPort,
		"An entry has neither a port nor brackets: clients use a different port each time."+
			useInstead(repaired), repaired)
}

func explainBits(addr, bits string) *Error {
	repaired := suggest(addr + "/" + plainBits(bits))
	return refuse(ReasonBits,
		"The number behind the slash counts the leading bits of the range: 0 to 32 for IPv4, 0 "+
			"to 128 for IPv6, such as 203.0.113.0/24."+useInstead(repaired), repaired)
}

// plainBits reads what else stands behind the slash: a number with leading zeros or a netmask.
func plainBits(bits string) string {
	mask, err := netip.ParseAddr(bits)
	if err != nil || !mask.Is4() {
		return strings.TrimLeft(bits, "0")
	}
	ones, size := net.IPMask(mask.AsSlice()).Size()
	if size == 0 {
		return bits
	}
	return strconv.Itoa(ones)
}

// looksLikeIPv4 recognises the spellings that some software takes for IPv4: octal, hexadecimal, fewer
// numbers.
func looksLikeIPv4(text string) bool {
	if text == "" {
		return false
	}
	hex := strings.Contains(strings.ToLower(text), "0x")
	return strings.IndexFunc(text, func(r rune) bool {
		isHex := 'a' <= r|0x20 && r|0x20 <= 'f' || r|0x20 == 'x'
		return r != '.' && (r < '0' || '9' < r) && (!hex || !isHex)
	}) < 0
}
