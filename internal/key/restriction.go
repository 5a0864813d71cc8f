package key

import (
	"fmt"

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
}

// NewRestriction returns the default: no restriction.
func NewRestriction() Restriction {
	return Restriction{Type: None, Websites: []string{}, IPAddresses: []string{}}
}

// validate brings the entries into canonical form, without repetitions, and returns every problem.
func (r *Restriction) validate() []errs.Field {
	var p errs.Problems
	switch r.Type {
	case None, Websites, IPAddresses:
	default:
		p.Add("restriction.type", "must be NONE, WEBSITES or IP_ADDRESSES", r.Type)
	}
	r.Websites = canonical(&p, "restriction.websites", r.Websites, website)
	r.IPAddresses = canonical(&p, "restriction.ipAddresses", r.IPAddresses, ipAddress)
	if r.Type == IPAddresses && len(r.IPAddresses) == 0 {
		p.Add("restriction.ipAddresses", "must name at least one address; choose the type NONE to accept every address", nil)
	}
	return p
}

func website(entry string) (string, error) {
	parsed, err := origin.ParsePattern(entry)
	if err != nil {
		return "", err
	}
	return parsed.Pattern.String(), nil
}

func ipAddress(entry string) (string, error) {
	parsed, err := address.ParseEntry(entry)
	if err != nil {
		return "", err
	}
	return parsed.String(), nil
}

// canonical replaces each entry by its canonical form. An entry that is refused is kept as typed, beside its problem.
func canonical(p *errs.Problems, at string, entries []string, form func(string) (string, error)) []string {
	if len(entries) > MaxEntries {
		p.Add(at, fmt.Sprintf("must have at most %d entries; it has %d", MaxEntries, len(entries)), nil)
		return entries
	}
	out, seen := make([]string, 0, len(entries)), map[string]bool{}
	for i, entry := range entries {
		c, err := form(entry)
		if err != nil {
			p.Add(fmt.Sprintf("%s[%d]", at, i), err.Error(), entry)
			c = entry
		}
		if !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

// warnings looks only at the list that is in effect.
func (r *Restriction) warnings() []Warning {
	list := []Warning{}
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
			parsed, _ := address.ParseEntry(entry)
			for _, w := range parsed.Warnings {
				list = append(list, Warning{Code: string(w.Kind), Field: fmt.Sprintf("restriction.ipAddresses[%d]", i), Message: w.Message})
			}
		}
	}
	if r.Type == Websites && len(r.Websites) == 0 {
		list = append(list, Warning{
			Code: "WEBSITES_EMPTY", Field: "restriction.websites",
			Message: "DANGER: no website is listed, so this key works on EVERY website. Add the websites that may use it.",
		})
	}
	return list
}
