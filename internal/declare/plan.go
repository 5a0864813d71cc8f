package declare

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"latchkey/internal/assistant"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/key"
)

// Options say how a file is applied.
type Options struct {
	Force      bool                     // change keys also where that locks out who uses them
	SetSecrets bool                     // send the API keys of models also when nothing else of the model changes
	Getenv     func(name string) string // where the API keys of models are
}

// Action is what happens to an object.
type Action string

// The actions.
const (
	Create Action = "create"
	Update Action = "update"
	Keep   Action = "none"
)

// Plan is what has to be done so that a server is as a file says.
type Plan struct {
	Changes []*Change `json:"changes"` // every object of the file in its order, also those that stay as they are
}

// Change is what has to be done to one object.
type Change struct {
	Action    Action        `json:"action"`
	Kind      Kind          `json:"kind"`
	ID        string        `json:"id,omitempty"` // empty until it is created
	Name      string        `json:"name"`         // of an object that exists, its name before the change
	Assistant string        `json:"assistant,omitempty"`
	Members   []Member      `json:"members,omitempty"`
	Warnings  []key.Warning `json:"warnings,omitempty"`
	Done      bool          `json:"done"`
	Hint      string        `json:"hint,omitempty"` // of a key that was created
	Secret    string        `json:"key,omitempty"`  // the same key in full

	parent *Change // of a key: its assistant
	etag   string  // of the version that was compared
	body   map[string]any
}

// Count returns how many changes have an action.
func (p *Plan) Count(action Action) int {
	n := 0
	for _, c := range p.Changes {
		if c.Action == action {
			n++
		}
	}
	return n
}

// Empty says that the server is already as the file says.
func (p *Plan) Empty() bool { return p.Count(Keep) == len(p.Changes) }

// NewPlan compares a file with a server and has each change judged there; nothing is changed. It fails with Problems, which hold every refusal.
func NewPlan(ctx context.Context, api API, f *File, o Options) (*Plan, error) {
	p := &planner{api: api, options: o, plan: &Plan{Changes: []*Change{}}, deleted: map[string][]existing{}}
	if err := p.demandDryRuns(ctx, f); err != nil {
		return nil, err
	}
	if err := p.objects(ctx, f.assistants, nil); err != nil {
		return nil, err
	}
	return p.plan, p.problems.failure()
}

type planner struct {
	api      API
	options  Options
	plan     *Plan
	problems Problems
	deleted  map[string][]existing // keys, by the path of their list
}

const assistantsPath = "/assistants"

func keysPath(assistantID string) string {
	return assistantsPath + "/" + url.PathEscape(assistantID) + "/api-keys"
}

// demandDryRuns fails when the server would not notice that a call is only a trial, and make the change.
func (p *planner) demandDryRuns(ctx context.Context, f *File) error {
	raw, _, err := p.api.Call(ctx, "GET", "/openapi.json", "", nil)
	if err != nil {
		return err
	}
	var description struct {
		Paths map[string]map[string]struct{ Parameters []struct{ Name string } }
	}
	if err := json.Unmarshal(raw, &description); err != nil {
		return fmt.Errorf("the server's description of its API cannot be read: %w", err)
	}
	knows := func(method, path string) bool {
		for _, parameter := range description.Paths["/api/v1"+path][method].Parameters {
			if parameter.Name == "dryRun" {
				return true
			}
		}
		return false
	}
	calls := [][2]string{{"post", "/assistants"}, {"patch", "/assistants/{assistantId}"}}
	for _, a := range f.assistants {
		if len(a.keys) > 0 {
			calls = append(calls, [2]string{"post", "/assistants/{assistantId}/api-keys"}, [2]string{"patch", "/assistants/{assistantId}/api-keys/{keyId}"})
			break
		}
	}
	for _, call := range calls {
		if !knows(call[0], call[1]) {
			return errors.New("the server is older than this command: it cannot try a change without making it")
		}
	}
	return nil
}

// objects plans the objects of one list: all assistants, or the keys of one assistant.
func (p *planner) objects(ctx context.Context, list []*object, parent *Change) error {
	if len(list) == 0 {
		return nil
	}
	var there []existing
	path := assistantsPath
	if parent != nil {
		path = keysPath(parent.ID)
	}
	if parent == nil || parent.Action != Create {
		var err error
		if there, err = listAll(ctx, p.api, path, false); err != nil {
			return err
		}
	}
	targets := map[string]*object{}
	for _, o := range list {
		id, problem := match(o, there)
		if first := targets[id]; id != "" && first != nil {
			problem = fmt.Sprintf("is the same %s as that in line %d", o.kind, first.doc.line(first.at))
		}
		if problem != "" {
			p.problems = append(p.problems, o.problem("", problem, nil))
			continue
		}
		targets[id] = o
		if err := p.object(ctx, o, id, path, parent); err != nil {
			return err
		}
	}
	return nil
}

func (p *planner) object(ctx context.Context, o *object, id, path string, parent *Change) error {
	c := &Change{Action: Create, Kind: o.kind, ID: id, Name: o.name, parent: parent}
	if parent != nil {
		c.Assistant = parent.Name
	}
	var err error
	switch {
	case id != "":
		err = p.update(ctx, o, c, path+"/"+url.PathEscape(id))
	case parent != nil && parent.Action == Create:
		p.tryKey(o, c)
	default:
		if err = p.create(ctx, o, c, path); err == nil && o.kind == Key {
			err = p.warnOfDeleted(ctx, c, path)
		}
	}
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		p.refused(o, refusal)
	} else if err != nil {
		return err
	}
	p.plan.Changes = append(p.plan.Changes, c)
	return p.objects(ctx, o.keys, c)
}

// existing is what tells objects apart.
type existing struct {
	ID, Name        string
	RestorableUntil string // of a key that is deleted
}

// listAll returns the objects of a list, or the keys of it that are deleted and can be restored.
func listAll(ctx context.Context, api API, path string, deleted bool) ([]existing, error) {
	query := "?limit=200&cursor="
	if deleted {
		query = "?deleted=true&limit=200&cursor="
	}
	var all []existing
	for cursor := ""; ; {
		raw, _, err := api.Call(ctx, "GET", path+query+url.QueryEscape(cursor), "", nil)
		if err != nil {
			return nil, err
		}
		var page struct {
			Items      []existing
			NextCursor string
		}
		if err := json.Unmarshal(raw, &page); err != nil {
			return nil, fmt.Errorf("the server's list cannot be read: %w", err)
		}
		all = append(all, page.Items...)
		if cursor = page.NextCursor; cursor == "" {
			return all, nil
		}
	}
}

// match finds the object that is meant: by its id, else by its name. Without id and problem it is to be created.
func match(o *object, there []existing) (id, problem string) {
	var found []string
	for _, e := range there {
		if (o.id != "" && e.ID == o.id) || (o.id == "" && e.Name == o.name) {
			found = append(found, e.ID)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], ""
	case len(found) > 1:
		return "", fmt.Sprintf("%d objects are called %q on the server; give the id of the one that is meant: %s", len(found), o.name, strings.Join(found, ", "))
	case o.id != "":
		return "", fmt.Sprintf("there is no %s with the id %s on the server", o.kind, o.id)
	}
	return "", ""
}

func (p *planner) create(ctx context.Context, o *object, c *Change, path string) error {
	c.body = p.withSecrets(o, secretPlaces)
	for _, place := range secretPlaces {
		if o.secrets[place] != "" {
			p.addSecret(o, c, place, nil)
		}
	}
	after, err := try(ctx, p.api, "POST", path+"?dryRun=true", "", c.body)
	if err != nil {
		return err
	}
	c.created(after)
	return nil
}

// codeDeleted is the warning that a key of the same name is deleted and can be restored. It is the plan's own: the server sees nothing wrong in it.
const codeDeleted = "DELETED_KEY_OF_SAME_NAME"

// warnOfDeleted notes that a key that is to be created may be one that was deleted, perhaps by mistake.
func (p *planner) warnOfDeleted(ctx context.Context, c *Change, path string) error {
	deleted, known := p.deleted[path]
	if !known {
		var err error
		if deleted, err = listAll(ctx, p.api, path, true); err != nil {
			return err
		}
		p.deleted[path] = deleted
	}
	for _, e := range deleted {
		if e.Name == c.Name {
			c.Warnings = append(c.Warnings, key.Warning{Code: codeDeleted, Field: "name", Message: fmt.Sprintf("the key %s of this name was deleted and can be restored until %s. "+
				"This makes another one, with another secret; to have the old one back, restore it instead: POST /api/v1%s/%s/restore", e.ID, e.RestorableUntil, path, e.ID)})
		}
	}
	return nil
}

// tryKey judges a key of an assistant that does not exist yet, which the server cannot do, with the rules of the server.
func (p *planner) tryKey(o *object, c *Change) {
	c.body = o.patch
	raw, _ := json.Marshal(o.patch) // was encoded before
	draft := key.NewDraft()
	edit.Decode(raw, &draft) // its problems are those of the form, which were reported
	_, problems := draft.Validate()
	for _, problem := range errs.Distinct(problems) {
		p.problems = append(p.problems, o.problem(problem.Location, problem.Message, problem.Value))
	}
	after := asObject(draft)
	after["warnings"] = (&key.Key{Draft: draft}).Warnings()
	c.created(asObject(after))
}

// created notes the members that are not as in every new object.
func (c *Change) created(after map[string]any) {
	before := defaults(c.Kind)
	delete(before, "name")
	c.Members = append(diff(before, only(after, before), ""), c.Members...)
	c.warn(after)
}

func (p *planner) update(ctx context.Context, o *object, c *Change, path string) error {
	raw, etag, err := p.api.Call(ctx, "GET", path, "", nil)
	if err != nil {
		return err
	}
	before, err := decoded(raw)
	if err != nil {
		return err
	}
	c.Action, c.etag = Update, etag
	c.Name, _ = before["name"].(string)
	c.body = p.withSecrets(o, secretPlaces)
	after, err := p.tryUpdate(ctx, c, path)
	if err != nil {
		return err
	}
	names := defaults(c.Kind)
	c.Members = diff(only(before, names), only(after, names), "")
	p.secretsOf(o, c, before)
	if len(c.Members) == 0 {
		c.Action = Keep
		return nil
	}
	c.warn(after)
	return nil
}

func (p *planner) tryUpdate(ctx context.Context, c *Change, path string) (map[string]any, error) {
	after, err := try(ctx, p.api, "PATCH", path+"?dryRun=true", c.etag, c.body)
	refusal, refused := errors.AsType[*Refusal](err)
	if !refused || refusal.Code != codeInUse || !p.options.Force {
		return after, err
	}
	c.Warnings = append(c.Warnings, key.Warning{Code: codeInUse, Message: refusal.Detail + refusal.InUse.String()})
	return try(ctx, p.api, "PATCH", path+"?dryRun=true&force=true", c.etag, c.body)
}

// secretsOf decides about the API keys of the models of an assistant that exists: they are write only and cannot be compared.
func (p *planner) secretsOf(o *object, c *Change, before map[string]any) {
	changes := slices.Clone(c.Members)
	var needed []string
	for _, place := range secretPlaces {
		isSet, _ := at(before, place)["apiKeySet"].(bool)
		given, removed := at(o.patch, place)[memberAPIKey]
		switch {
		case o.secrets[place] != "" && (!isSet || changed(changes, place) || p.options.SetSecrets):
			p.addSecret(o, c, place, masked(isSet))
			needed = append(needed, place)
		case removed && given == nil && isSet:
			c.Members = append(c.Members, Member{Path: place + "." + memberAPIKey, Old: masked(true), secret: true})
		}
	}
	c.body = p.withSecrets(o, needed)
}

// at is the object at a place; nil = there is none.
func at(members map[string]any, place string) map[string]any {
	for name := range strings.SplitSeq(place, ".") {
		members, _ = members[name].(map[string]any)
	}
	return members
}

// changed says whether a member at a place changes, and not only within another place.
func changed(members []Member, place string) bool {
	return slices.ContainsFunc(members, func(m Member) bool {
		inner := slices.ContainsFunc(secretPlaces, func(other string) bool {
			return strings.HasPrefix(other, place+".") && strings.HasPrefix(m.Path+".", other+".")
		})
		return strings.HasPrefix(m.Path+".", place+".") && !inner
	})
}

// addSecret notes that the API key of a place is sent.
func (p *planner) addSecret(o *object, c *Change, place string, old any) {
	if p.secretValue(o, place) == "" {
		p.problems = append(p.problems, o.problem(place+"."+memberEnv, fmt.Sprintf("the environment variable %s is empty, and is needed for this change", o.secrets[place]), nil))
	}
	c.Members = append(c.Members, Member{Path: place + "." + memberAPIKey, Old: old, New: "**** from " + o.secrets[place], secret: true})
}

func masked(isSet bool) any {
	if isSet {
		return "****"
	}
	return nil
}

func (p *planner) secretValue(o *object, place string) string {
	return strings.TrimSpace(p.options.Getenv(o.secrets[place]))
}

// withSecrets is the body of a call with the API keys of places, as far as there are any.
func (p *planner) withSecrets(o *object, places []string) map[string]any {
	body := maps.Clone(o.patch)
	for _, place := range places {
		if o.secrets[place] != "" && p.secretValue(o, place) != "" {
			inside(body, place)[memberAPIKey] = p.secretValue(o, place)
		}
	}
	return body
}

// refused turns the server's refusal into problems of the file.
func (p *planner) refused(o *object, r *Refusal) {
	if len(r.Fields) == 0 {
		message := r.Error()
		if r.Code == codeInUse {
			message += "; --force changes it nevertheless"
		}
		p.problems = append(p.problems, o.problem("", message, nil))
	}
	for _, f := range r.Fields {
		p.problems = append(p.problems, o.problem(f.Location, f.Message, f.Value))
	}
}

// warn notes what the owner should know about an object as it will be.
func (c *Change) warn(after map[string]any) {
	var list []key.Warning
	if raw, err := json.Marshal(after["warnings"]); err == nil && json.Unmarshal(raw, &list) == nil {
		c.Warnings = append(c.Warnings, list...)
	}
}

func try(ctx context.Context, api API, method, path, etag string, body any) (map[string]any, error) {
	raw, _, err := api.Call(ctx, method, path, etag, body)
	if err != nil {
		return nil, err
	}
	return decoded(raw)
}

func decoded(raw []byte) (map[string]any, error) {
	var object map[string]any
	if err := json.Unmarshal(raw, &object); err != nil {
		return nil, fmt.Errorf("the server's answer cannot be read: %w", err)
	}
	return object, nil
}

// defaults are the members of an object that can be edited, as they are in a new one.
func defaults(kind Kind) map[string]any {
	if kind == Assistant {
		return asObject(assistant.NewDraft())
	}
	return asObject(key.NewDraft())
}

// asObject is a value as the API writes it.
func asObject(v any) map[string]any {
	raw, _ := json.Marshal(v) // types of our own can be encoded
	object, _ := decoded(raw)
	return object
}
