package origin

import (
	"slices"
	"strings"
	"unique"
)

// Set is the compiled form of the websites of one restriction. It is immutable and safe for concurrent
// use; nil and the zero value match nothing.
type Set struct {
	list     []Pattern         // every different pattern once
	patterns map[place]Pattern // only when there are many
	hosts    map[string]kinds  // which kinds of place there are for a host; most hosts of most callers have none
}

// few patterns are looked through one by one: that is as fast, and most restrictions have no more, so that a server with very many keys
// needs a tenth of the memory.
const few = 8

// place is where a pattern is found: one look-up per kind decides whether there is one for a host.
type place struct {
	scheme, host string
	port         uint16
	kind         kind
}

// kinds is a set of kinds, one bit each.
type kinds uint8

func (k kinds) has(one kind) bool { return k&(1<<one) != 0 }

// kind orders patterns for the same host from the most specific to the least.
type kind uint8

const (
	hostAndPort kind = iota
	hostAnyPort
	belowAndPort
	belowAnyPort
)

// Compile builds the Set of the patterns. Duplicates and zero patterns are left out.
func Compile(patterns []Pattern) *Set {
	seen := make(map[Pattern]bool, len(patterns))
	s := &Set{}
	for _, p := range patterns {
		if !p.IsZero() && !seen[p] {
			seen[p] = true
			p.scheme = unique.Make(p.scheme).Value() // all sets share the few schemes
			s.list = append(s.list, p)
		}
	}
	s.list = slices.Clip(s.list)
	if len(s.list) > few {
		s.index()
	}
	return s
}

func (s *Set) index() {
	s.patterns, s.hosts = make(map[place]Pattern, len(s.list)), make(map[string]kinds, len(s.list))
	for _, p := range s.list {
		at := p.place()
		s.patterns[at] = p
		s.hosts[at.host] |= 1 << at.kind
	}
}

func (p Pattern) place() place {
	at := place{scheme: p.scheme, host: p.host, port: p.port}
	if p.anyPort {
		at.kind++
	}
	if p.subdomains {
		at.kind += belowAndPort
	}
	return at
}

// Len returns the number of different patterns.
func (s *Set) Len() int {
	if s == nil {
		return 0
	}
	return len(s.list)
}

// Match returns the pattern that admits o, the most specific one if several do: the host itself before a
// wildcard, a longer wildcard before a shorter, a port before ":*". The time depends on the number of
// labels of the host, not on the number of patterns. Match does not allocate.
func (s *Set) Match(o Origin) (Pattern, bool) {
	if s.Len() == 0 {
		return Pattern{}, false
	}
	if s.patterns == nil {
		return s.lookThrough(o)
	}
	if p, ok := s.find(o, o.host, hostAndPort, hostAnyPort); ok {
		return p, true
	}
	rest := o.host
	for {
		dot := strings.IndexByte(rest, '.')
		if dot < 0 {
			return Pattern{}, false
		}
		rest = rest[dot+1:]
		if p, ok := s.find(o, rest, belowAndPort, belowAnyPort); ok {
			return p, true
		}
	}
}

// lookThrough is Match for few patterns.
func (s *Set) lookThrough(o Origin) (best Pattern, found bool) {
	for i := range s.list {
		if p := &s.list[i]; p.admits(o) && (!found || p.moreSpecific(&best)) {
			best, found = *p, true
		}
	}
	return best, found
}

func (p *Pattern) admits(o Origin) bool {
	if p.scheme != o.scheme || (!p.anyPort && p.port != o.port) {
		return false
	}
	if !p.subdomains {
		return p.host == o.host
	}
	below := len(o.host) - len(p.host) - 1 // a host has no empty label, so one byte before the dot is a label
	return below > 0 && o.host[below] == '.' && o.host[below+1:] == p.host
}

// moreSpecific compares two patterns that admit one origin.
func (p *Pattern) moreSpecific(q *Pattern) bool {
	switch {
	case p.subdomains != q.subdomains:
		return !p.subdomains
	case len(p.host) != len(q.host):
		return len(p.host) > len(q.host)
	}
	return !p.anyPort && q.anyPort
}

func (s *Set) find(o Origin, host string, exact, anyPort kind) (Pattern, bool) {
	there, ok := s.hosts[host]
	if !ok {
		return Pattern{}, false
	}
	if there.has(exact) {
		if p, ok := s.patterns[place{o.scheme, host, o.port, exact}]; ok {
			return p, true
		}
	}
	if there.has(anyPort) {
		if p, ok := s.patterns[place{o.scheme, host, 0, anyPort}]; ok {
			return p, true
		}
	}
	return Pattern{}, false
}
