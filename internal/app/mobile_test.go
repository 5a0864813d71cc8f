package app_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// The real client waits five seconds before it sends again.
const (
	mobilePause  = 20 * time.Millisecond
	mobileReturn = 250 * time.Millisecond // enough for the server to notice that a connection was reset
)

// quietNow says that a client has nothing more to send.
func quietNow(s testkit.Seen) bool { return s.Quiet > 0 }

// No answer of ours makes the mobile client send again by itself, and each ends the turn, but for what must have no body.
func TestMobileNeverStorms(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Words("Yes."))
	id := s.NewAssistant(scripted(up))
	k := s.NewKey(id, JSON{"configuration": JSON{"maxMessagePerConversation": 1}})
	c, full := s.NewConversation(k), s.NewConversation(k)
	s.Ask(full, "First?").All()
	failing := s.NewKey(s.NewAssistant(scripted(providertest.New(t, providertest.Status(500)))), nil)
	broken := s.NewConversation(failing)
	elsewhere := s.NewKey(id, websites("https://shop.example"))
	const question = `{"request":"Hello?"}`
	long := `{"request":"` + strings.Repeat("x", 300_000) + `"}`
	for name, call := range map[string]struct {
		method, path, body, key, token string
		silent                         bool // whether the client gets no frame
	}{
		"an answer":           {"POST", c.Path + "/queries?sse=true", question, k.Secret, c.Token, false},
		"the message limit":   {"POST", full.Path + "/queries?sse=true", question, k.Secret, full.Token, false},
		"a model that fails":  {"POST", broken.Path + "/queries?sse=true", question, failing.Secret, broken.Token, false},
		"no key":              {"POST", c.Path + "/queries?sse=true", question, "", c.Token, false},
		"an unknown key":      {"POST", c.Path + "/queries?sse=true", question, id + "-lkx", c.Token, false},
		"another website":     {"POST", c.Path + "/queries?sse=true", question, elsewhere.Secret, c.Token, false},
		"a foreign token":     {"POST", c.Path + "/queries?sse=true", question, k.Secret, "t_x", false},
		"no conversation":     {"POST", "/chat-bots/" + id + "/conversations/c_x/queries?sse=true", question, k.Secret, c.Token, false},
		"a long question":     {"POST", c.Path + "/queries?sse=true", long, k.Secret, c.Token, false},
		"no JSON":             {"POST", c.Path + "/queries?sse=true", "hello", k.Secret, c.Token, false},
		"no body":             {"POST", c.Path + "/queries?sse=true", "", k.Secret, c.Token, true},
		"an approval":         {"POST", c.Path + "/queries/q_1/tool-approval/?sse=true&customProperties={}", question, k.Secret, c.Token, false},
		"an approval, empty":  {"POST", c.Path + "/queries/q_1/tool-approval/?sse=true&customProperties={}", "", k.Secret, c.Token, true},
		"nothing there":       {"POST", "/chat-bots/" + id + "/nothing?sse=true", question, k.Secret, c.Token, false},
		"a wrong method":      {"PUT", c.Path + "/queries?sse=true", question, k.Secret, c.Token, true},
		"double slashes":      {"POST", "/" + full.Path + "/queries?sse=true", question, k.Secret, full.Token, false},
		"the history":         {"GET", full.Path + "/queries?sse=true", "", k.Secret, full.Token, false},
		"no history":          {"GET", "/chat-bots/" + id + "/conversations/c_x/queries?sse=true", "", k.Secret, "", true},
		"a history elsewhere": {"GET", c.Path + "/queries?sse=true", "", elsewhere.Secret, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := testkit.NewMobile(mobilePause)
			defer m.Close()
			headers := []string{"Content-type", "Application/json", "Conversation-Token", call.token}
			if call.key != "" {
				headers = append(headers, "Api-Key", call.key)
			}
			m.Subscribe(call.method, s.URL+call.path, call.body, headers...)
			seen, ok := m.Until(quietNow)
			if !ok || seen.Requests != 1 {
				t.Fatalf("%d requests, %d without a body, ended %v", seen.Requests, seen.Bodyless, ok)
			}
			for _, e := range seen.Events {
				if e.JSON == nil && e.Name != "history" {
					t.Errorf("an event that the client cannot decode: %q", e.Data)
				}
			}
			if call.silent != (len(seen.Events) == 0) {
				t.Errorf("%v", seen.Events)
			}
			if _, told := seen.Last(); call.method == "POST" && !call.silent && !told {
				t.Errorf("the turn does not end: %v", seen.Events)
			}
		})
	}
}

// Stop and shutdown end the streams so that the mobile client sends nothing again.
func TestMobileStopAndShutdown(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testkit.Server, testkit.Conversation){
		"stop": func(s *testkit.Server, c testkit.Conversation) {
			s.Do("POST", c.Path+"/stop", nil, "Api-Key", c.Key.Secret, "Conversation-Token", c.Token)
		},
		"shutdown": func(s *testkit.Server, _ testkit.Conversation) { s.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t)
			up := providertest.New(t, providertest.Hang("Half an "))
			c := s.NewConversation(s.NewKey(s.NewAssistant(scripted(up)), nil))
			m := testkit.NewMobile(mobilePause)
			defer m.Close()
			m.Subscribe("POST", s.URL+c.Path+"/queries?sse=true", `{"request":"Go on"}`, "Api-Key", c.Key.Secret, "Conversation-Token", c.Token)
			if _, ok := m.Until(func(s testkit.Seen) bool { return s.Text() != "" }); !ok {
				t.Fatal("no words")
			}
			end(s, c)
			seen, ok := m.Until(quietNow)
			if _, told := seen.Last(); !ok || !told || seen.Requests != 1 || seen.Text() != "Half an " {
				t.Errorf("%d requests, %v", seen.Requests, seen.Events)
			}
		})
	}
}

// cutter passes connections on to a server, and cuts them when it is told to.
type cutter struct {
	listener net.Listener
	mu       sync.Mutex
	target   string
	open     []net.Conn
}

func newCutter(t *testing.T, target string) *cutter {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{listener: listener}
	c.to(target)
	t.Cleanup(func() {
		_ = listener.Close()
		c.cut()
	})
	go func() {
		for {
			in, err := listener.Accept()
			if err != nil {
				return
			}
			c.mu.Lock()
			out, err := net.Dial("tcp", c.target)
			if err != nil {
				c.mu.Unlock()
				_ = in.Close()
				continue
			}
			c.open = append(c.open, in, out)
			c.mu.Unlock()
			go func() { _, _ = io.Copy(out, in) }()
			go func() {
				_, _ = io.Copy(in, out)
				_ = in.Close()
			}()
		}
	}()
	return c
}

// to passes new connections on to another server.
func (c *cutter) to(target string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.target = strings.TrimPrefix(target, "http://")
}

func (c *cutter) url() string { return "http://" + c.listener.Addr().String() }

// cut resets every connection: the client sees an error, not the end of a stream.
func (c *cutter) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.open {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
	c.open = nil
}

// paced is an upstream that says a word for each turn of proceed, and counts how often it is asked.
func paced(words int, proceed <-chan struct{}) providertest.Script {
	return func(w http.ResponseWriter, r *http.Request) {
		providertest.Begin(w)
		for i := range words {
			select {
			case <-proceed:
			case <-r.Context().Done():
				return
			}
			providertest.Say(w, fmt.Sprint("w", i, " "))
		}
		providertest.End(w)
	}
}

// The mobile client is cut off a hundred times, at every place of an answer: each question is stored and counted once, asked of the model once, and its answer
// is put together whole, without a word twice.
func TestMobileCutHundredTimes(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		const words, rounds = 4, 50
		const whole = "w0 w1 w2 w3 "
		proceed := make(chan struct{})
		up := providertest.New(t, paced(words, proceed))
		k := s.NewKey(s.NewAssistant(scripted(up)), nil)
		c := s.NewConversation(k)
		for round := range rounds {
			proxy := newCutter(t, s.URL)
			m := testkit.NewMobile(mobileReturn)
			m.Subscribe("POST", proxy.url()+c.Path+"/queries?sse=true", `{"request":"Always the same?"}`, "Api-Key", k.Secret, "Conversation-Token", c.Token)
			at := round % (words + 1) // words before the cut
			for word := range words {
				if word == at {
					cutAndReturn(t, m, proxy)
				}
				proceed <- struct{}{}
				if _, ok := m.Until(func(s testkit.Seen) bool { return strings.Contains(s.Text(), fmt.Sprint("w", word)) }); !ok {
					t.Fatalf("round %d: word %d does not come", round, word)
				}
			}
			seen, ok := m.Until(quietNow)
			if !ok || seen.Text() != whole || seen.Bodyless > 0 {
				t.Errorf("round %d: %d requests, %q", round, seen.Requests, seen.Text())
			}
			m.Close()
		}
		rows := history(t, s, c)
		if len(rows) != rounds || len(up.Requests()) != rounds {
			t.Errorf("%d rows, %d calls of the model, %d questions", len(rows), len(up.Requests()), rounds)
		}
		for _, row := range rows {
			if row["answer"] != whole || row["status"] != "DONE" {
				t.Errorf("%v", row)
			}
		}
	})
}

// cutAndReturn cuts the client off and waits until it is back.
func cutAndReturn(t *testing.T, m *testkit.Mobile, proxy *cutter) {
	t.Helper()
	before, ok := m.Until(func(s testkit.Seen) bool { return s.Answers > 0 })
	if !ok {
		t.Fatal("no answer")
	}
	proxy.cut()
	if _, ok := m.Until(func(s testkit.Seen) bool { return s.Answers > before.Answers }); !ok {
		t.Fatal("the client does not come back")
	}
}

// The server is killed a hundred times in the middle of an answer, and the mobile client comes back to the next one: each question is stored and counted once;
// an answer of which nothing was shown yet is made whole, one that was shown in part is marked.
func TestMobileKilledHundredTimes(t *testing.T) {
	t.Parallel()
	for name, database := range map[string]func() []string{
		"sqlite":   func() []string { return nil },
		"postgres": func() []string { return []string{"--database-url", testkit.Postgres(t)} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			killFifty(t, append([]string{"--data", t.TempDir()}, database()...))
		})
	}
}

func killFifty(t *testing.T, args []string) {
	const rounds, words = 50, 3
	const whole = "w0 w1 w2 "
	setup := testkit.StartIn(t, args[1], args[2:]...)
	proceed := make(chan struct{})
	up := providertest.New(t, paced(words, proceed))
	k := setup.NewKey(setup.NewAssistant(scripted(up)), JSON{"configuration": JSON{"maxMessagePerConversation": rounds}})
	c := setup.NewConversation(k)
	setup.Stop()
	p := startProgram(t, args...)
	proxy := newCutter(t, p.url)
	want := map[string]string{} // question → status
	for round := range rounds {
		m := testkit.NewMobile(mobileReturn)
		question := fmt.Sprint("Question ", round, "?")
		m.Subscribe("POST", proxy.url()+c.Path+"/queries?sse=true", fmt.Sprintf(`{"request":%q}`, question), "Api-Key", k.Secret, "Conversation-Token", c.Token)
		if _, ok := m.Until(func(s testkit.Seen) bool { return s.Answers > 0 }); !ok {
			t.Fatal("no answer")
		}
		shown := round % words // words before the kill
		for word := range shown {
			say(t, m, proceed, word)
		}
		p.kill()
		p = startProgram(t, args...)
		proxy.to(p.url)
		want[question] = "INTERRUPTED"
		if shown == 0 {
			want[question] = "DONE"
			for word := range words {
				say(t, m, proceed, word)
			}
		}
		seen, ok := m.Until(quietNow)
		last, told := seen.Last()
		if !ok || !told || seen.Bodyless > 0 || seen.Text() != whole[:3*shown] && seen.Text() != whole {
			t.Errorf("round %d: %d requests, %q, %v", round, seen.Requests, seen.Text(), last)
		}
		if shown > 0 && last.JSON["reason"] != "INTERRUPTED" {
			t.Errorf("round %d: the end is not marked: %v", round, last)
		}
		m.Close()
	}
	p.kill()
	checkKilled(t, testkit.StartIn(t, args[1], args[2:]...), c, want, whole)
}

// say lets the model say its next word, and waits until the client has it.
func say(t *testing.T, m *testkit.Mobile, proceed chan<- struct{}, word int) {
	t.Helper()
	select {
	case proceed <- struct{}{}:
	case <-time.After(20 * time.Second):
		t.Fatalf("nobody asks the model for word %d", word)
	}
	if _, ok := m.Until(func(s testkit.Seen) bool { return strings.Contains(s.Text(), fmt.Sprint("w", word)) }); !ok {
		t.Fatalf("word %d does not come", word)
	}
}

func checkKilled(t *testing.T, s *testkit.Server, c testkit.Conversation, want map[string]string, whole string) {
	t.Helper()
	rows := history(t, s, c)
	if meta := s.Do("GET", c.Path, nil, "Api-Key", c.Key.Secret); len(rows) != len(want) || meta.JSON["queryCount"] != float64(len(want)) {
		t.Errorf("%d rows, %v counted, %d questions", len(rows), meta.JSON["queryCount"], len(want))
	}
	for _, row := range rows {
		question, answer := row["query"].(string), row["answer"].(string)
		if row["status"] != want[question] || (row["status"] == "DONE") != (answer == whole) || !strings.HasPrefix(whole, answer) {
			t.Errorf("%s: %v %q, want %s", question, row["status"], answer, want[question])
		}
		delete(want, question)
	}
	// The limit is used up exactly: each question counts once.
	if events := s.Ask(c, "One more?").All(); events[0].JSON["reason"] != "MESSAGE_LIMIT" {
		t.Errorf("after as many messages as there may be: %v", events)
	}
}

// A reader that takes nothing slows neither the answer nor other readers, and the answer is stored whole.
func TestSlowReader(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	const words = 900
	word := strings.Repeat("x", 1000) + " "
	up := providertest.New(t, func(w http.ResponseWriter, _ *http.Request) {
		providertest.Begin(w)
		for range words {
			providertest.Say(w, word)
		}
		providertest.End(w)
	})
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const body = `{"request":"Say much!"}`
	fmt.Fprintf(conn, "POST %s/queries?sse=true HTTP/1.1\r\nHost: x\r\nApi-Key: %s\r\nConversation-Token: %s\r\nContent-Length: %d\r\n\r\n%s", c.Path, k.Secret, c.Token, len(body), body)
	if _, err := conn.Read(make([]byte, 1)); err != nil { // the question is accepted; nothing is read from here on
		t.Fatal(err)
	}
	other := s.Stream("GET", c.Path+"/queries?sse=true", nil, "Api-Key", k.Secret)
	if events := other.All(); events[len(events)-1].JSON["eventType"] != "run_completed" {
		t.Errorf("the other reader: %v", events[len(events)-1])
	}
	if row := history(t, s, c)[0]; row["status"] != "DONE" || len(row["answer"].(string)) != words*len(word) {
		t.Errorf("%v, %d bytes", row["status"], len(row["answer"].(string)))
	}
}
