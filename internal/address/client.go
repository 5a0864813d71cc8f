package address

import (
	"errors"
	"net/netip"
	"net/textproto"
	"slices"
	"strings"
)

// maxHops is how many addresses of a header are looked at, from the right.
const maxHops = 32

// Socket is the value of Client.Via for an address that is the socket's peer.
const Socket = "socket"

// Proxies finds the address of clients that may come through trusted proxies. It is immutable and safe for
// concurrent use; nil and the zero value trust nobody.
type Proxies struct {
	trusted *Set
	header  string // canonical name; "" if none is configured
}

// Client is where a request comes from.
type Client struct {
	Addr netip.Addr // never IPv4-mapped, never with a zone
	Via  string     // Socket, or the name of the header that Addr was read from
	Peer netip.Addr // the socket's peer: Addr itself, or a proxy

	// Ignored says that the configured header was there but not read, because the peer is not trusted. A
	// private Peer then most often is the operator's own proxy, not configured yet.
	Ignored bool
}

// NewProxies returns Proxies that trust the peers in trusted to set the one header. Any other header about
// the client is never read, as a proxy that does not set it passes on what the client sent. The header
// "Forwarded" is read by RFC 7239, any other as a list of addresses. It is an error to trust peers without
// naming a header, or to name one that is not a field name.
func NewProxies(trusted []netip.Prefix, header string) (*Proxies, error) {
	if header == "" && len(trusted) > 0 {
		return nil, errors.New("trusted proxies need the name of the header that they set")
	}
	if header != "" && !isToken(header) {
		return nil, errors.New("the header of the trusted proxies is not the name of a header field")
	}
	return &Proxies{trusted: Compile(trusted), header: textproto.CanonicalMIMEHeaderKey(header)}, nil
}

// Client returns the client's address. remoteAddr is host:port as in http.Request.RemoteAddr; a Unix
// socket or a value without port is refused. The keys of header are canonical, as in http.Header.
//
// If the peer is trusted and sent the header, its lines are joined in order and read from the right: the
// first address that is not trusted is the client, the left-most one if all are. What cannot be read on
// the way is an error, also an empty element: skipping it would let a client choose its address. The error
// is an *Error.
func (p *Proxies) Client(remoteAddr string, header map[string][]string) (Client, error) {
	peer, err := parsePeer(remoteAddr)
	if err != nil {
		return Client{}, err
	}
	direct := Client{Addr: peer, Via: Socket, Peer: peer}
	if p == nil || p.header == "" {
		return direct, nil
	}
	lines := header[p.header]
	if _, trusted := p.trusted.Match(peer); !trusted || len(lines) == 0 {
		direct.Ignored = !trusted && len(lines) > 0
		return direct, nil
	}
	addr, reason := p.walk(lines)
	if reason != "" {
		return Client{Peer: peer}, refuse(reason, p.fault(reason), "")
	}
	return Client{Addr: addr, Via: p.header, Peer: peer}, nil
}

// Reads returns those lines of a header that Client reads, in memory of their own; nil when there are none.
func (p *Proxies) Reads(header map[string][]string) map[string][]string {
	if p == nil || len(header[p.header]) == 0 {
		return nil
	}
	return map[string][]string{p.header: slices.Clone(header[p.header])}
}

// parsePeer drops the zone: the socket itself vouches for the interface.
func parsePeer(remoteAddr string) (netip.Addr, error) {
	peer, err := netip.ParseAddrPort(remoteAddr)
	if err != nil {
		return netip.Addr{}, refuse(ReasonPeer,
			"The connection has no IP address. Let the proxy connect by TCP, not by a "+
				"Unix socket.", "")
	}
	return peer.Addr().WithZone("").Unmap(), nil
}

// walk reads addresses from the right until one is not trusted.
func (p *Proxies) walk(lines []string) (netip.Addr, Reason) {
	var addr netip.Addr
	hops := 0
	for i := len(lines) - 1; i >= 0; i-- {
		rest, more := lines[i], true
		for more {
			if hops++; hops > maxHops {
				return netip.Addr{}, ReasonTooManyHops
			}
			var element string
			rest, element, more = cutLast(rest)
			var reason Reason
			if addr, reason = p.parseElement(element); reason != "" {
				return netip.Addr{}, reason
			}
			if _, trusted := p.trusted.Match(addr); !trusted {
				return addr, ""
			}
		}
	}
	return addr, ""
}

// cutLast takes the element behind the last comma off. Quotes are not respected on purpose: the left part
// is the client's, who could open one that swallows what a proxy has added. A comma in quotes leaves
// pieces that do not parse.
func cutLast(line string) (rest, element string, more bool) {
	comma := strings.LastIndexByte(line, ',')
	if comma < 0 {
		return "", trimBlanks(line), false
	}
	return line[:comma], trimBlanks(line[comma+1:]), true
}

func (p *Proxies) parseElement(element string) (netip.Addr, Reason) {
	if p.header == "Forwarded" {
		return parseForwarded(element)
	}
	return parseListed(element)
}

func (p *Proxies) fault(reason Reason) string {
	switch reason {
	case ReasonUnknown:
		return "A proxy hides the client's address in the header " + p.header + "."
	case ReasonTooManyHops:
		return "The header " + p.header + " names too many proxies."
	default:
		return "The header " + p.header + " holds something that is not an address."
	}
}
