package manageapi

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"latchkey/internal/account"
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
	Kind    string `json:"kind" enum:"token,command,system" doc:"What kind of caller: an access token, a command on the server's machine, or Latchkey itself."`
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
	if raw == nil {
		return json.RawMessage("null")
	}
	return raw
}

const auditTag = "Audit"

func (a *API) registerAudit() {
	register(a, route{method: http.MethodGet, path: "/audit", id: "listAudit", tag: auditTag, summary: "List the audit trail",
		description: "Returns a page of what was changed or revealed, newest first: who, what, before and after, when and from where."},
		func(ctx context.Context, in *ListInput) (*listOutput[auditEntry], error) {
			found, err := a.Accounts.Audit(ctx, in.Cursor, in.Limit+1)
			return page(found, in.Limit, auditEntryOf, func(e account.Entry) string { return e.ID }), err
		})
}
