package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// TestScenarios replays the recorded scenarios over HTTP: what the mobile client sends in each flow, and what it must get, as its protocol's document says. See
// testdata/scenarios/README.md for their language.
func TestScenarios(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/scenarios/*.yaml")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d scenarios, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var s scenario
			decoder := yaml.NewDecoder(bytes.NewReader(raw))
			decoder.KnownFields(true)
			if err := decoder.Decode(&s); err != nil {
				t.Fatal(err)
			}
			newReplay(t, &s).run()
		})
	}
}

type scenario struct {
	About     string `yaml:"about"`
	Assistant JSON   `yaml:"assistant"`
	Key       JSON   `yaml:"key"`
	Documents []JSON `yaml:"documents"`
	Steps     []step `yaml:"steps"`
}

type step struct {
	About   string            `yaml:"about"`
	Send    string            `yaml:"send"` // method and path
	Headers map[string]string `yaml:"headers"`
	Body    any               `yaml:"body"`
	File    *upload           `yaml:"file"` // sent as multipart/form-data
	Status  int               `yaml:"status"`
	Type    string            `yaml:"type"`
	Answer  any               `yaml:"answer"`
	Text    *string           `yaml:"text"` // of the body
	Save    map[string]string `yaml:"save"` // name → path in the answer, or in the last frame

	As     string   `yaml:"as"`   // name of a stream, which stays open
	Read   string   `yaml:"read"` // name of a stream to read on
	Frames []wanted `yaml:"frames"`
	Ends   bool     `yaml:"ends"`
	Leave  string   `yaml:"leave"` // name of a stream to close

	Model string `yaml:"model"` // what the model says next; "." = it has done
}

type wanted struct {
	ID    string `yaml:"id"`
	Event string `yaml:"event"`
	Data  any    `yaml:"data"`
}

type upload struct {
	Name    string            `yaml:"name"`
	Fields  map[string]string `yaml:"fields"`
	Content string            `yaml:"content"`
}

// replay is a scenario that is being played.
type replay struct {
	t       *testing.T
	s       *scenario
	server  *testkit.Server
	names   map[string]string
	streams map[string]*testkit.Stream
	model   chan string
	last    any // the last answer or frame
}

func newReplay(t *testing.T, s *scenario) *replay {
	r := &replay{t: t, s: s, server: testkit.Start(t), names: map[string]string{}, streams: map[string]*testkit.Stream{}, model: make(chan string)}
	assistant := JSON{}
	if len(s.Documents) == 0 {
		assistant = scripted(providertest.New(t, r.speak))
	}
	for name, value := range s.Assistant {
		assistant[name] = value
	}
	id := r.server.NewAssistant(assistant)
	for _, d := range s.Documents {
		r.server.MustManage("POST", "/assistants/"+id+"/documents", d)
	}
	k := r.server.NewKey(id, s.Key)
	r.names["assistant"], r.names["key"] = id, k.Secret
	r.names["C"] = "/chat-bots/" + id + "/conversations"
	return r
}

// speak is the upstream: it says what the scenario tells it to.
func (r *replay) speak(w http.ResponseWriter, req *http.Request) {
	providertest.Begin(w)
	for {
		select {
		case word := <-r.model:
			if word == "." {
				providertest.End(w)
				return
			}
			providertest.Say(w, word)
		case <-req.Context().Done():
			return
		}
	}
}

func (r *replay) run() {
	defer func() {
		for _, stream := range r.streams {
			stream.Close()
		}
	}()
	for i, s := range r.s.Steps {
		failed := r.t.Failed()
		r.step(s)
		if r.t.Failed() && !failed {
			r.t.Fatalf("step %d: %s", i+1, s.About+s.Send+s.Read)
		}
	}
}

func (r *replay) step(s step) {
	switch {
	case s.Model != "":
		select {
		case r.model <- s.Model:
		case <-time.After(10 * time.Second):
			r.t.Errorf("nobody asks the model")
		}
	case s.Leave != "":
		r.streams[s.Leave].Close()
		delete(r.streams, s.Leave)
	case s.Read != "":
		r.read(r.streams[s.Read], s)
	case s.As != "" || s.Frames != nil:
		r.stream(s)
	default:
		r.call(s)
	}
	for name, path := range s.Save {
		value, ok := at(r.last, path)
		if !ok {
			r.t.Errorf("there is no %s to save in %v", path, r.last)
		}
		r.names[name] = fmt.Sprint(value)
	}
}

func (r *replay) call(s step) {
	method, path, _ := strings.Cut(r.fill(s.Send), " ")
	body, headers := r.sent(s)
	a := r.server.Do(method, path, body, headers...)
	if a.Status != s.Status {
		r.t.Errorf("status %d, want %d: %s", a.Status, s.Status, a.Body)
	}
	if s.Type != "" && !strings.HasPrefix(a.Header.Get("Content-Type"), s.Type) {
		r.t.Errorf("Content-Type %q, want %q", a.Header.Get("Content-Type"), s.Type)
	}
	if s.Text != nil && string(a.Body) != r.fill(*s.Text) {
		r.t.Errorf("body %q, want %q", a.Body, r.fill(*s.Text))
	}
	r.last = nil
	_ = json.Unmarshal(a.Body, &r.last)
	if s.Answer != nil {
		r.compare("answer", s.Answer, r.last)
	}
}

func (r *replay) stream(s step) {
	method, path, _ := strings.Cut(r.fill(s.Send), " ")
	body, headers := r.sent(s)
	stream := r.server.Stream(method, path, body, headers...)
	if stream.Status != s.Status {
		r.t.Errorf("status %d, want %d", stream.Status, s.Status)
	}
	if s.As != "" {
		r.streams[s.As] = stream
	}
	r.read(stream, s)
}

func (r *replay) read(stream *testkit.Stream, s step) {
	for _, want := range s.Frames {
		got, ok := stream.Next()
		if !ok {
			r.t.Errorf("the stream ends before %v", want)
			return
		}
		r.last = nil
		if err := json.Unmarshal([]byte(got.Data), &r.last); err != nil {
			r.t.Errorf("data that is no JSON: %q", got.Data)
		}
		if want.Event != got.Name || (want.ID != "" && want.ID != got.ID) {
			r.t.Errorf("event %q with id %q, want %q with %q", got.Name, got.ID, want.Event, want.ID)
		}
		r.compare("data", want.Data, r.last)
	}
	if s.Ends {
		if e, more := stream.Next(); more {
			r.t.Errorf("the stream goes on with %s", e.Data)
		}
	}
}

func (r *replay) sent(s step) (body any, headers []string) {
	for name, value := range s.Headers {
		headers = append(headers, name, r.fill(value))
	}
	if s.File != nil {
		const boundary = "----scenario"
		var form strings.Builder
		for name, value := range s.File.Fields {
			fmt.Fprintf(&form, "--%s\r\nContent-Disposition: form-data; name=%q\r\n\r\n%s\r\n", boundary, name, value)
		}
		fmt.Fprintf(&form, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=%q\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n--%s--\r\n",
			boundary, s.File.Name, s.File.Content, boundary)
		return form.String(), append(headers, "Content-Type", "multipart/form-data; boundary="+boundary)
	}
	if text, ok := s.Body.(string); ok {
		return r.fill(text), headers
	}
	if s.Body == nil {
		return nil, headers
	}
	raw, err := json.Marshal(s.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return r.fill(string(raw)), headers
}

// fill puts what was saved in the place of its name in braces.
func (r *replay) fill(text string) string {
	for name, value := range r.names {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// compare holds a value against what is wanted: objects may have more fields, lists may not have more entries, and $kind stands for any value of a kind.
func (r *replay) compare(where string, want, got any) {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			r.t.Errorf("%s is %v, want an object", where, got)
			return
		}
		for name, w := range want {
			g, there := object[name]
			if w == "$absent" && !there {
				continue
			}
			if !there {
				r.t.Errorf("%s.%s is missing", where, name)
				continue
			}
			r.compare(where+"."+name, w, g)
		}
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			r.t.Errorf("%s is %v, want %d entries", where, got, len(want))
			return
		}
		for i := range want {
			r.compare(fmt.Sprintf("%s[%d]", where, i), want[i], list[i])
		}
	case int:
		r.compareValue(where, float64(want), got)
	case string:
		if kind, ok := strings.CutPrefix(want, "$"); ok {
			if actual := kindAt(JSON{"x": got}, "x"); actual != kind && !(kind == "time" && isTime(got)) {
				r.t.Errorf("%s is %v, want any %s", where, got, kind)
			}
			return
		}
		r.compareValue(where, r.fill(want), got)
	default:
		r.compareValue(where, want, got)
	}
}

func (r *replay) compareValue(where string, want, got any) {
	if want != got {
		r.t.Errorf("%s is %#v, want %#v", where, got, want)
	}
}

func isTime(v any) bool {
	text, _ := v.(string)
	_, err := time.Parse("2006-01-02T15:04:05.000Z", text)
	return err == nil
}

// at returns the value at a path of names and numbers.
func at(v any, path string) (any, bool) {
	for part := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[part]
		case []any:
			var n int
			if _, err := fmt.Sscan(part, &n); err != nil || n >= len(x) {
				return nil, false
			}
			v = x[n]
		default:
			return nil, false
		}
	}
	return v, v != nil
}
