package builtin

import (
	"slices"
	"strings"
	"unicode"
)

const (
	wholeRows  = 5  // tables up to this many rows stay whole
	wholeItems = 6  // so do lists
	maxKept    = 8  // rows or items of longer ones
	wholeTable = 12 // rows of a table of which no row is named in the question
)

// abridge keeps of a long table, or of a long list without order, what the question is about. Steps are
// never left out.
func abridge(u unit, q question) string {
	lines := strings.Split(u.text, "\n")
	if u.kind == table {
		if len(lines) <= 2+wholeRows {
			return u.text
		}
		rows := lines[2:]
		if len(rows) <= wholeTable && !slices.ContainsFunc(rows, func(row string) bool { return named(row, q) }) {
			return u.text
		}
		return strings.Join(append(lines[:2:2], relevant(rows, q)...), "\n")
	}
	points := pointsOf(lines)
	if len(points) <= wholeItems || unicode.IsDigit(rune(lines[0][0])) {
		return u.text
	}
	return strings.Join(relevant(points, q), "\n")
}

// named reports whether the question has a word of a row's first cell.
func named(row string, q question) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(row, "|"), "|")
	return q.matches(name) != 0
}

// pointsOf returns the items of a list with their indented lines.
func pointsOf(lines []string) []string {
	var points []string
	for _, line := range lines {
		if len(points) > 0 && (strings.HasPrefix(line, " ") || !listLine.MatchString(line)) {
			points[len(points)-1] += "\n" + line
			continue
		}
		points = append(points, line)
	}
	return points
}

// relevant returns the lines with the best match, in their order; when none matches, the first ones.
func relevant(lines []string, q question) []string {
	weights := make([]float64, len(lines))
	best := 0.0
	for i, line := range lines {
		weights[i] = q.weight(q.matches(line))
		best = max(best, weights[i])
	}
	var kept []string
	for i, line := range lines {
		if weights[i] >= 0.7*best && len(kept) < maxKept {
			kept = append(kept, line)
		}
	}
	return kept
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
