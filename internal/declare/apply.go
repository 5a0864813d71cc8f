package declare

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
)

// Unfinished is the failure of one change: those before it were made, it and those after it were not.
type Unfinished struct {
	Change     *Change
	Done, Left int // changes that were made, and that were not
	Cause      error
}

func (u *Unfinished) Error() string {
	what := fmt.Sprintf("%s %q: %v", u.Change.Kind, u.Change.Name, u.Cause)
	if refusal, ok := errors.AsType[*Refusal](u.Cause); ok && refusal.Status == 412 {
		what = fmt.Sprintf("%s %q was changed by somebody else since it was compared; nothing of it was overwritten", u.Change.Kind, u.Change.Name)
	}
	return fmt.Sprintf("%s\nChanges made: %d; not made: %d. To run the same command again is safe: it compares anew and makes what is missing.", what, u.Done, u.Left)
}

func (u *Unfinished) Unwrap() error { return u.Cause }

// Apply makes the changes in order and calls done after each. It stops at the first that fails, with *Unfinished.
func (p *Plan) Apply(ctx context.Context, api API, o Options, done func(*Change)) error {
	made, all := 0, len(p.Changes)-p.Count(Keep)
	for _, c := range p.Changes {
		if c.Action == Keep {
			continue
		}
		if err := c.apply(ctx, api, o.Force); err != nil {
			return &Unfinished{Change: c, Done: made, Left: all - made, Cause: err}
		}
		made++
		c.Done = true
		done(c)
	}
	return nil
}

func (c *Change) apply(ctx context.Context, api API, force bool) error {
	method, path := "POST", assistantsPath
	if c.parent != nil {
		path = keysPath(c.parent.ID)
	}
	if c.Action == Update {
		method, path = "PATCH", path+"/"+url.PathEscape(c.ID)
		if force && c.Kind == Key {
			path += "?force=true"
		}
	}
	raw, _, err := api.Call(ctx, method, path, c.etag, c.body)
	if err != nil {
		return err
	}
	var made struct{ ID, Hint, Key string }
	if err := json.Unmarshal(raw, &made); err != nil {
		return fmt.Errorf("the server's answer cannot be read: %w", err)
	}
	if c.Action == Create {
		c.ID, c.Hint, c.Secret = made.ID, made.Hint, made.Key
	}
	return nil
}

// HideSecrets forgets the full keys that were created; the hints stay.
func (p *Plan) HideSecrets() {
	for _, c := range p.Changes {
		c.Secret = ""
	}
}
