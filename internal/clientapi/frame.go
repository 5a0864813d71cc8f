package clientapi

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"latchkey/internal/chat"
	"latchkey/internal/httpx"
	"latchkey/internal/provider"
	"latchkey/internal/random"
)

// frame is one SSE frame of the protocol. Absent fields are left out; present ones have exactly these types.
type frame struct {
	ID           string       `json:"id,omitempty"`
	ChatBotID    string       `json:"chatBotId,omitempty"`
	MessageType  string       `json:"messageType"`
	Type         string       `json:"type,omitempty"`
	KBReferences []reference  `json:"kbReferences,omitempty"`
	Message      *string      `json:"message,omitempty"`
	Info         *contextInfo `json:"info,omitempty"`
	Data         any          `json:"data,omitempty"`
	Code         int          `json:"code,omitempty"`
	Error        string       `json:"error,omitempty"`
	Reason       string       `json:"reason,omitempty"` // ours: the stable code of an error
	Last         bool         `json:"last,omitempty"`
}

type reference struct {
	ID     string `json:"id"`
	KBID   string `json:"kbId"`
	Type   string `json:"type"`
	Data   string `json:"data"`
	Title  string `json:"title"`                 // ours
	Number int    `json:"number"`                // ours: the n of its [n] marks
	Chunk  string `json:"embeddingId,omitempty"` // ours: what /grounding/chunks knows the passage by; absent for what a visitor attached
	Page   string `json:"pageNumber,omitempty"`
}

type contextInfo struct {
	Credit           int `json:"credit"`
	AvailableContext int `json:"availableContext"`
	UsedContext      int `json:"usedContext"`
	OutputTokens     int `json:"outputTokens"`
	UserQuery        int `json:"userQuery"`
}

// heartbeat is a JSON frame because that client fails on an empty event. It says how many questions are answered before this one.
func heartbeat(run *chat.Run) []byte {
	if position := run.Waiting(); position > 0 {
		return encode(struct {
			frame
			Queued   bool `json:"queued"`   // ours
			Position int  `json:"position"` // ours: 1 = the next one
		}{frame{Type: "heartbeat", MessageType: "EVENT"}, true, position})
	}
	return silent
}

var silent = []byte(`{"type":"heartbeat","messageType":"EVENT"}`)

func referencesOf(list []provider.Reference) []reference {
	out := make([]reference, len(list))
	for i, r := range list {
		kind := "FILE"
		if isWebURL(r.Source) {
			kind = "URL"
		}
		out[i] = reference{ID: r.DocumentID, KBID: r.DocumentID, Type: kind, Data: cmp.Or(r.Source, r.Title), Title: r.Title, Number: r.Number, Chunk: chunkOf(r), Page: pageNumber(r.Page)}
	}
	return out
}

// pageNumber is a string on the wire: a client would take a number for a broken frame.
func pageNumber(page int) string {
	if page == 0 {
		return ""
	}
	return strconv.Itoa(page)
}

// chunkOf is the passage's id. A passage of an attachment is found anew for each question and cannot be asked for.
func chunkOf(r provider.Reference) string {
	if strings.HasPrefix(r.PassageID, "f_") {
		return ""
	}
	return r.PassageID
}

func isWebURL(source string) bool {
	const http, https = "http://", "https://"
	return len(source) > len(https) && (source[:len(http)] == http || source[:len(https)] == https)
}

func contextInfoOf(u *provider.Usage) *contextInfo {
	if u == nil {
		return nil
	}
	return &contextInfo{
		AvailableContext: u.AvailableContext, UsedContext: u.UsedContext, OutputTokens: u.OutputTokens, UserQuery: u.UserQuery,
	}
}

// frameOf translates a frame of a run.
func frameOf(assistantID, queryID string, f chat.Frame) frame {
	out := frame{ID: queryID, ChatBotID: assistantID, MessageType: "LLM"}
	switch {
	case f.End != nil:
		return endFrame(out, f.End)
	case f.References != nil:
		out.Type, out.KBReferences = "kb", referencesOf(f.References)
	case f.Trimmed != nil:
		return trimFrame(out, f.Trimmed)
	case f.Title != "":
		out.Type, out.MessageType, out.Data = "conversation_title_generated", "EVENT", titleData{f.Title}
	default:
		out.Message = &f.Text
	}
	return out
}

type titleData struct {
	Title string `json:"title"`
}

// trimData says what the model was not given.
type trimData struct {
	Attachments []string `json:"attachments"`
	Messages    int      `json:"messages"`
}

func trimFrame(out frame, t *provider.Trim) frame {
	out.Type, out.MessageType = "attachment_trimming", "EVENT"
	if t.Emergency {
		out.Type = "emergency_trimming"
	}
	out.Data = trimData{append([]string{}, t.Attachments...), t.Messages}
	return out
}

// endFrame carries last, without which that client waits for ever.
func endFrame(out frame, end *chat.End) frame {
	out.Last = true
	switch {
	case end.Code == provider.NoVision:
		out.Type, out.Message, out.Reason = "no_vision_capability", &end.Text, end.Code
	case end.Status == chat.Failed || end.Status == chat.Interrupted:
		out.Type, out.Error, out.Reason, out.Code = "error", end.Text, end.Code, statusServerError
	case end.Status == chat.Done && end.Usage != nil:
		out.Type, out.Info = "context_info", contextInfoOf(end.Usage)
	default:
		out.Message = new(string)
	}
	return out
}

const statusServerError = 500

// refusal is the one frame that tells that client of a refused question: error shows it at once, message keeps it in the conversation.
func refusal(assistantID string, status int, reason, text string) frame {
	return frame{
		ID: random.ID("q_"), ChatBotID: assistantID, MessageType: "LLM", Type: "error",
		Code: status, Error: text, Message: &text, Reason: reason, Last: true,
	}
}

// endOfKey ends a stream whose key stopped working while the answer was being made.
func endOfKey(assistantID, queryID string, p httpx.Problem) frame {
	return frame{ID: queryID, ChatBotID: assistantID, MessageType: "LLM", Type: "error", Code: p.Status, Error: p.Detail, Reason: p.Code, Last: true}
}

// row is a query in a history.
type row struct {
	ID            string     `json:"id"`
	QueryGroupID  string     `json:"queryGroupId"`
	Type          string     `json:"type"`
	Query         string     `json:"query"`
	Answer        string     `json:"answer"`
	ChatBotID     string     `json:"chatBotId"`
	MarketplaceID *string    `json:"marketplaceId"`
	Reaction      string     `json:"reaction"`
	WebBased      bool       `json:"webBased"`
	CreatedAt     string     `json:"createdAt"`
	ExtraInfo     *extraInfo `json:"extraInfo"`
	Status        string     `json:"status"`              // ours
	ErrorText     string     `json:"errorText,omitempty"` // ours
}

type extraInfo struct {
	KBReferences []reference  `json:"kbReferences"`
	ContextInfo  *contextInfo `json:"contextInfo"`
	Grounding    *grounding   `json:"grounding,omitempty"`
}

// grounding ends that client's waiting for a verification of the citations: there is none, and the marks stay as they are.
type grounding struct {
	Overridden bool       `json:"overridden"`
	Sources    []struct{} `json:"sources"`
	CitedIDs   []string   `json:"citedIds"`
}

func rowOf(assistantID string, q chat.Query) row {
	return row{
		ID: q.ID, QueryGroupID: q.ID, Type: "LLM", Query: q.Question, Answer: q.Answer, ChatBotID: assistantID,
		Reaction: string(q.Reaction), CreatedAt: wireTime(q.CreatedAt), Status: string(q.Status), ErrorText: q.ErrorText,
		ExtraInfo: &extraInfo{KBReferences: referencesOf(q.References), ContextInfo: contextInfoOf(q.Usage)},
	}
}

func rowsOf(assistantID string, queries []chat.Query) []row {
	rows := make([]row, len(queries))
	for i, q := range queries {
		rows[i] = rowOf(assistantID, q)
	}
	return rows
}

// encode writes one line of compact JSON. Only types of this file arrive here, which can always be encoded.
func encode(v any) []byte {
	raw, _ := json.Marshal(v)
	return raw
}

// parseEventID reads what EventID wrote; ok is false for everything else.
func parseEventID(id string) (turn, number int, ok bool) {
	for i := range len(id) {
		if id[i] == '-' {
			t, errT := strconv.Atoi(id[:i])
			n, errN := strconv.Atoi(id[i+1:])
			return t, n, errT == nil && errN == nil && t > 0 && n > 0
		}
	}
	return 0, 0, false
}
