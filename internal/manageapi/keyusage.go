package manageapi

import (
	"context"
	"net/http"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/usage"
)

// Span is the time of a report.
type Span struct {
	From time.Time `query:"from" doc:"From the beginning of this hour; without it a week before to. At most 31 days before to." example:"2026-02-01T00:00:00Z"`
	To   time.Time `query:"to" doc:"To the end of this hour; without it now." example:"2026-02-02T00:00:00Z"`
}

// Counts is what was done with a key.
type Counts struct {
	Requests      int64 `json:"requests" doc:"Requests that were accepted." example:"120"`
	Conversations int64 `json:"conversations" doc:"Conversations that were opened." example:"14"`
	Messages      int64 `json:"messages" doc:"Messages that visitors sent." example:"37"`
	InputTokens   int64 `json:"inputTokens" doc:"Tokens that models were given, as far as they say." example:"51200"`
	OutputTokens  int64 `json:"outputTokens" doc:"Tokens that models made, as far as they say." example:"9800"`
}

type usageHour struct {
	Hour time.Time `json:"hour" doc:"The beginning of the hour." example:"2026-02-01T12:00:00Z"`
	Counts
}

type usageOrigin struct {
	Origin string `json:"origin" doc:"The website; empty = the requests named none; (others) = those beyond the hundred of an hour that are told apart." example:"https://www.example.com"`
	Counts
	LastUsedAt time.Time `json:"lastUsedAt" doc:"The beginning of the last hour in which it was seen." example:"2026-02-01T12:00:00Z"`
}

type usageSecret struct {
	Hint       string     `json:"hint" doc:"The last characters of the secret." example:"…Qz4T"`
	CreatedAt  time.Time  `json:"createdAt" doc:"When it was made." example:"2026-01-31T12:00:00Z"`
	GraceUntil *time.Time `json:"graceUntil" doc:"Until when this old secret works; null = it is the current one." example:"2026-02-07T12:00:00Z"`
	LastUsedAt *time.Time `json:"lastUsedAt" doc:"When it was last accepted; null = never." example:"2026-02-01T11:59:58Z"`
}

type keyUsage struct {
	From    time.Time     `json:"from" doc:"The beginning of the first hour." example:"2026-02-01T00:00:00Z"`
	To      time.Time     `json:"to" doc:"The end of the last hour." example:"2026-02-02T00:00:00Z"`
	Total   Counts        `json:"total" doc:"The sum."`
	Hours   []usageHour   `json:"hours" nullable:"false" doc:"The hours in which something was done, in order."`
	Origins []usageOrigin `json:"origins" nullable:"false" doc:"The websites, those with the most requests first."`
	Secrets []usageSecret `json:"secrets" nullable:"false" doc:"The key's secrets: the current one first, then old ones in their grace. One that is still used would be missed."`
}

type denialHour struct {
	Hour       time.Time `json:"hour" doc:"The beginning of the hour." example:"2026-02-01T12:00:00Z"`
	Code       string    `json:"code" doc:"The reason." example:"ORIGIN_NOT_ALLOWED"`
	ReportOnly bool      `json:"reportOnly" doc:"They were let through, as the restriction only reports." example:"false"`
	Count      int64     `json:"count" doc:"How many." example:"3"`
}

// DenialCaller is who was refused, and why.
type DenialCaller struct {
	Code       string    `json:"code" doc:"The reason." example:"ORIGIN_NOT_ALLOWED"`
	Origin     string    `json:"origin" doc:"The website as it was named; empty = none, or an address was refused." example:"https://staging.example.com"`
	IPAddress  string    `json:"ipAddress" doc:"The address, when that was refused." example:""`
	ReportOnly bool      `json:"reportOnly" doc:"They were let through, as the restriction only reports." example:"false"`
	Count      int64     `json:"count" doc:"How many." example:"3"`
	LastAt     time.Time `json:"lastAt" doc:"When it was last refused." example:"2026-02-01T12:34:56Z"`
}

type keyDenials struct {
	From    time.Time      `json:"from" doc:"The beginning of the first hour." example:"2026-02-01T00:00:00Z"`
	To      time.Time      `json:"to" doc:"The end of the last hour." example:"2026-02-02T00:00:00Z"`
	Total   int64          `json:"total" doc:"All refusals, without those that were only reported." example:"3"`
	Hours   []denialHour   `json:"hours" nullable:"false" doc:"By hour and reason, in order."`
	Callers []DenialCaller `json:"callers" nullable:"false" doc:"By reason and website or address, the most refused first."`
}

type usageOutput struct{ Body keyUsage }

type denialsOutput struct{ Body keyDenials }

type spanInput struct {
	KeyPath
	Span
}

func (a *API) registerKeyUsage() {
	register(a, route{method: http.MethodGet, path: keysPath + "/{keyId}/usage", id: "getKeyUsage", need: needs(account.Viewer, account.ReadUsage), tag: keyTag, summary: "Get the usage of an API key",
		description: "What was done with the key, by hour and by website, up to this moment; kept for 90 days. It also names every secret of the key with its last use."},
		func(ctx context.Context, in *spanInput) (*usageOutput, error) {
			if _, err := a.Keys.Get(ctx, in.AssistantID, in.KeyID); err != nil {
				return nil, err
			}
			report, err := a.Usage.Report(ctx, in.KeyID, in.From, in.To)
			return &usageOutput{usageOf(report)}, err
		})
	register(a, route{method: http.MethodGet, path: keysPath + "/{keyId}/denials", id: "getKeyDenials", need: needs(account.Viewer, account.ReadUsage), tag: keyTag, summary: "Get the refusals of an API key",
		description: "What the key refused, by hour and reason, and by reason and website or address, up to this moment; kept for 90 days. What a restriction that only reports would have refused is marked."},
		func(ctx context.Context, in *spanInput) (*denialsOutput, error) {
			if _, err := a.Keys.Get(ctx, in.AssistantID, in.KeyID); err != nil {
				return nil, err
			}
			report, err := a.Usage.Denials(ctx, in.KeyID, in.From, in.To)
			return &denialsOutput{denialsOf(report)}, err
		})
}

func usageOf(r usage.Report) keyUsage {
	out := keyUsage{
		From: r.From, To: r.To, Total: Counts(r.Total), Hours: hoursOf(r.Hours), Origins: originsOf(r.Origins), Secrets: make([]usageSecret, len(r.Secrets)),
	}
	for i, secret := range r.Secrets {
		out.Secrets[i] = usageSecret(secret)
	}
	return out
}

func hoursOf(list []usage.Hour) []usageHour {
	out := make([]usageHour, len(list))
	for i, hour := range list {
		out[i] = usageHour{hour.Hour, Counts(hour.Counts)}
	}
	return out
}

func originsOf(list []usage.Origin) []usageOrigin {
	out := make([]usageOrigin, len(list))
	for i, o := range list {
		out[i] = usageOrigin{o.Origin, Counts(o.Counts), o.LastHour}
	}
	return out
}

// addressCode is the one code whose caller is an address.
const addressCode = "ADDRESS_NOT_ALLOWED"

func denialsOf(d usage.Denials) keyDenials {
	out := keyDenials{From: d.From, To: d.To, Total: d.Total, Hours: make([]denialHour, len(d.Hours)), Callers: make([]DenialCaller, len(d.Callers))}
	for i, hour := range d.Hours {
		out.Hours[i] = denialHour(hour)
	}
	for i, c := range d.Callers {
		out.Callers[i] = DenialCaller{Code: c.Code, Origin: c.Caller, ReportOnly: c.ReportOnly, Count: c.Count, LastAt: c.LastAt}
		if c.Code == addressCode {
			out.Callers[i].Origin, out.Callers[i].IPAddress = "", c.Caller
		}
	}
	return out
}

// inUse is who would be cut off by a change that was refused.
type inUse struct {
	LastUsedAt  time.Time      `json:"lastUsedAt" doc:"When the key was last used." example:"2026-02-04T17:45:10Z"`
	Origins     []inUseOrigin  `json:"origins" nullable:"false" doc:"Websites that would be cut off, those with the most requests first."`
	IPAddresses []inUseAddress `json:"ipAddresses" nullable:"false" doc:"Addresses, or networks with some, that would be cut off."`
}

type inUseOrigin struct {
	Origin     string    `json:"origin" doc:"The website; empty = the requests named none." example:"https://www.example.com"`
	Requests   int64     `json:"requests" doc:"Its requests in the last 7 days." example:"120"`
	LastUsedAt time.Time `json:"lastUsedAt" doc:"The beginning of the last hour in which it was seen." example:"2026-02-04T17:00:00Z"`
}

type inUseAddress struct {
	IPAddress  string    `json:"ipAddress" doc:"The address or network." example:"203.0.113.0/24"`
	Requests   int64     `json:"requests" doc:"Its requests in the last 7 days." example:"120"`
	LastUsedAt time.Time `json:"lastUsedAt" doc:"When it was last seen." example:"2026-02-04T17:45:10Z"`
}

func inUseOf(r usage.Recent) *inUse {
	out := &inUse{LastUsedAt: r.LastUsedAt, Origins: make([]inUseOrigin, len(r.Origins)), IPAddresses: make([]inUseAddress, len(r.Addresses))}
	for i, o := range r.Origins {
		out.Origins[i] = inUseOrigin{o.Origin, o.Requests, o.LastHour}
	}
	for i, a := range r.Addresses {
		out.IPAddresses[i] = inUseAddress{a.Address, a.Requests, a.LastAt}
	}
	return out
}
