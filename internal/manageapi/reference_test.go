package manageapi_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"latchkey/internal/manageapi"
)

var update = flag.Bool("update", false, "write the description into docs/reference anew")

// The description in the repository, which the linter reads, and the page of all calls are what the server gives. `make reference` writes it anew.
func TestReferenceIsCurrent(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(describe())
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := json.Indent(&want, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	want.WriteByte('\n')
	compareFile(t, "../../docs/reference/openapi.json", want.Bytes())
	d, _ := document(t)
	compareFile(t, "../../docs/reference/api.md", page(d))
}

const pageIntroduction = `# All calls of the management API

Paths begin with ` + "`/api/v1`" + `. How to call them is in [the management API](../guide/management.md); every field and example is in ` + "`/api/v1/openapi.json`" + `.
Each call can also answer 401, 422, 500 and 503; 403 when the caller lacks the role or the scope, or a page of another website calls; and each call with a body 400, 408, 413 and 415.
`

// page is the overview of all calls, in the order of the tags.
func page(d object) []byte {
	var b bytes.Buffer
	b.WriteString(pageIntroduction)
	all := operations(d)
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(order(a), order(b)) })
	for _, tag := range d["tags"].([]any) {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| Call | Does | Answers |\n| --- | --- | --- |\n", at(tag, "name"), at(tag, "description"))
		for _, op := range all {
			if slices.Contains(op.object["tags"].([]any), at(tag, "name")) {
				fmt.Fprintf(&b, "| `%s` | %s. %s | %s |\n", strings.Replace(op.name, manageapi.Path, "", 1), op.object["summary"],
					strings.ReplaceAll(text(op.object["description"]), "\n", " "), strings.Join(remarkable(op), ", "))
			}
		}
	}
	return b.Bytes()
}

// order sorts by path, and methods as people expect them.
func order(op operation) string {
	return op.place[1] + " " + strconv.Itoa(slices.Index([]string{"get", "post", "put", "patch", "delete"}, op.place[2]))
}

// remarkable are the statuses that not every call answers.
func remarkable(op operation) []string {
	everywhere := []string{"401", "403", "422", "500", "503", "400", "408", "413", "415"}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(op.object["responses"].(object))), func(status string) bool {
		return slices.Contains(everywhere, status)
	})
}

// The guide explains every code that a program can meet.
func TestCodesAreExplained(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../docs/guide/management.md")
	if err != nil {
		t.Fatal(err)
	}
	d, _ := document(t)
	for _, op := range operations(d) {
		for status, response := range op.object["responses"].(object) {
			examples := at(resolved(d, response), "content", "application/problem+json", "examples")
			for code := range asObject(examples) {
				if !bytes.Contains(guide, []byte("`"+code+"`")) {
					t.Errorf("docs/guide/management.md does not explain %s, with which %s answers %s", code, op.name, status)
				}
			}
		}
	}
}

func compareFile(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not current: run `make reference`", path)
	}
}
