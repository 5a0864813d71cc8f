package declare

import (
	"maps"
	"reflect"
	"slices"
)

// Member is one member of an object that a change sets. A list whose entries differ says which were added and which removed.
type Member struct {
	Path    string `json:"path"`
	Old     any    `json:"old"`
	New     any    `json:"new"`
	Added   []any  `json:"added,omitempty"`
	Removed []any  `json:"removed,omitempty"`
	secret  bool
}

// diff compares two values of JSON member by member, in alphabetical order.
func diff(before, after any, at string) []Member {
	if reflect.DeepEqual(before, after) {
		return nil
	}
	was, isMap := before.(map[string]any)
	is, alsoMap := after.(map[string]any)
	if !isMap || !alsoMap {
		m := Member{Path: at, Old: before, New: after}
		was, isList := before.([]any)
		is, alsoList := after.([]any)
		if isList && alsoList {
			m.Added, m.Removed = without(is, was), without(was, is)
		}
		return []Member{m}
	}
	var members []Member
	names := maps.Clone(was)
	maps.Copy(names, is)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		members = append(members, diff(was[name], is[name], join(at, name))...)
	}
	return members
}

// without returns the entries of a list that another does not hold.
func without(list, other []any) []any {
	var rest []any
	for _, entry := range list {
		if !slices.ContainsFunc(other, func(o any) bool { return reflect.DeepEqual(o, entry) }) {
			rest = append(rest, entry)
		}
	}
	return rest
}

// only returns the members of an object that have one of the given names.
func only(object, names map[string]any) map[string]any {
	kept := map[string]any{}
	for name := range names {
		kept[name] = object[name]
	}
	return kept
}
