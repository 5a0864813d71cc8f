package manageapi

import (
	"context"
	"net/http"
	"reflect"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/key"
)

// KeyObject is a key as it is read, without its secret.
type KeyObject struct {
	ID              string            `json:"id" example:"k_7Hq2mXb9TzR4wLc1VnKe0s" doc:"Id of the key; not secret."`
	AssistantID     string            `json:"assistantId" example:"aX7kP2mQ9r" doc:"Id of its assistant."`
	Name            string            `json:"name" example:"Shop website" doc:"What its owner calls the key; visitors never see it."`
	Hint            string            `json:"hint" example:"…Qz4T" doc:"The last characters of the key."`
	Status          string            `json:"status" enum:"ACTIVE,DISABLED,EXPIRED,DELETED" doc:"Only an active key is accepted."`
	Disabled        bool              `json:"disabled" doc:"A disabled key is refused with KEY_DISABLED until it is enabled again."`
	CreatedAt       time.Time         `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it was created."`
	UpdatedAt       time.Time         `json:"updatedAt" example:"2026-02-03T09:30:00Z" doc:"When it was last changed."`
	LastUsedAt      *time.Time        `json:"lastUsedAt" example:"2026-02-04T17:45:10Z" doc:"When it was last accepted, seconds behind; null = never."`
	LastOrigin      string            `json:"lastUsedOrigin" example:"https://www.example.com" doc:"The website that it was last accepted from; empty = none was named."`
	LastAddress     string            `json:"lastUsedAddress" example:"203.0.113.0/24" doc:"The network that it was last accepted from; empty = not known."`
	DeletedAt       *time.Time        `json:"deletedAt" example:"2026-02-05T08:00:00Z" doc:"When it was deleted; null = it is not."`
	RestorableUntil *time.Time        `json:"restorableUntil" example:"2026-03-07T08:00:00Z" doc:"Until when a deleted key can be restored; null = it is not deleted."`
	ExpiresAt       *time.Time        `json:"expiresAt" example:"2027-01-31T12:00:00Z" doc:"From this time on the key is refused with KEY_EXPIRED; null = never."`
	Version         int64             `json:"version" example:"3" doc:"Grows by one with each change."`
	Restriction     key.Restriction   `json:"restriction" doc:"Where the key may be used."`
	Config          key.Configuration `json:"configuration" doc:"How the chat looks and behaves where this key is used."`
	Limits          key.Limits        `json:"limits" doc:"Rates. null = the server's default, 0 = none."`
	Warnings        []key.Warning     `json:"warnings" nullable:"false" doc:"What the owner should know about this key."`
}

// ChangedKey is a key object with what was changed of what was sent.
type ChangedKey struct {
	KeyObject
	Corrections []key.Correction `json:"corrections" nullable:"false" doc:"Entries that are stored in another form than they were sent."`
}

// createdKey is a key object with the full key.
type createdKey struct {
	ChangedKey
	Key string `json:"key" doc:"The full API key; empty with dryRun." example:"aX7kP2mQ9r-lkT8vRk2WnYp4cJs7Lq1Zx9BfGh3MdNt6Hb5AeQz4T"`
}

// keyBody describes what is written.
type keyBody struct {
	Name          string             `json:"name,omitempty" minLength:"1" maxLength:"100"`
	Disabled      *bool              `json:"disabled,omitempty"`
	ExpiresAt     *time.Time         `json:"expiresAt,omitempty"`
	Restriction   *restrictionBody   `json:"restriction,omitempty"`
	Configuration *configurationBody `json:"configuration,omitempty"`
	Limits        *limitsBody        `json:"limits,omitempty"`
}

func (a *API) keyOf(k key.Key) KeyObject {
	o := KeyObject{
		ID: k.ID, AssistantID: k.AssistantID, Name: k.Name, Hint: k.Hint, Status: string(k.Status(a.Now())), Disabled: k.Disabled,
		CreatedAt: k.CreatedAt, UpdatedAt: k.UpdatedAt, LastUsedAt: k.LastUsedAt, ExpiresAt: k.ExpiresAt, Version: k.Version,
		Restriction: k.Restriction, Config: k.Configuration, Limits: k.Limits, Warnings: k.Warnings(),
		LastOrigin: k.LastUsedOrigin, LastAddress: k.LastUsedAddress, DeletedAt: k.DeletedAt,
	}
	if k.DeletedAt != nil {
		until := k.DeletedAt.Add(key.RestoreFor)
		o.RestorableUntil = &until
	}
	return o
}

func (a *API) changedKeyOf(k key.Key, corrections []key.Correction) ChangedKey {
	if corrections == nil {
		corrections = []key.Correction{}
	}
	return ChangedKey{a.keyOf(k), corrections}
}

// KeyPath names a key in the path of a call.
type KeyPath struct {
	AssistantPath
	KeyID string `path:"keyId" doc:"Id of the API key." example:"k_7Hq2mXb9TzR4wLc1VnKe0s"`
}

type keyOutput struct {
	ETag string `header:"ETag"`
	Body KeyObject
}

type changedKeyOutput struct {
	ETag string `header:"ETag"`
	Body ChangedKey
}

// Force does what was refused with KEY_IN_USE.
type Force struct {
	Force bool `query:"force" doc:"Also when the key was used in the last 7 days and the change would cut off who used it." example:"true"`
}

func (a *API) keyAnswer(k key.Key, err error) (*keyOutput, error) {
	if err != nil {
		return nil, err
	}
	return &keyOutput{ETag: etag(k.Version), Body: a.keyOf(k)}, nil
}

const (
	keysPath = "/assistants/{assistantId}/api-keys"
	keyTag   = "API keys"
)

func (a *API) registerKeys() {
	body := reflect.TypeFor[keyBody]()
	type listKeys struct {
		AssistantPath
		ListInput
		Deleted bool `query:"deleted" doc:"Those that are deleted, and can be restored, instead of the others." example:"false"`
	}
	register(a, route{method: http.MethodGet, path: keysPath, id: "listKeys", need: needs(account.Viewer, account.ReadKeys), tag: keyTag, summary: "List an assistant's API keys",
		description: "Returns a page of the keys, oldest first, without their secrets. Deleted keys are left out unless they are asked for."},
		func(ctx context.Context, in *listKeys) (*listOutput[KeyObject], error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			found, err := a.Keys.List(ctx, in.AssistantID, in.Deleted, in.after, in.Limit+1)
			return page(found, in.Limit, a.keyOf, key.Key.Place), err
		})
	register(a, route{method: http.MethodPost, path: keysPath, id: "createKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Create an API key",
		description: "Needs a name; every other field has a default. Answers with the key object and the full key, which works at once.",
		status:      http.StatusCreated, body: body, required: []string{"name"}},
		a.createKey)
	register(a, route{method: http.MethodGet, path: keysPath + "/{keyId}", id: "getKey", need: needs(account.Viewer, account.ReadKeys), tag: keyTag, summary: "Get an API key",
		description: "Returns the key without its secret, also when it is deleted."},
		func(ctx context.Context, in *KeyPath) (*keyOutput, error) {
			return a.keyAnswer(a.Keys.Get(ctx, in.AssistantID, in.KeyID))
		})
	a.registerKeyChanges(body)
	a.registerKeyActions()
	a.registerKeyUsage()
	a.registerKeyVersions()
}

type createKeyInput struct {
	AssistantPath
	Trial
	JSONBody
}

func (a *API) createKey(ctx context.Context, in *createKeyInput) (*createOutput[createdKey], error) {
	if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
		return nil, err
	}
	k, secret, corrections, err := a.Keys.Create(ctx, actorOf(ctx), in.AssistantID, in.RawBody, in.DryRun)
	if err != nil {
		return nil, err
	}
	out := &createOutput[createdKey]{Status: http.StatusOK, Body: createdKey{a.changedKeyOf(k, corrections), secret}}
	if !in.DryRun {
		out.Status, out.ETag = http.StatusCreated, etag(k.Version)
	}
	return out, nil
}

func (a *API) registerKeyChanges(body reflect.Type) {
	type patch struct {
		KeyPath
		IfMatch
		Trial
		Force
		JSONBody
	}
	register(a, route{method: http.MethodPatch, path: keysPath + "/{keyId}", id: "editKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Edit an API key",
		description: "A JSON merge patch: absent = keep, null = reset to the default. The change holds from the next request on. An edit that would refuse a website or an address " +
			"which the key accepted in the last 7 days, or would end the key, is refused with KEY_IN_USE unless it is forced.",
		codes: []string{"KEY_DELETED", "KEY_IN_USE"}, body: body, example: `{"configuration": {"headerColor": null, "marginBottom": 24}}`},
		func(ctx context.Context, in *patch) (*changedKeyOutput, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			as := key.Condition{Version: version, Force: in.Force.Force, DryRun: in.DryRun}
			k, corrections, err := a.Keys.Edit(ctx, actorOf(ctx), in.AssistantID, in.KeyID, in.RawBody, as)
			if err != nil {
				return nil, err
			}
			return &changedKeyOutput{ETag: etag(k.Version), Body: a.changedKeyOf(k, corrections)}, nil
		})
	type remove struct {
		KeyPath
		IfMatch
		Force
	}
	register(a, route{method: http.MethodDelete, path: keysPath + "/{keyId}", id: "deleteKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Delete an API key",
		description: "The key stops working at once, and can be restored for 30 days. A key that was used in the last 7 days is refused with KEY_IN_USE unless it is forced.",
		status:      http.StatusNoContent, codes: []string{"KEY_DELETED", "KEY_IN_USE"}},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Keys.Delete(ctx, actorOf(ctx), in.AssistantID, in.KeyID, key.Condition{Version: version, Force: in.Force.Force})
		})
}
