package manageapi

import (
	"context"
	"net/http"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/usage"
)

type assistantUsage struct {
	From    time.Time     `json:"from" doc:"The beginning of the first hour." example:"2026-02-01T00:00:00Z"`
	To      time.Time     `json:"to" doc:"The end of the last hour." example:"2026-02-02T00:00:00Z"`
	Total   Counts        `json:"total" doc:"The sum over all keys."`
	Hours   []usageHour   `json:"hours" nullable:"false" doc:"The hours in which something was done, in order."`
	Origins []usageOrigin `json:"origins" nullable:"false" doc:"The websites, those with the most requests first."`
	Keys    []usageKey    `json:"keys" nullable:"false" doc:"The keys that were used or refused something, also deleted ones; those with the most requests first."`
	Step    int           `json:"keyStepHours" doc:"How many hours each entry of the hours of a key sums up, beginning with from: 1, and more when there would be more than 32000 entries." example:"1"`
}

type usageKey struct {
	KeyID   string         `json:"keyId" doc:"Id of the key." example:"k_7Hq2mXb9TzR4wLc1VnKe0s"`
	Name    string         `json:"name" doc:"Its name." example:"Shop website"`
	Total   Counts         `json:"total" doc:"The sum."`
	Denials int64          `json:"denials" doc:"What it refused, without what was only reported." example:"3"`
	Hours   []usageKeyHour `json:"hours" nullable:"false" doc:"The hours in which something was done or refused, in order."`
}

type usageKeyHour struct {
	Hour     time.Time `json:"hour" doc:"The beginning." example:"2026-02-01T12:00:00Z"`
	Requests int64     `json:"requests" doc:"Requests that were accepted." example:"120"`
	Messages int64     `json:"messages" doc:"Messages that visitors sent." example:"37"`
	Denials  int64     `json:"denials" doc:"Requests that were refused, without those that were only reported." example:"3"`
}

type assistantDenials struct {
	From    time.Time         `json:"from" doc:"The beginning of the first hour." example:"2026-02-01T00:00:00Z"`
	To      time.Time         `json:"to" doc:"The end of the last hour." example:"2026-02-02T00:00:00Z"`
	Total   int64             `json:"total" doc:"All refusals, without those that were only reported." example:"3"`
	Hours   []denialHour      `json:"hours" nullable:"false" doc:"By hour and reason, in order."`
	Callers []assistantCaller `json:"callers" nullable:"false" doc:"By key, reason and website or address, the most refused first."`
}

type assistantCaller struct {
	KeyID string `json:"keyId" doc:"Id of the key that refused; empty = the refusals of several keys are summed up." example:"k_7Hq2mXb9TzR4wLc1VnKe0s"`
	DenialCaller
}

type assistantSpan struct {
	AssistantPath
	Span
}

func (a *API) registerAssistantUsage() {
	register(a, route{method: http.MethodGet, path: "/assistants/{assistantId}/usage", id: "getAssistantUsage", need: needs(account.Viewer, account.ReadUsage), tag: assistantTag,
		summary:     "Get the usage of an assistant",
		description: "What was done with all API keys of the assistant, by hour, by website and by key, up to this moment; kept for 90 days, and of a deleted key for as long as it can be restored."},
		func(ctx context.Context, in *assistantSpan) (*struct{ Body assistantUsage }, error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			report, err := a.Usage.AssistantReport(ctx, in.AssistantID, in.From, in.To)
			return &struct{ Body assistantUsage }{assistantUsageOf(report)}, err
		})
	register(a, route{method: http.MethodGet, path: "/assistants/{assistantId}/denials", id: "getAssistantDenials", need: needs(account.Viewer, account.ReadUsage), tag: assistantTag,
		summary:     "Get the refusals of an assistant",
		description: "What all API keys of the assistant refused, by hour and reason, and by key, reason and website or address, up to this moment; kept likewise."},
		func(ctx context.Context, in *assistantSpan) (*struct{ Body assistantDenials }, error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			report, err := a.Usage.AssistantDenials(ctx, in.AssistantID, in.From, in.To)
			return &struct{ Body assistantDenials }{assistantDenialsOf(report)}, err
		})
}

func assistantUsageOf(r usage.AssistantReport) assistantUsage {
	out := assistantUsage{
		From: r.From, To: r.To, Total: Counts(r.Total), Hours: hoursOf(r.Hours), Origins: originsOf(r.Origins), Keys: make([]usageKey, len(r.Keys)), Step: r.Step,
	}
	for i, k := range r.Keys {
		out.Keys[i] = usageKey{KeyID: k.KeyID, Name: k.Name, Total: Counts(k.Total), Denials: k.Denials, Hours: make([]usageKeyHour, len(k.Hours))}
		for j, hour := range k.Hours {
			out.Keys[i].Hours[j] = usageKeyHour(hour)
		}
	}
	return out
}

func assistantDenialsOf(d usage.Denials) assistantDenials {
	of := denialsOf(d)
	out := assistantDenials{From: of.From, To: of.To, Total: of.Total, Hours: of.Hours, Callers: make([]assistantCaller, len(of.Callers))}
	for i, caller := range of.Callers {
		out.Callers[i] = assistantCaller{d.Callers[i].KeyID, caller}
	}
	return out
}
