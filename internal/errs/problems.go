package errs

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Problems collects the field problems of one input. The zero value is ready; it is used by one goroutine.
type Problems []Field

// Add notes a problem of a field. value is what was received, nil when it is long or secret.
func (p *Problems) Add(location, message string, value any) {
	*p = append(*p, Field{Location: location, Message: message, Value: value})
}

// Text checks that a text has least to most characters and that every database can store it: valid UTF-8 without NUL.
func (p *Problems) Text(location, value string, least, most int) {
	switch n := utf8.RuneCountInString(value); {
	case !utf8.ValidString(value) || strings.ContainsRune(value, 0):
		p.Add(location, "must be UTF-8 text without NUL characters", nil)
	case n < least && n == 0:
		p.Add(location, "must not be empty", value)
	case n < least:
		p.Add(location, fmt.Sprintf("must have at least %d characters", least), value)
	case n > most:
		p.Add(location, fmt.Sprintf("must have at most %d characters; it has %d", most, n), nil)
	}
}

// Time checks that every part can store and write a time: in UTC, the years 2000 to 9999 (RFC 3339 has four digits).
func (p *Problems) Time(location string, at time.Time) {
	if year := at.UTC().Year(); year < 2000 || year > 9999 {
		p.Add(location, "must be a time between the years 2000 and 9999", nil)
	}
}

// Range checks a whole number; most < least means that there is no upper bound.
func (p *Problems) Range(location string, value, least, most int) {
	switch {
	case most < least && value < least:
		p.Add(location, fmt.Sprintf("must be %d or more", least), value)
	case most >= least && (value < least || value > most):
		p.Add(location, fmt.Sprintf("must be between %d and %d", least, most), value)
	}
}

// Distinct keeps the first problem of each location: a field of a wrong type is not also reported as missing.
func Distinct(problems []Field) []Field {
	seen := make(map[string]bool, len(problems))
	out := problems[:0]
	for _, p := range problems {
		if !seen[p.Location] {
			seen[p.Location] = true
			out = append(out, p)
		}
	}
	return out
}
