package address

import (
	"fmt"
	"net/netip"
	"strconv"
)

// Preview shows what an entry means. It is for display; its texts are safe to show and may change.
type Preview struct {
	First, Last string    // the ends of the range, the same for a single address
	Count       string    // how many addresses it holds, in words
	Matches     []Example // addresses that the entry admits
	Refuses     []Example // addresses just outside
	Hints       []Hint    // what the owner of the restriction may have forgotten
}

// Example is an address with a few words on why it is admitted or not.
type Example struct {
	Address string
	Why     string
}

// Hint is advice with an entry to consider, in canonical form; Entry is "" when there is none.
type Hint struct {
	Message string
	Entry   string
}

// Preview returns what the entry admits and what not, the same for the same entry. It is that of the
// complete result beside ReasonTooWide, too. The zero value has no examples.
func (p Parsed) Preview() Preview {
	if !p.Prefix.IsValid() {
		return Preview{}
	}
	first, last := p.Prefix.Addr(), lastOf(p.Prefix)
	view := Preview{First: first.String(), Last: last.String(), Count: countOf(p.Prefix)}
	if first == last {
		view.Matches = append(view.Matches, Example{view.First, "the address itself"})
	} else {
		view.Matches = append(view.Matches, Example{view.First, "the first of the range"}, Example{view.Last, "the last of the range"})
	}
	if first.Is4() {
		mapped := netip.AddrFrom16(last.As16()).String()
		view.Matches = append(view.Matches, Example{mapped, "the same as " + view.Last + ", as some systems write it"})
	}
	if before := first.Prev(); before.IsValid() {
		view.Refuses = append(view.Refuses, Example{before.String(), "the address before"})
	}
	if behind := last.Next(); behind.IsValid() {
		view.Refuses = append(view.Refuses, Example{behind.String(), "the address behind"})
	}
	view.Hints = p.hints()
	return view
}

func lastOf(prefix netip.Prefix) netip.Addr {
	bytes := prefix.Addr().AsSlice()
	for i := prefix.Bits(); i < len(bytes)*8; i++ {
		bytes[i/8] |= 0x80 >> (i % 8)
	}
	last, _ := netip.AddrFromSlice(bytes) // as long as it was
	return last
}

// countOf counts IPv6 by networks where there are whole ones: nobody can picture the number of addresses.
func countOf(prefix netip.Prefix) string {
	free := prefix.Addr().BitLen() - prefix.Bits()
	network := 128 - netBits6
	switch {
	case prefix.Addr().Is4() || free < network:
		return power(free, "address", "addresses")
	case free == network:
		return "one network of a household or an office, " + power(free, "", "addresses")
	}
	return power(free-network, "", "networks, each of a household or an office")
}

// power writes 2^exponent things: to the last digit where that can be read, else about.
func power(exponent int, one, many string) string {
	if exponent == 0 {
		return "one " + one
	}
	scales := []struct {
		bits  int
		power float64
		name  string
	}{{60, 1e18, "quintillion"}, {50, 1e15, "quadrillion"}, {40, 1e12, "trillion"}, {33, 1e9, "billion"}}
	for _, scale := range scales {
		if exponent >= scale.bits {
			number := 1.0
			for range exponent {
				number *= 2
			}
			return fmt.Sprintf("about %.0f %s %s", number/scale.power, scale.name, many)
		}
	}
	return grouped(uint64(1)<<exponent) + " " + many
}

// grouped writes a number with a comma before every three digits.
func grouped(number uint64) string {
	digits := strconv.FormatUint(number, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

func (p Parsed) hints() []Hint {
	var list []Hint
	for _, warning := range p.Warnings {
		list = append(list, Hint{warning.Message, warning.Suggestion})
	}
	switch first := p.Prefix.Addr(); {
	case first.IsLoopback():
		list = append(list, Hint{Message: "This is the computer of this server itself: no visitor has such an address."})
	case first.IsPrivate() || first.IsLinkLocalUnicast() || sharedByProvider.Contains(first):
		list = append(list, Hint{Message: "Addresses of this kind are seen only within one's own network. Visitors from the " +
			"internet have another one."})
	default:
		list = append(list, Hint{Message: "Many connections have an IPv4 and an IPv6 address. List both, if yours does."})
	}
	return list
}

// sharedByProvider is what providers give to customers behind one address, RFC 6598.
var sharedByProvider = netip.MustParsePrefix("100.64.0.0/10")
