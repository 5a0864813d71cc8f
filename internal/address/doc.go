// Package address decides which IP addresses may use a key, and finds the address that a request comes
// from.
//
// ParseEntry reads one address or CIDR range as a person types it and reports what it changed; Compile
// turns the ranges of one restriction into a Set; Set.Match says which range, if any, holds an address.
// Parsed.Preview shows what an entry means.
//
// Proxies.Client finds the client's address: the socket's peer, unless that is a trusted proxy, then the
// right-most address in the one configured header that is not itself trusted. What cannot be read is
// refused, never skipped.
//
// IPv4-mapped IPv6 addresses (::ffff:203.0.113.5) are the IPv4 address everywhere. No other embedding is
// folded: IPv4-compatible, NAT64 and 6to4 addresses are plain IPv6.
//
// All values are immutable: they may be shared between goroutines, and functions keep no state. Matching
// does not allocate, nor does finding a client whose header reads well.
//
// The package does not know keys, HTTP requests or status codes. It does not decide what an empty
// restriction means (an empty Set matches nothing), resolves no names, and does not know which proxies a
// network has: the operator says.
package address
