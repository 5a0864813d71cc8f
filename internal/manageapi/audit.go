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
	ID          string          `json:"id"`
	At          time.Time       `json:"at"`
	Actor       auditActor      `json:"actor"`
	Action      string          `json:"action" example:"api-key.update"`
	ObjectType  string          `json:"objectType" example:"api-key"`
	ObjectID    string          `json:"objectId"`
	AssistantID string          `json:"assistantId"`
	Before      json.RawMessage `json:"before" doc:"What it was; null when it is new. Holds no secret."`
	After       json.RawMessage `json:"after" doc:"What it became; null when it is gone. Holds no secret."`
}

type auditActor struct {
	Kind    string `json:"kind" enum:"token,command,system"`
	ID      string `json:"id"`
	Name    string `json:"name"`
	Address string `json:"address" doc:"Where the call came from."`
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

func (a *API) registerAudit() {
	register(a, route{method: http.MethodGet, path: "/audit", id: "listAudit", tag: "Audit", summary: "List the audit trail, newest first", errors: []int{422}},
		func(ctx context.Context, in *ListInput) (*listOutput[auditEntry], error) {
			found, err := a.Accounts.Audit(ctx, in.Cursor, in.Limit+1)
			return page(found, in.Limit, auditEntryOf, func(e account.Entry) string { return e.ID }), err
		})
}
