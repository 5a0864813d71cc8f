package clientapi

import (
	"errors"
	"fmt"
	"iter"
	"net/http"
	"strconv"

	"latchkey/internal/access"
	"latchkey/internal/chat"
	"latchkey/internal/httpx"
)

const (
	defaultItems = 20
	maxItems     = 100
)

// history returns what was said: as a stream with ?sse=true, which also follows a running answer, and as pages without.
func (a *API) history(w http.ResponseWriter, r *http.Request) {
	allowOrigin(w, r)
	if r.URL.Query().Get("sse") != "true" {
		a.json(a.historyPage)(w, r)
		return
	}
	policy, c, err := a.readable(r)
	if err == nil {
		err = a.historyStream(w, r, policy, c)
	}
	if err != nil {
		// Whatever the reason: that client takes 404 without a body for "no stream here" and asks for pages, which name the reason.
		p := a.problem(r, err)
		p.Announce(w.Header())
		w.WriteHeader(http.StatusNotFound)
	}
}

// readable returns the conversation of the path. A conversation token that is sent must be right; reading needs none.
func (a *API) readable(r *http.Request) (*access.Policy, chat.Conversation, error) {
	grant, err := a.admit(r, access.Request)
	if err != nil {
		return nil, chat.Conversation{}, err
	}
	c, err := a.open(r, grant.Policy)
	return grant.Policy, c, err
}

// writable returns the conversation of the path for a call that must carry its token.
func (a *API) writable(r *http.Request) (grant access.Grant, conversationID string, err error) {
	grant, err = a.admit(r, access.Request)
	if err != nil {
		return grant, "", err
	}
	c, err := a.Chat.Writable(r.Context(), caller(grant.Policy), r.PathValue("conversationId"), header(r, "Conversation-Token"))
	return grant, c.ID, err
}

// open returns the conversation of the path as readable does, for a key that was admitted.
func (a *API) open(r *http.Request, policy *access.Policy) (chat.Conversation, error) {
	id, token := r.PathValue("conversationId"), header(r, "Conversation-Token")
	if token == "" {
		return a.Chat.Conversation(r.Context(), caller(policy), id)
	}
	return a.Chat.Writable(r.Context(), caller(policy), id, token)
}

func (a *API) historyPage(w http.ResponseWriter, r *http.Request) error {
	policy, c, err := a.readable(r)
	if err != nil {
		return err
	}
	items := number(r, "items", defaultItems, 1, maxItems)
	page := number(r, "page", 0, 0, 1_000_000)
	begun, err := writePage(w, policy.Key.AssistantID, a.Chat.Page(r.Context(), c.ID, page*items, items), page, c.QueryCount)
	if err != nil && begun {
		a.problem(r, err) // for the log; the reader sees that the page breaks off
		panic(http.ErrAbortHandler)
	}
	return err
}

// writePage writes a page of the history row by row, because together the rows may be a hundred megabytes. An error is one of reading them; begun says whether
// it came after the first byte.
func writePage(w http.ResponseWriter, assistantID string, queries iter.Seq2[chat.Query, error], page, total int) (begun bool, err error) {
	before := `{"items":[`
	w.Header().Set("Content-Type", "application/json")
	for q, err := range queries {
		if err != nil {
			return begun, err
		}
		begun = true
		if _, err := w.Write(append([]byte(before), encode(rowOf(assistantID, q))...)); err != nil {
			return begun, nil // the reader went away
		}
		before = ","
	}
	if begun {
		before = ""
	}
	_, _ = fmt.Fprintf(w, `%s],"page":%d,"total":%d}`, before, page, total)
	return begun, nil
}

// number reads a query parameter; what cannot be used is the default or the nearest bound.
func number(r *http.Request, name string, otherwise, least, most int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(name))
	if err != nil {
		return otherwise
	}
	return min(max(n, least), most)
}

// envelope is an event of the history stream after the history itself.
type envelope struct {
	EventType string `json:"eventType"`
	Payload   any    `json:"payload"`
}

// historyStream sends the finished queries, then follows what runs, then says that nothing runs any more and ends.
//
// A client that names the last frame it saw of a running answer gets the answer up to there as a row of the history, and only the frames
// after it; every other client gets the running answer from its first frame. Either way history and frames make the whole, nothing twice.
func (a *API) historyStream(w http.ResponseWriter, r *http.Request, policy *access.Policy, c chat.Conversation) error {
	h, err := a.Chat.History(r.Context(), c.ID)
	if err != nil {
		return err
	}
	stream, err := httpx.NewEventStream(w, http.StatusOK)
	if err != nil {
		return nil // the reader went away
	}
	assistantID := policy.Key.AssistantID
	rows := rowsOf(assistantID, h.Queries)
	turn, seen, resumes := parseEventID(lastEventID(r))
	after := map[*chat.Run]int{}
	for _, run := range h.Runs {
		if resumes && run.Query().Turn == turn {
			q, number := run.Until(seen)
			rows, after[run] = append(rows, rowOf(assistantID, q)), number
		}
	}
	stream.Add("", "history", encode(rows))
	if stream.Flush() != nil {
		return nil
	}
	v := a.visit(r, policy)
	defer v.end()
	terminal := "run_completed"
	for _, run := range h.Runs {
		q := run.Query()
		reader := a.read(v, stream, run, after[run], wire{
			frame:   func(f chat.Frame) []byte { return encode(envelope{"message", frameOf(assistantID, q.ID, f)}) },
			silence: func() []byte { return encode(envelope{"heartbeat", struct{}{}}) },
		})
		err := reader.follow(nil)
		reader.end()
		if _, ended := errors.AsType[*access.Denial](err); ended {
			terminal = "run_error"
			break
		}
		if err != nil { // the reader went away, or half of it did
			panic(http.ErrAbortHandler)
		}
		terminal = terminalEvent(run.Ending())
	}
	stream.Add("", "", encode(envelope{terminal, struct{}{}}))
	_ = stream.Flush()
	return nil
}

func lastEventID(r *http.Request) string {
	if id := r.URL.Query().Get("lastEventId"); id != "" {
		return id
	}
	return header(r, "Last-Event-Id")
}

func terminalEvent(end *chat.End) string {
	switch end.Status {
	case chat.Stopped:
		return "run_stopped"
	case chat.Failed, chat.Interrupted:
		return "run_error"
	}
	return "run_completed"
}
