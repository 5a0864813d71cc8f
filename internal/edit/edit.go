// Package edit turns JSON that somebody wrote into a value, and reports every problem at once.
//
// Decode fills a struct from a JSON object: a field that is absent or null keeps the default already in the struct, an unknown field or a wrong type
// is a problem that names the field. Merge applies a JSON merge patch (RFC 7396): absent = keep, null = reset to default. Both only look
// at form; the domain's own Validate looks at meaning, and both lists of problems are shown together.
//
// The functions hold no state and are safe for concurrent use.
package edit

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	jsonpatch "github.com/evanphx/json-patch/v5"

	"latchkey/internal/errs"
)

// Decode fills the struct that target points to from a JSON object and returns every problem of form.
// Fields with a problem keep their default.
func Decode(raw []byte, target any) []errs.Field {
	if !utf8.Valid(raw) { // the decoder would put other characters in the place of what it cannot read
		return []errs.Field{{Message: "must be UTF-8 text"}}
	}
	return object(raw, reflect.ValueOf(target).Elem(), "")
}

// Merge returns in target the result of applying patch to current; target arrives holding the defaults, current is of the same type.
// Whatever of patch has no problem of form is in target, so that its meaning can be judged as well.
func Merge(current any, patch []byte, target any) []errs.Field {
	base, err := json.Marshal(current)
	if err != nil {
		return []errs.Field{{Message: "cannot be edited: " + err.Error()}}
	}
	// Against a value that is thrown away: what is set to null would not be seen in the merged document.
	problems := Decode(patch, reflect.New(reflect.TypeOf(target).Elem()).Interface())
	if len(problems) > 0 && problems[0].Location == "" { // no object at all
		patch = []byte("{}")
	}
	merged, err := jsonpatch.MergePatch(base, patch)
	if err != nil {
		return []errs.Field{{Message: "must be a JSON object"}}
	}
	if again := Decode(merged, target); len(problems) == 0 {
		problems = again
	}
	return problems
}

func object(raw []byte, target reflect.Value, at string) []errs.Field {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil || members == nil {
		return []errs.Field{{Location: at, Message: "must be a JSON object", Value: shown(raw)}}
	}
	fields := fieldsOf(target)
	var problems []errs.Field
	for name, value := range members {
		field, known := fields[name]
		switch {
		case !known:
			problems = append(problems, errs.Field{Location: join(at, name), Message: unknown(name, fields)})
		case string(value) == "null": // keeps the default
		default:
			problems = append(problems, member(value, field, join(at, name))...)
		}
	}
	slices.SortFunc(problems, func(a, b errs.Field) int { return strings.Compare(a.Location, b.Location) })
	return problems
}

func member(raw json.RawMessage, field reflect.Value, at string) []errs.Field {
	if isPlainStruct(field.Type()) {
		return object(raw, field, at)
	}
	if t := field.Type(); t.Kind() == reflect.Pointer && isPlainStruct(t.Elem()) {
		return part(raw, field, at)
	}
	fresh := reflect.New(field.Type())
	if err := json.Unmarshal(raw, fresh.Interface()); err != nil {
		return []errs.Field{{Location: at, Message: "must be " + describe(field.Type()), Value: shown(raw)}}
	}
	field.Set(fresh.Elem())
	return nil
}

// part fills an object that may be absent.
func part(raw json.RawMessage, field reflect.Value, at string) []errs.Field {
	fresh := reflect.New(field.Type().Elem())
	problems := object(raw, fresh.Elem(), at)
	if len(problems) == 0 || problems[0].Location != at {
		field.Set(fresh)
	}
	return problems
}

func isPlainStruct(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != reflect.TypeFor[time.Time]()
}

// fieldsOf maps JSON names to the settable fields of a struct.
func fieldsOf(v reflect.Value) map[string]reflect.Value {
	fields := make(map[string]reflect.Value, v.NumField())
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			fields[name] = v.Field(i)
		}
	}
	return fields
}

func unknown(name string, fields map[string]reflect.Value) string {
	for known := range fields {
		if strings.EqualFold(known, name) {
			return fmt.Sprintf("is not a field; did you mean %q?", known)
		}
	}
	return "is not a field that can be set"
}

func describe(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "a time like 2026-01-31T12:00:00Z"
	case t.Kind() == reflect.Pointer:
		return describe(t.Elem()) + " or null"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64:
		return "a whole number"
	case t.Kind() == reflect.Float64:
		return "a number"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return "a list of texts"
	case t.Kind() == reflect.String:
		return "a text"
	}
	return "of another type"
}

const maxShown = 200

// shown is the received value for the report; long values are cut, objects are left out.
func shown(raw []byte) any {
	var v any
	if len(raw) > maxShown || json.Unmarshal(raw, &v) != nil {
		return nil
	}
	return v
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}
