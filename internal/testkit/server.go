package testkit

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/app"
)

// Server is a whole server in the test's own process: the same program as the binary, on a port of its own.
type Server struct {
	URL   string
	Data  string // its data folder
	Token string // an access token with the role of an owner

	tb      testing.TB
	log     *syncBuffer
	printed chan string
	stop    context.CancelFunc
	done    chan int
}

// Unlimited are the arguments that switch every rate off: all callers of a test come from one address.
var Unlimited = []string{"--requests-per-minute", "0", "--conversations-per-hour", "0", "--messages-per-minute", "0", "--messages-per-day", "0"}

// Start starts `latchkey serve` with further arguments and stops it when the test ends; a server that does not end well fails the test.
func Start(tb testing.TB, args ...string) *Server {
	tb.Helper()
	return StartIn(tb, tb.TempDir(), args...)
}

// StartIn is Start on a data folder that may have been used before.
func StartIn(tb testing.TB, data string, args ...string) *Server {
	tb.Helper()
	ctx, stop := context.WithCancel(context.Background())
	s := &Server{Data: data, tb: tb, log: &syncBuffer{}, printed: make(chan string, 100), stop: stop, done: make(chan int, 1)}
	out, in := io.Pipe()
	go func() {
		s.done <- app.Run(ctx, app.Env{
			Args:   slices.Concat([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, Unlimited, args),
			Getenv: os.Getenv, Stdout: in, Stderr: s.log,
		})
		_ = in.Close()
	}()
	lines := bufio.NewReader(out)
	ready, err := lines.ReadString('\n')
	if err != nil {
		tb.Fatalf("the server does not start: %v\n%s", err, s.log)
	}
	go s.keep(lines)
	s.URL = regexp.MustCompile(`http://[^ ]+`).FindString(ready)
	s.Token = s.newToken(args)
	tb.Cleanup(s.Stop)
	return s
}

// keep keeps what the server prints after its first line. A server that prints more than anybody reads is not stopped by that.
func (s *Server) keep(lines *bufio.Reader) {
	defer close(s.printed)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		select {
		case s.printed <- strings.TrimSuffix(line, "\n"):
		default:
		}
	}
}

// Printed waits for the next line that the server prints, after the first; "" when it has ended without one.
func (s *Server) Printed() string {
	s.tb.Helper()
	select {
	case line := <-s.printed:
		return line
	case <-time.After(15 * time.Second):
		s.tb.Fatalf("the server prints nothing more\n%s", s.log)
		return ""
	}
}

// MasterKey returns the master key of a server, for another one on its database.
func MasterKey(tb testing.TB, s *Server) string {
	tb.Helper()
	raw, err := os.ReadFile(filepath.Join(s.Data, "master.key"))
	if err != nil {
		tb.Fatal(err)
	}
	return strings.TrimSpace(string(raw))
}

// Stop stops the server and waits for its end; a second call does nothing.
func (s *Server) Stop() {
	s.stop()
	select {
	case code, first := <-s.done:
		if first && code != 0 {
			s.tb.Errorf("the server ended with %d\n%s", code, s.log)
		}
		if first {
			close(s.done)
		}
	case <-time.After(15 * time.Second):
		s.tb.Errorf("the server does not stop\n%s", s.log)
	}
}

// Log returns what the server has logged.
func (s *Server) Log() string { return s.log.String() }

func (s *Server) newToken(args []string) string {
	s.tb.Helper()
	command := []string{"token", "create", "--name", "test", "--data", s.Data}
	for i, a := range args {
		if a == "--database-url" {
			command = append(command, a, args[i+1])
		}
	}
	return s.Command(command...)
}

// Command runs another command of the program, which must succeed, and returns what it printed.
func (s *Server) Command(args ...string) string {
	s.tb.Helper()
	var out, log bytes.Buffer
	if code := app.Run(context.Background(), app.Env{Args: args, Getenv: os.Getenv, Stdout: &out, Stderr: &log}); code != 0 {
		s.tb.Fatalf("latchkey %s: exit %d\n%s", strings.Join(args, " "), code, log.String())
	}
	return strings.TrimSpace(out.String())
}

// JSON is a decoded JSON object.
type JSON = map[string]any

// Answer is what came back from a call.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	JSON   JSON // nil when the body is no object
}

// Do sends a request. Header names and values alternate. body may be nil, a string, or a value to be encoded as JSON.
func (s *Server) Do(method, path string, body any, headers ...string) Answer {
	s.tb.Helper()
	res := s.Open(method, path, body, headers...)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		s.tb.Fatal(err)
	}
	answer := Answer{Status: res.StatusCode, Header: res.Header, Body: raw}
	_ = json.Unmarshal(raw, &answer.JSON)
	return answer
}

// Open sends a request and returns the response with its body still open. An exchange with the management API must be as its description says.
func (s *Server) Open(method, path string, body any, headers ...string) *http.Response {
	s.tb.Helper()
	sent := encoded(s.tb, body)
	req, err := http.NewRequestWithContext(context.Background(), method, s.URL+path, bytes.NewReader(sent))
	if err != nil {
		s.tb.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	res, err := client.Do(req)
	if err != nil {
		s.tb.Fatal(err)
	}
	s.check(req, sent, res)
	return res
}

// client follows no redirect: no route of the product answers one to a program.
var client = &http.Client{
	Timeout:       time.Minute,
	Transport:     &http.Transport{MaxIdleConnsPerHost: 500},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func encoded(tb testing.TB, body any) []byte {
	tb.Helper()
	switch b := body.(type) {
	case nil:
		return nil
	case string:
		return []byte(b)
	case []byte:
		return b
	}
	raw, err := json.Marshal(body)
	if err != nil {
		tb.Fatal(err)
	}
	return raw
}

// Manage calls the management API with the server's access token.
func (s *Server) Manage(method, path string, body any, headers ...string) Answer {
	s.tb.Helper()
	return s.Do(method, "/api/v1"+path, body, append(headers, "Authorization", "Bearer "+s.Token)...)
}

// MustManage is Manage for calls that must succeed.
func (s *Server) MustManage(method, path string, body any, headers ...string) JSON {
	s.tb.Helper()
	a := s.Manage(method, path, body, headers...)
	if a.Status >= 300 {
		s.tb.Fatalf("%s %s: %d %s", method, path, a.Status, a.Body)
	}
	return a.JSON
}

// NewAssistant creates an assistant and returns its id. Without fields it answers from its documents.
func (s *Server) NewAssistant(fields JSON) string {
	s.tb.Helper()
	all := JSON{"name": "Shop help"}
	for k, v := range fields {
		all[k] = v
	}
	return s.MustManage("POST", "/assistants", all)["id"].(string)
}

// Key is a key that a test made.
type Key struct {
	ID, AssistantID, Secret string
}

// NewKey creates a key of an assistant.
func (s *Server) NewKey(assistantID string, fields JSON) Key {
	s.tb.Helper()
	all := JSON{"name": "Test"}
	for k, v := range fields {
		all[k] = v
	}
	created := s.MustManage("POST", "/assistants/"+assistantID+"/api-keys", all)
	return Key{ID: created["id"].(string), AssistantID: assistantID, Secret: created["key"].(string)}
}

// Path is the key in the management API.
func (k Key) Path() string { return "/assistants/" + k.AssistantID + "/api-keys/" + k.ID }

// Conversation is a conversation that a test opened.
type Conversation struct {
	ID, Token, Path string
	Key             Key
}

// NewConversation opens a conversation with a key.
func (s *Server) NewConversation(k Key, headers ...string) Conversation {
	s.tb.Helper()
	path := "/chat-bots/" + k.AssistantID + "/conversations"
	a := s.Do("POST", path, `{"title":"New Conversation","source":"INTEGRATION","data":""}`, append(headers, "Api-Key", k.Secret)...)
	if a.Status != http.StatusCreated {
		s.tb.Fatalf("new conversation: %d %s", a.Status, a.Body)
	}
	id := a.JSON["id"].(string)
	return Conversation{ID: id, Token: a.JSON["token"].(string), Path: path + "/" + id, Key: k}
}

// Ask asks a question and returns the open stream.
func (s *Server) Ask(c Conversation, question string) *Stream {
	s.tb.Helper()
	return s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": question}, "Api-Key", c.Key.Secret, "Conversation-Token", c.Token)
}

// Stream sends a request whose answer is an event stream.
func (s *Server) Stream(method, path string, body any, headers ...string) *Stream {
	s.tb.Helper()
	res := s.Open(method, path, body, headers...)
	return &Stream{Status: res.StatusCode, Header: res.Header, body: res.Body, lines: bufio.NewReader(res.Body), tb: s.tb}
}

// Event is one server-sent event.
type Event struct {
	ID, Name string
	Data     string
	JSON     JSON // nil when the data is no object
}

// Stream reads an event stream as strictly as the strictest client: every event has exactly one data line.
type Stream struct {
	Status int
	Header http.Header
	body   io.ReadCloser
	lines  *bufio.Reader
	tb     testing.TB
}

// Next returns the next event, whatever the machine's load: signs of life, which come by the clock, are passed over.
// ok is false at the clean end of the stream.
func (s *Stream) Next() (e Event, ok bool) {
	s.tb.Helper()
	for e, ok = s.NextOrHeartbeat(); ok && e.isSilence(); {
		e, ok = s.NextOrHeartbeat()
	}
	return e, ok
}

// isSilence says whether this is the heartbeat of an answer that is being made; one that waits in a queue says so.
func (e Event) isSilence() bool {
	return e.JSON["eventType"] == "heartbeat" || (e.JSON["type"] == "heartbeat" && e.JSON["queued"] != true)
}

// NextOrHeartbeat returns the next event of any kind.
func (s *Stream) NextOrHeartbeat() (e Event, ok bool) {
	s.tb.Helper()
	data := 0
	for {
		line, err := s.lines.ReadString('\n')
		if err != nil {
			if line != "" || data > 0 {
				s.tb.Fatalf("the stream ends inside an event: %q", line)
			}
			return Event{}, false
		}
		switch field, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": "); field {
		case "":
			if data != 1 {
				s.tb.Fatalf("an event has %d data lines", data)
			}
			var value any
			if err := json.Unmarshal([]byte(e.Data), &value); err != nil {
				s.tb.Fatalf("the data of an event is no JSON: %q", e.Data)
			}
			e.JSON, _ = value.(JSON)
			if problems := checkEvent(e, value); len(problems) > 0 {
				s.tb.Errorf("the mobile client stumbles over %s: %v", e.Data, problems)
			}
			return e, true
		case "id":
			e.ID = value
		case "event":
			e.Name = value
		case "data":
			e.Data = value
			data++
		default:
			s.tb.Fatalf("a line that clients do not know: %q", line)
		}
	}
}

// All reads the stream to its end, as Next does.
func (s *Stream) All() []Event {
	s.tb.Helper()
	defer s.Close()
	var all []Event
	for {
		e, ok := s.Next()
		if !ok {
			return all
		}
		all = append(all, e)
	}
}

// Close leaves the stream.
func (s *Stream) Close() { _ = s.body.Close() }

// Text is the text of the answer in a list of frames.
func Text(events []Event) string {
	var text strings.Builder
	for _, e := range events {
		if message, ok := e.JSON["message"].(string); ok {
			text.WriteString(message)
		}
	}
	return text.String()
}

type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
