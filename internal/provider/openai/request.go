package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"

	"latchkey/internal/provider"
)

// body is what an upstream is asked.
type body struct {
	Model               string    `json:"model"`
	Messages            []message `json:"messages"`
	Stream              bool      `json:"stream"`
	StreamOptions       options   `json:"stream_options"`
	Temperature         *float64  `json:"temperature,omitempty"`
	MaxTokens           int       `json:"max_tokens,omitempty"`
	MaxCompletionTokens int       `json:"max_completion_tokens,omitempty"`
	ReasoningEffort     string    `json:"reasoning_effort,omitempty"`
}

type options struct {
	IncludeUsage bool `json:"include_usage"`
}

// message is one of a conversation; Content is a text or, when there are images, a list of parts.
type message struct {
	Role    string `json:"role"`
	Content any    `json:"content"`
}

type part struct {
	Type     string    `json:"type"`
	Text     string    `json:"text,omitempty"`
	ImageURL *imageURL `json:"image_url,omitempty"`
}

type imageURL struct {
	URL string `json:"url"`
}

func bodyOf(s provider.Settings, messages []message) body {
	b := body{Model: s.Model, Messages: messages, Stream: true, StreamOptions: options{true}, Temperature: s.Temperature}
	// OpenAI refuses the old name for its newer models; most other servers know only the old one.
	if u, err := url.Parse(s.BaseURL); err == nil && u.Hostname() == "api.openai.com" {
		b.MaxCompletionTokens = s.MaxOutputTokens
	} else {
		b.MaxTokens = s.MaxOutputTokens
	}
	if s.Thinking {
		b.ReasoningEffort = orDefault(s.ThinkingEffort, "medium")
	}
	return b
}

// post asks an upstream and returns its stream. It fails with *refusal when the upstream answers with another status than 2xx.
func (p *Provider) post(ctx context.Context, dog *watchdog, s provider.Settings, asked prompt) (*http.Response, error) {
	raw, err := json.Marshal(bodyOf(s, asked.messages))
	if err != nil {
		return nil, err
	}
	sent := newPayload(raw, asked.pictures)
	defer sent.release()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.BaseURL+"/chat/completions", sent.reader())
	if err != nil {
		return nil, err
	}
	req.ContentLength = sent.size()
	req.GetBody = func() (io.ReadCloser, error) { return sent.reader(), nil } // for a connection that was closed while it was idle
	req.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"text/event-stream"}, "User-Agent": {"Latchkey"}}
	if s.APIKey != "" {
		req.Header.Set("Authorization", "Bearer "+s.APIKey)
	}
	res, err := p.client.Do(req)
	if err != nil {
		return nil, err
	}
	dog.heard()
	if res.StatusCode < http.StatusOK || res.StatusCode >= http.StatusMultipleChoices {
		defer res.Body.Close()
		return nil, refusalOf(res, dog, s.APIKey)
	}
	res.Body = listening(res.Body, dog, maxStream)
	return res, nil
}

// refusal is the answer of an upstream that does not answer the question.
type refusal struct {
	status     int
	retryAfter string
	told       apiError
	credential string
}

// apiError is the error object of OpenAI; others send parts of it.
type apiError struct {
	Message string `json:"message"`
	Type    string `json:"type"`
	Code    any    `json:"code"` // a text, or a number
	Param   any    `json:"param"`
}

func refusalOf(res *http.Response, dog *watchdog, credential string) *refusal {
	r := &refusal{status: res.StatusCode, retryAfter: res.Header.Get("Retry-After"), credential: credential}
	raw, _ := io.ReadAll(listening(res.Body, dog, maxRefusal)) // what came of it is told
	var object struct{ Error json.RawMessage }
	if json.Unmarshal(raw, &object) != nil || len(object.Error) == 0 {
		r.told.Message = string(bytes.TrimSpace(raw))
		return r
	}
	if json.Unmarshal(object.Error, &r.told) != nil || r.told.Message == "" {
		r.told.Message = string(object.Error) // Ollama: the text alone
	}
	return r
}
