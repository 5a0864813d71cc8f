package declare

import (
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Bounds of a file: what is longer was not written by hand, or refers to itself.
const (
	maxFile   = 10 << 20 // bytes
	maxValues = 200_000
	maxPath   = 500 // bytes; an alias that holds itself ends here
)

// document is one document of a YAML file.
type document struct {
	file     string
	lines    map[string]int // by path
	problems *Problems      // of the whole file
	left     *int           // values that may still come
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// read calls each for every document of a YAML file that is not empty, and returns every problem that was found.
func read(file string, r io.Reader, each func(d *document, root any)) error {
	var problems Problems
	left := maxValues
	limited := &io.LimitedReader{R: r, N: maxFile}
	decoder := yaml.NewDecoder(limited)
	found := 0
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) && limited.N > 0 {
			break
		}
		if err != nil || limited.N == 0 {
			return append(problems, unreadable(file, err))
		}
		d := &document{file: file, lines: map[string]int{}, problems: &problems, left: &left}
		if root, ok := d.value(node.Content[0], ""); !ok || root != nil {
			found++
			each(d, root)
		}
	}
	if found == 0 {
		problems = append(problems, Problem{File: file, Message: "is empty"})
	}
	return problems.failure()
}

func unreadable(file string, err error) Problem {
	if err == nil || errors.Is(err, io.EOF) {
		return Problem{File: file, Message: "is longer than 10 MiB"}
	}
	p := Problem{File: file, Message: "is not YAML: " + yamlLine.ReplaceAllString(err.Error(), "")}
	if at := yamlLine.FindStringSubmatch(err.Error()); at != nil {
		p.Line, _ = strconv.Atoi(at[1])
	}
	return p
}

func (d *document) fail(at, format string, args ...any) {
	*d.problems = append(*d.problems, Problem{File: d.file, Line: d.line(at), Path: at, Message: fmt.Sprintf(format, args...)})
}

// line is where a path is in the file, or else what it is part of.
func (d *document) line(at string) int {
	for at != "" && d.lines[at] == 0 {
		at = at[:max(strings.LastIndexAny(at, ".["), 0)]
	}
	return d.lines[at]
}

// value returns what a node says as values of JSON: maps, lists, texts, numbers, true, false and nil. It is not ok when that cannot be said; the
// problem is noted then.
func (d *document) value(n *yaml.Node, at string) (v any, ok bool) {
	if *d.left < 0 {
		return nil, false
	}
	if *d.left--; *d.left < 0 || len(at) > maxPath {
		*d.left = -1
		*d.problems = append(*d.problems, Problem{File: d.file, Line: n.Line, Message: "the file has too many values, or an alias that holds itself"})
		return nil, false
	}
	if d.lines[at] == 0 {
		d.lines[at] = n.Line
	}
	switch n.Kind {
	case yaml.AliasNode:
		return d.value(n.Alias, at)
	case yaml.MappingNode:
		return d.mapping(n, at), true
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for i, item := range n.Content {
			if v, ok := d.value(item, fmt.Sprintf("%s[%d]", at, i)); ok {
				list = append(list, v)
			}
		}
		return list, true
	}
	return d.scalar(n, at)
}

func (d *document) mapping(n *yaml.Node, at string) map[string]any {
	members, merged := map[string]any{}, map[string]any{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if name.ShortTag() == "!!merge" {
			d.merge(value, at, merged)
			continue
		}
		if name.Kind != yaml.ScalarNode || name.ShortTag() != "!!str" {
			d.lines[join(at, name.Value)] = name.Line
			d.fail(join(at, name.Value), "the name of a member must be a text")
			continue
		}
		member := join(at, name.Value)
		if _, twice := members[name.Value]; twice {
			first := d.lines[member]
			d.lines[member] = name.Line
			d.fail(member, "stands here for the second time; the first is in line %d", first)
			continue
		}
		d.lines[member] = name.Line
		if color := commentedColor(name, value); color != "" {
			d.fail(member, "has no value: behind a blank, # begins a comment in YAML. Put the color in quotes: %q", color)
		}
		members[name.Value], _ = d.value(value, member) // nil when it is wrong: its problem is noted, and it is not looked at again
	}
	for name, value := range merged {
		if _, own := members[name]; !own {
			members[name] = value
		}
	}
	return members
}

var hexColor = regexp.MustCompile(`^#[0-9A-Fa-f]{3,8}\b`)

// commentedColor is the color that stands without quotes where the value of a member should be, and so is a comment; "" = none does.
func commentedColor(name, value *yaml.Node) string {
	if value.ShortTag() != "!!null" || value.Value != "" {
		return ""
	}
	return hexColor.FindString(name.LineComment)
}

// merge puts the members of what stands behind << into a mapping; the first that names a member wins.
func (d *document) merge(n *yaml.Node, at string, into map[string]any) {
	sources := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		sources = n.Content
	}
	for _, source := range sources {
		value, _ := d.value(source, at)
		members, ok := value.(map[string]any)
		if !ok {
			d.fail(at, "<< must be followed by a mapping")
		}
		for name, v := range members {
			if _, known := into[name]; !known {
				into[name] = v
			}
		}
	}
}

func (d *document) scalar(n *yaml.Node, at string) (v any, ok bool) {
	switch n.ShortTag() {
	case "!!null":
		return nil, true
	case "!!str", "!!timestamp": // a time is a text in JSON
		return n.Value, true
	case "!!bool", "!!int", "!!float":
		if err := n.Decode(&v); err != nil {
			d.fail(at, "cannot be read: %s", yamlLine.ReplaceAllString(err.Error(), ""))
			return nil, false
		}
		if f, isFloat := v.(float64); isFloat && (math.IsNaN(f) || math.IsInf(f, 0)) {
			d.fail(at, "must be a finite number")
			return nil, false
		}
		return v, true
	}
	d.fail(at, "has a type that is not known here: %s", n.Tag)
	return nil, false
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}
