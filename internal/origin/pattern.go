package origin

import "strconv"

// Pattern is one website in canonical form. It is immutable and comparable. The zero value is no pattern
// and matches nothing; only ParsePattern makes others.
type Pattern struct {
	scheme, host string // host without "*."
	port         uint16 // 0 is the scheme's default, or none
	anyPort      bool   // ":*": any port, or none
	subdomains   bool   // "*.": one or more labels in front of host, never host itself
}

// String returns the canonical form, which ParsePattern accepts without a change; "" for the zero value.
func (p Pattern) String() string { return p.text(p.host) }

// Unicode returns the canonical form with an internationalised host as people read it. It is for display
// only: different patterns can look alike.
func (p Pattern) Unicode() string { return p.text(toUnicode(p.host)) }

// IsZero reports whether p is the zero value.
func (p Pattern) IsZero() bool { return p == Pattern{} }

func (p Pattern) text(host string) string {
	if p.IsZero() {
		return ""
	}
	if p.subdomains {
		host = "*." + host
	}
	switch {
	case p.anyPort:
		host += ":*"
	case p.port != 0:
		host += ":" + strconv.Itoa(int(p.port))
	}
	return p.scheme + "://" + host
}

// Parsed is an accepted entry.
type Parsed struct {
	Pattern  Pattern
	Changes  []Change  // how the canonical form differs from what was typed, in reading order
	Warnings []Warning // what the owner of the restriction ought to know
}

// ChangeKind is what ParsePattern changed. The set is closed; the values are stable.
type ChangeKind string

// What ParsePattern changes.
const (
	ChangeTrimmed     ChangeKind = "TRIMMED"      // white space around the entry
	ChangeSchemeAdded ChangeKind = "SCHEME_ADDED" // none was typed
	ChangeLowerCase   ChangeKind = "LOWER_CASE"   // scheme or host
	ChangeASCIIHost   ChangeKind = "ASCII_HOST"   // the host as browsers send it (IDNA A-labels)
	ChangeIPv6        ChangeKind = "IPV6"         // the address in its shortest spelling
	ChangeDefaultPort ChangeKind = "DEFAULT_PORT" // dropped
	ChangeSlash       ChangeKind = "SLASH"        // a lone trailing slash, dropped
	ChangeQuery       ChangeKind = "QUERY"        // dropped
	ChangeFragment    ChangeKind = "FRAGMENT"     // dropped
)

// Change is one difference between what was typed and what is kept.
type Change struct {
	Kind     ChangeKind
	From, To string // the part before and after; either may be empty
}

// WarningKind is what a Warning is about. The set is closed; the values are stable.
type WarningKind string

// What ParsePattern warns of.
const (
	WarningPlainHTTP     WarningKind = "PLAIN_HTTP"    // pages can be altered on their way
	WarningInternational WarningKind = "INTERNATIONAL" // the host has letters beyond ASCII
	WarningMixedScripts  WarningKind = "MIXED_SCRIPTS" // one label mixes alphabets, as imitations do
	WarningSharedApp     WarningKind = "SHARED_APP"    // every app built with that framework sends this origin
)

// Warning is advice about an entry that is accepted nevertheless.
type Warning struct {
	Kind    WarningKind
	Message string // one or two sentences, safe to show
}

func (p Pattern) warnings() []Warning {
	var list []Warning
	if p.scheme == "http" && !isLoopback(p.host) {
		list = append(list, Warning{WarningPlainHTTP,
			"Pages of " + p.String() + " can be altered on their way to the visitor. Use https if you can."})
	}
	if !isWeb(p.scheme) && p.host == "localhost" {
		list = append(list, Warning{WarningSharedApp,
			"Every app built with the same framework sends " + p.String() + ", not only yours."})
	}
	return append(list, p.hostWarnings()...)
}

func (p Pattern) hostWarnings() []Warning {
	shown := toUnicode(p.host)
	if shown == p.host {
		return nil
	}
	if mixesScripts(shown) {
		return []Warning{{WarningMixedScripts,
			"The host mixes alphabets, as imitations of other websites do: it reads " + shown +
				" and browsers send " + p.host + ". Keep it only if you are sure."}}
	}
	return []Warning{{WarningInternational,
		"The host reads " + shown + "; browsers send it as " + p.host + "."}}
}
