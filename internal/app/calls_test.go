package app_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// The tests of this file are the rows of the client protocol's table of calls, by their numbers; what they expect is written from that document. Attachments
// and documents have files of their own.

// visit is a visitor with a conversation in which one question was answered.
type visit struct {
	*testkit.Server
	assistant string
	key       testkit.Key
	c         testkit.Conversation
	query     string // id of the answered question
	headers   []string
}

const teapots = "# Returns\n\nYou can return every teapot within thirty days. Send it back with the label that came with it."

// newVisit asks about a document, so that the answer cites it.
func newVisit(t *testing.T) *visit {
	t.Helper()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	s.MustManage("POST", "/assistants/"+id+"/documents", JSON{"title": "Returns", "url": "https://shop.example/returns", "text": teapots})
	k := s.NewKey(id, nil)
	c := s.NewConversation(k)
	v := &visit{Server: s, assistant: id, key: k, c: c, headers: []string{"Api-Key", k.Secret}}
	v.query = s.Ask(c, "How long can I return a teapot?").All()[0].JSON["id"].(string)
	return v
}

// must checks the status and the types of the fields of an answer; paths may point into it with dots.
func (v *visit) must(t *testing.T, a testkit.Answer, status int, fields map[string]string) {
	t.Helper()
	if a.Status != status {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if len(a.Body) > 0 && !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") {
		t.Errorf("Content-Type %q: the client would not decode it", a.Header.Get("Content-Type"))
	}
	for path, kind := range fields {
		if got := kindAt(a.JSON, path); got != kind && (kind != "string or null" || (got != "string" && got != "another type")) {
			t.Errorf("%s is %s, want %s: %s", path, got, kind, a.Body)
		}
	}
}

// conversationFields are what that client reads of a conversation.
var conversationFields = map[string]string{
	"id": "string", "token": "string", "title": "string", "createdAt": "string", "lastQueryTimestamp": "string or null", "userId": "string", "chatBotId": "string",
	"queryCount": "int", "data": "object",
}

// rowFields are what that client reads of a row.
var rowFields = map[string]string{
	"id": "string", "query": "string", "answer": "string", "chatBotId": "string", "queryGroupId": "string", "createdAt": "string", "reaction": "string",
	"webBased": "bool", "type": "string", "extraInfo": "object", "extraInfo.kbReferences": "list",
}

func TestCall01Assistant(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	a := v.Do("GET", "/assistants/"+v.assistant, nil, v.headers...)
	v.must(t, a, 200, map[string]string{"id": "string", "apiKeyConfiguration": "object", "assistantSettings.settings": "object"})
	if prefix, _, _ := strings.Cut(v.key.Secret, "-"); a.JSON["id"] != prefix {
		t.Errorf("id %v, and the key begins with %s: every frame would be thrown away", a.JSON["id"], prefix)
	}
}

func TestCall02Settings(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	for _, setting := range []string{"ASSISTANT_THINKING_ENABLED", "ASSISTANT_THINKING_EFFORT"} {
		a := v.Do("GET", "/settings/user?availableSettingId="+setting+"&assistantId="+v.assistant, nil, v.headers...)
		if v.must(t, a, 200, nil); string(a.Body) != "{}" {
			t.Errorf("%s", a.Body)
		}
	}
	body := `[{"availableSettingId":"ASSISTANT_THINKING_ENABLED","value":{"enable":true},"assistantId":"` + v.assistant + `"}]`
	if a := v.Do("PUT", "/settings/user", body, v.headers...); a.Status != 204 || len(a.Body) > 0 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestCall03CreateConversation(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	path := "/chat-bots/" + v.assistant + "/conversations"
	for name, body := range map[string]string{
		"as the client sends it": `{"title":"New Conversation","source":"INTEGRATION","data":""}`,
		"as it is documented":    `{"title":"New Conversation","source":"INTEGRATION","data":{"page":"/cart"}}`,
		"anonymous":              `{"title":"New Conversation","source":"INTEGRATION","data":"","encryptionPass":"8a1b2c3d"}`,
	} {
		a := v.Do("POST", path, body, v.headers...)
		v.must(t, a, 201, conversationFields)
		if a.JSON["chatBotId"] != v.assistant || a.JSON["title"] != "New Conversation" || a.JSON["queryCount"] != 0.0 {
			t.Errorf("%s: %s", name, a.Body)
		}
		if _, err := time.Parse(time.RFC3339, a.JSON["createdAt"].(string)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCall04Ask(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	body := JSON{"request": "How long can I return a teapot?", "attachments": []any{}, "thinkingEnabled": true, "thinkingEffort": "low"}
	stream := v.Stream("POST", v.c.Path+"/queries?sse=true&override=true&websearch=true&encryptionPass=x&customProperties={\"a\":1}", body,
		"Api-Key", v.key.Secret, "Conversation-Token", v.c.Token, "Content-type", "Application/json; charset=utf-8")
	events := stream.All()
	if stream.Status != 200 || !strings.HasPrefix(stream.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("%d %v", stream.Status, stream.Header)
	}
	if !strings.Contains(testkit.Text(events), "thirty days") || events[len(events)-1].JSON["last"] != true {
		t.Errorf("%v", events)
	}
}

func TestCall05Stop(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	a := v.Do("POST", v.c.Path+"/stop", nil, append(v.headers, "Conversation-Token", v.c.Token)...)
	v.must(t, a, 200, map[string]string{"stopped": "bool"})
}

func TestCall06GetConversation(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	a := v.Do("GET", v.c.Path, nil, v.headers...)
	v.must(t, a, 200, conversationFields)
	if a.JSON["token"] != v.c.Token || a.JSON["queryCount"] != 1.0 {
		t.Errorf("%s", a.Body)
	}
}

func TestCall07HistoryStream(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	probe := v.Stream("GET", v.c.Path+"/queries?sse=true", nil, append(v.headers, "Conversation-Token", v.c.Token, "Accept", "text/event-stream")...)
	probe.Close() // the client only wants to see the headers
	events := v.Stream("GET", v.c.Path+"/queries?sse=true&lastEventId=1-2&encryptionPass=&customProperties={}", nil,
		append(v.headers, "Conversation-Token", v.c.Token, "Accept", "text/event-stream")...).All()
	if len(events) != 2 || events[0].Name != "history" || !strings.HasPrefix(events[0].Data, `[{"id":"`+v.query+`"`) || events[1].JSON["eventType"] != "run_completed" {
		t.Errorf("%v", events)
	}
}

func TestCall08HistoryPage(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	a := v.Do("GET", v.c.Path+"/queries?items=20&page=0&showAll=false", nil, v.headers...)
	v.must(t, a, 200, map[string]string{"items": "list", "page": "int", "total": "int"})
	v.must(t, testkit.Answer{Status: 200, JSON: a.JSON["items"].([]any)[0].(JSON)}, 200, rowFields)
}

func TestCall14React(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	path := v.c.Path + "/queries/" + v.query
	for _, reaction := range []string{"LIKE", "DISLIKE", "NONE"} {
		a := v.Do("PATCH", path, JSON{"reaction": reaction}, v.headers...)
		v.must(t, a, 200, map[string]string{"id": "string", "reaction": "string"})
		if row := history(t, v.Server, v.c)[0]; a.JSON["id"] != v.query || row["reaction"] != reaction {
			t.Errorf("%s: %s, stored %v", reaction, a.Body, row["reaction"])
		}
	}
	if a := v.Do("PATCH", path, JSON{"reaction": "LOVE"}, v.headers...); a.Status != 422 || !strings.Contains(string(a.Body), "LIKE, DISLIKE or NONE") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := v.Do("PATCH", v.c.Path+"/queries/q_none", JSON{"reaction": "LIKE"}, v.headers...); a.Status != 404 || a.JSON["code"] != "QUERY_NOT_FOUND" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestCall15Report(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	path := v.c.Path + "/queries/" + v.query + "/report"
	for range 2 {
		if a := v.Do("POST", path, JSON{"answer": "thirty days"}, v.headers...); a.Status != 204 || len(a.Body) > 0 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	}
	if a := v.Do("POST", v.c.Path+"/queries/q_none/report", JSON{"answer": "x"}, v.headers...); a.Status != 404 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestCall16Query(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	a := v.Do("GET", v.c.Path+"/queries/"+v.query, nil, v.headers...)
	v.must(t, a, 200, rowFields)
	v.must(t, a, 200, map[string]string{"extraInfo.grounding.overridden": "bool", "extraInfo.grounding.sources": "list", "extraInfo.grounding.citedIds": "list"})
	if a.JSON["id"] != v.query {
		t.Errorf("%s", a.Body)
	}
}

func TestCall17GroundingChunk(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	id := regexp.MustCompile(`"embeddingId":"([^"]+)"`).FindStringSubmatch(fmt.Sprint(string(v.Do("GET", v.c.Path+"/queries/"+v.query, nil, v.headers...).Body)))[1]
	a := v.Do("GET", "/grounding/chunks/"+id+"?queryId="+v.query, nil, v.headers...)
	v.must(t, a, 200, map[string]string{"content": "string", "mediaType": "string", "source.name": "string", "source.type": "string", "source.chunkOrder": "int",
		"source.pageNumber": "string or null", "source.url": "string"})
	if source := a.JSON["source"].(JSON); !strings.Contains(a.JSON["content"].(string), "thirty days") || source["url"] != "https://shop.example/returns" || source["name"] != "Returns" {
		t.Errorf("%s", a.Body)
	}
	other := v.NewKey(v.assistant, nil)
	for name, call := range map[string][]string{
		"of another answer": {"/grounding/chunks/" + id + "?queryId=q_none", v.key.Secret},
		"not cited":         {"/grounding/chunks/p_none?queryId=" + v.query, v.key.Secret},
		"of another key":    {"/grounding/chunks/" + id + "?queryId=" + v.query, other.Secret},
	} {
		if a := v.Do("GET", call[0], nil, "Api-Key", call[1]); a.Status != 404 {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
}

func TestCall19AudioIsRefused(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	body := "--b\r\nContent-Disposition: form-data; name=\"audio\"; filename=\"a.wav\"\r\n\r\nRIFF\r\n--b--\r\n"
	a := v.Do("POST", v.c.Path+"/queries/audio?sse=true", body, append(v.headers, "Conversation-Token", v.c.Token, "Content-Type", "multipart/form-data; boundary=b")...)
	if a.Status != 415 || a.JSON["code"] != "AUDIO_UNSUPPORTED" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestCall20ToolsAreRefused(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	for _, call := range []string{"tool-approval/?sse=true&systemLang=en-US&customProperties={}", "user-question-response/?sse=true", "tool-auth?sse=true"} {
		stream := v.Stream("POST", v.c.Path+"/queries/"+v.query+"/"+call, JSON{"request": "yes"}, v.headers...)
		if events := stream.All(); stream.Status != 404 || len(events) != 1 || events[0].JSON["last"] != true {
			t.Errorf("%s: %d %v", call, stream.Status, events)
		}
	}
}

func TestCallFork(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	v.Ask(v.c, "And a kettle?").All()
	a := v.Do("POST", v.c.Path+"/fork", JSON{"title": "Another way", "lastQueryId": v.query}, v.headers...)
	v.must(t, a, 201, conversationFields)
	if a.JSON["title"] != "Another way" || a.JSON["queryCount"] != 1.0 || a.JSON["id"] == v.c.ID || a.JSON["token"] == v.c.Token {
		t.Errorf("%s", a.Body)
	}
	fork := testkit.Conversation{ID: a.JSON["id"].(string), Token: a.JSON["token"].(string), Key: v.key}
	fork.Path = "/chat-bots/" + v.assistant + "/conversations/" + fork.ID
	if rows := history(t, v.Server, fork); len(rows) != 1 || rows[0]["id"] == v.query || !strings.Contains(rows[0]["answer"].(string), "thirty days") {
		t.Errorf("%v", rows)
	}
	if text := testkit.Text(v.Ask(fork, "How long can I return a teapot?").All()); !strings.Contains(text, "thirty days") {
		t.Errorf("the fork answers %q", text)
	}
	if a := v.Do("POST", v.c.Path+"/fork", JSON{"title": "x"}, v.headers...); a.Status != 422 || !strings.Contains(string(a.Body), "lastQueryId") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	for _, last := range []string{"local_1732", "q_none"} {
		if a := v.Do("POST", v.c.Path+"/fork", JSON{"title": "x", "lastQueryId": last}, v.headers...); a.Status != 404 {
			t.Errorf("%q: %d %s", last, a.Status, a.Body)
		}
	}
}

// A fork is no way around the message limit.
func TestForkInheritsTheCount(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Words("Yes."))
	k := s.NewKey(s.NewAssistant(scripted(up)), JSON{"configuration": JSON{"maxMessagePerConversation": 2}})
	c := s.NewConversation(k)
	first := s.Ask(c, "One?").All()[0].JSON["id"]
	s.Ask(c, "Two?").All()
	a := s.Do("POST", c.Path+"/fork", JSON{"title": "x", "lastQueryId": first}, "Api-Key", k.Secret)
	fork := testkit.Conversation{Token: a.JSON["token"].(string), Path: "/chat-bots/" + k.AssistantID + "/conversations/" + a.JSON["id"].(string), Key: k}
	if events := s.Ask(fork, "Three?").All(); events[0].JSON["reason"] != "MESSAGE_LIMIT" {
		t.Errorf("%v", events)
	}
}

func TestCallPatchConversation(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	a := v.Do("PATCH", v.c.Path, JSON{"title": "Teapots"}, v.headers...)
	v.must(t, a, 200, conversationFields)
	if again := v.Do("GET", v.c.Path, nil, v.headers...); a.JSON["title"] != "Teapots" || again.JSON["title"] != "Teapots" {
		t.Errorf("%s, then %s", a.Body, again.Body)
	}
	if a := v.Do("PATCH", v.c.Path, JSON{"title": " "}, v.headers...); a.Status != 422 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := v.Do("PATCH", v.c.Path, JSON{"title": "x"}, append(v.headers, "Conversation-Token", "t_wrong")...); a.Status != 403 {
		t.Errorf("a wrong token: %d %s", a.Status, a.Body)
	}
}

func TestCallDeleteConversation(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	if a := v.Do("DELETE", v.c.Path, nil, v.headers...); a.Status != 204 || len(a.Body) > 0 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	for _, call := range []string{"", "/queries", "/queries/" + v.query, "/attachments"} {
		if a := v.Do("GET", v.c.Path+call, nil, v.headers...); a.Status != 404 {
			t.Errorf("%s: %d %s", call, a.Status, a.Body)
		}
	}
}

// A conversation that is deleted while it is being answered ends its streams, and nothing of it comes back.
func TestDeleteWhileAnswering(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Hang("Half an "))
	k := s.NewKey(s.NewAssistant(scripted(up)), nil)
	c := s.NewConversation(k)
	stream := s.Ask(c, "Go on")
	stream.Next()
	if a := s.Do("DELETE", c.Path, nil, "Api-Key", k.Secret); a.Status != 204 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if events := stream.All(); events[len(events)-1].JSON["last"] != true {
		t.Errorf("%v", events)
	}
	if a := s.Do("GET", c.Path, nil, "Api-Key", k.Secret); a.Status != 404 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if strings.Contains(s.Log(), "ERROR") {
		t.Errorf("%s", s.Log())
	}
}

// A visitor deletes what can be named with its token, and nothing else.
func TestDeleteMyData(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	second, foreign := v.NewConversation(v.key), v.NewConversation(v.NewKey(v.assistant, nil))
	a := v.Do("POST", "/chat-bots/"+v.assistant+"/conversations/delete", JSON{"conversations": []JSON{
		{"id": v.c.ID, "token": v.c.Token}, {"id": second.ID, "token": "t_wrong"}, {"id": foreign.ID, "token": foreign.Token}, {"id": "c_none", "token": "t"},
	}}, v.headers...)
	if a.Status != 200 || a.JSON["deleted"] != 1.0 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	for c, want := range map[testkit.Conversation]int{v.c: 404, second: 200, foreign: 200} {
		if a := v.Do("GET", c.Path, nil, "Api-Key", c.Key.Secret); a.Status != want {
			t.Errorf("%d, want %d", a.Status, want)
		}
	}
	if a := v.Do("POST", "/chat-bots/"+v.assistant+"/conversations/delete", JSON{}, v.headers...); a.Status != 422 || !strings.Contains(string(a.Body), "conversations") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}
