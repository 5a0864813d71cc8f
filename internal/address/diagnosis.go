package address

import (
	"fmt"
	"net"
	"net/netip"
)

// Diagnosis is how a request's address was found, for the operator of the server.
type Diagnosis struct {
	Client  Client   // the zero value when Reason says why not
	Peer    string   // who is connected, as an address if it is one
	Trusted bool     // the peer is a trusted proxy
	Header  string   // that trusted proxies set; "" if none is configured
	Lines   []string // of that header
	Reason  Reason   // why there is no Client
	Message string   // what it means and what to do, safe to show to the operator
}

// Diagnose is Client with its reasons. It is not for the way of every request.
func (p *Proxies) Diagnose(remoteAddr string, header map[string][]string) Diagnosis {
	var d Diagnosis
	if p != nil && p.header != "" {
		d.Header, d.Lines = p.header, header[p.header]
	}
	client, err := p.Client(remoteAddr, header)
	d.Peer = remoteAddr
	if host, _, splitErr := net.SplitHostPort(remoteAddr); splitErr == nil {
		d.Peer = host
	}
	if peer, parseErr := parsePeer(remoteAddr); parseErr == nil {
		d.Peer = peer.String()
		if p != nil {
			_, d.Trusted = p.trusted.Match(peer)
		}
	}
	if err != nil {
		d.Reason = ReasonOf(err)
		d.Message = err.Error() + " Requests like this one are refused by keys that are restricted to IP addresses."
		return d
	}
	d.Client = client
	d.Message = p.explain(d, header)
	return d
}

// usualHeaders are those in which proxies name the client.
var usualHeaders = []string{"X-Forwarded-For", "Forwarded", "X-Real-Ip", "Cf-Connecting-Ip", "True-Client-Ip"}

func (p *Proxies) explain(d Diagnosis, header map[string][]string) string {
	switch {
	case d.Client.Via != Socket:
		return fmt.Sprintf("Your request came from %s, as the trusted proxy %s says in %s.", d.Client.Addr, d.Peer, d.Header)
	case d.Trusted:
		return fmt.Sprintf("Your request came from the trusted proxy %s, which sent no %s: it counts as the client itself. Let the proxy set that header.", d.Peer, d.Header)
	}
	for _, name := range usualHeaders {
		if len(header[name]) == 0 {
			continue
		}
		if isPrivate(d.Client.Addr) {
			return fmt.Sprintf("Your request came from %s, which is not a trusted proxy, but sent %s. If it is your own proxy, start the server with "+
				"--trusted-proxies %s --client-ip-header %s; until then every visitor seems to come from it.", d.Peer, name, d.Peer, name)
		}
		return fmt.Sprintf("Your request came from %s, which is not a trusted proxy: what it sent in %s is not read.", d.Peer, name)
	}
	return fmt.Sprintf("Your request came directly from %s.", d.Peer)
}

func isPrivate(addr netip.Addr) bool {
	return addr.IsPrivate() || addr.IsLoopback() || addr.IsLinkLocalUnicast()
}
