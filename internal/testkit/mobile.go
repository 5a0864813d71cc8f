package testkit

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Mobile is a model of how the existing mobile client reads a stream, written from the description of its library in the client protocol, section 3.5: it does
// not look at the status; a line that it does not know makes it send the request again, without its body; a connection that cannot be made or is cut makes it
// send the request again, with its body; it does so for ever, after a pause, also when the user has left; and it never says that a stream has ended.
type Mobile struct {
	Pause time.Duration // before it sends again

	client *http.Client
	ctx    context.Context
	stop   context.CancelFunc
	loops  sync.WaitGroup

	mu       sync.Mutex
	requests int
	bodyless int
	answers  int
	events   []Event
	changed  chan struct{} // closed and replaced at each change
	quiet    int           // streams that ended without a reason to send again
}

// NewMobile returns a client that sends again after a pause. Close ends what it does by itself.
func NewMobile(pause time.Duration) *Mobile {
	ctx, stop := context.WithCancel(context.Background())
	transport := &http.Transport{DisableKeepAlives: true}
	return &Mobile{Pause: pause, client: &http.Client{Transport: transport}, ctx: ctx, stop: stop, changed: make(chan struct{})}
}

// Close stops the client, as the end of the app does.
func (m *Mobile) Close() {
	m.stop()
	m.loops.Wait()
}

// Subscribe sends a request and reads what comes, again and again.
func (m *Mobile) Subscribe(method, url, body string, headers ...string) {
	m.loops.Go(func() { m.subscribe(method, url, body, headers) })
}

func (m *Mobile) subscribe(method, url, body string, headers []string) {
	for {
		again, err := m.once(method, url, body, headers)
		for range again { // each line that it does not know is a request of its own
			m.loops.Go(func() {
				if m.pause() {
					m.subscribe(method, url, "", headers)
				}
			})
		}
		if err == nil {
			m.note(func() { m.quiet++ })
			return
		}
		if !m.pause() {
			return
		}
	}
}

func (m *Mobile) pause() bool {
	select {
	case <-time.After(m.Pause):
		return true
	case <-m.ctx.Done():
		return false
	}
}

// once sends the request and reads the answer to its end. It returns how many lines it did not know, and an error when the connection failed.
func (m *Mobile) once(method, url, body string, headers []string) (unknown int, err error) {
	var content io.Reader
	if body != "" {
		content = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(m.ctx, method, url, content)
	if err != nil {
		return 0, err
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	m.note(func() {
		m.requests++
		if body == "" && method == http.MethodPost {
			m.bodyless++
		}
	})
	res, err := m.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	m.note(func() { m.answers++ })
	return m.read(bufio.NewReader(res.Body))
}

func (m *Mobile) read(lines *bufio.Reader) (unknown int, err error) {
	var e Event
	for {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) && line == "" {
			return unknown, nil // an event without its empty line is lost
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return unknown, err
		}
		field, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		switch value = strings.TrimPrefix(value, " "); {
		case line == "\n":
			m.deliver(e)
			e = Event{}
		case field == "":
		case field == "event":
			e.Name = value
		case field == "id":
			e.ID = value
		case field == "data":
			e.Data += value
		case field == "retry":
		default:
			unknown++
		}
	}
}

func (m *Mobile) deliver(e Event) {
	_ = json.Unmarshal([]byte(e.Data), &e.JSON)
	m.note(func() { m.events = append(m.events, e) })
}

func (m *Mobile) note(change func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change()
	close(m.changed)
	m.changed = make(chan struct{})
}

// Seen is what the client has done and got.
type Seen struct {
	Requests int     // that it has sent
	Bodyless int     // of those, POSTs without a body
	Answers  int     // that have begun
	Quiet    int     // streams that ended, and left it nothing to send again
	Events   []Event // of all streams, in the order of their arrival
}

// Text is the text of the answer, as the client has put it together: pieces are appended.
func (s Seen) Text() string { return Text(s.Events) }

// Last returns the frame that ended the turn; ok is false when there was none.
func (s Seen) Last() (Event, bool) {
	for _, e := range s.Events {
		if e.JSON["last"] == true {
			return e, true
		}
	}
	return Event{}, false
}

// Until waits until what was seen is enough; ok is false when that takes too long.
func (m *Mobile) Until(enough func(Seen) bool) (seen Seen, ok bool) {
	limit := time.After(30 * time.Second)
	for {
		m.mu.Lock()
		seen = Seen{m.requests, m.bodyless, m.answers, m.quiet, append([]Event(nil), m.events...)}
		changed := m.changed
		m.mu.Unlock()
		if enough(seen) {
			return seen, true
		}
		select {
		case <-changed:
		case <-limit:
			return seen, false
		}
	}
}
