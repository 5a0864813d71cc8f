package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"mime/multipart"
	"net/textproto"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"latchkey/internal/pdf/pdftest"
	"latchkey/internal/testkit"
)

// talker is a visitor in a conversation with an assistant that takes attachments.
type talker struct {
	testkit.Conversation
	s *testkit.Server
	t *testing.T
}

func newTalker(t *testing.T, s *testkit.Server, fields JSON) talker {
	t.Helper()
	all := JSON{"attachments": true}
	for name, value := range fields {
		all[name] = value
	}
	return talker{s.NewConversation(s.NewKey(s.NewAssistant(all), nil)), s, t}
}

// call sends a request of the conversation, with its key and its token.
func (c talker) call(method, path string, body any, headers ...string) testkit.Answer {
	c.t.Helper()
	return c.s.Do(method, c.Path+path, body, append(headers, "Api-Key", c.Key.Secret, "Conversation-Token", c.Token)...)
}

// form is a multipart form with a file whose part is of type octet-stream, as that client sends it, and fields.
func form(t *testing.T, name string, content []byte, fields ...string) (body []byte, contentType string) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for i := 0; i+1 < len(fields); i += 2 {
		if err := w.WriteField(fields[i], fields[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="file"; filename="` + name + `"`}, "Content-Type": {"application/octet-stream"},
	})
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), w.FormDataContentType()
}

func (c talker) upload(kind, name string, content []byte) testkit.Answer {
	c.t.Helper()
	body, contentType := form(c.t, name, content, "type", kind)
	return c.call("POST", "/attachments", body, "Content-Type", contentType)
}

// attach is upload for what must be taken; it returns the id.
func (c talker) attach(kind, name string, content []byte) string {
	c.t.Helper()
	a := c.upload(kind, name, content)
	if a.Status != 201 {
		c.t.Fatalf("%s: %d %s", name, a.Status, a.Body)
	}
	return a.JSON["id"].(string)
}

// listed is the attachments of the conversation: the answer is an array at the top.
func (c talker) listed() (list []JSON) {
	c.t.Helper()
	a := c.call("GET", "/attachments", nil)
	if a.Status != 200 || a.Header.Get("Content-Type") != "application/json" || json.Unmarshal(a.Body, &list) != nil || list == nil {
		c.t.Fatalf("%d %s", a.Status, a.Body)
	}
	return list
}

// checkObject compares an attachment with the contract: its fields with their types, and the given values.
func checkObject(t *testing.T, o JSON, want JSON) {
	t.Helper()
	for name, kind := range map[string]string{
		"id": "string", "conversationId": "string", "companyId": "string", "userId": "string", "type": "string", "fileName": "string", "extension": "string",
		"link": "string", "summary": "bool", "tokenCount": "float64", "selected": "bool",
	} {
		if got := fmt.Sprintf("%T", o[name]); got != kind {
			t.Errorf("%s is %v, a %s, want a %s", name, o[name], got, kind)
		}
	}
	for _, name := range []string{"previousQueryId", "ragId"} {
		if value, there := o[name]; !there {
			t.Errorf("%s is missing", name)
		} else if _, isText := value.(string); value != nil && !isText {
			t.Errorf("%s is %v", name, value)
		}
	}
	for name, value := range want {
		if o[name] != value {
			t.Errorf("%s is %v, want %v", name, o[name], value)
		}
	}
}

// Row 9: GET C/attachments answers with a top-level array, in the order of arrival; each hangs under the query before it.
func TestAttachmentList(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		c := newTalker(t, s, nil)
		if list := c.listed(); len(list) != 0 {
			t.Errorf("at first: %v", list)
		}
		first := c.attach("TEXT", "note.txt", []byte("Twenty letters here."))
		s.Ask(c.Conversation, "Hello").All()
		rows := s.Do("GET", c.Path+"/queries", nil, "Api-Key", c.Key.Secret).JSON["items"].([]any)
		second := c.attach("CSV", "prices.csv", []byte("a;b\n1;2\n"))
		list := c.listed()
		if len(list) != 2 {
			t.Fatalf("%v", list)
		}
		checkObject(t, list[0], JSON{
			"id": first, "conversationId": c.ID, "companyId": "", "previousQueryId": nil, "type": "TEXT", "fileName": "note", "extension": "txt", "link": "",
			"ragId": nil, "summary": false, "tokenCount": 5.0, "selected": true, "size": 20.0,
		})
		checkObject(t, list[1], JSON{"id": second, "previousQueryId": rows[0].(JSON)["id"], "type": "CSV", "fileName": "prices", "extension": "csv"})
		for _, token := range []string{"", "t_wrong"} {
			if a := s.Do("GET", c.Path+"/attachments", nil, "Api-Key", c.Key.Secret, "Conversation-Token", token); a.Status != 403 || a.JSON["code"] != "CONVERSATION_TOKEN_INVALID" {
				t.Errorf("token %q: %d %s", token, a.Status, a.Body)
			}
		}
	})
}

// Row 10: POST C/attachments takes a form with type and file, whose part says nothing about what it is, and answers 201 with the object.
func TestAttachmentUpload(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := newTalker(t, s, nil)
	for _, u := range []struct {
		kind, name string
		content    []byte
		want       JSON
	}{
		{"TEXT", "a.txt", []byte("hello"), JSON{"type": "TEXT", "fileName": "a", "extension": "txt", "previousQueryId": nil, "selected": true}},
		{"IMAGE", "photo.png", photo(t, 20, 10, color.Black), JSON{"type": "IMAGE", "fileName": "photo", "extension": "png"}},
		{"TEXT", "photo.txt", photo(t, 20, 10, color.White), JSON{"type": "IMAGE", "fileName": "photo", "extension": "png"}},
		{"CSV", "b.csv", []byte("a,b\n"), JSON{"type": "CSV", "extension": "csv"}},
		{"NOTE", "my note", []byte("Buy milk"), JSON{"type": "NOTE", "fileName": "my note", "extension": "txt"}},
		{"TEXT", "offer.pdf", pdftest.Text("The offer ends in May."), JSON{"type": "TEXT", "fileName": "offer", "extension": "pdf"}},
		{"TEXT", `..\..\x/../evil.txt`, []byte("x"), JSON{"fileName": "evil"}},
	} {
		a := c.upload(u.kind, u.name, u.content)
		if a.Status != 201 || a.Header.Get("Content-Type") != "application/json" || a.Header.Get("Access-Control-Allow-Origin") == "" {
			t.Errorf("%s: %d %s", u.name, a.Status, a.Body)
			continue
		}
		checkObject(t, a.JSON, u.want)
	}
	if list := c.listed(); len(list) != 7 {
		t.Errorf("%d are there", len(list))
	}
}

// Every refusal of an upload has a code and names what is wrong with it; nothing of it is kept.
func TestAttachmentUploadRefused(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := newTalker(t, s, nil)
	two := func() ([]byte, string) {
		body, contentType := form(t, "a.txt", []byte("one"))
		boundary := "--" + strings.TrimPrefix(contentType, "multipart/form-data; boundary=")
		part, _, _ := bytes.Cut(body, []byte(boundary+"--"))
		return append(bytes.Clone(part), body...), contentType
	}
	plain := func(name string, content []byte, fields ...string) func() ([]byte, string) {
		return func() ([]byte, string) { return form(t, name, content, fields...) }
	}
	for name, c2 := range map[string]struct {
		body   func() ([]byte, string)
		status int
		code   string
		field  string
	}{
		"page":           {plain("a.txt", []byte("<html><script>")), 422, "UNSUPPORTED_ATTACHMENT_TYPE", "file"},
		"drawing":        {plain("a.png", []byte("<svg/>")), 422, "UNSUPPORTED_ATTACHMENT_TYPE", "file"},
		"empty":          {plain("a.txt", nil), 422, "ATTACHMENT_EMPTY", "file"},
		"broken pdf":     {plain("a.pdf", []byte("%PDF-1.7 broken")), 422, "PDF_DAMAGED", "file"},
		"locked pdf":     {plain("a.pdf", pdftest.Lines(pdftest.Options{UserPassword: "x"}, []pdftest.Line{{X: 9, Y: 9, Size: 9, Text: "x"}})), 422, "PDF_LOCKED", "file"},
		"too large":      {plain("a.txt", bytes.Repeat([]byte("x"), 10<<20+1)), 413, "ATTACHMENT_TOO_LARGE", "file"},
		"far too large":  {plain("a.txt", bytes.Repeat([]byte("x"), 11<<20)), 413, "ATTACHMENT_TOO_LARGE", "file"},
		"no text":        {plain("a.png", photo(t, 9, 9, color.Black), "type", "NOTE"), 422, "NOTE_NOT_TEXT", "type"},
		"long type":      {plain("a.txt", []byte("x"), "type", strings.Repeat("x", 2000)), 422, "INVALID_INPUT", "type"},
		"two files":      {two, 422, "INVALID_INPUT", "file"},
		"no form":        {func() ([]byte, string) { return []byte(`{"type":"TEXT"}`), "application/json" }, 422, "INVALID_INPUT", ""},
		"no file":        {func() ([]byte, string) { return []byte("--x--\r\n"), "multipart/form-data; boundary=x" }, 422, "INVALID_INPUT", "file"},
		"half a form":    {func() ([]byte, string) { body, ct := form(t, "a.txt", []byte("x")); return body[:len(body)-20], ct }, 422, "INVALID_INPUT", ""},
		"nothing at all": {func() ([]byte, string) { return nil, "multipart/form-data; boundary=x" }, 422, "INVALID_INPUT", ""},
	} {
		body, contentType := c2.body()
		a := c.call("POST", "/attachments", body, "Content-Type", contentType)
		if a.Status != c2.status || a.JSON["code"] != c2.code || a.JSON["error"] == "" {
			t.Errorf("%s: %d %.300s", name, a.Status, a.Body)
		}
		if c2.field != "" && (len(locations(a)) == 0 || locations(a)[0] != c2.field) {
			t.Errorf("%s names %v, want %s", name, locations(a), c2.field)
		}
	}
	for i := range 20 {
		c.attach("TEXT", fmt.Sprint(i), []byte("x"))
	}
	if a := c.upload("TEXT", "one too many.txt", []byte("x")); a.Status != 422 || a.JSON["code"] != "TOO_MANY_ATTACHMENTS" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if files := filesOf(t, s); len(files) != 0 {
		t.Errorf("files were kept: %v", files)
	}
	off := talker{s.NewConversation(s.NewKey(s.NewAssistant(nil), nil)), s, t}
	if a := off.upload("TEXT", "a.txt", []byte("x")); a.Status != 403 || a.JSON["code"] != "ATTACHMENTS_OFF" {
		t.Errorf("switched off: %d %s", a.Status, a.Body)
	}
	if list := off.listed(); len(list) != 0 {
		t.Errorf("%v", list)
	}
	told := func(c talker) any {
		settings := s.Do("GET", "/assistants/"+c.Key.AssistantID, nil, "Api-Key", c.Key.Secret).JSON["assistantSettings"].(JSON)["settings"].(JSON)
		return settings["ASSISTANT_ATTACHMENT"].(JSON)["enable"]
	}
	if told(off) != false || told(c) != true {
		t.Errorf("clients are told %v and %v", told(off), told(c))
	}
}

// Row 11: PATCH C/attachments/{id} with {selected} answers with the object.
func TestAttachmentSelect(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := newTalker(t, s, nil)
	id := c.attach("TEXT", "a.txt", []byte("x"))
	for _, selected := range []bool{false, false, true} {
		a := c.call("PATCH", "/attachments/"+id, JSON{"selected": selected}, "Content-Type", "application/json")
		if a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		checkObject(t, a.JSON, JSON{"id": id, "selected": selected})
		if list := c.listed(); list[0]["selected"] != selected {
			t.Errorf("%v", list)
		}
	}
	for body, status := range map[string]int{`{}`: 422, ``: 422, `{"selected":"yes"}`: 422, `[`: 422} {
		if a := c.call("PATCH", "/attachments/"+id, body); a.Status != status {
			t.Errorf("%q: %d %s", body, a.Status, a.Body)
		}
	}
	other := newTalker(t, s, nil)
	for _, absent := range []string{"f_absent", "%00", other.attach("TEXT", "b.txt", []byte("x"))} {
		if a := c.call("PATCH", "/attachments/"+absent, JSON{"selected": false}); a.Status != 404 {
			t.Errorf("%s: %d %s", absent, a.Status, a.Body)
		}
	}
}

// Row 11 as a form: a note gets another text and another name.
func TestAttachmentNote(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := newTalker(t, s, nil)
	id := c.attach("NOTE", "Plan", []byte("one"))
	body, contentType := form(t, "note.txt", []byte("one and two"), "type", "NOTE", "fileName", "New plan")
	a := c.call("PATCH", "/attachments/"+id, body, "Content-Type", contentType)
	if a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	checkObject(t, a.JSON, JSON{"id": id, "type": "NOTE", "fileName": "New plan", "tokenCount": 3.0})
	if v := c.call("GET", "/attachments/"+id+"/view", nil); string(v.Body) != "one and two" {
		t.Errorf("%q", v.Body)
	}
	text := c.attach("TEXT", "a.txt", []byte("x"))
	if a := c.call("PATCH", "/attachments/"+text, body, "Content-Type", contentType); a.Status != 409 || a.JSON["code"] != "ATTACHMENT_NO_NOTE" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

// Row 12: DELETE answers 2xx, and the bytes go. So they do when an assistant goes with everything it has.
func TestAttachmentDelete(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, args []string) {
		c := newTalker(t, s, nil)
		id := c.attach("IMAGE", "a.png", photo(t, 9, 9, color.Black))
		c.attach("IMAGE", "b.png", photo(t, 9, 9, color.White))
		if files := filesOf(t, s); len(files) != 2 || strings.Contains(strings.Join(files, " "), "png") {
			t.Fatalf("files %v", files)
		}
		if a := c.call("DELETE", "/attachments/"+id, nil); a.Status != 204 || len(a.Body) != 0 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		for _, call := range [][2]string{{"DELETE", ""}, {"GET", "/view"}} {
			if a := c.call(call[0], "/attachments/"+id+call[1], nil); a.Status != 404 {
				t.Errorf("%s: %d %s", call[0], a.Status, a.Body)
			}
		}
		if list := c.listed(); len(list) != 1 {
			t.Errorf("%v", list)
		}
		await(t, "the file of the attachment is gone", func() bool { return len(filesOf(t, s)) == 1 })
		if a := s.Manage("DELETE", "/assistants/"+c.Key.AssistantID, nil); a.Status != 204 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		s.Stop() // nobody has told the server: it looks by itself, also when it starts
		s = testkit.StartIn(t, s.Data, args...)
		await(t, "the files of the assistant are gone", func() bool { return len(filesOf(t, s)) == 0 })
	})
}

// Row 4: a question gets the attachments that it names, as ids or as objects, and no others. One that is none of the conversation's is refused before the question counts.
func TestAttachmentsOfQuestion(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := newTalker(t, s, nil)
	id := c.attach("TEXT", "contract.txt", []byte("The warranty of the lawn mower ends after four years."))
	const question = "When does the warranty of the lawn mower end?"
	ask := func(attachments any) []testkit.Event {
		stream := s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": question, "attachments": attachments}, "Api-Key", c.Key.Secret, "Conversation-Token", c.Token)
		return stream.All()
	}
	for name, attachments := range map[string]any{"ids": []any{id}, "objects": []any{JSON{"id": id, "mode": "STANDARD"}}} {
		events := ask(attachments)
		if text := testkit.Text(events); !strings.Contains(text, "four years") || !strings.Contains(events[0].Data, "contract.txt") {
			t.Errorf("%s: %q, %s", name, text, events[0].Data)
		}
	}
	for name, attachments := range map[string]any{"none": nil, "an empty list": []any{}} {
		if text := testkit.Text(ask(attachments)); strings.Contains(text, "four years") {
			t.Errorf("%s: %q", name, text)
		}
	}
	other := newTalker(t, s, nil).attach("TEXT", "a.txt", []byte("x"))
	for _, absent := range []any{"f_absent", other, "\x00", ""} {
		a := c.call("POST", "/queries", JSON{"request": question, "attachments": []any{id, absent}})
		if a.Status != 422 || a.JSON["code"] != "ATTACHMENT_UNKNOWN" || locations(a)[0] != "attachments[1]" {
			t.Errorf("%v: %d %s", absent, a.Status, a.Body)
		}
	}
	s.MustManage("PATCH", "/assistants/"+c.Key.AssistantID, JSON{"attachments": false})
	if a := c.call("POST", "/queries", JSON{"request": question, "attachments": []any{id}}); a.Status != 403 || a.JSON["code"] != "ATTACHMENTS_OFF" {
		t.Errorf("switched off: %d %s", a.Status, a.Body)
	}
	if count := s.Do("GET", c.Path, nil, "Api-Key", c.Key.Secret).JSON["queryCount"]; count != 4.0 {
		t.Errorf("%v questions were counted, want 4", count)
	}
}

// filesOf are the names of the files that a server keeps for visitors and documents; that of its own chat element is not among them.
func filesOf(t *testing.T, s *testkit.Server) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(s.Data, "files"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "e_") {
			names = append(names, e.Name())
		}
	}
	return names
}

// Row 13: GET …/view answers with the text of documents and notes, and with the bytes of images; never with JSON.
func TestAttachmentView(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := newTalker(t, s, nil)
	picture := photo(t, 20, 10, color.Black)
	for _, v := range []struct {
		kind, name, mediaType, file string
		content, want               []byte
	}{
		{"TEXT", "a.json", "text/plain; charset=utf-8", "a.txt", []byte(`{"a": 1}`), []byte(`{"a": 1}`)},
		{"NOTE", "Größe", "text/plain; charset=utf-8", "", []byte("ä\r\nb"), []byte("ä\nb")},
		{"IMAGE", "a.png", "image/png", "a.png", picture, picture},
		{"TEXT", "offer.pdf", "text/plain; charset=utf-8", "offer.txt", pdftest.Text("The offer ends in May."), []byte("The offer ends in May.")},
	} {
		a := c.call("GET", "/attachments/"+c.attach(v.kind, v.name, v.content)+"/view", nil)
		if a.Status != 200 || a.Header.Get("Content-Type") != v.mediaType || !bytes.Equal(bytes.TrimSpace(a.Body), bytes.TrimSpace(v.want)) {
			t.Errorf("%s: %d %s %q", v.name, a.Status, a.Header.Get("Content-Type"), a.Body)
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
		} {
			if got := a.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", v.name, header, got, want)
			}
		}
		if d := a.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment; filename") || !strings.Contains(d, v.file) {
			t.Errorf("%s: %s", v.name, d)
		}
	}
	if err := os.RemoveAll(filepath.Join(s.Data, "files")); err != nil {
		t.Fatal(err)
	}
	lost := slices.IndexFunc(c.listed(), func(o JSON) bool { return o["type"] == "IMAGE" })
	if a := c.call("GET", "/attachments/"+c.listed()[lost]["id"].(string)+"/view", nil); a.Status != 404 || a.JSON["code"] != "FILE_LOST" {
		t.Errorf("without its file: %d %s", a.Status, a.Body)
	}
}

// Row 18: GET C/data-source/{kbId} gives a link to the file of a document that was cited in the conversation, on this host, which needs no key. Owners download every
// file.
func TestDataSource(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	c := newTalker(t, s, JSON{"shareDocuments": true})
	documents := "/assistants/" + c.Key.AssistantID + "/documents"
	content := []byte("# Returns\r\n\r\nYou can return goods within thirty days.\n")
	body, contentType := form(t, "re?turns.md", content)
	document := s.MustManage("POST", documents, body, "Content-Type", contentType)
	text := s.MustManage("POST", documents, JSON{"title": "Delivery", "text": "# Delivery\n\nParcels arrive on Mondays."})
	if document["hasFile"] != true || text["hasFile"] != false {
		t.Errorf("%v %v", document, text)
	}
	id := document["id"].(string)
	ask := func(path string) testkit.Answer {
		return s.Do("GET", c.Path+"/data-source/"+path, nil, "Api-Key", c.Key.Secret)
	}
	if a := ask(id); a.Status != 404 {
		t.Errorf("before it was cited: %d %s", a.Status, a.Body)
	}
	s.Ask(c.Conversation, "How many days do I have to return goods?").All()
	s.Ask(c.Conversation, "When do parcels arrive?").All()
	a := ask(id)
	link, _ := a.JSON["signedUrl"].(string)
	if a.Status != 200 || !strings.HasPrefix(link, s.URL+"/local/files/signed/") {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	file := s.Do("GET", strings.TrimPrefix(link, s.URL), nil, "Api-Key", "whatever")
	if file.Status != 200 || !bytes.Equal(file.Body, content) {
		t.Errorf("%d %q", file.Status, file.Body)
	}
	for header, want := range map[string]string{
		"Content-Type": "application/octet-stream", "Content-Disposition": "attachment; filename=re_turns.md", "X-Content-Type-Options": "nosniff",
		"Referrer-Policy": "no-referrer", "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store",
	} {
		if got := file.Header.Get(header); got != want {
			t.Errorf("%s is %q, want %q", header, got, want)
		}
	}
	for _, bad := range []string{link[:len(link)-4], link + "AAAA", s.URL + "/local/files/signed/x"} {
		if a := s.Do("GET", strings.TrimPrefix(bad, s.URL), nil); a.Status != 404 || a.JSON["code"] != "LINK_OVER" {
			t.Errorf("%s: %d %s", bad, a.Status, a.Body)
		}
	}
	for _, absent := range []string{text["id"].(string), "d_absent", "%00"} {
		if a := ask(absent); a.Status != 404 {
			t.Errorf("%s: %d %s", absent, a.Status, a.Body)
		}
	}
	owner := s.Manage("GET", documents+"/"+id+"/file", nil)
	if owner.Status != 200 || !bytes.Equal(owner.Body, content) || owner.Header.Get("Content-Disposition") != "attachment; filename=re_turns.md" {
		t.Errorf("%d %v %q", owner.Status, owner.Header, owner.Body)
	}
	if a := s.Manage("GET", documents+"/"+text["id"].(string)+"/file", nil); a.Status != 404 || a.JSON["code"] != "DOCUMENT_HAS_NO_FILE" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	told := func() any {
		settings := s.Do("GET", "/assistants/"+c.Key.AssistantID, nil, "Api-Key", c.Key.Secret).JSON["assistantSettings"].(JSON)["kbSettings"].(JSON)
		return settings["assistantKbResourcesDownload"].(JSON)["enable"]
	}
	if told() != true {
		t.Error("clients are not told that they can download")
	}
	s.MustManage("PATCH", "/assistants/"+c.Key.AssistantID, JSON{"shareDocuments": nil})
	if a := ask(id); a.Status != 404 || told() != false {
		t.Errorf("not shared: %d %s", a.Status, a.Body)
	}
	follow := func() testkit.Answer { return s.Do("GET", strings.TrimPrefix(link, s.URL), nil) }
	if a := follow(); a.Status != 404 || a.JSON["code"] != "LINK_OVER" {
		t.Errorf("a link from before, not shared: %d %s", a.Status, a.Body)
	}
	s.MustManage("PATCH", "/assistants/"+c.Key.AssistantID, JSON{"shareDocuments": true})
	if a := follow(); a.Status != 200 {
		t.Errorf("a link from before, shared again: %d %s", a.Status, a.Body)
	}
	if a := s.Manage("DELETE", documents+"/"+id, nil); a.Status != 204 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if a := follow(); a.Status != 404 {
		t.Errorf("deleted: %d", a.Status)
	}
	await(t, "the file of the document is gone", func() bool { return len(filesOf(t, s)) == 0 })
}
