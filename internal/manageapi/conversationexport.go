package manageapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/account"
	"latchkey/internal/archive"
)

const (
	conversationsFile = `attachment; filename="latchkey-conversations.jsonl"`
	conversationFile  = `attachment; filename="latchkey-conversation.jsonl"`
)

func (a *API) registerConversationExports() {
	line := reflect.TypeFor[conversationDetails]()
	register(a, route{method: http.MethodGet, path: conversationsPath + "/export", id: "exportConversations", need: needs(account.Editor, account.ReadConversations), tag: conversationTag,
		summary: "Export the conversations that a filter chooses",
		description: "All chosen conversations as JSON lines, in order of their beginning: one on each line, with everything that was said in it. " +
			"A connection that breaks before the end is an export that failed. The audit trail says who exported.",
		answer:   "The chosen conversations. The schema is that of one line; each line holds one conversation as a JSON object and ends with a line feed.",
		lines:    line,
		download: conversationsFile, changes: true},
		func(ctx context.Context, in *ChosenConversations) (*huma.StreamResponse, error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			filter := in.filter(in.AssistantID)
			if err := a.Archive.NoteExport(ctx, actorOf(ctx), filter, ""); err != nil {
				return nil, err
			}
			return a.stream(conversationsFile, func(ctx context.Context, w io.Writer) error {
				return a.writeConversations(ctx, w, a.Archive.Export(ctx, filter))
			}), nil
		})
	register(a, route{method: http.MethodGet, path: conversationPath + "/export", id: "exportConversation", need: needs(account.Editor, account.ReadConversations), tag: conversationTag,
		summary:     "Export a conversation",
		description: "The conversation with everything that was said in it, as one JSON line: what a visitor gets who asks what is stored about them. The audit trail says who exported.",
		answer:      "The conversation as a JSON object, followed by a line feed.",
		lines:       line,
		download:    conversationFile, changes: true},
		func(ctx context.Context, in *ConversationPath) (*huma.StreamResponse, error) {
			c, err := a.Archive.Get(ctx, in.AssistantID, in.ConversationID)
			if err != nil {
				return nil, err
			}
			if err := a.Archive.NoteExport(ctx, actorOf(ctx), archive.Filter{AssistantID: in.AssistantID}, c.ID); err != nil {
				return nil, err
			}
			one := func(yield func(archive.Summary, error) bool) { yield(c, nil) }
			return a.stream(conversationFile, func(ctx context.Context, w io.Writer) error { return a.writeConversations(ctx, w, one) }), nil
		})
}

// stream answers with JSON lines. When they cannot be written to their end the connection breaks, so that nobody takes the half for the whole.
func (a *API) stream(disposition string, write func(context.Context, io.Writer) error) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", linesType)
		ctx.SetHeader("Content-Disposition", disposition)
		ctx.SetHeader("Cache-Control", "no-store")
		if err := write(ctx.Context(), ctx.BodyWriter()); err != nil {
			if ctx.Context().Err() == nil {
				a.Log.Error("an export failed", "error", err)
			}
			panic(http.ErrAbortHandler)
		}
	}}
}

func (a *API) writeConversations(ctx context.Context, w io.Writer, list iter.Seq2[archive.Summary, error]) error {
	for c, err := range list {
		if err != nil {
			return err
		}
		if err := writeConversation(w, c, a.Archive.All(ctx, c)); err != nil {
			return err
		}
	}
	return nil
}

// endOfLine is how the line of a conversation without queries ends: they are its last member.
var endOfLine = []byte("]}")

// writeConversation writes one line query by query: a conversation can be longer than the memory should hold.
func writeConversation(w io.Writer, c archive.Summary, queries iter.Seq2[archive.Query, error]) error {
	line, err := json.Marshal(detailsOf(c, nil, 0))
	if err != nil {
		return err
	}
	head, ok := bytes.CutSuffix(line, endOfLine)
	if !ok {
		return errors.New("manageapi: the queries are not the last member of a conversation")
	}
	for q, err := range queries {
		if err != nil {
			return err
		}
		text, err := json.Marshal(queryOf(q))
		if err != nil {
			return err
		}
		if _, err := w.Write(append(head, text...)); err != nil {
			return err
		}
		head = []byte{','}
	}
	if head[0] == ',' {
		head = nil
	}
	_, err = w.Write(append(append(head, endOfLine...), '\n'))
	return err
}
