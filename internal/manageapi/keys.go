package manageapi

import (
	"context"
	"net/http"
	"net/netip"
	"reflect"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/account"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/key"
)

// KeyObject is a key as it is read, without its secret.
type KeyObject struct {
	ID          string            `json:"id" example:"k_4fQ9…"`
	AssistantID string            `json:"assistantId" example:"aX7kP2mQ9r"`
	Name        string            `json:"name" example:"Shop website"`
	Hint        string            `json:"hint" example:"…Qz4T" doc:"The last characters of the key."`
	Status      string            `json:"status" enum:"ACTIVE,DISABLED,EXPIRED,DELETED"`
	Disabled    bool              `json:"disabled"`
	CreatedAt   time.Time         `json:"createdAt"`
	UpdatedAt   time.Time         `json:"updatedAt"`
	LastUsedAt  *time.Time        `json:"lastUsedAt"`
	ExpiresAt   *time.Time        `json:"expiresAt"`
	Version     int64             `json:"version" doc:"Grows by one with each change."`
	Restriction key.Restriction   `json:"restriction"`
	Config      key.Configuration `json:"configuration"`
	Limits      key.Limits        `json:"limits"`
	Warnings    []key.Warning     `json:"warnings" nullable:"false" doc:"What the owner should know about this key."`
}

// createdKey is a key object with the full key.
type createdKey struct {
	KeyObject
	Key string `json:"key" doc:"The full API key." example:"aX7kP2mQ9r-lk…"`
}

// keyBody describes what is written.
type keyBody struct {
	Name          string             `json:"name,omitempty" minLength:"1" maxLength:"100" example:"Shop website" doc:"Needed to create a key."`
	Disabled      *bool              `json:"disabled,omitempty"`
	ExpiresAt     *time.Time         `json:"expiresAt,omitempty"`
	Restriction   *restrictionBody   `json:"restriction,omitempty"`
	Configuration *configurationBody `json:"configuration,omitempty"`
	Limits        *limitsBody        `json:"limits,omitempty"`
}

func (a *API) keyOf(k key.Key) KeyObject {
	return KeyObject{
		ID: k.ID, AssistantID: k.AssistantID, Name: k.Name, Hint: k.Hint, Status: string(k.Status(a.Now())), Disabled: k.Disabled,
		CreatedAt: k.CreatedAt, UpdatedAt: k.UpdatedAt, LastUsedAt: k.LastUsedAt, ExpiresAt: k.ExpiresAt, Version: k.Version,
		Restriction: k.Restriction, Config: k.Configuration, Limits: k.Limits, Warnings: k.Warnings(),
	}
}

// KeyPath names a key in the path of a call.
type KeyPath struct {
	AssistantPath
	KeyID string `path:"keyId" doc:"Id of the API key."`
}

type keyOutput struct {
	ETag string `header:"ETag"`
	Body KeyObject
}

type createdKeyOutput struct {
	ETag string `header:"ETag"`
	Body createdKey
}

type revealOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         struct {
		Key string `json:"key" doc:"The full API key."`
	}
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
	}
	register(a, route{method: http.MethodGet, path: keysPath, id: "listKeys", need: needs(account.Viewer, account.ReadKeys), tag: keyTag, summary: "List an assistant's API keys", errors: []int{404, 422}},
		func(ctx context.Context, in *listKeys) (*listOutput[KeyObject], error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			found, err := a.Keys.List(ctx, in.AssistantID, in.Cursor, in.Limit+1)
			return page(found, in.Limit, a.keyOf, func(k key.Key) string { return k.ID }), err
		})
	type create struct {
		AssistantPath
		JSONBody
	}
	register(a, route{method: http.MethodPost, path: keysPath, id: "createKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Create an API key",
		description: "Answers with the key object and the full key.", status: http.StatusCreated, errors: []int{400, 404, 422}, body: body},
		func(ctx context.Context, in *create) (*createdKeyOutput, error) {
			k, secret, err := a.Keys.Create(ctx, actorOf(ctx), in.AssistantID, in.RawBody)
			if err != nil {
				return nil, err
			}
			return &createdKeyOutput{ETag: etag(k.Version), Body: createdKey{a.keyOf(k), secret}}, nil
		})
	register(a, route{method: http.MethodGet, path: keysPath + "/{keyId}", id: "getKey", need: needs(account.Viewer, account.ReadKeys), tag: keyTag, summary: "Get an API key", errors: []int{404}},
		func(ctx context.Context, in *KeyPath) (*keyOutput, error) {
			return a.keyAnswer(a.Keys.Get(ctx, in.AssistantID, in.KeyID))
		})
	a.registerKeyChanges(body)
	a.registerKeyActions()
}

func (a *API) registerKeyChanges(body reflect.Type) {
	type patch struct {
		KeyPath
		IfMatch
		JSONBody
	}
	register(a, route{method: http.MethodPatch, path: keysPath + "/{keyId}", id: "editKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Edit an API key",
		description: "A JSON merge patch: absent = keep, null = reset to the default. The change holds from the next request on.",
		errors:      []int{400, 404, 409, 412, 422}, body: body},
		func(ctx context.Context, in *patch) (*keyOutput, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return a.keyAnswer(a.Keys.Edit(ctx, actorOf(ctx), in.AssistantID, in.KeyID, version, in.RawBody))
		})
	type remove struct {
		KeyPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: keysPath + "/{keyId}", id: "deleteKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Delete an API key",
		description: "The key stops working at once.", status: http.StatusNoContent, errors: []int{404, 409, 412}},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Keys.Delete(ctx, actorOf(ctx), in.AssistantID, in.KeyID, version)
		})
}

func (a *API) registerKeyActions() {
	register(a, route{method: http.MethodPost, path: keysPath + "/{keyId}/reveal", id: "revealKey", need: needs(account.Editor, account.RevealKeys), tag: keyTag, summary: "Reveal an API key",
		description: "Returns the full key and writes to the audit trail who asked.", errors: []int{404, 409}},
		func(ctx context.Context, in *KeyPath) (*revealOutput, error) {
			out := &revealOutput{CacheControl: "no-store"}
			var err error
			out.Body.Key, err = a.Keys.Reveal(ctx, actorOf(ctx), in.AssistantID, in.KeyID)
			return out, err
		})
	register(a, route{method: http.MethodPost, path: keysPath + "/{keyId}/check", id: "checkKey", need: needs(account.Viewer, account.ReadKeys), tag: keyTag,
		summary:     "Say what the gate would decide",
		description: "Decides with the code that decides about real requests, and names the entry that decided. Nothing is counted.",
		errors:      []int{400, 404, 422}, body: reflect.TypeFor[check]()},
		a.checkKey)
}

// check is the facts of a request to be decided about.
type check struct {
	Origin    string `json:"origin,omitempty" doc:"Value of the Origin header; empty = none." example:"https://www.example.com"`
	Referer   string `json:"referer,omitempty" doc:"Value of the Referer header; empty = none."`
	IPAddress string `json:"ipAddress,omitempty" doc:"The client's address; empty = not known." example:"203.0.113.5"`
}

// verdict is what the gate would decide.
type verdict struct {
	Allowed   bool   `json:"allowed"`
	Code      string `json:"code" doc:"Reason of a refusal; empty when allowed." example:"ORIGIN_NOT_ALLOWED"`
	Detail    string `json:"detail" doc:"What a refused client is told; empty when allowed."`
	Origin    string `json:"origin" doc:"The origin that was looked at."`
	IPAddress string `json:"ipAddress" doc:"The address that was looked at."`
	Matched   string `json:"matched" doc:"The entry that admits the request; empty when none does or none is needed."`
}

type checkInput struct {
	KeyPath
	JSONBody
}

type checkOutput struct{ Body verdict }

func (a *API) checkKey(ctx context.Context, in *checkInput) (*checkOutput, error) {
	k, err := a.Keys.Get(ctx, in.AssistantID, in.KeyID)
	if err != nil {
		return nil, err
	}
	var asked check
	if err := errs.InvalidFields(edit.Decode(in.RawBody, &asked)); err != nil {
		return nil, err
	}
	facts := access.Facts{Origins: values(asked.Origin), Referers: values(asked.Referer)}
	if asked.IPAddress != "" {
		addr, err := netip.ParseAddr(asked.IPAddress)
		if err != nil {
			return nil, errs.InvalidFields([]errs.Field{{Location: "ipAddress", Message: "must be an IPv4 or IPv6 address", Value: asked.IPAddress}})
		}
		facts.RemoteAddr = netip.AddrPortFrom(addr, 1).String()
	}
	// No proxies: the address that is asked about is the client's, not a proxy's.
	d := access.NewPolicy(k, nil, nil).Decide(&facts, nil, a.Now())
	out := verdict{Allowed: d.Allowed, Code: string(d.Code), Origin: d.Origin.String(), IPAddress: asked.IPAddress, Matched: d.Matched()}
	if out.Origin == "" {
		out.Origin = asked.Origin
	}
	if !d.Allowed {
		out.Detail = (&access.Denial{Code: d.Code, Received: d.Received}).Error()
	}
	return &checkOutput{Body: out}, nil
}

// values is a header that was sent once, or not at all.
func values(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}
