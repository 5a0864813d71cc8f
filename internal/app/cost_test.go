package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// What answers cost is counted for the key: also of those that failed, were stopped or tried again, and of titles; a test of the model is not.
func TestCost(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	begun := make(chan struct{}, 1)
	const counted, made = 11.0, 7.0 // what providertest.End says of one call
	for name, c := range map[string]struct {
		script        providertest.Script
		input, output func(float64) bool
	}{
		// Each good answer is followed by its title, for the same price.
		"answered": {providertest.Words("Hello."), is(2 * counted), is(2 * made)},
		"refused":  {providertest.Status(400), is(0), is(0)},
		"cut":      {providertest.Cut("Half an answer, which is not much"), over(20), over(7)},
		"again": {providertest.Then(1, func(w http.ResponseWriter, _ *http.Request) { providertest.Begin(w) }, providertest.Words("Hello.")),
			over(2*counted + 20), is(2 * made)},
		"not counted by the upstream": {providertest.Raw(strings.ReplaceAll(providertest.Stream(providertest.Words("Hello there.")), `"usage"`, `"x"`), 0), over(50), over(3)},
		"stopped": {func(w http.ResponseWriter, r *http.Request) {
			providertest.Begin(w)
			providertest.Say(w, "A long story begins")
			begun <- struct{}{}
			<-r.Context().Done()
		}, over(20), over(4)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			up := providertest.New(t, c.script)
			k := s.NewKey(s.NewAssistant(scripted(up)), nil)
			conversation := s.NewConversation(k)
			stream := s.Ask(conversation, "Hello?")
			if name == "stopped" {
				_, _ = stream.Next()
				<-begun
				if a := s.Do("POST", conversation.Path+"/stop", nil, "Api-Key", k.Secret, "Conversation-Token", conversation.Token); a.Status >= 300 {
					t.Fatalf("%d %s", a.Status, a.Body)
				}
			}
			stream.All()
			total := s.MustManage("GET", k.Path()+"/usage", nil)["total"].(JSON)
			if !c.input(total["inputTokens"].(float64)) || !c.output(total["outputTokens"].(float64)) {
				t.Errorf("counted %v", total)
			}
		})
	}
	up := providertest.New(t, providertest.Words("Hello."))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	if a := s.Manage("POST", strings.Split(k.Path(), "/api-keys")[0]+"/model/test", nil); a.JSON["ok"] != true {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if total := s.MustManage("GET", k.Path()+"/usage", nil)["total"].(JSON); total["inputTokens"] != 0.0 || total["outputTokens"] != 0.0 {
		t.Errorf("a test is counted: %v", total)
	}
}

func is(want float64) func(float64) bool { return func(n float64) bool { return n == want } }

func over(least float64) func(float64) bool {
	return func(n float64) bool { return n > least && n < least+100 }
}

// withFallback returns the fields of an assistant with a second model.
func withFallback(first, second *providertest.Upstream) JSON {
	fields := scripted(first)
	fields["model"].(JSON)["fallback"] = JSON{"baseUrl": second.URL, "model": "second", "apiKey": "sk-second", "contextTokens": 4096}
	return fields
}

// The second model answers when the first does not, whatever the first says; its credential goes to it alone and is never shown.
func TestFallback(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		first, second := providertest.New(t, providertest.Status(401)), providertest.New(t, providertest.Words("Hello from the second."))
		id := s.NewAssistant(withFallback(first, second))
		k := s.NewKey(id, nil)
		for name, script := range map[string]providertest.Script{
			"401": providertest.Status(401), "404": providertest.Status(404), "500": providertest.Status(500), "HTML": providertest.HTML(), "cut": providertest.Cut(),
		} {
			first.Follow(script)
			if text := testkit.Text(s.Ask(s.NewConversation(k), "Hello?").All()); text != "Hello from the second." {
				t.Errorf("%s: %q", name, text)
			}
		}
		var wrong atomic.Int64
		for up, credential := range map[*providertest.Upstream]string{first: "Bearer sk-secret", second: "Bearer sk-second"} {
			for _, asked := range up.Requests() {
				if asked.Header.Get("Authorization") != credential {
					wrong.Add(1)
				}
			}
		}
		if wrong.Load() > 0 || len(second.Requests()) == 0 || second.Requests()[0].Model != "second" {
			t.Errorf("%d requests with the wrong credential", wrong.Load())
		}
		first.Follow(providertest.Words("Hello from the first."))
		second.Follow(providertest.Status(500))
		test := func(body JSON) JSON { return s.MustManage("POST", "/assistants/"+id+"/model/test", body) }
		if a := test(JSON{}); a["text"] != "Hello from the first." {
			t.Errorf("a test of the first: %v", a)
		}
		if a := test(JSON{"fallback": true}); a["code"] != "MODEL_FAILED" {
			t.Errorf("a test of the second: %v", a)
		}
		second.Follow(providertest.Words("Well again."))
		if a := test(JSON{"fallback": true, "model": JSON{"fallback": JSON{"model": "larger"}}}); a["text"] != "Well again." {
			t.Errorf("a test of the second: %v", a)
		}
		shown := fmt.Sprint(s.MustManage("GET", "/assistants/"+id, nil), s.MustManage("GET", "/audit", nil), s.Log())
		if strings.Contains(shown, "sk-sec") || !strings.Contains(shown, "fallbackApiKey") {
			t.Error("a credential is shown, or not audited")
		}
	})
}

// A stored credential of the second model stays with its server, and goes with the second model.
func TestFallbackCredential(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	first, second, other := providertest.New(t, providertest.Words("1")), providertest.New(t, providertest.Words("2")), providertest.New(t, providertest.Words("3"))
	path := "/assistants/" + s.NewAssistant(withFallback(first, second))
	patch := func(fallback any) testkit.Answer {
		return s.Manage("PATCH", path, JSON{"model": JSON{"fallback": fallback}})
	}
	for _, fallback := range []JSON{{"baseUrl": other.URL}, {"baseUrl": first.URL}} {
		for _, a := range []testkit.Answer{patch(fallback), s.Manage("POST", path+"/model/test", JSON{"fallback": true, "model": JSON{"fallback": fallback}})} {
			if a.Status != 422 || strings.Join(locations(a), " ") != "model.fallback.apiKey" || !strings.Contains(string(a.Body), "it was stored for "+strings.TrimSuffix(second.URL, "/v1")) {
				t.Errorf("%v: %d %s", fallback, a.Status, a.Body)
			}
		}
	}
	// The first model's server may not get it either, and the other way round.
	if a := s.Manage("PATCH", path, JSON{"model": JSON{"baseUrl": second.URL}}); a.Status != 422 || strings.Join(locations(a), " ") != "model.apiKey" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := patch(nil); a.Status != 200 || a.JSON["model"].(JSON)["fallback"] != nil {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := s.Manage("POST", path+"/model/test", JSON{"fallback": true}); a.Status != 422 || strings.Join(locations(a), " ") != "fallback" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	a := patch(JSON{"baseUrl": other.URL, "model": "m"})
	if model, _ := a.JSON["model"].(JSON); a.Status != 200 || model["fallback"].(JSON)["apiKeySet"] != false {
		t.Errorf("the credential outlived its model: %d %s", a.Status, a.Body)
	}
	if s.MustManage("POST", path+"/model/test", JSON{"fallback": true}); other.Requests()[0].Header.Get("Authorization") != "" {
		t.Errorf("sent %v", other.Requests()[0].Header)
	}
	a = s.Manage("PATCH", path, JSON{"model": JSON{"contextTokens": 10, "maxConcurrent": 0, "fallback": JSON{"baseUrl": "x", "model": "", "contextTokens": 1, "apiKey": "a b", "more": 1}}})
	if got := strings.Join(locations(a), " "); a.Status != 422 || got != "model.contextTokens model.fallback.apiKey model.fallback.baseUrl model.fallback.contextTokens model.fallback.model model.fallback.more model.maxConcurrent" {
		t.Errorf("%d %s", a.Status, got)
	}
}
