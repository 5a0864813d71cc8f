package address

import (
	"net/netip"

	"github.com/gaissmai/bart"
)

// Set is the compiled form of the ranges of one restriction. It is immutable and safe for concurrent use;
// nil and the zero value match nothing.
type Set struct {
	table *bart.Table[netip.Prefix] // each range is its own value, so that a look-up returns it
}

// Compile builds the Set of the ranges: they are masked, and those of IPv4-mapped addresses become IPv4. A
// range that holds mapped addresses among others is one of IPv6 only. Invalid ranges are left out.
func Compile(prefixes []netip.Prefix) *Set {
	table := new(bart.Table[netip.Prefix])
	for _, prefix := range prefixes {
		if !prefix.IsValid() {
			continue
		}
		unmapped, _ := unmap(prefix)
		unmapped = unmapped.Masked()
		table.Insert(unmapped, unmapped)
	}
	return &Set{table: table}
}

// Len returns the number of different ranges.
func (s *Set) Len() int {
	if s == nil || s.table == nil {
		return 0
	}
	return s.table.Size()
}

// Match returns the narrowest range that holds addr. IPv4-mapped addresses are unmapped first; an address
// with a zone matches nothing, since it has a meaning on one interface only. The time does not depend on
// the number of ranges. Match does not allocate.
func (s *Set) Match(addr netip.Addr) (netip.Prefix, bool) {
	if s == nil || s.table == nil || !addr.IsValid() || addr.Zone() != "" {
		return netip.Prefix{}, false
	}
	return s.table.Lookup(addr.Unmap())
}
