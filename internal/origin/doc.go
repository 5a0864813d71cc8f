// Package origin decides which websites may use a key.
//
// A website is one entry of a restriction, an origin pattern such as https://*.example.com. ParsePattern
// reads what a person typed and reports what it changed; Compile turns the patterns of one restriction
// into a Set; Caller reads the origin of a request from its Origin and Referer headers; Set.Match says
// which website, if any, admits it. Parsed.Preview shows by examples what an entry means.
//
// Scheme, host and port must be equal. A website without a port means its scheme's default port, ":*"
// (loopback hosts only) any port, and "*." in front one or more labels, never the apex. Nothing is a
// regular expression and nothing is compared as a raw string: whatever does not parse as an origin that a
// browser would send is refused.
//
// All values are immutable: they may be shared between goroutines, and functions keep no state. Parsing a
// header and matching do not allocate unless they refuse.
//
// The package does not know keys, HTTP requests or status codes. It does not decide what an empty
// restriction means (an empty Set matches nothing), does not bound how many websites a restriction has,
// and proves nothing about a caller that is not a browser: a program can send any Origin it likes.
package origin
