package declare_test

import (
	"strings"
	"testing"

	"latchkey/internal/declare"
)

// Everything that is wrong in form is reported at once, with its line.
func TestProblemsOfForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file string
		want       []string // every line of the error, in order; each a part of it
	}{
		{"empty", "", []string{"k.yaml: is empty"}},
		{"only comments", "# nothing\n---\n", []string{"k.yaml: is empty"}},
		{"no assistants", "assistants: []\n", []string{"k.yaml: declares no assistants"}},
		{"no mapping", "- a\n", []string{"k.yaml:1: must be a mapping with the member assistants"}},
		{"no YAML", "assistants:\n  - name: \"a\n", []string{"k.yaml:"}},
		{"a tab", "assistants:\n\t- name: a\n", []string{"k.yaml:2: is not YAML"}},
		{"unknown members everywhere", `assistants:
  - name: a
    colour: red
    model: {temprature: 1}
    keys:
      - name: k
        status: ACTIVE
        restriction: {Websites: []}
version: 2
`, []string{
			"k.yaml:3: assistants[0].colour: is not a field that can be set",
			"k.yaml:4: assistants[0].model.temprature: is not a field that can be set",
			"k.yaml:7: assistants[0].keys[0].status: is not a field that can be set",
			`k.yaml:8: assistants[0].keys[0].restriction.Websites: is not a field; did you mean "websites"?`,
			"k.yaml:9: version: is not a member of a file",
		}},
		{"wrong types", `assistants:
  - name: 5
    conversationStarters: hello
    model: builtin
    keys:
      - name: k
        disabled: "yes"
        expiresAt: 2030-01-31
        restriction:
          websites: [1]
        configuration: {marginBottom: 10.5, engagementSound: .nan}
        limits: []
`, []string{
			"k.yaml:2: assistants[0].name: must be a text; got 5",
			`k.yaml:3: assistants[0].conversationStarters: must be a list of texts; got "hello"`,
			"k.yaml:4: assistants[0].model: must be a mapping",
			`k.yaml:7: assistants[0].keys[0].disabled: must be true or false; got "yes"`,
			`k.yaml:8: assistants[0].keys[0].expiresAt: must be a time like`,
			"k.yaml:10: assistants[0].keys[0].restriction.websites: must be a list of texts",
			"k.yaml:11: assistants[0].keys[0].configuration.engagementSound: must be a finite number",
			"k.yaml:11: assistants[0].keys[0].configuration.marginBottom: must be a whole number; got 10.5",
			"k.yaml:12: assistants[0].keys[0].limits: must be a mapping",
		}},
		{"members that stand twice", "assistants:\n  - name: a\n    description: x\n    description: y\n",
			[]string{"k.yaml:4: assistants[0].description: stands here for the second time; the first is in line 3"}},
		{"nothing to know it by", "assistants:\n  - description: x\n    keys: [{}]\n", []string{
			"k.yaml:2: assistants[0]: needs a name, or the id of one that exists",
			"k.yaml:3: assistants[0].keys[0]: needs a name",
		}},
		{"wrong id", "assistants:\n  - id: 12\n    name: a\n", []string{"k.yaml:2: assistants[0].id: must be a text that is not empty; got 12"}},
		{"two of one name, over documents", "assistants:\n  - name: a\n---\nassistants:\n  - name: a\n",
			[]string{"k.yaml:5: assistants[0].name: is also that of the assistant in line 2; give the id of both"}},
		{"two keys of one id", "assistants:\n  - name: a\n    keys:\n      - id: k_1\n      - {id: k_1, name: x}\n",
			[]string{"k.yaml:5: assistants[0].keys[1].id: is also that of the API key in line 4"}},
		{"a secret in the file", "assistants:\n  - name: a\n    model: {apiKey: sk-very-secret}\n",
			[]string{"k.yaml:3: assistants[0].model.apiKey: must not stand in a file; name an environment variable"}},
		{"a secret that is given and removed", "assistants:\n  - name: a\n    model: {apiKey: null, apiKeyEnv: X}\n",
			[]string{"k.yaml:3: assistants[0].model.apiKeyEnv: cannot be together with apiKey"}},
		{"no name of a variable", "assistants:\n  - name: a\n    model: {apiKeyEnv: 5}\n",
			[]string{"k.yaml:3: assistants[0].model.apiKeyEnv: must be the name of an environment variable"}},
		{"names of members that are no texts", "assistants:\n  - name: a\n    1: x\n", []string{"k.yaml:3: assistants[0].1: the name of a member must be a text"}},
		{"a type of YAML's own", "assistants:\n  - name: a\n    description: !!binary aGk=\n", []string{"k.yaml:3: assistants[0].description: has a type that is not known here"}},
		{"colors that are comments", "assistants:\n  - name: a\n    keys:\n      - name: k\n        configuration:\n          headerColor: #fff\n          position: right\n" +
			"      - name: l\n        configuration:\n          headerColor:   #15559d # blue\n      - name: m\n        configuration:\n          headerColor: # the default\n", []string{
			`k.yaml:6: assistants[0].keys[0].configuration.headerColor: has no value: behind a blank, # begins a comment in YAML. Put the color in quotes: "#fff"`,
			`k.yaml:10: assistants[0].keys[1].configuration.headerColor: has no value: behind a blank, # begins a comment in YAML. Put the color in quotes: "#15559d"`,
		}},
		{"no lists", "assistants: {name: a}\n", []string{"k.yaml:1: assistants: must be a list"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := declare.Read("k.yaml", strings.NewReader(c.file))
			if err == nil {
				t.Fatal("accepted")
			}
			lines := strings.Split(err.Error(), "\n")
			for i, want := range c.want {
				if i >= len(lines) || !strings.Contains(lines[i], want) {
					t.Fatalf("line %d must be %q in\n%v", i, want, err)
				}
			}
			if len(lines) > len(c.want) {
				t.Errorf("more problems than expected:\n%v", err)
			}
			if strings.Contains(err.Error(), "sk-very-secret") {
				t.Errorf("a secret is shown: %v", err)
			}
		})
	}
}

// What YAML offers against repetition works, and nothing grows beyond measure.
func TestAnchors(t *testing.T) {
	t.Parallel()
	for file, ok := range map[string]bool{
		"assistants:\n- name: a\n  keys:\n  - {name: x, configuration: &look {marginBottom: 20}}\n  - {name: y, configuration: {<<: *look, position: left}}\n": true,
		"assistants:\n- name: a\n  keys:\n  - {name: x, configuration: &look {marginBottom: 20}}\n  - {name: y, configuration: *look}\n":                       true,
		"assistants:\n- name: a\n  keys:\n  - {name: x, configuration: {<<: 5}}\n":                                                                             false,
		"assistants: &a [*a, *a]\n": false,
		"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n" +
			"e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\nassistants: [*f,*f]\n": false,
	} {
		if _, err := declare.Read("k.yaml", strings.NewReader(file)); (err == nil) != ok {
			t.Errorf("%s: %v", file, err)
		} else if err != nil && strings.Count(err.Error(), "\n") > 20 {
			t.Errorf("%s: %d problems", file, strings.Count(err.Error(), "\n"))
		}
	}
}

// Reading never fails in another way than by a report.
func FuzzRead(f *testing.F) {
	f.Add("assistants:\n  - name: a\n    keys: [{name: k, restriction: {type: WEBSITES}}]\n")
	f.Add("assistants: &a [*a]\n")
	f.Add("- {key: k, origin: o, expect: refused}\n")
	f.Add("a: {<<: [*x]}\n---\n? [a]\n: b\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, err := range []error{second(declare.Read("k.yaml", strings.NewReader(text))), second(declare.ReadCases("k.yaml", strings.NewReader(text)))} {
			if _, ok := err.(declare.Problems); err != nil && !ok {
				t.Errorf("%T: %v", err, err)
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestCases(t *testing.T) {
	t.Parallel()
	cases, err := declare.ReadCases("c.yaml", strings.NewReader("- {key: k_1, origin: https://a.example}\n- {key: k_2, ip: 203.0.113.5, expect: refused}\n"))
	if err != nil || len(cases) != 2 || cases[0].Expect != "allowed" || cases[1].Expect != "refused" || cases[1].IPAddress != "203.0.113.5" || cases[1].Line != 2 {
		t.Errorf("%+v %v", cases, err)
	}
	_, err = declare.ReadCases("c.yaml", strings.NewReader("- {origin: https://a.example, colour: red}\n- {key: 5, expect: maybe}\n- x\n"))
	want := `c.yaml:1: [0].colour: is not a member of a case; it has key, origin, referer, ip and expect
c.yaml:1: [0].key: must be a full API key or the id of one
c.yaml:2: [1].key: must be a text; got 5
c.yaml:2: [1].expect: must be allowed or refused; got "maybe"
c.yaml:3: [2]: must be a mapping with the members of one case`
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	for _, file := range []string{"", "[]", "key: x"} {
		if _, err := declare.ReadCases("c.yaml", strings.NewReader(file)); err == nil {
			t.Errorf("%q is accepted", file)
		}
	}
}
