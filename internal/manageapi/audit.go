package manageapi

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
)

// auditEntry is one line of the audit trail.
type auditEntry struct {
	ID          string          `json:"id" example:"a_1hK9sVx0Qb7LmT3nRw5Yc2" doc:"Id of the entry."`
	At          time.Time       `json:"at" example:"2026-01-31T12:00:00Z" doc:"When it happened."`
	Actor       auditActor      `json:"actor" doc:"Who did it."`
	Action      string          `json:"action" example:"api-key.update" doc:"What was done: the kind of object and the verb."`
	ObjectType  string          `json:"objectType" example:"api-key" doc:"Kind of the object."`
	ObjectID    string          `json:"objectId" example:"k_7Hq2mXb9TzR4wLc1VnKe0s" doc:"Id of the object."`
	AssistantID string          `json:"assistantId" example:"aX7kP2mQ9r" doc:"Assistant that the object belongs to; empty = none."`
	Before      json.RawMessage `json:"before" example:"{\"name\":\"Shop\"}" doc:"What it was; null when it is new. Holds no secret."`
	After       json.RawMessage `json:"after" example:"{\"name\":\"Shop website\"}" doc:"What it became; null when it is gone. Holds no secret."`
}

type auditActor struct {
	Kind    string `json:"kind" enum:"token,user,command,system" doc:"What kind of caller: an access token, a console user, a command on the server's machine, or Latchkey itself."`
	ID      string `json:"id" example:"at_5RzN8cWq2KxV7bJd0MhTe4" doc:"Id of the caller."`
	Name    string `json:"name" example:"ci" doc:"Name of the caller."`
	Address string `json:"address" doc:"Where the call came from; empty = from no network." example:"203.0.113.5"`
}

func auditEntryOf(e account.Entry) auditEntry {
	return auditEntry{
		ID: e.ID, At: e.At, Action: e.Action, ObjectType: e.ObjectType, ObjectID: e.ObjectID, AssistantID: e.AssistantID,
		Actor:  auditActor{Kind: e.Actor.Kind, ID: e.Actor.ID, Name: e.Actor.Name, Address: e.Actor.Address},
		Before: orNull(e.Before), After: orNull(e.After),
	}
}

func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}

// AuditFilter chooses entries of the audit trail; all that is given must hold.
type AuditFilter struct {
	ActorID     string    `query:"actorId" maxLength:"100" doc:"Id of the access token or user who did it." example:"at_5RzN8cWq2KxV7bJd0MhTe4"`
	Action      string    `query:"action" maxLength:"100" doc:"What was done." example:"api-key.reveal"`
	ObjectType  string    `query:"objectType" maxLength:"100" doc:"Kind of thing that it was done to." example:"api-key"`
	ObjectID    string    `query:"objectId" maxLength:"100" doc:"Id of the thing that it was done to." example:"k_7Hq2mXb9TzR4wLc1VnKe0s"`
	AssistantID string    `query:"assistantId" maxLength:"100" doc:"Id of the assistant that the thing belongs to." example:"aX7kP2mQ9r"`
	From        time.Time `query:"from" doc:"At this time or later, RFC 3339." example:"2026-01-01T00:00:00Z"`
	To          time.Time `query:"to" doc:"Before this time, RFC 3339." example:"2026-02-01T00:00:00Z"`
}

func (f AuditFilter) filter(before cursor.Place) account.Filter {
	return account.Filter{
		ActorID: f.ActorID, Action: f.Action, ObjectType: f.ObjectType, ObjectID: f.ObjectID, AssistantID: f.AssistantID,
		From: f.From, To: f.To, Before: before,
	}
}

// linesType is the media type of JSON lines.
const linesType = "application/x-ndjson"

const exportDisposition = `attachment; filename="latchkey-audit.jsonl"`

const auditTag = "Audit"

func (a *API) registerAudit() {
	type listAudit struct {
		AuditFilter
		ListInput
	}
	register(a, route{method: http.MethodGet, path: "/audit", id: "listAudit", need: needs(account.Viewer, account.ReadAudit), tag: auditTag,
		summary:     "List the audit trail, newest first",
		description: "Returns a page of the chosen entries: every change with who made it, and every secret that was revealed. Without a filter it returns all."},
		func(ctx context.Context, in *listAudit) (*listOutput[auditEntry], error) {
			found, err := a.Accounts.Audit(ctx, in.filter(in.after), in.Limit+1)
			return page(found, in.Limit, auditEntryOf, account.Entry.Place), err
		})
	register(a, route{method: http.MethodGet, path: "/audit/export", id: "exportAudit", need: needs(account.Viewer, account.ReadAudit), tag: auditTag,
		summary:     "Export the audit trail, newest first",
		description: "All chosen entries as JSON lines: one entry on each line. A connection that breaks before the end is an export that failed.",
		answer:      "The chosen entries. The schema is that of one line; each line holds one entry as a JSON object and ends with a line feed.",
		lines:       reflect.TypeFor[auditEntry](), download: exportDisposition},
		func(ctx context.Context, in *AuditFilter) (*huma.StreamResponse, error) {
			if _, err := a.Accounts.Audit(ctx, in.filter(cursor.Place{}), 1); err != nil {
				return nil, err // while it can still be said
			}
			return a.stream(exportDisposition, func(ctx context.Context, w io.Writer) error {
				return writeEntries(w, a.Accounts.Export(ctx, in.filter(cursor.Place{})))
			}), nil
		})
}

func writeEntries(w io.Writer, entries iter.Seq2[account.Entry, error]) error {
	out := json.NewEncoder(w)
	for entry, err := range entries {
		if err == nil {
			err = out.Encode(auditEntryOf(entry))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
