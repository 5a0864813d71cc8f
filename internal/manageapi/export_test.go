package manageapi

import (
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"latchkey/internal/archive"
	"latchkey/internal/chat"
)

// An export that cannot be written to its end does not look as if it were complete.
func TestCutExport(t *testing.T) {
	t.Parallel()
	a := &API{Options: Options{Log: slog.New(slog.DiscardHandler)}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.stream(conversationsFile, func(_ context.Context, w io.Writer) error {
			for range 1000 {
				if err := writeConversation(w, archive.Summary{ID: "c_1"}, said(3, nil)); err != nil {
					return err
				}
			}
			return writeConversation(w, archive.Summary{ID: "c_2"}, said(1, errors.New("the database is gone")))
		}).Body(humago.NewContext(&huma.Operation{}, r, w))
	}))
	defer server.Close()
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err == nil {
		t.Error("a cut export ends like a whole one")
	}
	if lines := strings.Count(string(text), "\n"); res.StatusCode != 200 || lines > 1000 {
		t.Errorf("%d, %d lines", res.StatusCode, lines)
	}
}

// said is n queries, and then a failure if there is one.
func said(n int, failure error) iter.Seq2[archive.Query, error] {
	return func(yield func(archive.Query, error) bool) {
		for i := range n {
			if !yield(archive.Query{Query: chat.Query{ID: "q", Turn: i + 1, Answer: "Yes."}}, nil) {
				return
			}
		}
		if failure != nil {
			yield(archive.Query{}, failure)
		}
	}
}

// A line holds whole JSON, however many queries there are.
func TestLine(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: `"queries":[]}`, 1: `"queries":[{"id":"q","turn":1,`, 2: `},{"id":"q","turn":2,`} {
		var line strings.Builder
		if err := writeConversation(&line, archive.Summary{ID: "c"}, said(n, nil)); err != nil {
			t.Fatal(err)
		}
		if text := line.String(); !strings.Contains(text, want) || !strings.HasSuffix(text, "]}\n") || strings.Count(text, `"turn"`) != n {
			t.Errorf("%d: %s", n, text)
		}
	}
}
