package declare

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxShown is the longest text that is shown in full, in characters.
const maxShown = 100

// Print writes the plan for people: each object that changes, with its members. Only the first error of w counts, and it is returned.
func (p *Plan) Print(w io.Writer) error {
	var b strings.Builder
	for _, c := range p.Changes {
		if c.Action != Keep {
			c.print(&b)
		}
	}
	fmt.Fprintf(&b, "%d to create, %d to update, %d as declared.\n", p.Count(Create), p.Count(Update), p.Count(Keep))
	_, err := io.WriteString(w, b.String())
	return err
}

var signs = map[Action]string{Create: "+ create", Update: "~ update", Keep: "  keep"}

func (c *Change) print(b *strings.Builder) {
	fmt.Fprintf(b, "%s %s\n", signs[c.Action], c)
	for _, m := range c.Members {
		m.print(b, c.Action)
	}
	for _, warning := range c.Warnings {
		b.WriteString("    ! " + warning.Code)
		if warning.Field != "" {
			b.WriteString(" " + warning.Field)
		}
		b.WriteString(": " + warning.Message + "\n")
	}
	b.WriteString("\n")
}

// String names the object, for example: API key "Shop" k_1 of "Shop help".
func (c *Change) String() string {
	text := fmt.Sprintf("%s %q", c.Kind, c.Name)
	if c.ID != "" {
		text += " " + c.ID
	}
	if c.Kind == Key {
		text += fmt.Sprintf(" of %q", c.Assistant)
	}
	return text
}

func (m *Member) print(b *strings.Builder, action Action) {
	switch {
	case len(m.Added)+len(m.Removed) > 0:
		fmt.Fprintf(b, "    %s:\n", m.Path)
		for _, entry := range m.Removed {
			fmt.Fprintf(b, "      - %s\n", shown(entry))
		}
		for _, entry := range m.Added {
			fmt.Fprintf(b, "      + %s\n", shown(entry))
		}
	case action == Create:
		fmt.Fprintf(b, "    %s: %s\n", m.Path, m.text(m.New, 0))
	default:
		from := firstDifference(m.Old, m.New)
		fmt.Fprintf(b, "    %s: %s → %s\n", m.Path, m.text(m.Old, from), m.text(m.New, from))
	}
}

func (m *Member) text(v any, from int) string {
	if s, ok := v.(string); ok && m.secret {
		return s
	} else if m.secret {
		return "none"
	}
	return cut(v, from)
}

// shown is a value as it is shown to people: texts in quotes, without control characters and not too long.
func shown(v any) string { return cut(v, 0) }

// cut is shown for a text whose interesting part begins at a character.
func cut(v any, from int) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case string:
		runes := []rune(v)
		if len(runes) <= maxShown {
			return strconv.Quote(v)
		}
		before, after := "", ""
		start := max(0, min(from-maxShown/4, len(runes)-maxShown))
		end := min(start+maxShown, len(runes))
		if start > 0 {
			before = "…"
		}
		if end < len(runes) {
			after = "…"
		}
		return before + strconv.Quote(string(runes[start:end])) + after
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		entries := make([]string, len(v))
		for i, entry := range v {
			entries[i] = cut(entry, 0)
		}
		return "[" + strings.Join(entries, ", ") + "]"
	case map[string]any:
		var members []string
		for _, name := range slices.Sorted(maps.Keys(v)) {
			members = append(members, name+": "+cut(v[name], 0))
		}
		return "{" + strings.Join(members, ", ") + "}"
	}
	return fmt.Sprint(v)
}

// firstDifference is the first character at which two texts differ, 0 when they are no texts.
func firstDifference(a, b any) int {
	was, isText := a.(string)
	is, alsoText := b.(string)
	if !isText || !alsoText {
		return 0
	}
	n := 0
	for was != "" && is != "" {
		x, size := utf8.DecodeRuneInString(was)
		y, other := utf8.DecodeRuneInString(is)
		if x != y {
			break
		}
		was, is = was[size:], is[other:]
		n++
	}
	return n
}
