package origin

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// browserIDNA maps host names as browsers do (WHATWG URL, "domain to ASCII", not strict): UTS #46,
// non-transitional, with bidirectional and joiner rules but free use of hyphens and underscores. The
// Lookup profile would refuse hosts that browsers load, Registration does not fold case; what either adds
// for ASCII is done by checkHost.
var browserIDNA = idna.New(
	idna.MapForLookup(),
	idna.BidiRule(),
	idna.CheckJoiners(true),
	idna.CheckHyphens(false),
	idna.StrictDomainName(false),
	idna.Transitional(false),
)

// toASCII returns the host as browsers send it. The result still has to pass checkHost.
func toASCII(host string) (string, bool) {
	// Since Unicode 15.1 the capital sharp s is the upper case of the small one and not of "ss"; browsers
	// know that, the tables of the library may be older.
	host = strings.ReplaceAll(host, "\u1e9e", "\u00df")
	if halfEncoded(host) {
		return "", false
	}
	ascii, err := browserIDNA.ToASCII(host)
	if err != nil {
		return "", false
	}
	// An A-label is the only spelling of its U-label; one that decodes to something else would never be
	// sent.
	again, err := browserIDNA.ToASCII(toUnicode(ascii))
	return ascii, err == nil && again == ascii
}

// halfEncoded reports whether a label claims to be an A-label and holds what none does. The library encodes
// it a second time, browsers refuse it.
func halfEncoded(host string) bool {
	for label := range strings.FieldsFuncSeq(host, isDot) {
		beyondASCII := strings.IndexFunc(label, func(r rune) bool { return r > unicode.MaxASCII }) >= 0
		if strings.HasPrefix(label, "xn--") && beyondASCII {
			return true
		}
	}
	return false
}

// isDot follows UTS #46, section 2.3.
func isDot(r rune) bool { return r == '.' || r == '\u3002' || r == '\uFF0E' || r == '\uFF61' }

// toUnicode returns the host as people read it, or unchanged when it has no such form.
func toUnicode(host string) string {
	if !strings.Contains(host, "xn--") {
		return host
	}
	shown, err := browserIDNA.ToUnicode(host)
	if err != nil {
		return host
	}
	return shown
}

// mixesScripts reports whether a label uses letters of scripts that no language writes together (UTS #39,
// "highly restrictive" level).
func mixesScripts(host string) bool {
	for label := range strings.SplitSeq(host, ".") {
		if !writtenTogether(scriptsOf(label)) {
			return true
		}
	}
	return false
}

func scriptsOf(label string) map[string]bool {
	scripts := map[string]bool{}
	for _, r := range label {
		if name := scriptOf(r, scripts); name != "" && name != "Common" && name != "Inherited" {
			scripts[name] = true
		}
	}
	return scripts
}

// scriptOf looks among the scripts that were found already before it looks through all.
func scriptOf(r rune, found map[string]bool) string {
	for name := range found {
		if unicode.Is(unicode.Scripts[name], r) {
			return name
		}
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return ""
}

func writtenTogether(scripts map[string]bool) bool {
	if len(scripts) <= 1 {
		return true
	}
	families := [][]string{
		{"Latin", "Han", "Hiragana", "Katakana"},
		{"Latin", "Han", "Bopomofo"},
		{"Latin", "Han", "Hangul"},
	}
	for _, family := range families {
		known := 0
		for _, name := range family {
			if scripts[name] {
				known++
			}
		}
		if known == len(scripts) {
			return true
		}
	}
	return false
}

// sharedByStrangers reports whether different owners hold the names right below host: it is a public
// suffix, of a registry or of a hosting company, or an unknown top-level label. The list is the one of the
// build.
//
// A host further up, such as amazonaws.com, is not recognised although some of its descendants are
// suffixes.
func sharedByStrangers(host string) bool {
	if suffix, _ := publicsuffix.PublicSuffix(host); suffix == host {
		return true
	}
	// A rule such as *.compute.example makes every child of the host a suffix, but not the host itself.
	child := "any-customer." + host
	suffix, _ := publicsuffix.PublicSuffix(child)
	return suffix == child
}
