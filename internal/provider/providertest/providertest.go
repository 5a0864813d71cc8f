// Package providertest is for tests: a scripted upstream that speaks OpenAI's streaming chat completions, and fails in every way in which one can fail.
//
// An Upstream is safe for concurrent use; each request runs the script anew.
package providertest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Script answers one request: it writes what the upstream sends.
type Script func(w http.ResponseWriter, r *http.Request)

// Upstream is a scripted upstream.
type Upstream struct {
	URL string // base URL, for model settings

	mu       sync.Mutex
	script   Script
	titles   Script
	requests []Request
	titled   []Request
}

// Request is what an upstream was asked.
type Request struct {
	Header          http.Header
	Model           string    `json:"model"`
	Messages        []Message `json:"messages"`
	MaxTokens       int       `json:"max_tokens"`
	ReasoningEffort string    `json:"reasoning_effort"`
}

// Message is one of a request: its text, and the URLs of its images.
type Message struct {
	Role    string
	Content string
	Images  []string
}

// UnmarshalJSON implements json.Unmarshaler: content is a text or a list of parts.
func (m *Message) UnmarshalJSON(raw []byte) error {
	var either struct {
		Role    string
		Content json.RawMessage
	}
	if err := json.Unmarshal(raw, &either); err != nil {
		return err
	}
	m.Role = either.Role
	if json.Unmarshal(either.Content, &m.Content) == nil {
		return nil
	}
	var parts []struct {
		Text     string
		ImageURL struct{ URL string } `json:"image_url"`
	}
	err := json.Unmarshal(either.Content, &parts)
	for _, p := range parts {
		m.Content += p.Text
		if p.ImageURL.URL != "" {
			m.Images = append(m.Images, p.ImageURL.URL)
		}
	}
	return err
}

// New starts an upstream that runs script; it stops when the test ends.
func New(tb testing.TB, script Script) *Upstream {
	tb.Helper()
	u := &Upstream{script: script, titles: Words("A title")}
	server := httptest.NewServer(http.HandlerFunc(u.serve))
	tb.Cleanup(func() {
		server.CloseClientConnections() // a script that hangs must not hang the test
		server.Close()
	})
	u.URL = server.URL + "/v1"
	return u
}

// Follow changes the script.
func (u *Upstream) Follow(script Script) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.script = script
}

// FollowForTitles changes the script of those requests that ask for the title of a conversation; at first it says "A title".
func (u *Upstream) FollowForTitles(script Script) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.titles = script
}

// Titles returns the requests for titles so far.
func (u *Upstream) Titles() []Request {
	u.mu.Lock()
	defer u.mu.Unlock()
	return append([]Request(nil), u.titled...)
}

// Requests returns what was asked so far, without titles.
func (u *Upstream) Requests() []Request {
	u.mu.Lock()
	defer u.mu.Unlock()
	return append([]Request(nil), u.requests...)
}

func (u *Upstream) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	request := Request{Header: r.Header.Clone()}
	if err != nil || json.Unmarshal(body, &request) != nil {
		http.Error(w, "not JSON", http.StatusBadRequest)
		return
	}
	u.scriptFor(request)(w, r)
}

// titleSign stands in the system message of a request for a title.
const titleSign = "You write titles"

func (u *Upstream) scriptFor(r Request) Script {
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(r.Messages) > 0 && strings.Contains(r.Messages[0].Content, titleSign) {
		u.titled = append(u.titled, r)
		return u.titles
	}
	u.requests = append(u.requests, r)
	return u.script
}

// Begin sends the headers of a stream.
func Begin(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	flush(w)
}

// Say sends text as one chunk.
func Say(w http.ResponseWriter, text string) { chunk(w, map[string]any{"content": text}, nil) }

// End sends the finish reason, the usage and the end mark.
func End(w http.ResponseWriter) {
	stop := "stop"
	chunk(w, map[string]any{}, &stop)
	fmt.Fprint(w, `data: {"id":"c","object":"chat.completion.chunk","choices":[],`+
		`"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}`+"\n\ndata: [DONE]\n\n")
	flush(w)
}

// Chunk is the event of a stream that says text.
func Chunk(text string) string { return event(map[string]any{"content": text}, nil) }

func chunk(w http.ResponseWriter, delta map[string]any, finish *string) {
	fmt.Fprint(w, event(delta, finish))
	flush(w)
}

func event(delta map[string]any, finish *string) string {
	raw, _ := json.Marshal(map[string]any{
		"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
		"choices": []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}},
	})
	return fmt.Sprintf("data: %s\n\n", raw)
}

func flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }

// Words is the script that says words and ends well.
func Words(words ...string) Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		Begin(w)
		for _, word := range words {
			Say(w, word)
		}
		End(w)
	}
}

// Status is the script that refuses with a status and OpenAI's error object.
func Status(status int) Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"error":{"message":"scripted %d","type":"error","code":"scripted","param":null}}`, status)
	}
}

// Hang is the script that says words and is silent until the caller leaves.
func Hang(words ...string) Script {
	return func(w http.ResponseWriter, r *http.Request) {
		Begin(w)
		for _, word := range words {
			Say(w, word)
		}
		<-r.Context().Done()
	}
}

// Cut is the script that says words and breaks the connection.
func Cut(words ...string) Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		Begin(w)
		for _, word := range words {
			Say(w, word)
		}
		panic(http.ErrAbortHandler)
	}
}

// Garbage is the script that sends a stream of something else.
func Garbage() Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		Begin(w)
		fmt.Fprint(w, "data: {\"choices\": <html>\n\n")
		flush(w)
	}
}
