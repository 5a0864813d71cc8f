package app_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/pdf/pdftest"
	"latchkey/internal/provider/providertest"
	"latchkey/internal/random"
	"latchkey/internal/store"
	"latchkey/internal/testkit"
)

// archived returns the ids of the conversations that a query chooses.
func archived(s *testkit.Server, assistantID, query string) (ids []string) {
	for _, item := range s.MustManage("GET", "/assistants/"+assistantID+"/conversations"+query, nil)["items"].([]any) {
		ids = append(ids, item.(JSON)["id"].(string))
	}
	return ids
}

// exported decodes the lines of an export.
func exported(t *testing.T, a testkit.Answer) (lines []JSON) {
	t.Helper()
	if a.Status != 200 || a.Header.Get("Content-Type") != "application/x-ndjson" || a.Header.Get("Cache-Control") != "no-store" ||
		!strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d %v", a.Status, a.Header)
	}
	scan := bufio.NewScanner(bytes.NewReader(a.Body))
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		var line JSON
		if err := json.Unmarshal(scan.Bytes(), &line); err != nil {
			t.Fatalf("%.200q: %v", scan.Text(), err)
		}
		lines = append(lines, line)
	}
	return lines
}

// An owner finds what visitors said, reads, exports and deletes it; then it is gone for the visitor as well.
func TestConversationsOfOwner(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		id := s.NewAssistant(nil)
		path := "/assistants/" + id + "/conversations"
		s.MustManage("POST", "/assistants/"+id+"/documents", JSON{"title": "Returns", "url": "https://shop.example/returns", "text": "# Returns\n\nGoods can be returned within 30 days."})
		k, other := s.NewKey(id, JSON{"name": "Shop"}), s.NewKey(id, JSON{"name": "Blog"})
		s.NewConversation(k) // nothing is said in it
		first, second := s.NewConversation(k), s.NewConversation(other)
		s.Ask(first, "Until when can goods be returned?").All()
		s.Ask(second, "Wo ist mein Päckchen?").All()
		s.Ask(second, "Hello?").All()

		if got := archived(s, id, ""); !slices.Equal(got, []string{second.ID, first.ID}) {
			t.Fatalf("%v", got)
		}
		hour := time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)
		for query, want := range map[string][]string{
			"?minMessages=2": {second.ID}, "?keyId=" + k.ID: {first.ID}, "?keyId=absent": nil, "?text=P%C3%84CKCHEN": {second.ID}, "?text=returned": {first.ID},
			"?text=" + "%25": nil, "?text='%20OR%201=1--": nil, "?from=" + hour + "&text=hello": {second.ID}, "?to=" + hour: nil,
			"?reaction=LIKE": nil, "?failed=true": nil, "?reported=true": nil, "?origin=https://x.example": nil, "?text=%20%20": {second.ID, first.ID},
		} {
			got := archived(s, id, query)
			count := s.MustManage("GET", path+"/count"+query, nil)["count"]
			lines := exported(t, s.Manage("GET", path+"/export"+query, nil))
			if !slices.Equal(got, want) || count != float64(len(want)) || len(lines) != len(want) {
				t.Errorf("%s: %v, counted %v, exported %d, want %v", query, got, count, len(lines), want)
			}
		}
		if n := len(archived(s, id, "?minMessages=0")); n != 3 {
			t.Errorf("%d with empty ones", n)
		}
		page := s.MustManage("GET", path+"?limit=1", nil)
		if got := archived(s, id, "?limit=1&cursor="+page["nextCursor"].(string)); !slices.Equal(got, []string{first.ID}) {
			t.Errorf("second page %v", got)
		}
		item := page["items"].([]any)[0].(JSON)
		if item["keyName"] != "Blog" || item["messageCount"] != 2.0 || item["firstQuestion"] != "Wo ist mein Päckchen?" || item["reported"] != false {
			t.Errorf("%v", item)
		}

		read := s.Manage("GET", path+"/"+first.ID, nil)
		q := read.JSON["queries"].([]any)[0].(JSON)
		if read.Header.Get("ETag") != `"v2"` || read.JSON["version"] != 2.0 || q["status"] != "DONE" || !strings.Contains(q["answer"].(string), "30 days") ||
			len(q["references"].([]any)) == 0 || q["tokens"] == nil || q["finishedAt"] == nil || len(q["attachments"].([]any)) != 0 {
			t.Errorf("%s", read.Body)
		}
		later := s.MustManage("GET", path+"/"+second.ID+"?limit=1", nil)
		rest := s.MustManage("GET", path+"/"+second.ID+"?limit=1&after=1", nil)
		if later["more"] != true || rest["more"] != false || rest["queries"].([]any)[0].(JSON)["question"] != "Hello?" {
			t.Errorf("%v\n%v", later, rest)
		}
		one := exported(t, s.Manage("GET", path+"/"+second.ID+"/export", nil))
		if len(one) != 1 || len(one[0]["queries"].([]any)) != 2 {
			t.Errorf("%v", one)
		}
		for _, secret := range []string{first.Token, second.Token} {
			if strings.Contains(string(read.Body)+fmt.Sprint(one), secret) {
				t.Error("the conversation token is shown")
			}
		}

		if a := s.Manage("DELETE", path+"/"+second.ID, nil, "If-Match", `"v2"`); a.Status != 412 {
			t.Errorf("stale: %d %s", a.Status, a.Body)
		}
		if a := s.Manage("DELETE", path+"/"+second.ID, nil, "If-Match", `"v3"`); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a := s.Do("GET", second.Path, nil, "Api-Key", other.Secret); a.Status != 404 {
			t.Errorf("the visitor still has it: %d", a.Status)
		}
		for _, expected := range []string{"", "?expected=0", "?expected=2", "?expected=x", "?expected=1&text=absent"} {
			if a := s.Manage("DELETE", path+expected, nil); a.Status != 409 && a.Status != 422 {
				t.Errorf("%s: %d %s", expected, a.Status, a.Body)
			}
		}
		gone := s.MustManage("DELETE", path+"?expected=1", nil)
		if gone["deleted"] != 1.0 || gone["remaining"] != 0.0 || len(archived(s, id, "")) != 0 || len(archived(s, id, "?minMessages=0")) != 1 {
			t.Errorf("%v", gone)
		}
		trail := string(s.Manage("GET", "/audit/export?objectType=conversation", nil).Body)
		for _, action := range []string{"conversation.delete", "conversation.delete-all", "conversation.export"} {
			if !strings.Contains(trail, `"`+action+`"`) {
				t.Errorf("%s is not audited", action)
			}
		}
		if strings.Contains(trail, "CKCHEN") || strings.Contains(trail, "Hello?") {
			t.Error("the trail holds what was said")
		}
	})
}

// A conversation is found only at its own assistant, and bad input is named.
func TestForeignArchive(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	mine, foreign := s.NewAssistant(nil), s.NewAssistant(nil)
	c := s.NewConversation(s.NewKey(foreign, nil))
	s.Ask(c, "Hello?").All()
	path := "/assistants/" + mine + "/conversations"
	for _, call := range [][2]string{{"GET", "/" + c.ID}, {"GET", "/" + c.ID + "/export"}, {"DELETE", "/" + c.ID}, {"GET", "/absent"}, {"GET", "/%ff"}} {
		if a := s.Manage(call[0], path+call[1], nil); a.Status != 404 {
			t.Errorf("%v: %d %s", call, a.Status, a.Body)
		}
	}
	if got := archived(s, mine, "?minMessages=0"); len(got) != 0 {
		t.Errorf("%v", got)
	}
	for _, call := range [][2]string{{"GET", ""}, {"GET", "/count"}, {"GET", "/export"}, {"DELETE", "?expected=0"}} {
		if a := s.Manage(call[0], "/assistants/absent/conversations"+call[1], nil); a.Status != 404 {
			t.Errorf("%v of no assistant: %d", call, a.Status)
		}
	}
	for query, at := range map[string]string{
		"?text=" + strings.Repeat("x", 201): "query.text", "?text=%00": "query.text", "?from=yesterday": "query.from", "?reaction=LOVE": "query.reaction",
		"?minMessages=-1": "query.minMessages", "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z": "to", "?failed=perhaps": "query.failed", "?nonsense=1": "query.nonsense",
	} {
		for _, where := range []string{"", "/count", "/export"} {
			if a := s.Manage("GET", path+where+query, nil); a.Status != 422 || !slices.Equal(locations(a), []string{at}) {
				t.Errorf("%s%s: %d %s", where, query, a.Status, a.Body)
			}
		}
	}
}

// An owner sees which attachments went with a question, and downloads them as they arrived, whoever may read the conversation.
func TestDownloadAttachment(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		c, other := newTalker(t, s, nil), newTalker(t, s, nil)
		files := map[string][]byte{}
		pdf, text := pdftest.Text("The offer ends in May."), []byte("It was bought in May.\r\n")
		offer, note := c.attach("TEXT", "offer für Sie.pdf", pdf), c.attach("NOTE", "receipt", text)
		files[offer], files[note] = pdf, []byte("It was bought in May.\n")
		c.attach("TEXT", "unused.txt", text)
		gone := c.attach("TEXT", "gone.txt", text)
		foreign := other.attach("TEXT", "foreign.txt", text)
		for _, ids := range [][]string{nil, {note, offer, gone, note}} {
			if a := c.call("POST", "/queries", JSON{"request": "Hello?", "attachments": ids}); a.Status != 200 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
		}
		c.call("DELETE", "/attachments/"+gone, nil)
		path := "/assistants/" + c.Key.AssistantID + "/conversations/" + c.ID
		queries := s.MustManage("GET", path, nil)["queries"].([]any)
		if without := queries[0].(JSON)["attachments"].([]any); len(without) != 0 {
			t.Errorf("given with the first question: %v", without)
		}
		given := queries[1].(JSON)["attachments"].([]any)
		if len(given) != 3 || given[0].(JSON)["id"] != note || given[0].(JSON)["deleted"] != false || given[1].(JSON)["name"] != "offer für Sie.pdf" ||
			given[1].(JSON)["size"] != float64(len(pdf)) || given[2].(JSON)["deleted"] != true || given[2].(JSON)["name"] != "" {
			t.Errorf("given with the second: %v", given)
		}
		for id, want := range files {
			a := s.Manage("GET", path+"/attachments/"+id, nil)
			disposition, name, err := mime.ParseMediaType(a.Header.Get("Content-Disposition"))
			if a.Status != 200 || !bytes.Equal(a.Body, want) || a.Header.Get("Content-Type") != "application/octet-stream" || disposition != "attachment" ||
				err != nil || (id == offer) != (name["filename"] == "offer für Sie.pdf") || a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%d %q %v", a.Status, a.Body, a.Header)
			}
		}
		trail := string(s.Manage("GET", "/audit/export?objectType=conversation", nil).Body)
		if strings.Count(trail, `"conversation.download"`) != len(files) || !strings.Contains(trail, offer) {
			t.Errorf("the trail: %s", trail)
		}
		absent := s.Manage("GET", path+"/attachments/absent", nil)
		elsewhere := "/assistants/" + other.Key.AssistantID + "/conversations/"
		for _, at := range []string{path + "/attachments/" + gone, path + "/attachments/" + foreign, path + "/attachments/%00", elsewhere + other.ID + "/attachments/" + offer} {
			if a := s.Manage("GET", at, nil); a.Status != 404 || a.JSON["code"] != absent.JSON["code"] {
				t.Errorf("%s: %d %s, want %s", at, a.Status, a.Body, absent.Body)
			}
		}
		if a := s.Manage("GET", elsewhere+c.ID+"/attachments/"+offer, nil); a.Status != 404 {
			t.Errorf("over another assistant: %d %s", a.Status, a.Body)
		}
		for status, fields := range map[int]JSON{403: {"role": "viewer"}, 200: {"role": "editor", "scopes": []string{"conversations:read"}}} {
			if _, token := newToken(s, fields); as(s, token, "GET", path+"/attachments/"+note, nil).Status != status {
				t.Errorf("%v is not answered with %d", fields, status)
			}
		}
		if err := os.RemoveAll(filepath.Join(s.Data, "files")); err != nil {
			t.Fatal(err)
		}
		if a := s.Manage("GET", path+"/attachments/"+offer, nil); a.Status != 404 || a.JSON["code"] != "FILE_LOST" {
			t.Errorf("without its file: %d %s", a.Status, a.Body)
		}
	})
}

// What visitors said is for owners and editors, and for access tokens with the scope; to delete it needs its own.
func TestConversationRoles(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	c := s.NewConversation(s.NewKey(id, nil))
	s.Ask(c, "Hello?").All()
	path := "/assistants/" + id + "/conversations"
	for _, want := range []struct {
		fields             JSON
		read, export, drop int
	}{
		{JSON{"role": "viewer"}, 403, 403, 403},
		{JSON{"role": "editor", "scopes": []string{"assistants:write"}}, 403, 403, 403},
		{JSON{"role": "editor", "scopes": []string{"conversations:read"}}, 200, 200, 403},
		{JSON{"role": "editor", "scopes": []string{"conversations:write"}}, 200, 200, 412},
		{JSON{"role": "editor"}, 200, 200, 412},
	} {
		_, token := newToken(s, want.fields)
		read, export := as(s, token, "GET", path+"/"+c.ID, nil), as(s, token, "GET", path+"/export", nil)
		drop := s.Do("DELETE", "/api/v1"+path+"/"+c.ID, nil, "Authorization", "Bearer "+token, "If-Match", `"v9"`)
		if read.Status != want.read || export.Status != want.export || drop.Status != want.drop {
			t.Errorf("%v: read %d, export %d, delete %d", want.fields, read.Status, export.Status, drop.Status)
		}
	}
}

// An answer that failed can be found, with what went wrong.
func TestFailedConversations(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(JSON{"model": JSON{"provider": "openai", "baseUrl": "http://127.0.0.1:1/v1", "model": "m"}})
	c := s.NewConversation(s.NewKey(id, nil))
	s.Ask(c, "Hello?").All()
	if got := archived(s, id, "?failed=true"); !slices.Equal(got, []string{c.ID}) {
		t.Fatalf("%v", got)
	}
	q := s.MustManage("GET", "/assistants/"+id+"/conversations/"+c.ID, nil)["queries"].([]any)[0].(JSON)
	if q["status"] != "FAILED" || q["errorCode"] == "" || q["errorText"] == "" {
		t.Errorf("%v", q)
	}
}

// What visitors think of an answer, and from which website they asked, is found by the owner.
func TestOpinionsAndWebsites(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		id := s.NewAssistant(nil)
		k := s.NewKey(id, nil)
		plain, liked := s.NewConversation(k), s.NewConversation(k, "Origin", "https://www.shop.example")
		s.Ask(plain, "Hello?").All()
		s.Ask(liked, "Hello?").All()
		path := "/assistants/" + id + "/conversations/" + liked.ID
		query := s.MustManage("GET", path, nil)["queries"].([]any)[0].(JSON)["id"].(string)
		for _, a := range []testkit.Answer{
			s.Do("PATCH", liked.Path+"/queries/"+query, JSON{"reaction": "LIKE"}, "Api-Key", k.Secret),
			s.Do("POST", liked.Path+"/queries/"+query+"/report", JSON{"answer": "As I saw it"}, "Api-Key", k.Secret),
		} {
			if a.Status >= 300 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
		}
		for filter, want := range map[string][]string{
			"?reaction=LIKE": {liked.ID}, "?reaction=DISLIKE": nil, "?reported=true": {liked.ID},
			"?origin=https://www.shop.example": {liked.ID}, "?origin=https://shop.example": nil, "?reaction=LIKE&reported=true&failed=true": nil,
		} {
			if got := archived(s, id, filter); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", filter, got, want)
			}
		}
		read := s.MustManage("GET", path, nil)
		q := read["queries"].([]any)[0].(JSON)
		if read["likes"] != 1.0 || read["reported"] != true || read["origin"] != "https://www.shop.example" || q["reaction"] != "LIKE" || q["reportedAnswer"] != "As I saw it" {
			t.Errorf("%v", read)
		}
	})
}

// An answer that is being made ends when its owner deletes the conversation: nobody waits for it, and nothing of it is left.
func TestDeletionEndsAnswers(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, providertest.Hang("Hello "))
	s := testkit.Start(t)
	id := s.NewAssistant(JSON{"model": JSON{"provider": "openai", "baseUrl": up.URL, "model": "m"}})
	c := s.NewConversation(s.NewKey(id, nil))
	stream := s.Ask(c, "Hello?")
	defer stream.Close()
	for {
		e, ok := stream.Next()
		if !ok {
			t.Fatal("the answer ended by itself")
		}
		if e.JSON["message"] == "Hello " {
			break
		}
	}
	if q := s.MustManage("GET", "/assistants/"+id+"/conversations/"+c.ID, nil)["queries"].([]any)[0].(JSON); q["status"] != "RUNNING" {
		t.Errorf("%v", q)
	}
	if a := s.Manage("DELETE", "/assistants/"+id+"/conversations/"+c.ID, nil); a.Status != 204 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	for ok := true; ok; {
		_, ok = stream.Next()
	}
	if got := archived(s, id, "?minMessages=0"); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// For how long conversations are kept can be set; null is the default.
func TestKeepConversations(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	path := "/assistants/" + s.NewAssistant(nil)
	for _, step := range []struct{ value, want any }{{0, 0.0}, {3650, 3650.0}, {nil, 90.0}} {
		if got := s.MustManage("PATCH", path, JSON{"keepConversationsDays": step.value})["keepConversationsDays"]; got != step.want {
			t.Errorf("%v: %v", step.value, got)
		}
	}
	for _, bad := range []any{-1, 3651, 1.5, "90"} {
		if a := s.Manage("PATCH", path, JSON{"keepConversationsDays": bad}); a.Status != 422 || !slices.Equal(locations(a), []string{"keepConversationsDays"}) {
			t.Errorf("%v: %d %s", bad, a.Status, a.Body)
		}
	}
}

// fill stores conversations of one question each, as many visitors would have made them.
func fill(t *testing.T, s *testkit.Server, args []string, k testkit.Key, n int) {
	t.Helper()
	url := ""
	if args != nil {
		url = args[1]
	}
	db, err := store.OpenExisting(t.Context(), filepath.Join(s.Data, "latchkey.db"), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	at := time.Now().UTC().Truncate(time.Millisecond)
	for i := range n {
		c := chat.Record{SealedToken: []byte("x"), Conversation: chat.Conversation{
			ID: random.ID("c_"), Caller: chat.Caller{AssistantID: k.AssistantID, KeyID: k.ID}, CreatedAt: at, UpdatedAt: at,
		}}
		q := chat.Query{ID: random.ID("q_"), ConversationID: c.ID, Question: fmt.Sprint("Question ", i), Status: chat.Running, Reaction: "NONE", CreatedAt: at}
		if err := db.CreateConversation(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if _, err := db.AcceptQuery(t.Context(), chat.Acceptance{Query: q, Owner: "test", Lease: at.Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
	}
}

// An export of ten thousand conversations holds every one of them once, and all of them can be deleted in one call.
func TestLongExport(t *testing.T) {
	t.Parallel()
	const n = 10_000
	onBothEngines(t, func(t *testing.T, s *testkit.Server, args []string) {
		id := s.NewAssistant(nil)
		fill(t, s, args, s.NewKey(id, nil), n)
		seen := map[any]bool{}
		for _, line := range exported(t, s.Manage("GET", "/assistants/"+id+"/conversations/export", nil)) {
			if seen[line["id"]] || len(line["queries"].([]any)) != 1 {
				t.Fatalf("%v", line)
			}
			seen[line["id"]] = true
		}
		if len(seen) != n {
			t.Fatalf("%d exported", len(seen))
		}
		gone := s.MustManage("DELETE", "/assistants/"+id+"/conversations?expected=10000", nil)
		if gone["deleted"] != float64(n) || len(archived(s, id, "?minMessages=0")) != 0 {
			t.Errorf("%v", gone)
		}
	})
}
