package app_test

import (
	"bytes"
	"mime/multipart"
	"strings"
	"testing"

	"latchkey/internal/pdf/pdftest"
	"latchkey/internal/testkit"
)

// A PDF is answered from at once, the references name the page, and once it is deleted nothing of it is left.
func TestAnswerFromPDF(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		id := s.NewAssistant(nil)
		path := "/assistants/" + id
		added := uploadFile(s, path+"/documents", "terms", pdftest.Text("Opening hours\n\nThe shop is open from Monday to Friday.",
			"Returns\n\nYou can return every teapot within thirty days."))
		if added.Status != 201 || added.JSON["mediaType"] != "application/pdf" || added.JSON["passages"] != 2.0 {
			t.Fatalf("%d %s", added.Status, added.Body)
		}
		found := s.MustManage("POST", path+"/search", JSON{"question": "return a teapot"})["passages"].([]any)
		if len(found) != 1 || found[0].(JSON)["page"] != 2.0 {
			t.Errorf("found %v", found)
		}
		c := s.NewConversation(s.NewKey(id, nil))
		events := s.Ask(c, "Can I return a teapot?").All()
		if !strings.Contains(events[0].Data, `"pageNumber":"2"`) || !strings.Contains(testkit.Text(events), "thirty days") {
			t.Errorf("%s: %q", events[0].Data, testkit.Text(events))
		}
		if a := s.Manage("GET", path+"/documents/"+added.JSON["id"].(string), nil); a.JSON["fileName"] != "terms" {
			t.Errorf("%s", a.Body)
		}
		s.Manage("DELETE", path+"/documents/"+added.JSON["id"].(string), nil)
		if found := s.MustManage("POST", path+"/search", JSON{"question": "return a teapot"})["passages"].([]any); len(found) != 0 {
			t.Errorf("after its deletion: %v", found)
		}
	})
}

func TestRefusedPDF(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	path := "/assistants/" + s.NewAssistant(nil) + "/documents"
	for code, content := range map[string][]byte{
		"PDF_DAMAGED":      []byte("%PDF-1.7\nx"),
		"PDF_WITHOUT_TEXT": pdftest.Text(""),
		"PDF_LOCKED":       pdftest.Lines(pdftest.Options{UserPassword: "secret"}, []pdftest.Line{{X: 60, Y: 700, Size: 11, Text: "x"}}),
	} {
		if a := uploadFile(s, path, "x.pdf", content); a.Status != 422 || a.JSON["code"] != code {
			t.Errorf("%s: %d %s", code, a.Status, a.Body)
		}
	}
	long := append(pdftest.Text("x"), make([]byte, 20<<20)...)
	if a := uploadFile(s, path, "x.pdf", long); a.Status != 413 || a.JSON["code"] != "PDF_TOO_LARGE" {
		t.Errorf("too long: %d %s", a.Status, a.Body)
	}
}

func uploadFile(s *testkit.Server, path, name string, content []byte) testkit.Answer {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, _ := form.CreateFormFile("file", name) // a buffer takes everything
	_, _ = file.Write(content)
	_ = form.Close()
	return s.Manage("POST", path, body.Bytes(), "Content-Type", form.FormDataContentType())
}
