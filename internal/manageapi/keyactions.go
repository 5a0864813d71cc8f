package manageapi

import (
	"context"
	"net/http"
	"net/netip"
	"reflect"

	"latchkey/internal/access"
	"latchkey/internal/account"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/origin"
)

type revealOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         struct {
		Key string `json:"key" doc:"The full API key." example:"aX7kP2mQ9r-lkT8vRk2WnYp4cJs7Lq1Zx9BfGh3MdNt6Hb5AeQz4T"`
	}
}

// rotation is how a key is given a new secret.
type rotation struct {
	GraceSeconds int `json:"graceSeconds,omitempty" minimum:"0" maximum:"2592000" doc:"How long the old secret goes on working; 0 = it stops at once, and older ones with it." example:"86400"`
}

// rotatedKey is a key object with its new secret.
type rotatedKey struct {
	KeyObject
	Key string `json:"key" doc:"The full API key, new." example:"aX7kP2mQ9r-lkT8vRk2WnYp4cJs7Lq1Zx9BfGh3MdNt6Hb5AeQz4T"`
}

type rotateOutput struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         rotatedKey
}

func (a *API) registerKeyActions() {
	register(a, route{method: http.MethodPost, path: keysPath + "/{keyId}/reveal", id: "revealKey", need: needs(account.Editor, account.RevealKeys), tag: keyTag, summary: "Reveal an API key",
		description: "Returns the full key and writes to the audit trail who asked.", codes: []string{"KEY_DELETED"}},
		func(ctx context.Context, in *KeyPath) (*revealOutput, error) {
			out := &revealOutput{CacheControl: "no-store"}
			var err error
			out.Body.Key, err = a.Keys.Reveal(ctx, actorOf(ctx), in.AssistantID, in.KeyID)
			return out, err
		})
	type rotate struct {
		KeyPath
		IfMatch
		JSONBody
	}
	register(a, route{method: http.MethodPost, path: keysPath + "/{keyId}/rotate", id: "rotateKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Rotate an API key",
		description: "Gives the key a new secret and keeps everything else. The old secret works until the grace is over, never past the key's expiry; " +
			"the key's usage says whether it is still used.",
		codes: []string{"KEY_DELETED", "TOO_MANY_SECRETS"}, body: reflect.TypeFor[rotation](), optional: true},
		func(ctx context.Context, in *rotate) (*rotateOutput, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			k, secret, err := a.Keys.Rotate(ctx, actorOf(ctx), in.AssistantID, in.KeyID, in.orEmpty(), version)
			if err != nil {
				return nil, err
			}
			return &rotateOutput{ETag: etag(k.Version), CacheControl: "no-store", Body: rotatedKey{a.keyOf(k), secret}}, nil
		})
	register(a, route{method: http.MethodPost, path: keysPath + "/{keyId}/restore", id: "restoreKey", need: needs(account.Editor, account.WriteKeys), tag: keyTag, summary: "Restore a deleted API key",
		description: "Makes a key that was deleted in the last 30 days what it was: it works again at once.",
		errors:      []int{http.StatusPreconditionFailed}, codes: []string{"KEY_NOT_DELETED", "RESTORE_TOO_LATE"}},
		func(ctx context.Context, in *KeyPath) (*keyOutput, error) {
			return a.keyAnswer(a.Keys.Restore(ctx, actorOf(ctx), in.AssistantID, in.KeyID))
		})
	const checked = "Decides with the code that decides about real requests, and names the entry that decided. Nothing is counted, and rates are not looked at."
	register(a, route{method: http.MethodPost, path: keysPath + "/{keyId}/check", id: "checkKey", need: needs(account.Viewer, account.ReadKeys), tag: keyTag,
		summary: "Say what the gate would decide", description: checked,
		body: reflect.TypeFor[check]()},
		a.checkKey)
	register(a, route{method: http.MethodPost, path: "/api-keys/check", id: "checkAnyKey", need: needs(account.Viewer, account.ReadKeys), tag: keyTag,
		summary: "Find a key and say what the gate would decide", description: "Takes the full key or its id. " + checked,
		errors: []int{http.StatusNotFound}, body: reflect.TypeFor[checkAny](), required: []string{"key"}},
		a.checkAnyKey)
}

// check is the facts of a request to be decided about.
type check struct {
	Origin    string `json:"origin,omitempty" doc:"Value of the Origin header; empty = none." example:"https://www.example.com"`
	Referer   string `json:"referer,omitempty" doc:"Value of the Referer header; empty = none." example:"https://www.example.com/products?page=2"`
	IPAddress string `json:"ipAddress,omitempty" doc:"The client's address; empty = not known." example:"203.0.113.5"`
}

// checkAny is a check that names its key.
type checkAny struct {
	Key       string `json:"key,omitempty" doc:"The full API key, or its id." example:"k_7Hq2mXb9TzR4wLc1VnKe0s"`
	Origin    string `json:"origin,omitempty" doc:"Value of the Origin header; empty = none." example:"https://www.example.com"`
	Referer   string `json:"referer,omitempty" doc:"Value of the Referer header; empty = none." example:"https://www.example.com/products?page=2"`
	IPAddress string `json:"ipAddress,omitempty" doc:"The client's address; empty = not known." example:"203.0.113.5"`
}

// Verdict is what the gate would decide.
type Verdict struct {
	Allowed     bool   `json:"allowed" doc:"Whether the request would be accepted." example:"true"`
	Code        string `json:"code" doc:"Reason of a refusal, for example ORIGIN_NOT_ALLOWED; empty when allowed." example:""`
	Detail      string `json:"detail" doc:"What a refused client is told; empty when allowed." example:""`
	Origin      string `json:"origin" doc:"The origin that was looked at." example:"https://www.example.com"`
	IPAddress   string `json:"ipAddress" doc:"The address that was looked at." example:"203.0.113.5"`
	Matched     string `json:"matched" doc:"The entry that admits the request; empty when none does or none is needed." example:"https://*.example.com"`
	Hint        string `json:"hint" doc:"What to ask instead, when the question is not one that browsers ask; else empty." example:""`
	WouldRefuse string `json:"wouldRefuse" doc:"The reason for which the request would be refused if the restriction did not only report; else empty." example:""`
}

type foundVerdict struct {
	KeyID       string `json:"keyId" doc:"Id of the key that was found." example:"k_7Hq2mXb9TzR4wLc1VnKe0s"`
	AssistantID string `json:"assistantId" doc:"Id of its assistant." example:"aX7kP2mQ9r"`
	Verdict
}

type checkInput struct {
	KeyPath
	JSONBody
}

type checkOutput struct{ Body Verdict }

type checkAnyOutput struct{ Body foundVerdict }

func (a *API) checkKey(ctx context.Context, in *checkInput) (*checkOutput, error) {
	k, err := a.Keys.Get(ctx, in.AssistantID, in.KeyID)
	if err != nil {
		return nil, err
	}
	var asked check
	if err := errs.InvalidFields(edit.Decode(in.RawBody, &asked)); err != nil {
		return nil, err
	}
	v, err := a.check(access.NewPolicy(k, nil, nil), asked)
	return &checkOutput{v}, err
}

func (a *API) checkAnyKey(ctx context.Context, in *JSONBody) (*checkAnyOutput, error) {
	var asked checkAny
	problems := edit.Decode(in.RawBody, &asked)
	if len(problems) == 0 && asked.Key == "" {
		problems = append(problems, errs.Field{Location: "key", Message: "must be a full API key or the id of one"})
	}
	if err := errs.InvalidFields(problems); err != nil {
		return nil, err
	}
	policy, err := a.findPolicy(ctx, asked.Key)
	if err != nil {
		return nil, err
	}
	v, err := a.check(policy, check{asked.Origin, asked.Referer, asked.IPAddress})
	return &checkAnyOutput{foundVerdict{policy.Key.ID, policy.Key.AssistantID, v}}, err
}

// findPolicy finds a key by its id or by any of its secrets.
func (a *API) findPolicy(ctx context.Context, name string) (*access.Policy, error) {
	if _, isSecret := key.ParseSecret(name); isSecret {
		k, grace, err := a.Secrets.KeyByDigest(ctx, key.DigestOf(name))
		return access.NewPolicy(k, nil, grace), err
	}
	k, err := a.Keys.Find(ctx, name)
	return access.NewPolicy(k, nil, nil), err
}

func (a *API) check(policy *access.Policy, asked check) (Verdict, error) {
	facts := access.Facts{Origins: values(asked.Origin), Referers: values(asked.Referer)}
	if asked.IPAddress != "" {
		addr, err := netip.ParseAddr(asked.IPAddress)
		if err != nil {
			return Verdict{}, errs.InvalidFields([]errs.Field{{Location: "ipAddress", Message: "must be an IPv4 or IPv6 address", Value: asked.IPAddress}})
		}
		facts.RemoteAddr = netip.AddrPortFrom(addr, 1).String()
	}
	// No proxies: the address that is asked about is the client's, not a proxy's.
	d := policy.Decide(&facts, nil, a.Now())
	v := Verdict{Allowed: d.Allowed, Origin: d.Origin.String(), IPAddress: asked.IPAddress, Matched: d.Matched()}
	if v.Origin == "" {
		v.Origin = asked.Origin
	}
	switch {
	case d.ReportOnly:
		v.WouldRefuse = string(d.Code)
	case !d.Allowed:
		v.Code, v.Detail = string(d.Code), (&access.Denial{Code: d.Code, Received: d.Received}).Error()
	}
	v.Hint = hintOf(&d, asked)
	return v, nil
}

// hintOf helps those who ask about something else than browsers send.
func hintOf(d *access.Decision, asked check) string {
	switch {
	case d.Code == access.OriginNotAllowed && d.Origin.IsZero() && asked.Origin != "" && asked.Origin != "null":
		if parsed, err := origin.ParsePattern(asked.Origin); err == nil {
			return "Browsers send an origin alone, such as " + parsed.Pattern.String() + ". For the address of a page use referer."
		}
		return "Browsers send an origin alone, such as https://www.example.com. For the address of a page use referer."
	case d.Code == access.AddressNotAllowed && asked.IPAddress == "":
		return "This key looks at addresses: name one in ipAddress."
	}
	return ""
}

// values is a header that was sent once, or not at all.
func values(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}
