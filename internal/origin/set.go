package origin

import "strings"

// Set is the compiled form of the websites of one restriction. It is immutable and safe for concurrent
// use; nil and the zero value match nothing.
type Set struct {
	patterns map[place]Pattern
	hosts    map[string]kinds // which kinds of place there are for a host; most hosts of most callers have none
}

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
	s := &Set{patterns: make(map[place]Pattern, len(patterns)), hosts: make(map[string]kinds, len(patterns))}
	for _, p := range patterns {
		if p.IsZero() {
			continue
		}
		at := p.place()
		s.patterns[at] = p
		s.hosts[at.host] |= 1 << at.kind
	}
	return s
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
	return len(s.patterns)
}

// Match returns the pattern that admits o, the most specific one if several do: the host itself before a
// wildcard, a longer wildcard before a shorter, a port before ":*". The time depends on the number of
// labels of the host, not on the number of patterns. Match does not allocate.
func (s *Set) Match(o Origin) (Pattern, bool) {
	if s.Len() == 0 {
		return Pattern{}, false
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
