package origin_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"latchkey/internal/origin"
)

// conformance is testdata/conformance.json; README.md beside it describes the fields.
type conformance struct {
	Origin, Referer []requestCase
	Save            []saveCase
	Split           []splitCase
}

type requestCase struct {
	Name     string
	Case     int
	Websites []string
	Origin   []string
	Referer  []string
	Verdict  string
	Matched  string
	Reason   string
}

type saveCase struct {
	Name       string
	Case       int
	Entry      string
	Verdict    string
	Canonical  string
	Changes    []origin.ChangeKind
	Warnings   []origin.WarningKind
	Reason     origin.Reason
	Suggestion string
}

type splitCase struct {
	Name    string
	Case    int
	Text    string
	Entries []string
}

func readConformance(t testing.TB) conformance {
	t.Helper()
	file, err := os.Open("testdata/conformance.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields()
	var data conformance
	if err := decoder.Decode(&data); err != nil {
		t.Fatal(err)
	}
	return data
}

func mustParse(t testing.TB, entry string) origin.Pattern {
	t.Helper()
	parsed, err := origin.ParsePattern(entry)
	if err != nil {
		t.Fatalf("ParsePattern(%q): %v", entry, err)
	}
	return parsed.Pattern
}

func mustCompile(t testing.TB, entries ...string) *origin.Set {
	t.Helper()
	patterns := make([]origin.Pattern, 0, len(entries))
	for _, entry := range entries {
		patterns = append(patterns, mustParse(t, entry))
	}
	return origin.Compile(patterns)
}

// decide is the whole decision as a gate makes it.
func decide(set *origin.Set, origins, referers []string) (verdict, matched, reason string) {
	caller, _, err := origin.Caller(origins, referers)
	if err != nil {
		return "deny", "", string(origin.ReasonOf(err))
	}
	pattern, ok := set.Match(caller)
	if !ok {
		return "deny", "", "NOT_LISTED"
	}
	return "allow", pattern.String(), ""
}

func TestRequestsConform(t *testing.T) {
	t.Parallel()
	data := readConformance(t)
	for _, c := range slices.Concat(data.Origin, data.Referer) {
		t.Run(c.Name, func(t *testing.T) {
			set := mustCompile(t, c.Websites...)
			verdict, matched, reason := decide(set, c.Origin, c.Referer)
			if verdict != c.Verdict || matched != c.Matched || reason != c.Reason {
				t.Errorf("origin %q referer %q: got %s %q %s, want %s %q %s",
					c.Origin, c.Referer, verdict, matched, reason, c.Verdict, c.Matched, c.Reason)
			}
		})
	}
}

func TestEntriesConform(t *testing.T) {
	t.Parallel()
	for _, c := range readConformance(t).Save {
		t.Run(c.Name, func(t *testing.T) {
			parsed, err := origin.ParsePattern(c.Entry)
			if c.Verdict == "refuse" {
				checkRefused(t, c, err)
				return
			}
			if err != nil {
				t.Fatalf("%q refused: %v", c.Entry, err)
			}
			checkAccepted(t, c, parsed)
		})
	}
}

func checkRefused(t *testing.T, c saveCase, err error) {
	t.Helper()
	refusal, ok := err.(*origin.Error)
	if !ok {
		t.Fatalf("%q: got error %v, want an *Error with %s", c.Entry, err, c.Reason)
	}
	if refusal.Reason != c.Reason || refusal.Suggestion != c.Suggestion || refusal.Message == "" {
		t.Errorf("%q: got %s, suggestion %q, want %s, %q (%s)",
			c.Entry, refusal.Reason, refusal.Suggestion, c.Reason, c.Suggestion, refusal.Message)
	}
}

func checkAccepted(t *testing.T, c saveCase, parsed origin.Parsed) {
	t.Helper()
	var changes []origin.ChangeKind
	for _, change := range parsed.Changes {
		changes = append(changes, change.Kind)
	}
	var warnings []origin.WarningKind
	for _, warning := range parsed.Warnings {
		warnings = append(warnings, warning.Kind)
	}
	if got := parsed.Pattern.String(); got != c.Canonical {
		t.Errorf("%q: canonical %q, want %q", c.Entry, got, c.Canonical)
	}
	if !slices.Equal(changes, c.Changes) || !slices.Equal(warnings, c.Warnings) {
		t.Errorf("%q: changes %v, warnings %v, want %v, %v", c.Entry, changes, warnings, c.Changes, c.Warnings)
	}
}

func TestSplitConforms(t *testing.T) {
	t.Parallel()
	for _, c := range readConformance(t).Split {
		if got := origin.Split(c.Text); !slices.Equal(got, c.Entries) {
			t.Errorf("%s: got %q, want %q", c.Name, got, c.Entries)
		}
	}
}

// Every case of the adversarial table that concerns websites is covered: README.md says which ones cannot be data.
func TestTableIsCovered(t *testing.T) {
	t.Parallel()
	data := readConformance(t)
	covered := map[int]bool{}
	names := map[string]bool{}
	note := func(section, name string, number int) {
		covered[number] = true
		if names[section+name] {
			t.Errorf("%s: two cases are called %q", section, name)
		}
		names[section+name] = true
	}
	for _, c := range data.Origin {
		note("origin", c.Name, c.Case)
	}
	for _, c := range data.Referer {
		note("referer", c.Name, c.Case)
	}
	for _, c := range data.Save {
		note("save", c.Name, c.Case)
	}
	for _, c := range data.Split {
		note("split", c.Name, c.Case)
	}
	for number := 1; number <= 80; number++ {
		ofWebsites := number <= 50 || number >= 71
		if ofWebsites && !covered[number] {
			t.Errorf("no case covers number %d of the table", number)
		}
		if !ofWebsites && covered[number] {
			t.Errorf("number %d of the table is not about websites", number)
		}
	}
}
