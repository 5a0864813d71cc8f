package key

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"latchkey/internal/address"
	"latchkey/internal/errs"
	"latchkey/internal/origin"
)

// MaxEntries is the most websites, and the most IP addresses, that one restriction holds.
const MaxEntries = 1000

// RestrictionType says what a key is restricted by.
type RestrictionType string

// The types of restriction.
const (
	None        RestrictionType = "NONE"
	Websites    RestrictionType = "WEBSITES"
	IPAddresses RestrictionType = "IP_ADDRESSES"
)

// Restriction says where a key may be used. The list that belongs to another type is kept, and has no effect.
type Restriction struct {
	Type        RestrictionType `json:"type" enum:"NONE,WEBSITES,IP_ADDRESSES" example:"WEBSITES" doc:"NONE: works from anywhere. WEBSITES: only pages of the listed websites. IP_ADDRESSES: only the listed addresses."`
	Websites    []string        `json:"websites" maxItems:"1000" example:"[\"https://example.com\",\"https://*.example.com\"]" doc:"Websites in canonical form, for example https://example.com or https://*.example.com. With type WEBSITES an empty list accepts EVERY website."`
	IPAddresses []string        `json:"ipAddresses" maxItems:"1000" example:"[\"203.0.113.0/24\",\"2001:db8::/32\"]" doc:"IPv4 and IPv6 addresses and prefixes in canonical form. Must not be empty with type IP_ADDRESSES."`

	ReportOnly           bool `json:"reportOnly,omitempty" doc:"DANGER: refuses nobody. What would be refused is let through and counted, so that a restriction can be tried before it is in force."`
	ConfirmWideAddresses bool `json:"confirmWideAddresses,omitempty" doc:"Confirms prefixes that are wider than /8 (IPv4) or /16 (IPv6); without it they are refused."`
}

// Correction is an entry that was brought into canonical form.
type Correction struct {
	Field   string `json:"field" doc:"The entry, as it is stored." example:"restriction.websites[0]"`
	From    string `json:"from" doc:"As it was typed." example:"HTTPS://Example.com:443/#x"`
	To      string `json:"to" doc:"As it is stored." example:"https://example.com"`
	Message string `json:"message" doc:"What was changed." example:"Written in lower case; the default port, the slash at the end and the fragment are left out."`
}

// NewRestriction returns the default: no restriction.
func NewRestriction() Restriction {
	return Restriction{Type: None, Websites: []string{}, IPAddresses: []string{}}
}

// validate brings the entries into canonical form, without repetitions, and returns what was changed and every problem.
func (r *Restriction) validate() ([]Correction, []errs.Field) {
	var e entries
	switch r.Type {
	case None, Websites, IPAddresses:
	default:
		e.problems.Add("restriction.type", "must be NONE, WEBSITES or IP_ADDRESSES", r.Type)
	}
	r.Websites = e.canonical("restriction.websites", r.Websites, website)
	r.IPAddresses = e.canonical("restriction.ipAddresses", r.IPAddresses, r.ipAddress)
	if r.Type == IPAddresses && len(r.IPAddresses) == 0 {
		e.problems.Add("restriction.ipAddresses", "must name at least one address; choose the type NONE to accept every address", nil)
	}
	return e.corrections, e.problems
}

func website(entry string) (canonical, changed string, err error) {
	parsed, err := origin.ParsePattern(entry)
	if err != nil {
		return "", "", err
	}
	return parsed.Pattern.String(), ChangedWebsite(parsed), nil
}

// ChangedWebsite says in words what was changed of a website; "" = nothing.
func ChangedWebsite(parsed origin.Parsed) string {
	var changed []string
	for _, change := range parsed.Changes {
		changed = append(changed, websiteChanges[change.Kind])
	}
	return sentence(changed)
}

func (r *Restriction) ipAddress(entry string) (canonical, changed string, err error) {
	parsed, err := r.ParseAddress(entry)
	if err != nil {
		return "", "", err
	}
	return parsed.String(), ChangedAddress(parsed), nil
}

// ChangedAddress says in words what was changed of an address; "" = nothing.
func ChangedAddress(parsed address.Parsed) string {
	var changed []string
	for _, change := range parsed.Changes {
		changed = append(changed, addressChanges[change.Kind])
	}
	return sentence(changed)
}

// ParseAddress is address.ParseEntry under the restriction's confirmation of wide prefixes.
func (r *Restriction) ParseAddress(entry string) (address.Parsed, error) {
	parsed, err := address.ParseEntry(entry)
	wide, ok := errors.AsType[*address.Error](err)
	if !ok || wide.Reason != address.ReasonTooWide {
		return parsed, err
	}
	if r.ConfirmWideAddresses {
		return parsed, nil
	}
	return parsed, &address.Error{Reason: wide.Reason, Message: wide.Message + " Or confirm it with confirmWideAddresses.", Suggestion: wide.Suggestion}
}

// What was changed, in words.
var (
	websiteChanges = map[origin.ChangeKind]string{
		origin.ChangeTrimmed:     "white space around it is left out",
		origin.ChangeSchemeAdded: "the scheme was added",
		origin.ChangeLowerCase:   "written in lower case",
		origin.ChangeASCIIHost:   "the host is written as browsers send it",
		origin.ChangeIPv6:        "the address is written in its shortest form",
		origin.ChangeDefaultPort: "the scheme's own port is left out",
		origin.ChangeSlash:       "the slash at the end is left out",
		origin.ChangeQuery:       "the query is left out",
		origin.ChangeFragment:    "the fragment is left out",
	}
	addressChanges = map[address.ChangeKind]string{
		address.ChangeTrimmed:  "white space around it is left out",
		address.ChangeMapped:   "written as the IPv4 address that it is",
		address.ChangeHostBits: "the bits behind the prefix are set to zero: the whole range is meant",
		address.ChangeSpelling: "written in its shortest form",
	}
)

// entries collects what there is to say about entries.
type entries struct {
	corrections []Correction
	problems    errs.Problems
}

// canonical replaces each entry by its canonical form. An entry that is refused is kept as typed, beside its problem.
func (e *entries) canonical(at string, list []string, form func(string) (canonical, changed string, err error)) []string {
	if len(list) > MaxEntries {
		e.problems.Add(at, fmt.Sprintf("must have at most %d entries; it has %d", MaxEntries, len(list)), nil)
		return list
	}
	out, seen := make([]string, 0, len(list)), map[string]bool{}
	for i, entry := range list {
		c, changed, err := form(entry)
		if err != nil {
			e.problems.Add(fmt.Sprintf("%s[%d]", at, i), err.Error(), entry)
			c = entry
		}
		where := fmt.Sprintf("%s[%d]", at, len(out))
		if seen[c] {
			e.corrections = append(e.corrections, Correction{where, entry, "", "It is in the list already."})
			continue
		}
		seen[c] = true
		out = append(out, c)
		if changed != "" {
			e.corrections = append(e.corrections, Correction{where, entry, c, changed})
		}
	}
	return out
}

func sentence(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	text := strings.Join(slices.Compact(parts), "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// warnings looks only at the list that is in effect.
func (r *Restriction) warnings() []Warning {
	list := []Warning{}
	if r.Type == Websites && len(r.Websites) == 0 {
		list = append(list, Warning{
			Code: "WEBSITES_EMPTY", Field: "restriction.websites",
			Message: "DANGER: no website is listed, so this key works on EVERY website. Add the websites that may use it.",
		})
	}
	if r.Type != None && r.ReportOnly {
		list = append(list, Warning{
			Code: "REPORT_ONLY", Field: "restriction.reportOnly",
			Message: "DANGER: the restriction only reports. This key works from EVERYWHERE until reportOnly is switched off.",
		})
	}
	switch r.Type {
	case Websites:
		for i, entry := range r.Websites {
			parsed, _ := origin.ParsePattern(entry) // what is stored was parsed before
			for _, w := range parsed.Warnings {
				list = append(list, Warning{Code: string(w.Kind), Field: fmt.Sprintf("restriction.websites[%d]", i), Message: w.Message})
			}
		}
	case IPAddresses:
		for i, entry := range r.IPAddresses {
			list = append(list, r.addressWarnings(fmt.Sprintf("restriction.ipAddresses[%d]", i), entry)...)
		}
	}
	return list
}

func (r *Restriction) addressWarnings(field, entry string) (list []Warning) {
	parsed, err := address.ParseEntry(entry)
	if address.ReasonOf(err) == address.ReasonTooWide {
		list = append(list, Warning{Code: string(address.ReasonTooWide), Field: field, Message: "This range holds a large part of the internet."})
	}
	for _, w := range parsed.Warnings {
		list = append(list, Warning{Code: string(w.Kind), Field: field, Message: w.Message})
	}
	return list
}
