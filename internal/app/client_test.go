package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

type JSON = testkit.JSON

// scripted returns the fields of an assistant that a scripted upstream answers for.
func scripted(u *providertest.Upstream) JSON {
	return JSON{"model": JSON{"provider": "openai", "baseUrl": u.URL, "model": "scripted", "apiKey": "sk-secret"}}
}

// counting is the script that says "One ", waits for proceed, and says "two."
func counting(proceed <-chan struct{}) providertest.Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		providertest.Begin(w)
		providertest.Say(w, "One ")
		<-proceed
		providertest.Say(w, "two.")
		providertest.End(w)
	}
}

func websites(list ...string) JSON {
	return JSON{"restriction": JSON{"type": "WEBSITES", "websites": list}}
}

// The whole main job: a restricted key, a document, a question from the right website, a cited answer.
func TestAnswerFromTheKnowledge(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	s.MustManage("POST", "/assistants/"+id+"/documents", JSON{
		"title": "Returns", "url": "https://shop.example/returns",
		"text": "# Returns\n\nYou can return every teapot within thirty days. Send it back with the label that came with it.",
	})
	k := s.NewKey(id, websites("https://shop.example"))
	origin := []string{"Origin", "https://shop.example"}
	c := s.NewConversation(k, origin...)
	stream := s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": "How long can I return a teapot?"},
		"Api-Key", k.Secret, "Conversation-Token", c.Token, "Origin", "https://shop.example")
	events := stream.All()
	if stream.Status != 200 || !strings.HasPrefix(stream.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("%d %v", stream.Status, stream.Header)
	}
	first, last := events[0].JSON, events[len(events)-1].JSON
	if first["type"] != "kb" || !strings.Contains(events[0].Data, `"data":"https://shop.example/returns"`) {
		t.Errorf("the first frame does not cite: %s", events[0].Data)
	}
	if text := testkit.Text(events); !strings.Contains(text, "thirty days") || !strings.Contains(text, "[1]") {
		t.Errorf("answer %q", text)
	}
	if last["last"] != true || last["type"] != "context_info" {
		t.Errorf("the last frame: %s", events[len(events)-1].Data)
	}
	for i, e := range events {
		if e.ID != fmt.Sprintf("1-%d", i+1) || e.JSON["chatBotId"] != id || e.JSON["id"] != first["id"] {
			t.Errorf("frame %d: id %q, %s", i, e.ID, e.Data)
		}
	}
}

// Without sse=true an ask answers one JSON object.
func TestAskJSON(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Words("You can ", "return it."))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	a := s.Do("POST", c.Path+"/queries", JSON{"request": "Can I return it?"}, "Api-Key", k.Secret, "Conversation-Token", c.Token)
	if a.Status != 200 || a.JSON["answer"] != "You can return it." || a.JSON["query"] != "Can I return it?" || a.JSON["status"] != "DONE" {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	up.Follow(providertest.Status(500))
	a = s.Do("POST", c.Path+"/queries", JSON{"request": "again"}, "Api-Key", k.Secret, "Conversation-Token", c.Token)
	if a.Status != 503 || a.JSON["code"] != "MODEL_FAILED" {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
}

// Every field of the assistant object has the type that the mobile client demands.
func TestAssistantObject(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(JSON{"welcomeMessage": "Hello!", "conversationStarters": []string{"Where is my order?"},
		"model": JSON{"systemPrompt": "TOP SECRET"}})
	k := s.NewKey(id, JSON{"name": "PRIVATE NAME", "restriction": JSON{"type": "WEBSITES", "websites": []string{"https://private.example"}},
		"configuration": JSON{"maxMessagePerConversation": 5, "hideBranding": true, "chatEngagementPrompts": []string{"Hi"}}})
	a := s.Do("GET", "/assistants/"+id, nil, "Api-Key", k.Secret, "Origin", "https://private.example")
	if a.Status != 200 || a.Header.Get("Content-Type") != "application/json" {
		t.Fatalf("%d %v", a.Status, a.Header)
	}
	// Written from the protocol's document: path, type.
	for path, kind := range map[string]string{
		"id": "string", "type": "string", "name": "string", "description": "string", "imageUuid": "string", "welcomeMessage": "string",
		"replyMode": "string", "costMessage": "string", "capabilities": "list", "supportsThinking": "bool",
		"supportedThinkingEfforts": "list", "voiceEnabled": "bool", "liveVoiceEnabled": "bool", "avatarEnabled": "bool",
		"sttAvailable": "bool", "ttsAvailable": "bool", "availableVoices": "list", "voiceSupportedLanguages": "list",
		"assistantSettings.settings": "object", "assistantSettings.settings.ASSISTANT_ATTACHMENT.enable": "bool",
		"assistantSettings.settings.ASSISTANT_CAN_TAG.enable": "bool", "assistantSettings.settings.ASSISTANT_SEARCH_ENGINE_USE.enable": "bool",
		"assistantSettings.settings.ASSISTANT_ANONYMOUS_SESSIONS.enable":       "bool",
		"assistantSettings.settings.MESSAGE_ACTIONS_BAR_ALWAYS_VISIBLE.enable": "bool",
		"assistantSettings.kbSettings.assistantShowKbMatch.enable":             "bool",
		"assistantSettings.kbSettings.assistantShowKbResources.enable":         "bool",
		"assistantSettings.kbSettings.assistantKbResourcesDownload.enable":     "bool",
		"assistantSettings.conversationActions":                                "list", "assistantSettings.customActions": "list",
		"apiKeyConfiguration.showCloseButtons": "bool", "apiKeyConfiguration.showNewConversationButton": "bool",
		"apiKeyConfiguration.forceFullMode": "bool", "apiKeyConfiguration.privacyPolicyURL": "string",
		"apiKeyConfiguration.termsOfServiceURL": "string", "apiKeyConfiguration.maxMessagePerConversation": "int",
		"apiKeyConfiguration.tooManyMessageErrorText": "string", "apiKeyConfiguration.webComponentOpenerSize": "int",
		"apiKeyConfiguration.position": "string", "apiKeyConfiguration.marginBottom": "int",
		"apiKeyConfiguration.chatEngagementPrompts": "list", "apiKeyConfiguration.chatEngagementPromptMode": "string",
		"apiKeyConfiguration.chatEngagementPromptRotateTime": "int", "apiKeyConfiguration.engagementSound": "bool",
		"apiKeyConfiguration.hidePupauBranding": "bool", "apiKeyConfiguration.headerColor": "string",
	} {
		if got := kindAt(a.JSON, path); got != kind {
			t.Errorf("%s is %s, want %s", path, got, kind)
		}
	}
	config := a.JSON["apiKeyConfiguration"].(JSON)
	if len(config) != 16 {
		t.Errorf("%d options, want 16", len(config))
	}
	if a.JSON["id"] != id || config["hidePupauBranding"] != true || config["tooManyMessageErrorText"] == "" {
		t.Errorf("%s", a.Body)
	}
	for _, private := range []string{"TOP SECRET", "PRIVATE NAME", "private.example", "restriction", "systemPrompt"} {
		if strings.Contains(string(a.Body), private) {
			t.Errorf("the public object holds %q", private)
		}
	}
}

// What a model thinks is shown, and asked for, only where the assistant says that its model thinks, and the visitor wants it.
func TestThinking(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, func(w http.ResponseWriter, _ *http.Request) {
		providertest.Begin(w)
		providertest.Delta(w, JSON{"reasoning_content": "Let me see."})
		providertest.Say(w, "Yes.")
		providertest.End(w)
	})
	id := s.NewAssistant(scripted(up))
	k := s.NewKey(id, nil)
	c := s.NewConversation(k)
	for _, v := range []struct {
		model, ask   JSON
		text, effort string
		can          bool
	}{
		{JSON{}, JSON{"thinkingEnabled": true, "thinkingEffort": "high"}, "Yes.", "", false},
		{JSON{"thinks": true}, JSON{"thinkingEnabled": true, "thinkingEffort": "high"}, "<thinking>Let me see.</thinking>\n\nYes.", "high", true},
		{JSON{"thinks": true}, JSON{"thinkingEnabled": true, "thinkingEffort": "huge"}, "<thinking>Let me see.</thinking>\n\nYes.", "medium", true},
		{JSON{"thinks": true}, JSON{"thinkingEffort": "high"}, "Yes.", "", true},
		{JSON{"thinks": false}, JSON{"thinkingEnabled": true}, "Yes.", "", false},
	} {
		s.MustManage("PATCH", "/assistants/"+id, JSON{"model": v.model})
		object := s.Do("GET", "/assistants/"+id, nil, "Api-Key", k.Secret).JSON
		settings := object["assistantSettings"].(JSON)["settings"].(JSON)
		if object["supportsThinking"] != v.can || (fmt.Sprint(object["supportedThinkingEfforts"]) == "[low medium high]") != v.can ||
			settings["ASSISTANT_THINKING_ENABLED"].(JSON)["enable"] != false || settings["ASSISTANT_THINKING_EFFORT"].(JSON)["effort"] != "medium" {
			t.Errorf("%v: %v", v.model, object)
		}
		v.ask["request"] = "Is it open?"
		text := testkit.Text(s.Stream("POST", c.Path+"/queries?sse=true", v.ask, "Api-Key", k.Secret, "Conversation-Token", c.Token).All())
		asked := up.Requests()
		if got := asked[len(asked)-1].ReasoningEffort; text != v.text || got != v.effort {
			t.Errorf("%v %v: %q with the effort %q", v.model, v.ask, text, got)
		}
	}
	second := providertest.New(t, providertest.Words("No."))
	s.MustManage("PATCH", "/assistants/"+id, JSON{"model": JSON{"thinks": true, "fallback": JSON{"baseUrl": second.URL, "model": "second"}}})
	up.Follow(providertest.Status(401))
	s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": "Is it open?", "thinkingEnabled": true}, "Api-Key", k.Secret, "Conversation-Token", c.Token).All()
	if asked := second.Requests(); len(asked) != 1 || asked[0].ReasoningEffort != "" {
		t.Errorf("the fallback is asked %+v", asked)
	}
	builtin := s.NewKey(s.NewAssistant(JSON{"model": JSON{"thinks": true}}), nil)
	if a := s.Do("GET", "/assistants/"+builtin.AssistantID, nil, "Api-Key", builtin.Secret); a.JSON["supportsThinking"] != false {
		t.Errorf("the built-in model thinks: %s", a.Body)
	}
}

func kindAt(object JSON, path string) string {
	var v any = object
	for part := range strings.SplitSeq(path, ".") {
		m, ok := v.(JSON)
		if !ok {
			return "absent"
		}
		if v, ok = m[part]; !ok {
			return "absent"
		}
	}
	switch x := v.(type) {
	case string:
		return "string"
	case bool:
		return "bool"
	case float64:
		if x == float64(int(x)) {
			return "int"
		}
	case []any:
		return "list"
	case JSON:
		return "object"
	}
	return "another type"
}

// Of 200 questions at once on a limit of 20, exactly 20 are answered, and 180 are refused with the owner's text.
func TestMessageLimit(t *testing.T) {
	t.Parallel()
	for name, args := range map[string]func() []string{
		"sqlite":   func() []string { return nil },
		"postgres": func() []string { return []string{"--database-url", testkit.Postgres(t)} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, args()...)
			up := providertest.New(t, providertest.Words("Yes."))
			k := s.NewKey(s.NewAssistant(scripted(up)), JSON{"configuration": JSON{
				"maxMessagePerConversation": 20, "tooManyMessageErrorText": "Enough for today!"}})
			c := s.NewConversation(k)
			var answered, refused atomic.Int32
			var all sync.WaitGroup
			for range 200 {
				all.Go(func() {
					stream := s.Ask(c, "Again?")
					events := stream.All()
					last := events[len(events)-1].JSON
					switch {
					case stream.Status == 200 && events[min(1, len(events)-1)].JSON["last"] == true && testkit.Text(events) == "Yes.": // a title may follow
						answered.Add(1)
					case stream.Status == 200 && len(events) == 1 && last["error"] == "Enough for today!" && last["message"] == "Enough for today!" &&
						last["type"] == "error" && last["last"] == true && last["code"] == 429.0 && last["reason"] == "MESSAGE_LIMIT":
						refused.Add(1)
					default:
						t.Errorf("%d %v", stream.Status, events)
					}
				})
			}
			all.Wait()
			if answered.Load() != 20 || refused.Load() != 180 {
				t.Fatalf("%d answered, %d refused", answered.Load(), refused.Load())
			}
			a := s.Do("POST", c.Path+"/queries", JSON{"request": "x"}, "Api-Key", k.Secret, "Conversation-Token", c.Token)
			if a.Status != 429 || a.JSON["code"] != "MESSAGE_LIMIT" || a.JSON["error"] != "Enough for today!" {
				t.Errorf("as JSON: %d %s", a.Status, a.Body)
			}
		})
	}
}

// A question that failed without any answer is not counted.
func TestFailureIsNotCounted(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Status(500))
	k := s.NewKey(s.NewAssistant(scripted(up)), JSON{"configuration": JSON{"maxMessagePerConversation": 1}})
	c := s.NewConversation(k)
	for range 3 {
		events := s.Ask(c, "Hello?").All()
		if last := events[len(events)-1].JSON; last["reason"] != "MODEL_FAILED" || last["last"] != true {
			t.Fatalf("%v", events)
		}
	}
	up.Follow(providertest.Words("Hello."))
	if text := testkit.Text(s.Ask(c, "Hello?").All()); text != "Hello." {
		t.Fatalf("after three failures: %q", text)
	}
	if events := s.Ask(c, "Hello?").All(); events[0].JSON["reason"] != "MESSAGE_LIMIT" {
		t.Fatalf("after the only message: %v", events)
	}
}

// Each way in which an upstream fails becomes one clear last frame, and the question stays in the history.
func TestUpstreamFailures(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	for name, c := range map[string]struct {
		script providertest.Script
		reason string
		text   string
	}{
		"refused credential": {providertest.Status(401), "MODEL_UNAUTHORIZED", ""},
		"too busy":           {providertest.Status(429), "MODEL_BUSY", ""},
		"broken":             {providertest.Status(503), "MODEL_FAILED", ""},
		"rejected":           {providertest.Status(400), "MODEL_REJECTED", ""},
		"cut":                {providertest.Cut("Half an "), "MODEL_CUT", "Half an "},
		"garbage":            {providertest.Garbage(), "MODEL_UNREADABLE", ""},
		"a redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
		}, "MODEL_UNREADABLE", ""},
		"a web page": {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>hello</html>") }, "MODEL_UNREADABLE", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			up := providertest.New(t, c.script)
			k := s.NewKey(s.NewAssistant(scripted(up)), nil)
			conversation := s.NewConversation(k)
			events := s.Ask(conversation, "Hello?").All()
			last := events[len(events)-1].JSON
			if last["type"] != "error" || last["reason"] != c.reason || last["last"] != true || last["error"] == "" {
				t.Errorf("the last frame: %v", last)
			}
			if strings.Contains(fmt.Sprint(last), "sk-secret") || strings.Contains(fmt.Sprint(last), up.URL) {
				t.Errorf("the frame leaks: %v", last)
			}
			row := history(t, s, conversation)[0]
			if row["query"] != "Hello?" || row["answer"] != c.text || row["status"] != "FAILED" {
				t.Errorf("the history: %v", row)
			}
		})
	}
	if log := s.Log(); strings.Contains(log, "sk-secret") {
		t.Error("the log holds the credential")
	}
}

// A visitor who leaves loses nothing: the answer is completed and found in the history.
func TestLeaving(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	proceed := make(chan struct{})
	up := providertest.New(t, counting(proceed))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	stream := s.Ask(c, "Count!")
	if e, _ := stream.Next(); e.JSON["message"] != "One " {
		t.Fatalf("first frame %v", e)
	}
	stream.Close()
	resumed := s.Stream("GET", c.Path+"/queries?sse=true", nil, "Api-Key", k.Secret, "Conversation-Token", c.Token)
	if e, _ := resumed.Next(); e.Name != "history" || e.Data != "[]" {
		t.Fatalf("history holds more than finished turns: %+v", e)
	}
	e, _ := resumed.Next()
	if e.JSON["eventType"] != "message" || e.JSON["payload"].(JSON)["message"] != "One " || e.ID != "1-1" {
		t.Fatalf("not replayed from the first frame: %+v", e)
	}
	close(proceed)
	var text string
	events := resumed.All()
	for _, e := range events {
		if payload, ok := e.JSON["payload"].(JSON); ok {
			message, _ := payload["message"].(string)
			text += message
		}
	}
	if text != "two." || events[len(events)-1].JSON["eventType"] != "run_completed" {
		t.Fatalf("%q %v", text, events)
	}
	if row := history(t, s, c)[0]; row["answer"] != "One two." || row["status"] != "DONE" {
		t.Fatalf("%v", row)
	}
}

// A reader who names the last frame that it saw gets only what came after; with the row in the history it has the whole.
func TestResumeAfterFrame(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	proceed := make(chan struct{})
	up := providertest.New(t, func(w http.ResponseWriter, _ *http.Request) {
		providertest.Begin(w)
		for _, word := range []string{"One ", "two ", "three "} {
			providertest.Say(w, word)
			<-proceed
		}
		providertest.End(w)
	})
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	stream := s.Ask(c, "Count!")
	defer stream.Close()
	stream.Next()
	proceed <- struct{}{}
	second, _ := stream.Next()
	if second.ID != "1-2" {
		t.Fatalf("frame id %q", second.ID)
	}
	resumed := s.Stream("GET", c.Path+"/queries?sse=true&lastEventId=1-1", nil, "Api-Key", k.Secret)
	h, _ := resumed.Next()
	var rows []JSON
	if err := json.Unmarshal([]byte(h.Data), &rows); err != nil || len(rows) != 1 || rows[0]["answer"] != "One " {
		t.Fatalf("history %s", h.Data)
	}
	if e, _ := resumed.Next(); e.ID != "1-2" || e.JSON["payload"].(JSON)["message"] != "two " {
		t.Fatalf("resumed with %+v", e)
	}
	close(proceed)
	events := resumed.All()
	if events[len(events)-1].JSON["eventType"] != "run_completed" {
		t.Fatalf("%v", events)
	}
	// An id of a finished turn, of a frame that never was, or nonsense, changes nothing.
	for _, id := range []string{"1-1", "9-9", "x", "-1", "1-"} {
		events := s.Stream("GET", c.Path+"/queries?sse=true&lastEventId="+id, nil, "Api-Key", k.Secret).All()
		if len(events) != 2 || !strings.Contains(events[0].Data, "One two three ") || events[1].JSON["eventType"] != "run_completed" {
			t.Errorf("lastEventId=%s: %v", id, events)
		}
	}
}

// A stop saves what was made, ends the stream cleanly, and is fine when nothing runs.
func TestStop(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Hang("Half an "))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	stream := s.Ask(c, "Go on")
	stream.Next()
	headers := []string{"Api-Key", k.Secret, "Conversation-Token", c.Token}
	if a := s.Do("POST", c.Path+"/stop", nil, headers...); a.Status != 200 || a.JSON["stopped"] != true {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	events := stream.All()
	if last := events[len(events)-1].JSON; last["last"] != true || last["error"] != nil {
		t.Fatalf("%v", events)
	}
	if row := history(t, s, c)[0]; row["answer"] != "Half an " || row["status"] != "STOPPED" {
		t.Fatalf("%v", row)
	}
	if a := s.Do("POST", c.Path+"/stop", nil, headers...); a.Status != 200 {
		t.Fatalf("a second stop: %d", a.Status)
	}
	up.Follow(providertest.Words("Fine."))
	if text := testkit.Text(s.Ask(c, "And now?").All()); text != "Fine." {
		t.Fatalf("after a stop: %q", text)
	}
}

// A question that is sent again under the same name is answered once, counted once, and shown whole each time.
func TestRepeatedQuestion(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	proceed := make(chan struct{})
	up := providertest.New(t, counting(proceed))
	k := s.NewKey(s.NewAssistant(scripted(up)), JSON{"configuration": JSON{"maxMessagePerConversation": 1}})
	c := s.NewConversation(k)
	ask := func() *testkit.Stream {
		return s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": "Count!"},
			"Api-Key", k.Secret, "Conversation-Token", c.Token, "Idempotency-Key", "once")
	}
	first := ask()
	first.Next()
	second := ask() // while it runs
	second.Next()
	close(proceed)
	if a, b := testkit.Text(first.All()), testkit.Text(second.All()); a != "two." || b != "two." {
		t.Errorf("%q and %q", a, b)
	}
	if text := testkit.Text(ask().All()); text != "One two." {
		t.Errorf("after the end: %q", text)
	}
	if rows := history(t, s, c); len(rows) != 1 || len(up.Requests()) != 1 {
		t.Errorf("%d rows, %d calls of the model", len(rows), len(up.Requests()))
	}
}

// While the model is silent, both kinds of stream send a JSON frame within the first second or so, and then every ten seconds.
func TestHeartbeat(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Hang())
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	began := time.Now()
	asked := s.Ask(c, "Hello?")
	defer asked.Close()
	history := s.Stream("GET", c.Path+"/queries?sse=true", nil, "Api-Key", k.Secret)
	defer history.Close()
	history.Next()
	var both sync.WaitGroup
	defer both.Wait()
	for name, c := range map[string]struct {
		stream *testkit.Stream
		field  string
	}{"question": {asked, "type"}, "history": {history, "eventType"}} {
		both.Go(func() {
			for _, within := range [][2]time.Duration{{900 * time.Millisecond, 5 * time.Second}, {10 * time.Second, 16 * time.Second}} {
				e, ok := c.stream.NextOrHeartbeat()
				if took := time.Since(began); !ok || e.JSON[c.field] != "heartbeat" || e.ID != "" || took < within[0] || took > within[1] {
					t.Errorf("%s: after %v: %+v", name, took, e)
				}
			}
		})
	}
}

// A frame that is not there yet, of a run that goes on, loses nothing and breaks nothing.
func TestResumeAfterFutureFrame(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	proceed := make(chan struct{})
	up := providertest.New(t, counting(proceed))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	stream := s.Ask(c, "Count!")
	defer stream.Close()
	stream.Next()
	resumed := s.Stream("GET", c.Path+"/queries?sse=true&lastEventId=1-999", nil, "Api-Key", k.Secret)
	if h, _ := resumed.Next(); !strings.Contains(h.Data, `"answer":"One "`) {
		t.Errorf("history %s", h.Data)
	}
	close(proceed)
	events := resumed.All()
	if len(events) < 3 || events[0].JSON["payload"].(JSON)["message"] != "two." || events[len(events)-1].JSON["eventType"] != "run_completed" {
		t.Errorf("%v", events)
	}
}

// A stream is cut when its key ends; a change that keeps the key working cuts nothing. The answer is completed all the same.
func TestKeyEndsDuringStream(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	proceed := make(chan struct{})
	up := providertest.New(t, counting(proceed))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	asked := s.Ask(c, "Count!")
	asked.Next()
	followed := s.Stream("GET", c.Path+"/queries?sse=true", nil, "Api-Key", k.Secret)
	followed.Next()
	followed.Next()
	s.MustManage("PATCH", k.Path(), JSON{"name": "Renamed"})
	began := time.Now()
	s.MustManage("PATCH", k.Path()+"?force=true", JSON{"disabled": true})
	events := asked.All()
	if last := events[len(events)-1].JSON; last["reason"] != "KEY_DISABLED" || last["last"] != true || last["type"] != "error" {
		t.Errorf("the question's stream: %v", events)
	}
	events = followed.All()
	if events[len(events)-1].JSON["eventType"] != "run_error" {
		t.Errorf("the history's stream: %v", events)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("cut after %v", took)
	}
	close(proceed)
	s.MustManage("PATCH", k.Path(), JSON{"disabled": false})
	resumed := s.Stream("GET", c.Path+"/queries?sse=true", nil, "Api-Key", k.Secret).All()
	if !strings.Contains(fmt.Sprint(resumed), "two.") {
		t.Errorf("the answer was not completed: %v", resumed)
	}
}

// The model is told what was said before.
func TestHistoryReachesTheModel(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Words("Green."))
	k := s.NewKey(s.NewAssistant(JSON{"model": JSON{"provider": "openai", "baseUrl": up.URL, "model": "m", "apiKey": "sk-1", "systemPrompt": "Be kind."}}), nil)
	c := s.NewConversation(k)
	s.Ask(c, "Which tea?").All()
	s.Ask(c, "Why?").All()
	asked := up.Requests()[1]
	var said []string
	for _, m := range asked.Messages[1:] {
		said = append(said, m.Role+": "+m.Content)
	}
	if got := strings.Join(said, " | "); got != "user: Which tea? | assistant: Green. | user: Why?" {
		t.Errorf("the model was told %q", got)
	}
	if system := asked.Messages[0]; system.Role != "system" || !strings.Contains(system.Content, "Be kind.") {
		t.Errorf("system message %+v", system)
	}
	if asked.Header.Get("Authorization") != "Bearer sk-1" {
		t.Errorf("credential %q", asked.Header.Get("Authorization"))
	}
}

// Conversations belong to their key: for every other, and without the token where one is needed, they do not exist.
func TestForeignConversations(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Words("Yes."))
	id := s.NewAssistant(scripted(up))
	mine, other := s.NewKey(id, nil), s.NewKey(id, nil)
	c := s.NewConversation(mine)
	absent := "/chat-bots/" + id + "/conversations/c_0000000000000000000000"
	strange := "/chat-bots/" + id + "/conversations/c_%00%ff"
	for _, path := range []string{c.Path, absent, strange} {
		for _, call := range [][2]string{{"GET", ""}, {"GET", "/queries"}, {"GET", "/attachments"}, {"POST", "/stop"}} {
			a := s.Do(call[0], path+call[1], nil, "Api-Key", other.Secret, "Conversation-Token", c.Token)
			if a.Status != 404 || a.JSON["code"] != "CONVERSATION_NOT_FOUND" {
				t.Errorf("%s %s: %d %s", call[0], path+call[1], a.Status, a.Body)
			}
		}
		a := s.Do("GET", path+"/queries?sse=true", nil, "Api-Key", other.Secret)
		if a.Status != 404 || len(a.Body) != 0 {
			t.Errorf("history stream: %d %q", a.Status, a.Body)
		}
		stream := s.Stream("POST", path+"/queries?sse=true", JSON{"request": "x"}, "Api-Key", other.Secret, "Conversation-Token", c.Token)
		if events := stream.All(); stream.Status != 404 || len(events) != 1 || events[0].JSON["reason"] != "CONVERSATION_NOT_FOUND" {
			t.Errorf("ask: %d %v", stream.Status, events)
		}
	}
	for _, token := range []string{"", "t_wrong", other.Secret} {
		a := s.Do("POST", c.Path+"/stop", nil, "Api-Key", mine.Secret, "Conversation-Token", token)
		if a.Status != 403 || a.JSON["code"] != "CONVERSATION_TOKEN_INVALID" {
			t.Errorf("token %q: %d %s", token, a.Status, a.Body)
		}
	}
	if a := s.Do("GET", c.Path+"/attachments", nil, "Api-Key", mine.Secret, "Conversation-Token", c.Token); a.Status != 200 || string(a.Body) != "[]" {
		t.Errorf("attachments: %d %s", a.Status, a.Body)
	}
	if a := s.Do("GET", c.Path, nil, "Api-Key", mine.Secret, "Api-Key", "x"); a.Status != 403 {
		t.Errorf("two keys: %d %s", a.Status, a.Body)
	}
	if a := s.Do("GET", c.Path, nil, "Api-Key", mine.Secret); a.Status != 200 || a.JSON["token"] != c.Token || a.JSON["queryCount"] != 0.0 {
		t.Errorf("own conversation: %d %s", a.Status, a.Body)
	}
	if a := s.Do("GET", "/assistants/another123", nil, "Api-Key", mine.Secret); a.Status != 403 || a.JSON["code"] != "KEY_INVALID" {
		t.Errorf("another assistant: %d %s", a.Status, a.Body)
	}
}

// What would make the mobile client repeat a question for ever does not happen.
func TestBadQuestions(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), nil)
	c := s.NewConversation(k)
	headers := []string{"Api-Key", k.Secret, "Conversation-Token", c.Token}
	if a := s.Do("POST", c.Path+"/queries?sse=true", nil, headers...); a.Status != 400 || len(a.Body) != 0 {
		t.Errorf("no body: %d %q", a.Status, a.Body)
	}
	if a := s.Do("POST", c.Path+"/queries?sse=true", nil); a.Status != 400 || len(a.Body) != 0 {
		t.Errorf("no body and no key: %d %q", a.Status, a.Body)
	}
	for name, body := range map[string]string{
		"empty": `{"request":"  "}`, "absent": `{}`, "not JSON": `hello`, "too long": `{"request":"` + strings.Repeat("x", 20_001) + `"}`,
		"huge": `{"request":"` + strings.Repeat("x", 300_000) + `"}`, "NUL": `{"request":"a\u0000b"}`, "wrong type": `{"request":5}`,
	} {
		stream := s.Stream("POST", c.Path+"/queries?sse=true", body, headers...)
		events := stream.All()
		if stream.Status < 400 || stream.Status > 499 || len(events) != 1 || events[0].JSON["last"] != true || events[0].JSON["error"] == "" {
			t.Errorf("%s: %d %v", name, stream.Status, events)
		}
	}
	if rows := history(t, s, c); len(rows) != 0 {
		t.Errorf("refused questions were stored: %v", rows)
	}
	// Double slashes are joined without a redirect, which would lose the body.
	stream := s.Stream("POST", "/"+c.Path+"//queries?sse=true", JSON{"request": "Hello"}, headers...)
	if events := stream.All(); stream.Status != 200 || events[len(events)-1].JSON["last"] != true {
		t.Errorf("double slashes: %d %v", stream.Status, events)
	}
}

// Pages of the history are numbered from the oldest.
func TestHistoryPages(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Words("Yes."))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	for i := range 25 {
		s.Ask(c, fmt.Sprint("Question ", i+1)).All()
	}
	for page, want := range map[string][2]string{"0": {"Question 1", "Question 20"}, "1": {"Question 21", "Question 25"}} {
		a := s.Do("GET", c.Path+"/queries?items=20&page="+page+"&showAll=false", nil, "Api-Key", k.Secret)
		items := a.JSON["items"].([]any)
		if items[0].(JSON)["query"] != want[0] || items[len(items)-1].(JSON)["query"] != want[1] || a.JSON["total"] != 25.0 {
			t.Errorf("page %s: %v to %v of %v", page, items[0], items[len(items)-1], a.JSON["total"])
		}
	}
	if a := s.Do("GET", c.Path, nil, "Api-Key", k.Secret); a.JSON["queryCount"] != 25.0 {
		t.Errorf("queryCount %v", a.JSON["queryCount"])
	}
}

// Shutting down ends streams cleanly and keeps what was made.
func TestShutdown(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Hang("Half an "))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	stream := s.Ask(c, "Go on")
	stream.Next()
	began := time.Now()
	s.Stop()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("stopping took %v", took)
	}
	events := stream.All()
	if len(events) == 0 || events[len(events)-1].JSON["last"] != true || events[len(events)-1].JSON["reason"] != "INTERRUPTED" {
		t.Fatalf("%v", events)
	}
	again := testkit.StartIn(t, s.Data)
	if row := history(t, again, c)[0]; row["answer"] != "Half an " || row["status"] != "INTERRUPTED" {
		t.Fatalf("%v", row)
	}
}

// Some of the streams are just about to leave the HTTP server, after their first 50 ms, when it begins to shut down: they are waited for as well.
func TestShutdownWhileStreamsDetach(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, providertest.Hang("Half an "))
	for range 3 {
		s := testkit.Start(t)
		k := s.NewKey(s.NewAssistant(scripted(up)), nil)
		var streams []*testkit.Stream
		for began := time.Now(); time.Since(began) < 90*time.Millisecond; {
			streams = append(streams, s.Ask(s.NewConversation(k), "Go on"))
		}
		s.Stop()
		for i, stream := range streams {
			if events := stream.All(); len(events) == 0 || events[len(events)-1].JSON["last"] != true {
				t.Errorf("stream %d of %d: %v", i, len(streams), events)
			}
		}
	}
}

// history reads the rows of a conversation.
func history(t *testing.T, s *testkit.Server, c testkit.Conversation) []JSON {
	t.Helper()
	a := s.Do("GET", c.Path+"/queries?items=100", nil, "Api-Key", c.Key.Secret)
	if a.Status != 200 {
		t.Fatalf("history: %d %s", a.Status, a.Body)
	}
	var rows []JSON
	for _, item := range a.JSON["items"].([]any) {
		rows = append(rows, item.(JSON))
	}
	return rows
}

// With one place for an answer, a second question waits, its heartbeat says so, and it is answered in its turn; a stop ends the wait.
func TestQueue(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	proceed := make(chan struct{})
	up := providertest.New(t, counting(proceed))
	assistant := scripted(up)
	assistant["model"].(JSON)["maxConcurrent"] = 1
	k := s.NewKey(s.NewAssistant(assistant), nil)
	first := s.Ask(s.NewConversation(k), "Count!")
	first.Next()
	c := s.NewConversation(k)
	second := s.Ask(c, "Count!")
	e, _ := second.Next()
	if e.JSON["type"] != "heartbeat" || e.JSON["queued"] != true || e.JSON["position"] != 1.0 {
		t.Errorf("%s", e.Data)
	}
	third := s.NewConversation(k)
	stopped := s.Ask(third, "Count!")
	s.Do("POST", third.Path+"/stop", nil, "Api-Key", k.Secret, "Conversation-Token", third.Token)
	if events := stopped.All(); events[len(events)-1].JSON["last"] != true || len(up.Requests()) != 1 {
		t.Errorf("%v", events)
	}
	close(proceed)
	if text := testkit.Text(second.All()); text != "One two." {
		t.Errorf("%q", text)
	}
	if row := history(t, s, third)[0]; row["status"] != "STOPPED" || row["answer"] != "" {
		t.Errorf("%v", row)
	}
}

// A question that waits for its turn is not asked any more when its key has ended meanwhile, and does not count.
func TestQueuedKeyEnds(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	proceed := make(chan struct{})
	up := providertest.New(t, counting(proceed))
	assistant := scripted(up)
	assistant["model"].(JSON)["maxConcurrent"] = 1
	id := s.NewAssistant(assistant)
	first := s.Ask(s.NewConversation(s.NewKey(id, nil)), "Count!")
	first.Next()
	k := s.NewKey(id, JSON{"configuration": JSON{"maxMessagePerConversation": 1}})
	c := s.NewConversation(k)
	waiting := s.Ask(c, "Count!")
	waiting.Next()
	s.MustManage("PATCH", k.Path()+"?force=true", JSON{"disabled": true})
	if events := waiting.All(); events[len(events)-1].JSON["reason"] != "KEY_DISABLED" {
		t.Errorf("%v", events)
	}
	close(proceed)
	first.All()
	s.MustManage("PATCH", k.Path(), JSON{"disabled": false})
	if text := testkit.Text(s.Ask(c, "And now?").All()); text != "One two." || len(up.Requests()) != 2 {
		t.Errorf("%q, %d calls of the model", text, len(up.Requests()))
	}
	if row := history(t, s, c)[0]; row["status"] != "FAILED" || row["answer"] != "" {
		t.Errorf("%v", row)
	}
}

// A model that ends without a word was asked: the question counts, so that nobody asks the like for ever.
func TestEmptyAnswerCounts(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, func(w http.ResponseWriter, _ *http.Request) {
		providertest.Begin(w)
		providertest.End(w)
	})
	c := s.NewConversation(s.NewKey(s.NewAssistant(scripted(up)), JSON{"configuration": JSON{"maxMessagePerConversation": 1}}))
	if events := s.Ask(c, "Hello?").All(); events[len(events)-1].JSON["reason"] != "MODEL_EMPTY" {
		t.Fatalf("%v", events)
	}
	if events := s.Ask(c, "Hello again?").All(); events[0].JSON["reason"] != "MESSAGE_LIMIT" {
		t.Errorf("%v", events)
	}
}
