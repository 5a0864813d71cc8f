package origin

import (
	"net/netip"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Preview shows by examples what an entry means. It is for display; its texts are safe to show and may
// change.
type Preview struct {
	Matches []Example // origins that the entry admits
	Refuses []Example // origins that one might expect it to admit, or an attacker might try
	Hints   []Hint    // what the owner of the restriction may have forgotten
}

// Example is an origin, as browsers send it, with a few words on why it is admitted or not.
type Example struct {
	Origin string
	Why    string
}

// Hint is advice with an entry to add, in canonical form; Entry is "" when there is none to add.
type Hint struct {
	Message string
	Entry   string
}

// Why an example is refused, for all kinds of entries.
const (
	otherScheme = "another scheme"
	otherPort   = "another port"
	lookAlike   = "another website that only looks like it"
	ownEntry    = "the domain itself needs an entry of its own"
	subdomain   = "a subdomain needs an entry of its own"
	otherName   = "this computer too, but under another name"
)

// Preview returns examples of what the entry admits and what not, the same for the same entry: one to
// three of the former and about three to five of the latter. An example that would be too long for an
// origin is left out. The zero value has no examples.
func (p Parsed) Preview() Preview {
	w := previewer{Pattern: p.Pattern}
	switch {
	case w.IsZero():
	case !isWeb(w.scheme):
		w.app()
	case w.subdomains:
		w.wildcard()
	case isAddress(w.host):
		w.address()
	default:
		w.domain()
	}
	return w.Preview
}

// previewer collects the examples of one pattern.
type previewer struct {
	Pattern
	Preview
}

// at is an origin that differs from the pattern in its host, with a port that the pattern admits.
func (w *previewer) at(host string) Origin {
	o := Origin{w.scheme, host, w.port}
	if w.anyPort {
		o.port = 3000
	}
	return o
}

func (o Origin) withScheme(scheme string) Origin { return Origin{scheme, o.host, o.port} }
func (o Origin) withPort(port uint16) Origin     { return Origin{o.scheme, o.host, port} }

func (w *previewer) matches(o Origin, why string) { w.Matches = add(w.Matches, o, why) }
func (w *previewer) refuses(o Origin, why string) { w.Refuses = add(w.Refuses, o, why) }

func add(list []Example, o Origin, why string) []Example {
	if o.port == defaultPort(o.scheme) {
		o.port = 0
	}
	if _, err := ParseHeader(o.String()); err != nil {
		return list // longer than a host can be, or no host at all
	}
	return append(list, Example{o.String(), why})
}

func (w *previewer) hint(message string, entry Pattern) {
	w.Hints = append(w.Hints, Hint{message, entry.String()})
}

// domain is for one host with a name.
func (w *previewer) domain() {
	own := w.at(w.host)
	w.itself(own)
	if apex, found := strings.CutPrefix(w.host, "www."); found && hasOneOwner(apex) {
		w.refuses(w.at(apex), "the domain without www needs an entry of its own")
	} else {
		w.refuses(w.at("www."+w.host), subdomain)
	}
	w.others(own)
	w.refuses(w.at(w.imitation(w.host)), lookAlike)
	w.hintNeighbours()
	w.hintScheme()
	w.hintLoopback()
}

// address is for one IP address.
func (w *previewer) address() {
	own := w.at(w.host)
	w.itself(own)
	w.others(own)
	w.refuses(w.at(nextAddress(w.host)), "another address")
	w.refuses(w.at(w.imitation(w.host)), lookAlike)
	w.hintScheme()
	w.hintLoopback()
	if !isLoopback(w.host) {
		w.hint("A page that is opened by a host name sends that name, not its address. Add the name, if it has one.", Pattern{})
	}
}

// wildcard is for all subdomains of a host.
func (w *previewer) wildcard() {
	own := w.at("www." + w.host)
	w.matches(own, "a subdomain")
	w.matches(w.at("a.b."+w.host), "a subdomain of a subdomain")
	if w.anyPort {
		w.matches(own.withPort(0), "any port, or none")
	}
	w.refuses(w.at(w.host), ownEntry)
	w.others(own)
	w.refuses(w.at(w.imitation(own.host)), lookAlike)
	w.refuses(w.at("evil"+w.host), lookAlike)
	apex := w.Pattern
	apex.subdomains = false
	w.hint("The domain itself is not included.", apex)
	w.hintScheme()
	w.hintLoopback()
}

// app is for the origin of an app or a browser extension.
func (w *previewer) app() {
	own := w.at(w.host)
	if isExtension(w.scheme) {
		w.matches(own, "this extension in this browser")
		w.refuses(w.at(otherID(w.host)), "another extension")
		w.refuses(own.withScheme("https"), otherScheme)
		w.hint("An extension has another address in each browser, and in some on each computer.", Pattern{})
		return
	}
	w.matches(own, "the app, as it sends it")
	w.refuses(own.withScheme("https"), otherScheme)
	w.others(own)
	w.refuses(w.at("app."+w.host), "another host")
	if w.host == "localhost" {
		w.hint("Every app built with the same framework sends "+w.String()+", not only yours: this entry keeps websites out, "+
			"but no other app.", Pattern{})
	}
	w.hintOtherSystems()
}

func (w *previewer) itself(own Origin) {
	if !w.anyPort {
		w.matches(own, "the website itself, with every page of it")
		return
	}
	w.matches(own.withPort(0), "without a port")
	w.matches(own, "any port")
	w.matches(own.withPort(8080), "any port")
}

// others are origins that differ from an admitted one in scheme, port or name of the computer.
func (w *previewer) others(own Origin) {
	switch own.scheme {
	case "https":
		w.refuses(own.withScheme("http"), otherScheme)
	case "http":
		w.refuses(own.withScheme("https"), otherScheme)
	}
	switch {
	case w.anyPort:
	case w.port == 0:
		w.refuses(own.withPort(8443), otherPort)
	default:
		w.refuses(own.withPort(0), otherPort)
	}
	if name := otherLoopback(w.host); name != "" && isWeb(w.scheme) {
		w.refuses(w.at(name), otherName)
	}
}

// imitation is a host that begins like the one that is trusted and belongs to somebody else.
func (w *previewer) imitation(host string) string {
	for _, owner := range []string{".evil.example", ".evil.test"} {
		if o := w.at(host + owner); !w.admits(o) {
			return o.host
		}
	}
	return ""
}

// hintNeighbours names the hosts that belong to a website as people think of it.
func (w *previewer) hintNeighbours() {
	other := w.Pattern
	if apex, found := strings.CutPrefix(w.host, "www."); found && hasOneOwner(apex) {
		other.host = apex
		w.hint("The domain without www is not included.", other)
		return
	}
	if registered, err := publicsuffix.EffectiveTLDPlusOne(w.host); err != nil || registered != w.host || !hasOneOwner(w.host) {
		return
	}
	other.host = "www." + w.host
	if checkHost(other.host) == "" {
		w.hint(other.host+" is not included.", other)
	}
	other.host, other.subdomains = w.host, true
	w.hint("Subdomains are not included.", other)
}

// hasOneOwner reports whether the names below host, if any, belong to whom host belongs.
func hasOneOwner(host string) bool {
	return checkHost(host) == "" && !isAddress(host) && !sharedByStrangers(host)
}

func (w *previewer) hintScheme() {
	if w.scheme == "http" && w.port == 0 && !isLoopback(w.host) {
		secure := w.Pattern
		secure.scheme = "https"
		w.hint("Visitors who come by https are not included.", secure)
	}
}

func (w *previewer) hintLoopback() {
	if !isLoopback(w.host) {
		return
	}
	if name := otherLoopback(w.host); name != "" && !w.subdomains {
		other := w.Pattern
		other.host = name
		w.hint("Browsers take "+name+" for another website, although it is the same computer.", other)
	}
	if !w.anyPort {
		other := w.Pattern
		other.port, other.anyPort = 0, true
		w.hint("Other ports are not included.", other)
	}
	w.hint("This is every visitor's own computer: good for development, not for the key of a live website.", Pattern{})
}

// otherLoopback is the other usual name of this computer.
func otherLoopback(host string) string {
	switch host {
	case "localhost":
		return "127.0.0.1"
	case "127.0.0.1", "[::1]":
		return "localhost"
	}
	return ""
}

// hintOtherSystems knows what the frameworks send where they do not use their own scheme.
func (w *previewer) hintOtherSystems() {
	switch w.String() {
	case "capacitor://localhost", "ionic://localhost":
		w.hint("On Android the same app sends https://localhost, unless it was set up otherwise.", Pattern{scheme: "https", host: "localhost"})
	case "tauri://localhost":
		w.hint("On Windows and Android the same app sends http://tauri.localhost, unless it was set up otherwise.",
			Pattern{scheme: "http", host: "tauri.localhost"})
	}
}

// nextAddress returns the address behind the one in host, or the one before it at the end.
func nextAddress(host string) string {
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	if err != nil {
		return ""
	}
	if next := addr.Next(); next.IsValid() {
		addr = next
	} else {
		addr = addr.Prev()
	}
	if addr.Is6() {
		return string(appendIPv6(nil, addr))
	}
	return addr.String()
}

// otherID changes the last character of an extension's id.
func otherID(id string) string {
	if last := "a"; !strings.HasSuffix(id, last) {
		return id[:len(id)-1] + last
	}
	return id[:len(id)-1] + "b"
}
