package clientapi

import (
	"encoding/json"
	"errors"
	"iter"
	"net/http/httptest"
	"testing"

	"latchkey/internal/chat"
)

// said makes so many queries, and then fails if err is not nil.
func said(n int, err error) iter.Seq2[chat.Query, error] {
	return func(yield func(chat.Query, error) bool) {
		for i := range n {
			if !yield(chat.Query{ID: string(rune('a' + i)), Answer: "<Yes> \"1\"", Status: chat.Done}, nil) {
				return
			}
		}
		if err != nil {
			yield(chat.Query{}, err)
		}
	}
}

// A page that is written row by row is one JSON document, whatever the number of its rows.
func TestWritePage(t *testing.T) {
	t.Parallel()
	for n := range 4 {
		w := httptest.NewRecorder()
		begun, err := writePage(w, "as", said(n, nil), 7, 42)
		var page struct {
			Items       []row
			Page, Total int
		}
		if err != nil || begun != (n > 0) {
			t.Fatalf("%d rows: begun %v, %v", n, begun, err)
		}
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || page.Items == nil || len(page.Items) != n || page.Page != 7 || page.Total != 42 {
			t.Errorf("%d rows: %v %s", n, err, w.Body)
		}
		if n > 0 && (page.Items[n-1].ID != string(rune('a'+n-1)) || page.Items[n-1].Answer != "<Yes> \"1\"") {
			t.Errorf("%+v", page.Items[n-1])
		}
		if w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%v", w.Header())
		}
	}
}

// A failure before the first row can be told in place of the page; after it the page is no whole document.
func TestWritePageFails(t *testing.T) {
	t.Parallel()
	away := errors.New("away")
	for n := range 3 {
		w := httptest.NewRecorder()
		begun, err := writePage(w, "as", said(n, away), 0, 3)
		if !errors.Is(err, away) || begun != (n > 0) || (w.Body.Len() > 0) != begun || json.Valid(w.Body.Bytes()) {
			t.Errorf("%d rows: begun %v, %v, %s", n, begun, err, w.Body)
		}
	}
}
