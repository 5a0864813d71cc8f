package declare

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"latchkey/internal/assistant"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/key"
)

// Kind is the kind of a declared object.
type Kind string

// The kinds of objects.
const (
	Assistant Kind = "assistant"
	Key       Kind = "API key"
)

// File is what a file declares.
type File struct{ assistants []*object }

// object is one assistant or one key as a file declares it.
type object struct {
	kind  Kind
	doc   *document
	at    string         // its path in the document
	id    string         // "" = it is known by its name
	name  string         // "" = it is known by its id, and keeps its name
	patch map[string]any // a merge patch; holds the name, not the id
	keys  []*object

	secrets map[string]string // by place, the environment variable of its apiKey
}

// Members of a file that are not members of an object of the API.
const (
	memberID     = "id"
	memberKeys   = "keys"
	memberAPIKey = "apiKey"
	memberEnv    = "apiKeyEnv"
)

// Read reads the assistants and keys of a YAML file with one or more documents. name is the file's name for messages. It fails with Problems that hold
// everything that is wrong in form: YAML, unknown members, members that stand twice, wrong types, objects that cannot be told apart.
func Read(name string, r io.Reader) (*File, error) {
	f := &File{}
	err := read(name, r, func(d *document, root any) {
		top, ok := root.(map[string]any)
		if !ok {
			d.fail("", "must be a mapping with the member assistants")
			return
		}
		for _, member := range slices.Sorted(maps.Keys(top)) {
			if member != "assistants" {
				d.fail(member, "is not a member of a file; it has only assistants")
			}
		}
		f.assistants = append(f.assistants, d.objects(Assistant, top["assistants"], "assistants")...)
	})
	problems, _ := err.(Problems)
	problems = append(problems, twins(f.assistants)...)
	if err == nil && len(f.assistants) == 0 {
		problems = append(problems, Problem{File: name, Message: "declares no assistants"})
	}
	return f, problems.failure()
}

func (d *document) objects(kind Kind, value any, at string) []*object {
	items, ok := value.([]any)
	if !ok && value != nil {
		d.fail(at, "must be a list")
	}
	var list []*object
	for i, item := range items {
		at := fmt.Sprintf("%s[%d]", at, i)
		members, ok := item.(map[string]any)
		if !ok {
			d.fail(at, "must be a mapping with the members of one %s", kind)
			continue
		}
		list = append(list, d.object(kind, members, at))
	}
	return list
}

func (d *document) object(kind Kind, members map[string]any, at string) *object {
	o := &object{kind: kind, doc: d, at: at, patch: maps.Clone(members)}
	o.id = d.text(members, memberID, at)
	o.name = strings.TrimSpace(d.text(members, "name", at))
	delete(o.patch, memberID)
	if _, isText := members["name"].(string); o.id == "" && o.name == "" && (isText || members["name"] == nil) {
		d.fail(at, "needs a name, or the id of one that exists")
	}
	if kind == Assistant {
		o.keys = d.objects(Key, members[memberKeys], join(at, memberKeys))
		delete(o.patch, memberKeys)
		d.secrets(o)
	}
	o.checkForm()
	return o
}

// text is a member that must be a text, "" when it is absent. That name is no text is said with the other wrong types.
func (d *document) text(members map[string]any, name, at string) string {
	text, ok := members[name].(string)
	if value, given := members[name]; given && name == memberID && (!ok || text == "") {
		d.fail(join(at, name), "must be a text that is not empty; got %v", value)
	}
	return text
}

// secretPlaces are the members of an assistant that have an apiKey.
var secretPlaces = []string{"model", "model.fallback"}

// inside returns a copy of the object at a place, which stands in members from now on; nil = there is none.
func inside(members map[string]any, place string) map[string]any {
	for name := range strings.SplitSeq(place, ".") {
		next, ok := members[name].(map[string]any)
		if !ok {
			return nil
		}
		next = maps.Clone(next)
		members[name] = next
		members = next
	}
	return members
}

// secrets takes the names of the secrets out of the members.
func (d *document) secrets(o *object) {
	o.secrets = map[string]string{}
	for _, place := range secretPlaces {
		if members := inside(o.patch, place); members != nil {
			d.secret(o, members, place)
		}
	}
}

func (d *document) secret(o *object, members map[string]any, place string) {
	env, hasEnv := members[memberEnv]
	apiKey, hasKey := members[memberAPIKey]
	at := o.at + "." + place + "."
	switch {
	case hasKey && apiKey != nil:
		d.fail(at+memberAPIKey, "must not stand in a file; name an environment variable that holds it with %s, or write null to remove it", memberEnv)
	case hasKey && hasEnv:
		d.fail(at+memberEnv, "cannot be together with %s", memberAPIKey)
	}
	name, ok := env.(string)
	if hasEnv && (!ok || name == "") {
		d.fail(at+memberEnv, "must be the name of an environment variable")
	}
	if name != "" {
		o.secrets[place] = name
	}
	delete(members, memberEnv)
}

// checkForm looks at names and types of the members, as the server will.
func (o *object) checkForm() {
	patch := maps.Clone(o.patch)
	for _, place := range secretPlaces {
		delete(inside(patch, place), memberAPIKey) // write only: not part of a draft
	}
	raw, err := json.Marshal(patch)
	if err != nil {
		o.doc.fail(o.at, "cannot be sent: %v", err)
		return
	}
	var problems []errs.Field
	if o.kind == Assistant {
		draft := assistant.NewDraft()
		problems = edit.Decode(raw, &draft)
	} else {
		draft := key.NewDraft()
		problems = edit.Decode(raw, &draft)
	}
	for _, p := range problems {
		o.fail(p.Location, p.Message, p.Value)
	}
}

// fail notes a problem of a member of the object; location is relative to it, value may be nil.
func (o *object) fail(location, message string, value any) {
	*o.doc.problems = append(*o.doc.problems, o.problem(location, message, value))
}

func (o *object) problem(location, message string, value any) Problem {
	at := o.at
	if location != "" {
		at = join(at, location)
	}
	if value != nil {
		message += "; got " + shown(value)
	}
	return Problem{File: o.doc.file, Line: o.doc.line(at), Path: at, Message: strings.ReplaceAll(message, "a JSON object", "a mapping")}
}

// twins are objects that stand more than once in a file, and objects of one name that only a name tells apart.
func twins(list []*object) Problems {
	var problems Problems
	ids, names := map[string]*object{}, map[string]*object{}
	for _, o := range list {
		if first := ids[o.id]; o.id != "" && first != nil {
			problems = append(problems, o.problem(memberID, fmt.Sprintf("is also that of the %s in line %d", o.kind, first.doc.line(first.at)), nil))
		} else if first := names[o.name]; o.name != "" && first != nil && (o.id == "" || first.id == "") {
			problems = append(problems, o.problem("name", fmt.Sprintf("is also that of the %s in line %d; give the id of both", o.kind, first.doc.line(first.at)), nil))
		}
		ids[o.id], names[o.name] = o, o
		problems = append(problems, twins(o.keys)...)
	}
	return problems
}
