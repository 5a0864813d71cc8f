package app_test

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// The tests of this file are the rows of the client protocol's table of frames that a text chat meets. That every field of every frame has the type that the
// mobile client demands is checked by testkit.Stream, in every test.

// asked asks one question and returns the frames.
func asked(t *testing.T, script providertest.Script) []testkit.Event {
	t.Helper()
	s := testkit.Start(t)
	c := s.NewConversation(s.NewKey(s.NewAssistant(scripted(providertest.New(t, script))), nil))
	return s.Ask(c, "Hello?").All()
}

func TestFrameMessage(t *testing.T) {
	t.Parallel()
	f := asked(t, providertest.Words("You can ", "return it."))[0].JSON
	if f["messageType"] != "LLM" || f["type"] != nil || f["error"] != nil || !strings.HasPrefix(f["message"].(string), "You can ") || !strings.HasPrefix(f["id"].(string), "q_") {
		t.Errorf("%v", f)
	}
}

func TestFrameKB(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	events := v.Ask(v.c, "How long can I return a teapot?").All()
	f := events[0].JSON
	reference := f["kbReferences"].([]any)[0].(JSON)
	if f["type"] != "kb" || f["messageType"] != "LLM" || reference["type"] != "URL" || reference["data"] != "https://shop.example/returns" || reference["kbId"] != reference["id"] {
		t.Errorf("%v", f)
	}
	if next := events[1].JSON; next["id"] != f["id"] || next["message"] == nil {
		t.Errorf("the text that the references belong to does not follow: %v", next)
	}
}

func TestFrameContextInfo(t *testing.T) {
	t.Parallel()
	events := asked(t, providertest.Words("Yes."))
	f := events[1].JSON // after the text; a title may follow
	if f["type"] != "context_info" || f["last"] != true || f["id"] != events[0].JSON["id"] {
		t.Errorf("%v", f)
	}
	for _, field := range []string{"credit", "availableContext", "usedContext", "outputTokens", "userQuery"} {
		if kindAt(f, "info."+field) != "int" {
			t.Errorf("info.%s: %v", field, f)
		}
	}
}

func TestFrameTitle(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	second := v.NewConversation(v.key)
	var titles []string
	for range 2 { // only the first answer gives one
		for _, e := range v.Ask(second, "How long can I return a teapot?").All() {
			if e.JSON["type"] == "conversation_title_generated" {
				if e.JSON["messageType"] != "EVENT" {
					t.Errorf("%v", e.JSON)
				}
				titles = append(titles, e.JSON["data"].(JSON)["title"].(string))
			}
		}
	}
	if a := v.Do("GET", second.Path, nil, v.headers...); len(titles) != 1 || titles[0] == "" || a.JSON["title"] != titles[0] {
		t.Errorf("%q in frames, %v stored", titles, a.JSON["title"])
	}
}

func TestFrameError(t *testing.T) {
	t.Parallel()
	events := asked(t, providertest.Cut("Half an "))
	f := events[len(events)-1].JSON
	if f["type"] != "error" || f["error"] == "" || f["last"] != true || kindAt(f, "code") != "int" || f["code"] == 5.0 || f["message"] != nil {
		t.Errorf("%v", f)
	}
}

// A refusal is a bubble and a snackbar of the same text, under an id of its own, with the status 200 for the message limit.
func TestFrameRefusal(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), JSON{"configuration": JSON{"maxMessagePerConversation": 1, "tooManyMessageErrorText": "Enough!"}})
	c := s.NewConversation(k)
	first := s.Ask(c, "One?").All()[0].JSON["id"]
	stream := s.Ask(c, "Two?")
	events := stream.All()
	f := events[0].JSON
	if stream.Status != http.StatusOK || len(events) != 1 || f["type"] != "error" || f["error"] != "Enough!" || f["message"] != "Enough!" || f["last"] != true || f["code"] != 429.0 ||
		f["messageType"] != "LLM" || f["id"] == first || f["chatBotId"] != k.AssistantID {
		t.Errorf("%d %v", stream.Status, events)
	}
}

// A model that is given a picture and cannot see ends the turn with the frame that the mobile client has a text of its own for.
func TestFrameNoVision(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(JSON{"attachments": true}), nil)
	c := s.NewConversation(k)
	const dot = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff\xff\x7f\x00\t\xfb\x03\xfd\x05CE\xca\x00\x00\x00\x00IEND\xaeB`\x82"
	body := "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nIMAGE\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n" +
		"Content-Type: application/octet-stream\r\n\r\n" + dot + "\r\n--b--\r\n"
	headers := []string{"Api-Key", k.Secret, "Conversation-Token", c.Token}
	a := s.Do("POST", c.Path+"/attachments", body, append(headers, "Content-Type", "multipart/form-data; boundary=b")...)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	events := s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": "What is this?", "attachments": []any{JSON{"id": a.JSON["id"], "mode": "STANDARD"}}}, headers...).All()
	f := events[len(events)-1].JSON
	if f["type"] != "no_vision_capability" || f["message"] != "This assistant cannot look at pictures." || f["last"] != true || f["error"] != nil {
		t.Errorf("%v", events)
	}
}

// What of the attachments a model was not given is told before the answer.
func TestFrameAttachmentTrimming(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Words("Yes."))
	assistant := scripted(up)
	assistant["attachments"] = true
	assistant["model"].(JSON)["contextTokens"] = 2000
	k := s.NewKey(s.NewAssistant(assistant), nil)
	c := s.NewConversation(k)
	headers := []string{"Api-Key", k.Secret, "Conversation-Token", c.Token}
	body := "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nTEXT\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"long.txt\"\r\n\r\n" +
		strings.Repeat("Many words that nobody needs. ", 2000) + "\r\n--b--\r\n"
	a := s.Do("POST", c.Path+"/attachments", body, append(headers, "Content-Type", "multipart/form-data; boundary=b")...)
	events := s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": "Summarise!", "attachments": []any{a.JSON["id"]}}, headers...).All()
	f := events[0].JSON
	if f["type"] != "attachment_trimming" || f["messageType"] != "EVENT" || f["data"].(JSON)["attachments"].([]any)[0] != "long.txt" || f["data"].(JSON)["messages"] != 0.0 {
		t.Errorf("%d %s: %v", a.Status, a.Body, f)
	}
	if text := testkit.Text(events); text != "Yes." {
		t.Errorf("%q", text)
	}
}

// A stopped answer ends with an empty message, and not as a whole one does.
func TestFrameStopped(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := s.NewConversation(s.NewKey(s.NewAssistant(scripted(providertest.New(t, providertest.Hang("Half an ")))), nil))
	stream := s.Ask(c, "Go on")
	stream.Next()
	s.Do("POST", c.Path+"/stop", nil, "Api-Key", c.Key.Secret, "Conversation-Token", c.Token)
	events := stream.All()
	if f := events[len(events)-1].JSON; f["last"] != true || f["message"] != "" || f["type"] != nil || f["info"] != nil {
		t.Errorf("%v", f)
	}
}
