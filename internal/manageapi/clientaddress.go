package manageapi

import (
	"context"
	"net/http"

	"latchkey/internal/account"
	"latchkey/internal/address"
)

// clientAddressObject is how the server sees where a request comes from.
type clientAddressObject struct {
	Address string   `json:"address" doc:"The client's address as the gate uses it; empty when it cannot be told, and then keys that are restricted to addresses refuse." example:"203.0.113.5"`
	Via     string   `json:"via" doc:"Where it was read: socket, or the name of the header." example:"X-Forwarded-For"`
	Peer    string   `json:"peer" doc:"Who is connected to the server: the client itself, or a proxy." example:"172.18.0.1"`
	Trusted bool     `json:"trusted" doc:"Whether that is a trusted proxy." example:"true"`
	Header  string   `json:"header" doc:"The header in which trusted proxies name the client." example:"X-Forwarded-For"`
	Lines   []string `json:"lines" nullable:"false" doc:"Its lines in this request." example:"[\"203.0.113.5\"]"`
	Problem string   `json:"problem" doc:"Why the address cannot be told, as a stable name; empty = it can." example:""`
	Message string   `json:"message" doc:"What this means, and what to do." example:"Your request came from 203.0.113.5, as the trusted proxy 172.18.0.1 says in X-Forwarded-For."`
}

type clientAddressOutput struct{ Body clientAddressObject }

func (a *API) registerClientAddress() {
	register(a, route{method: http.MethodGet, path: "/client-address", id: "getClientAddress", need: needs(account.Viewer, account.ReadKeys), tag: serverTag, summary: "Say where this request came from",
		description: "How the server sees the address of whoever calls, and what to change when that is not right: a proxy that is not trusted yet, a header that cannot be read."},
		func(ctx context.Context, _ *struct{}) (*clientAddressOutput, error) {
			r := requestOf(ctx)
			d := a.Proxies.Diagnose(r.RemoteAddr, r.Header)
			lines := d.Lines
			if lines == nil {
				lines = []string{}
			}
			return &clientAddressOutput{clientAddressObject{
				Address: text(d.Client), Via: d.Client.Via, Peer: d.Peer, Trusted: d.Trusted, Header: d.Header, Lines: lines,
				Problem: string(d.Reason), Message: d.Message,
			}}, nil
		})
}

func text(c address.Client) string {
	if !c.Addr.IsValid() {
		return ""
	}
	return c.Addr.String()
}
