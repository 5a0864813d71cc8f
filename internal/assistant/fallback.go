package assistant

import (
	"net/url"
	"strings"

	"latchkey/internal/errs"
)

// Fallback is the model that is asked when the first does not answer. Its APIKey is write only, like that of the first.
type Fallback struct {
	BaseURL       string `json:"baseUrl" example:"http://127.0.0.1:11434/v1" doc:"Base URL of the OpenAI-compatible API." maxLength:"2000"`
	Model         string `json:"model" example:"llama3.2" doc:"Name of the model." maxLength:"200"`
	ContextTokens *int   `json:"contextTokens" example:"32768" doc:"Context length of this model; null is 8,192." minimum:"1024" maximum:"10000000"`
	SeesImages    bool   `json:"seesImages" example:"false" doc:"Whether this model understands pictures."`
}

func (f *Fallback) validate(p *errs.Problems) {
	p.Text("model.fallback.baseUrl", f.BaseURL, 0, 2000)
	baseURL(p, "model.fallback.baseUrl", &f.BaseURL)
	p.Text("model.fallback.model", f.Model, 1, 200)
	contextTokens(p, "model.fallback.contextTokens", f.ContextTokens)
}

// Second returns the assistant with the fallback in the place of its model; ok is false when there is none.
func (a Assistant) Second() (second Assistant, ok bool) {
	f := a.Model.Fallback
	if f == nil {
		return a, false
	}
	a.Model.Provider, a.Model.BaseURL, a.Model.Model, a.Model.ContextTokens, a.Model.SeesImages = OpenAI, f.BaseURL, f.Model, f.ContextTokens, f.SeesImages
	a.Credential, a.Model.Fallback, a.FallbackCredential = a.FallbackCredential, nil, ""
	return a, true
}

// Concurrent is how many answers are made at the same time, 0 = any number.
func (m *Model) Concurrent() int {
	if m.MaxConcurrent == nil {
		return 0
	}
	return *m.MaxConcurrent
}

// CanThink says whether the model can be asked to think: the built-in one never thinks.
func (m *Model) CanThink() bool { return m.Thinks && m.Provider == OpenAI }

func contextTokens(p *errs.Problems, location string, tokens *int) {
	if tokens != nil {
		p.Range(location, *tokens, MinContext, MaxContext)
	}
}

// baseURL trims a base URL in place and checks it.
func baseURL(p *errs.Problems, location string, value *string) {
	*value = strings.TrimRight(strings.TrimSpace(*value), "/")
	if u, err := url.Parse(*value); err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || (u.Scheme != "https" && u.Scheme != "http") {
		p.Add(location, "must be an http or https URL without a query, such as https://api.openai.com/v1", *value)
	}
}

// server is who gets a credential: scheme, host and port of the base URL, in one spelling. Two base URLs of one server may differ in their paths.
func server(baseURL string) string {
	u, err := url.Parse(strings.TrimSpace(baseURL))
	if err != nil || u.Host == "" {
		return baseURL // not a server; equal only to itself
	}
	host := strings.ToLower(u.Hostname())
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		host += ":" + port
	}
	return u.Scheme + "://" + host
}
