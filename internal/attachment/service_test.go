package attachment_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/internal/attachment"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// memory is a store and the files, for one conversation.
type memory struct {
	mu      sync.Mutex
	records []attachment.Record
	files   map[string][]byte
	woken   int
	full    error
}

func (m *memory) AddAttachment(_ context.Context, r attachment.Record, b attachment.Bounds) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	sum := 0
	for _, one := range m.records {
		sum += one.Size
	}
	if err := b.Check(len(m.records), sum, r.Size); err != nil {
		return "", err
	}
	m.records = append(m.records, r)
	return "q_last", nil
}

func (m *memory) Attachments(context.Context, string) (list []attachment.Attachment, err error) {
	for _, r := range m.records {
		list = append(list, r.Attachment)
	}
	return list, nil
}

func (m *memory) Attachment(_ context.Context, _, id string) (attachment.Record, error) {
	i := slices.IndexFunc(m.records, func(r attachment.Record) bool { return r.ID == id })
	if i < 0 {
		return attachment.Record{}, errs.Missing("attachment")
	}
	return m.records[i], nil
}

func (m *memory) SelectAttachment(_ context.Context, _, id string, selected bool) error {
	for i := range m.records {
		if m.records[i].ID == id {
			m.records[i].Selected = selected
			return nil
		}
	}
	return errs.Missing("attachment")
}

func (m *memory) ReplaceNote(_ context.Context, r attachment.Record, _ attachment.Bounds) error {
	for i := range m.records {
		if m.records[i].ID == r.ID {
			m.records[i] = r
		}
	}
	return nil
}

func (m *memory) DeleteAttachment(ctx context.Context, conversationID, id string) error {
	if _, err := m.Attachment(ctx, conversationID, id); err != nil {
		return err
	}
	m.records = slices.DeleteFunc(m.records, func(r attachment.Record) bool { return r.ID == id })
	return nil
}

func (m *memory) Add(_ context.Context, content []byte) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := "b_" + string(rune('a'+len(m.files)))
	m.files[key] = slices.Clone(content)
	return key, nil
}

func (m *memory) Get(_ context.Context, key string) ([]byte, error) { return m.files[key], nil }

func (m *memory) Room() error { return m.full }

func (m *memory) Wake() { m.woken++ }

func newService(pdf attachment.PDF, bounds attachment.Bounds) (*memory, *attachment.Service) {
	m := &memory{files: map[string][]byte{}}
	return m, attachment.New(attachment.Options{Store: m, Files: m, PDF: pdf, Bounds: bounds, Now: time.Now})
}

func add(t *testing.T, s *attachment.Service, kind attachment.Type, name string, content []byte) attachment.Attachment {
	t.Helper()
	a, err := s.Add(t.Context(), "c_1", attachment.Upload{Type: kind, FileName: name, Content: content})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return a
}

// wantRefusal checks that an error has a code and names a field.
func wantRefusal(t *testing.T, err error, code, field string) {
	t.Helper()
	e, ok := errs.As(err)
	if !ok || e.Code != code {
		t.Errorf("%v, want %s", err, code)
		return
	}
	if field != "" && (len(e.Fields) == 0 || e.Fields[0].Location != field || e.Fields[0].Message == "") {
		t.Errorf("%v names the fields %v, want %s", err, e.Fields, field)
	}
}

// A note can be edited; nothing else can.
func TestNote(t *testing.T) {
	t.Parallel()
	m, s := newService(nil, attachment.Bounds{})
	note := add(t, s, attachment.Note, "Plan.md", []byte("# Plan\r\nOne"))
	if note.Type != attachment.Note || note.FileName != "Plan" || note.Extension != "md" || note.PreviousQueryID != "q_last" || !note.Selected || note.TokenCount != 3 {
		t.Errorf("%+v", note)
	}
	if len(m.files) != 0 {
		t.Error("the bytes of a text were kept twice")
	}
	edited, err := s.ReplaceNote(t.Context(), "c_1", note.ID, attachment.Upload{FileName: "Other plan", Content: []byte("Two words here")})
	if err != nil || edited.FileName != "Other plan" || edited.Extension != "md" || edited.Size != 14 || edited.TokenCount != 4 {
		t.Errorf("%+v, %v", edited, err)
	}
	if v, err := s.View(t.Context(), "c_1", note.ID); err != nil || v.Text != "Two words here" || v.Image != nil {
		t.Errorf("%+v, %v", v, err)
	}
	if edited, err := s.ReplaceNote(t.Context(), "c_1", note.ID, attachment.Upload{Content: []byte("Three")}); err != nil || edited.FileName != "Other plan" {
		t.Errorf("%+v, %v", edited, err)
	}
	for code, content := range map[string][]byte{
		"ATTACHMENT_EMPTY": nil, "NOTE_NOT_TEXT": photo(t, 10, 10), "UNSUPPORTED_ATTACHMENT_TYPE": {0, 1, 2, 3}, "ATTACHMENT_TOO_LARGE": make([]byte, attachment.MaxNoteBytes+1),
	} {
		_, err := s.ReplaceNote(t.Context(), "c_1", note.ID, attachment.Upload{Content: content})
		wantRefusal(t, err, code, "")
	}
	text := add(t, s, attachment.Text, "a.txt", []byte("text"))
	_, err = s.ReplaceNote(t.Context(), "c_1", text.ID, attachment.Upload{Content: []byte("x")})
	wantRefusal(t, err, "ATTACHMENT_NO_NOTE", "")
	_, err = s.ReplaceNote(t.Context(), "c_1", "f_absent", attachment.Upload{Content: []byte("x")})
	wantRefusal(t, err, "NOT_FOUND", "")
}

// A conversation holds so many attachments and so many bytes.
func TestBounds(t *testing.T) {
	t.Parallel()
	_, s := newService(nil, attachment.Bounds{Count: 2, Bytes: 1 << 20})
	add(t, s, attachment.Text, "a.txt", []byte("one"))
	_, err := s.Add(t.Context(), "c_1", attachment.Upload{FileName: "b.txt", Content: []byte(strings.Repeat("x", 1<<20))})
	wantRefusal(t, err, "ATTACHMENTS_TOO_LARGE", "file")
	add(t, s, attachment.Text, "b.txt", []byte("two"))
	_, err = s.Add(t.Context(), "c_1", attachment.Upload{FileName: "c.txt", Content: []byte("three")})
	wantRefusal(t, err, "TOO_MANY_ATTACHMENTS", "file")
	_, err = s.Add(t.Context(), "c_1", attachment.Upload{FileName: "c.txt", Content: make([]byte, attachment.MaxBytes+1)})
	wantRefusal(t, err, "ATTACHMENT_TOO_LARGE", "file")
}

// A question gets the attachments that it names, once each and in the order of their arrival; one that the conversation has not is refused.
func TestForQuestion(t *testing.T) {
	t.Parallel()
	m, s := newService(nil, attachment.Bounds{})
	picture := photo(t, 10, 10)
	text, image, other := add(t, s, attachment.Text, "a.txt", []byte("one")), add(t, s, attachment.Image, "b.png", picture), add(t, s, attachment.Text, "c.txt", []byte("two"))
	got, _, err := s.ForQuestion(t.Context(), "c_1", []string{other.ID, image.ID, text.ID, image.ID})
	want := []provider.Attachment{
		{ID: text.ID, Name: "a.txt", MediaType: "text/plain", Text: "one"}, {ID: image.ID, Name: "b.png", MediaType: "image/png", Image: picture},
		{ID: other.ID, Name: "c.txt", MediaType: "text/plain", Text: "two"},
	}
	if err != nil || len(got) != 3 || !slices.EqualFunc(got, want, func(a, b provider.Attachment) bool {
		return a.ID == b.ID && a.Name == b.Name && a.MediaType == b.MediaType && a.Text == b.Text && slices.Equal(a.Image, b.Image)
	}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, _, err := s.ForQuestion(t.Context(), "c_1", nil); err != nil || got != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	_, _, err = s.ForQuestion(t.Context(), "c_1", []string{text.ID, "f_absent"})
	wantRefusal(t, err, "ATTACHMENT_UNKNOWN", "attachments[1]")
	wantRefusal(t, s.Known(t.Context(), "c_1", []string{"f_absent"}), "ATTACHMENT_UNKNOWN", "attachments[0]")
	for _, ids := range [][]string{nil, {text.ID, image.ID}} {
		if err := s.Known(t.Context(), "c_1", ids); err != nil {
			t.Error(err)
		}
	}
	if err := s.Delete(t.Context(), "c_1", image.ID); err != nil || m.woken != 1 {
		t.Errorf("%v, woken %d times", err, m.woken)
	}
	wantRefusal(t, s.Delete(t.Context(), "c_1", image.ID), "NOT_FOUND", "")
}

// A PDF reader that fails, hangs or panics costs one upload; what it has to say, the visitor reads.
func TestPDFReaders(t *testing.T) {
	t.Parallel()
	locked := errs.New(errs.Invalid, "PDF_LOCKED", "This PDF can only be opened with a password.")
	for code, read := range map[string]attachment.PDF{
		"PDF_LOCKED":            func(context.Context, string, []byte) (string, error) { return "", locked },
		"ATTACHMENT_UNREADABLE": func(context.Context, string, []byte) (string, error) { return "", errors.New("private") },
		"ATTACHMENT_NO_TEXT":    func(context.Context, string, []byte) (string, error) { return " \n\x00", nil },
	} {
		_, s := newService(read, attachment.Bounds{})
		_, err := s.Add(t.Context(), "c_1", attachment.Upload{FileName: "a.pdf", Content: []byte("%PDF-1.7 x")})
		wantRefusal(t, err, code, "file")
		if e, _ := errs.As(err); e != nil && strings.Contains(e.Message, "private") {
			t.Errorf("the visitor reads %q", e.Message)
		}
	}
	m, s := newService(func(context.Context, string, []byte) (string, error) { panic("a damaged table") }, attachment.Bounds{})
	_, err := s.Add(t.Context(), "c_1", attachment.Upload{FileName: "a.pdf", Content: []byte("%PDF-1.7 x")})
	wantRefusal(t, err, "ATTACHMENT_UNREADABLE", "file")
	if len(m.files)+len(m.records) != 0 {
		t.Error("something was kept of it")
	}
	_, s = newService(func(context.Context, string, []byte) (string, error) { return "First page\n\nSecond", nil }, attachment.Bounds{})
	a := add(t, s, attachment.Image, "scan.PDF", []byte("%PDF-1.7 x"))
	if a.Type != attachment.Text || a.MediaType != "application/pdf" || a.Extension != "pdf" {
		t.Errorf("%+v", a)
	}
}

// Only so many files are in memory at once, of which a visitor has few.
func TestReserve(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, s := newService(nil, attachment.Bounds{})
		var done []func()
		reserve := func(visitor string) {
			for {
				d, err := s.Reserve(t.Context(), visitor)
				if err != nil {
					wantRefusal(t, err, "ATTACHMENT_BUSY", "")
					return
				}
				if done = append(done, d); len(done) > 100 {
					t.Fatal("there is no end to it")
				}
			}
		}
		for i, want := range []int{2, 4, 6, 8, 8} {
			if reserve(string(rune('a' + i))); len(done) != want {
				t.Fatalf("%d places are taken, want %d", len(done), want)
			}
		}
		waiting := make(chan error)
		go func() {
			d, err := s.Reserve(t.Context(), "e")
			d()
			waiting <- err
		}()
		synctest.Wait()
		for _, d := range done {
			d()
		}
		if err := <-waiting; err != nil {
			t.Error(err)
		}
	})
}

// With one key only so much is attached in a day; what was refused for something else does not count.
func TestDailyQuota(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	m := &memory{files: map[string][]byte{}}
	s := attachment.New(attachment.Options{Store: m, Files: m, Bounds: attachment.Bounds{Count: 1000, Bytes: 1 << 40}, Now: func() time.Time { return now }})
	large, broken := make([]byte, attachment.MaxBytes), make([]byte, attachment.MaxBytes)
	copy(large, photo(t, 3, 3))
	copy(broken, "PK\x03\x04")
	attach := func(key string, content []byte) error {
		_, err := s.Add(t.Context(), "c_1", attachment.Upload{KeyID: key, FileName: "a", Content: content})
		m.files = map[string][]byte{}
		return err
	}
	for i := range 50 {
		if err := attach("k_1", large); err != nil {
			t.Fatal(i, err)
		}
		wantRefusal(t, attach("k_2", broken), "UNSUPPORTED_ATTACHMENT_TYPE", "file")
	}
	err := attach("k_1", []byte("x"))
	wantRefusal(t, err, "ATTACHMENT_QUOTA", "")
	if e, ok := errs.As(err); !ok || e.Kind != errs.RateLimited || e.RetryAfter != time.Hour {
		t.Errorf("%+v", err)
	}
	if err := attach("k_2", large); err != nil {
		t.Error(err)
	}
	now = now.Add(time.Hour)
	if err := attach("k_1", large); err != nil {
		t.Error(err)
	}
}

// Nothing is taken when there is no room for it, whatever it is.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	m, s := newService(nil, attachment.Bounds{})
	m.full = errs.New(errs.Unavailable, "STORAGE_FULL", "No room.")
	for _, content := range [][]byte{[]byte("text"), photo(t, 3, 3)} {
		_, err := s.Add(t.Context(), "c_1", attachment.Upload{FileName: "a", Content: content})
		wantRefusal(t, err, "STORAGE_FULL", "")
	}
	if len(m.records)+len(m.files) != 0 {
		t.Error("something was kept")
	}
}
