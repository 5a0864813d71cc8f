package knowledge

import (
	"bytes"
	"strings"

	"latchkey/internal/errs"
)

const (
	maxMarkers   = 32       // quote and list markers that begin one line
	maxRunBytes  = 8 << 10  // of lines with no blank line between them
	maxTableRun  = 64 << 10 // the same for lines that look like a table's
	maxLineBytes = 4 << 10
)

// tame bounds what makes the Markdown parser's time grow with the square of the input: nesting, and very
// long paragraphs, which it splits. 100 kB of ">" were measured at 7 s.
func tame(content []byte) ([]byte, error) {
	out := make([]byte, 0, len(content)+64)
	fence, run := "", 0
	for line := range bytes.Lines(content) {
		if markers(line) > maxMarkers {
			return nil, errs.New(errs.Invalid, "DOCUMENT_TOO_NESTED",
				"The document nests lists or quotes too deeply.")
		}
		fence = fenceAfter(fence, string(line))
		trimmed := bytes.TrimSpace(line)
		limit := maxRunBytes
		if bytes.HasPrefix(trimmed, []byte("|")) {
			limit = maxTableRun
		}
		switch run += len(line); {
		case fence != "" || len(trimmed) == 0:
			run = 0
		case run > limit:
			out, run = append(out, '\n'), len(line)
		}
		if fence == "" {
			line = splitLine(line)
		}
		out = append(out, line...)
	}
	return out, nil
}

// fenceAfter returns the fence that is open after a line, empty for none.
func fenceAfter(open, line string) string {
	line = strings.TrimSpace(line)
	if open != "" {
		if strings.HasPrefix(line, open) && strings.Trim(line, open[:1]) == "" {
			return ""
		}
		return open
	}
	for _, mark := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, mark)); n >= 3 {
			return line[:n]
		}
	}
	return ""
}

// markers counts the markers that may each open a level of nesting.
func markers(line []byte) int {
	count := 0
	for _, c := range line {
		switch {
		case c == '>' || c == '-' || c == '+' || c == '*' || c == ')' || c == '.':
			count++
		case c == ' ' || c == '\t' || c >= '0' && c <= '9':
		default:
			return count
		}
	}
	// A line of nothing but dashes, stars or dots is a rule or a filler, not nesting.
	if !bytes.ContainsAny(line, ">)+ ") {
		return 0
	}
	return count
}

// splitLine breaks a very long line into paragraphs, at spaces where there are any.
func splitLine(line []byte) []byte {
	if len(line) <= maxLineBytes {
		return line
	}
	var out []byte
	rest := string(line)
	for len(rest) > maxLineBytes {
		head := shorten(rest, maxLineBytes)
		if space := strings.LastIndexByte(head, ' '); space > 0 {
			head = head[:space+1]
		}
		out = append(append(out, head...), "\n\n"...)
		rest = rest[len(head):]
	}
	return append(out, rest...)
}
