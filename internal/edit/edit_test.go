package edit_test

import (
	"reflect"
	"testing"
	"time"

	"latchkey/internal/edit"
)

type inner struct {
	Size  int      `json:"size"`
	On    bool     `json:"on"`
	Lines []string `json:"lines"`
}

type outer struct {
	Name   string     `json:"name"`
	Until  *time.Time `json:"until"`
	Inner  inner      `json:"inner"`
	Maybe  *inner     `json:"maybe"`
	Hidden string     `json:"-"`
}

func defaults() outer { return outer{Name: "default", Inner: inner{Size: 70, Lines: []string{}}} }

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, raw string
		want      func(*outer)
		problems  map[string]string
	}{
		{"empty object keeps the defaults", `{}`, func(*outer) {}, nil},
		{"null keeps the default", `{"name":null,"inner":{"size":null}}`, func(*outer) {}, nil},
		{"values", `{"name":"x","until":"2026-01-31T12:00:00Z","inner":{"on":true,"lines":["a"]}}`, func(o *outer) {
			until := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
			o.Name, o.Until, o.Inner.On, o.Inner.Lines = "x", &until, true, []string{"a"}
		}, nil},
		{"every problem at once", `{"name":1,"Hidden":"h","naMe":"y","until":"soon","inner":{"size":1.5,"on":"yes","lines":"a","z":0}}`,
			func(*outer) {}, map[string]string{
				"name":        "must be a text",
				"Hidden":      "is not a field that can be set",
				"naMe":        `is not a field; did you mean "name"?`,
				"until":       "must be a time like 2026-01-31T12:00:00Z or null",
				"inner.size":  "must be a whole number",
				"inner.on":    "must be true or false",
				"inner.lines": "must be a list of texts",
				"inner.z":     "is not a field that can be set",
			}},
		{"not an object", `[1]`, func(*outer) {}, map[string]string{"": "must be a JSON object"}},
		{"null document", `null`, func(*outer) {}, map[string]string{"": "must be a JSON object"}},
		{"not JSON", `{"name"`, func(*outer) {}, map[string]string{"": "must be a JSON object"}},
		{"not UTF-8", "{\"name\":\"\xff\"}", func(*outer) {}, map[string]string{"": "must be UTF-8 text"}},
		{"an object that may be absent", `{"maybe":{"size":3}}`, func(o *outer) { o.Maybe = &inner{Size: 3} }, nil},
		{"problems in it", `{"maybe":{"size":"x","on":true,"sise":1}}`, func(o *outer) { o.Maybe = &inner{On: true} },
			map[string]string{"maybe.size": "must be a whole number", "maybe.sise": "is not a field that can be set"}},
		{"no object where one may be", `{"maybe":3}`, func(*outer) {}, map[string]string{"maybe": "must be a JSON object"}},
		{"nested not an object", `{"inner":3}`, func(*outer) {}, map[string]string{"inner": "must be a JSON object"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, want := defaults(), defaults()
			c.want(&want)
			problems := map[string]string{}
			for _, p := range edit.Decode([]byte(c.raw), &got) {
				problems[p.Location] = p.Message
			}
			if len(problems)+len(c.problems) > 0 && !reflect.DeepEqual(problems, c.problems) {
				t.Errorf("problems %v\nwant     %v", problems, c.problems)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	current := outer{Name: "mine", Inner: inner{Size: 99, On: true, Lines: []string{"a", "b"}}}
	for _, c := range []struct {
		name, patch string
		want        outer
	}{
		{"absent keeps", `{}`, current},
		{"null resets", `{"name":null,"inner":{"size":null}}`,
			outer{Name: "default", Inner: inner{Size: 70, On: true, Lines: []string{"a", "b"}}}},
		{"null resets a whole object", `{"inner":null}`, outer{Name: "mine", Inner: inner{Size: 70, Lines: []string{}}}},
		{"an object that was absent", `{"maybe":{"size":3}}`, outer{Name: "mine", Inner: current.Inner, Maybe: &inner{Size: 3}}},
		{"lists are replaced whole", `{"inner":{"lines":["c"]}}`,
			outer{Name: "mine", Inner: inner{Size: 99, On: true, Lines: []string{"c"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := defaults()
			if problems := edit.Merge(current, []byte(c.patch), &got); len(problems) > 0 {
				t.Fatal(problems)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
	with := current
	with.Maybe = &inner{Size: 3, On: true}
	for patch, want := range map[string]*inner{`{}`: with.Maybe, `{"maybe":null}`: nil, `{"maybe":{"size":4}}`: {Size: 4, On: true}, `{"maybe":{"on":null}}`: {Size: 3}} {
		got := defaults()
		if problems := edit.Merge(with, []byte(patch), &got); len(problems) > 0 || !reflect.DeepEqual(got.Maybe, want) {
			t.Errorf("%s: %+v, %v", patch, got.Maybe, problems)
		}
	}
	for _, misspelt := range []string{`{"nmae":null}`, `{"inner":{"sizes":null}}`} {
		got := defaults()
		if problems := edit.Merge(current, []byte(misspelt), &got); len(problems) != 1 {
			t.Errorf("patch %s: problems %v", misspelt, problems)
		}
		if !reflect.DeepEqual(got, current) {
			t.Errorf("patch %s: the rest is %+v, want %+v", misspelt, got, current)
		}
	}
	for _, bad := range []string{`[]`, `null`, `"x"`, ``, `{`} {
		got := defaults()
		if problems := edit.Merge(current, []byte(bad), &got); len(problems) != 1 {
			t.Errorf("patch %q: problems %v", bad, problems)
		}
		if !reflect.DeepEqual(got, current) {
			t.Errorf("patch %q: the rest is %+v, want %+v", bad, got, current)
		}
	}
}
