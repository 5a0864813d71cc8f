// Package declare brings a server to what a file says: assistants with their API keys, written down in YAML.
//
// Read turns a file into what it declares and reports every problem of form with its line. NewPlan compares that with a server: it has the server judge
// each change in a dry run, so that what is shown is what will be stored, and reports every refusal at once. Plan.Apply makes the changes in order, each on the
// version that was compared. ReadCases and Ask do the same for questions to the gate: may this key be used from there?
//
// The package changes only what a file names and deletes nothing. It knows the paths of the management API but not HTTP: API is implemented elsewhere.
// A value is used by one goroutine.
package declare

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// API is the management API of a server.
type API interface {
	// Call sends a call to a path below /api/v1 and returns the body of the answer and its ETag. body is sent as JSON unless it is nil; ifMatch is the ETag
	// that the call insists on, "" = none. It fails with a *Refusal when the server says that this call is wrong, and with any other error when
	// further calls make no sense: the server cannot be reached, or does not let the caller in.
	Call(ctx context.Context, method, path, ifMatch string, body any) (answer []byte, etag string, err error)
}

// Refusal is the server's answer to a call that it does not carry out: a problem details object.
type Refusal struct {
	Status int            `json:"status"`
	Code   string         `json:"code"`
	Detail string         `json:"detail"`
	Fields []RefusedField `json:"errors"`
	InUse  InUse          `json:"inUse"` // with the code KEY_IN_USE
}

// RefusedField is one wrong field of a call.
type RefusedField struct {
	Location string `json:"location"`
	Message  string `json:"message"`
	Value    any    `json:"value"`
}

// InUse is who uses a key and would be locked out by a change.
type InUse struct {
	Origins     []Use `json:"origins"`
	IPAddresses []Use `json:"ipAddresses"`
}

// Use is the use of a key from one place.
type Use struct {
	Origin     string `json:"origin"`
	IPAddress  string `json:"ipAddress"`
	Requests   int64  `json:"requests"`
	LastUsedAt string `json:"lastUsedAt"`
}

// codeInUse is the code of a refusal that force overrides.
const codeInUse = "KEY_IN_USE"

func (r *Refusal) Error() string {
	text := fmt.Sprintf("%s (%s)", r.Detail, r.Code)
	if r.Code == codeInUse {
		text += r.InUse.String()
	}
	return text
}

// String names the places of use; it is empty when there are none.
func (u InUse) String() string {
	var uses []string
	for _, use := range slices.Concat(u.Origins, u.IPAddresses) {
		uses = append(uses, fmt.Sprintf("%s (%d requests, the last at %s)", cmp.Or(use.Origin, use.IPAddress), use.Requests, use.LastUsedAt))
	}
	if uses == nil {
		return ""
	}
	return "; in use: " + strings.Join(uses, ", ")
}

// Problem is something that is wrong with a file.
type Problem struct {
	File    string
	Line    int    // 0 = the file as a whole
	Path    string // for example assistants[0].keys[1].restriction.websites[2]
	Message string
}

// String is the problem in one line: file, line, path, message.
func (p Problem) String() string {
	at := p.File
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if p.Path != "" {
		at += ": " + p.Path
	}
	return at + ": " + p.Message
}

// Problems is every problem of a file; as an error it has a line for each.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// failure returns nil when there is no problem, otherwise all of them in the order of the file.
func (p Problems) failure() error {
	if len(p) == 0 {
		return nil
	}
	slices.SortStableFunc(p, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return p
}
