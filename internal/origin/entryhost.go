package origin

import (
	"net/netip"
	"strings"
)

// cutPort splits host and port as typed.
func (d *draft) cutPort() *Error {
	if plain, found := strings.CutPrefix(d.text, "*.["); found {
		return refuseSubdomains(d.suggest(d.typed("[" + plain)))
	}
	if !strings.HasPrefix(d.text, "[") && strings.Count(d.text, ":") > 1 {
		repaired := ""
		if addr, err := netip.ParseAddr(d.text); err == nil && addr.Is6() {
			repaired = d.suggest(d.typed("[" + d.text + "]"))
		}
		if repaired != "" {
			return refuse(ReasonIPv6,
				"An IPv6 address is written in brackets."+useInstead(repaired), repaired)
		}
		return refuse(ReasonPort, "The entry has more than one colon behind its scheme. Type host:port.", "")
	}
	d.host, d.port, d.hasPort = cutPort(d.text)
	return nil
}

// cutWildcard takes "*." off the host; nothing else may hold a "*".
func (d *draft) cutWildcard() *Error {
	if d.host == "*" {
		return refuse(ReasonEverything,
			"A lone * would admit every website. If that is what you want, choose the "+
				"restriction None.", "")
	}
	rest, found := strings.CutPrefix(d.host, "*.")
	if strings.Contains(rest, "*") {
		return refuse(ReasonWildcard,
			"A * may only stand for all subdomains, as the whole first part of the host: "+
				"https://*.example.com. List other hosts one by one.", "")
	}
	d.host, d.pattern.subdomains = rest, found
	return nil
}

// readHost brings the host into the form in which browsers send it.
func (d *draft) readHost() *Error {
	if strings.HasPrefix(d.host, "[") {
		return d.readIPv6()
	}
	lower := lowerASCII(d.host)
	ascii, ok := toASCII(lower)
	if !ok {
		return refuse(ReasonHost, "The host is not a valid domain name. Check its spelling.", "")
	}
	if trimmed := strings.TrimRight(ascii, "."); trimmed != ascii && trimmed != "" {
		return d.refuseDot(trimmed)
	}
	if ascii != lower && isAddress(ascii) {
		return refuse(ReasonIPv4,
			"The address is not written in plain digits. Type it again, such as 203.0.113.5.", "")
	}
	if reason := checkHost(ascii); reason != "" {
		return refuse(reason, hostFault(reason), "")
	}
	d.pattern.host = ascii
	if ascii == lower {
		d.note(ChangeLowerCase, d.host, lower)
	} else {
		d.note(ChangeASCIIHost, d.host, ascii)
	}
	return nil
}

func hostFault(reason Reason) string {
	if reason == ReasonIPv4 {
		return "The host ends in a number but is not an IPv4 address of four plain decimal numbers, such as " +
			"203.0.113.5."
	}
	return "The host is not valid: it consists of parts of 1 to 63 letters, digits and hyphens, with single " +
		"dots between them, such as www.example.com."
}

func (d *draft) refuseDot(host string) *Error {
	if d.pattern.subdomains {
		host = "*." + host
	}
	if d.hasPort {
		host += ":" + d.port
	}
	repaired := d.suggest(d.typed(host))
	return refuse(ReasonHost, "A dot at the end of the host makes it another website for browsers."+
		useInstead(repaired), repaired)
}

func (d *draft) readIPv6() *Error {
	addr, ok := parseIPv6(d.host)
	if !ok {
		return refuse(ReasonIPv6,
			"The IPv6 address in brackets is not valid. Type it like [2001:db8::1], without a "+
				"zone.", "")
	}
	d.pattern.host = string(appendIPv6(nil, addr))
	d.note(ChangeIPv6, d.host, d.pattern.host)
	return nil
}

// readPort settles the scheme too: which one is meant depends on the host, and which port is the default
// on the scheme.
func (d *draft) readPort() *Error {
	d.settleScheme()
	if !d.hasPort {
		return nil
	}
	if d.port == "*" {
		d.pattern.anyPort = true
		return d.checkAnyPort()
	}
	number, ok := parsePort(d.port)
	if !ok {
		repaired := ""
		if d.port == "" {
			repaired = d.suggest(d.pattern.String())
		}
		return refuse(ReasonPort, "A port is a number from 1 to 65535."+useInstead(repaired), repaired)
	}
	if number == defaultPort(d.scheme) {
		d.note(ChangeDefaultPort, ":"+d.port, "")
		return nil
	}
	d.pattern.port = number
	return nil
}

func (d *draft) settleScheme() {
	if d.scheme == "" {
		d.scheme = "https"
		if isLoopback(d.pattern.host) {
			d.scheme = "http"
		}
		d.note(ChangeSchemeAdded, "", d.scheme+"://")
	}
	d.pattern.scheme = d.scheme
}

func (d *draft) checkAnyPort() *Error {
	if isLoopback(d.pattern.host) {
		return nil
	}
	fixed := d.pattern
	fixed.anyPort = false
	repaired := d.suggest(fixed.String())
	return refuse(ReasonWildcardPort,
		"Any port (:*) is for localhost and loopback addresses only. List each port of "+
			"other hosts."+useInstead(repaired), repaired)
}

func (d *draft) checkWildcard() *Error {
	host := d.pattern.host
	if !d.pattern.subdomains || host == "localhost" {
		return nil
	}
	if isAddress(host) {
		plain := d.pattern
		plain.subdomains = false
		return refuseSubdomains(d.suggest(plain.String()))
	}
	if sharedByStrangers(host) {
		return refuse(ReasonPublicSuffix,
			"Anybody can get a name below "+toUnicode(host)+", so *."+toUnicode(host)+
				" would admit strangers. List your own hosts, such as https://yours."+host+".", "")
	}
	return nil
}

func refuseSubdomains(repaired string) *Error {
	return refuse(ReasonWildcardOnIP, "An address has no subdomains."+useInstead(repaired), repaired)
}
