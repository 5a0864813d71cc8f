package manageapi_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the description into docs/reference anew")

// The description in the repository, which the linter reads, is the one that the server gives. `make reference` writes it anew.
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
