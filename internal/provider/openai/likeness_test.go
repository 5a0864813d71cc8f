package openai

import (
	"fmt"
	"strings"
	"testing"

	"latchkey/internal/provider/providertest"
)

// A chunk is read the same whether or not it is like the one before.
func TestLikeness(t *testing.T) {
	t.Parallel()
	const around = `{"id":"c","choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}]}`
	for name, list := range map[string][]string{
		"words":          {`"Yes, "`, `"in "`, `"30 "`, `""`, `"days."`},
		"escapes":        {`"a"`, `"\n"`, `"b"`, `"“\u00e9”"`, `"c\"d"`, `"e"`},
		"other types":    {`"a"`, `null`, `7`, `"b"`, `{"content":"x"}`},
		"broken":         {`"a"`, `"b`, `"c"`, "\"\xff\"", "\"d\te\"", `"f"`},
		"other members":  {`"a"`, `"b","refusal":"no"`, `"c"`, `"d"},"x":{"content":"e"`, `"f"`},
		"text as marks":  {`"content"`, `":"`, `"b"`},
		"begins escaped": {`"\u0041"`, `"b"`, `"c"`},
	} {
		var alike likeness
		for _, literal := range list {
			data := fmt.Appendf(nil, around, literal)
			want, wantErr := decode(data)
			if got, err := alike.decode(data); got != want || (err == nil) != (wantErr == nil) {
				t.Errorf("%s: %s is read as %+v, %v instead of %+v, %v", name, data, got, err, want, wantErr)
			}
		}
	}
}

// Two members of the same name are no reason to read the wrong one.
func TestLikenessLearnsWhatIsRead(t *testing.T) {
	t.Parallel()
	for _, form := range []string{
		`{"choices":[{"delta":{"content":"%s"}}],"x":{"content":"a"}}`,
		`{"x":{"content":"a"},"choices":[{"delta":{"content":"%s"}}]}`,
		`{"choices":[{"message":{"content":"%s"},"delta":{"content":"a"}}]}`,
	} {
		var alike likeness
		for _, text := range []string{"a", "b", "a", "c"} {
			data := fmt.Appendf(nil, form, text)
			want, _ := decode(data)
			if got, err := alike.decode(data); got != want || err != nil {
				t.Errorf("%s is read as %+v, %v", data, got, err)
			}
		}
	}
}

func FuzzLikeness(f *testing.F) {
	f.Add(`{"choices":[{"delta":{"content":"a"}}]}`, `{"choices":[{"delta":{"content":"b\\"}}]}`)
	f.Add(`{"choices":[{"delta":{"content":"a","content":"b"}}]}`, `{"choices":[{"delta":{"content":"a","content":"c"}}]}`)
	f.Add(strings.TrimPrefix(providertest.Chunk("Yes"), "data: "), `{"choices":[{"delta":{"content":"Yes"}}]}`)
	f.Fuzz(func(t *testing.T, first, second string) {
		var alike likeness
		for _, data := range []string{first, second, first} {
			want, wantErr := decode([]byte(data))
			got, err := alike.decode([]byte(data))
			if got != want || (err == nil) != (wantErr == nil) {
				t.Errorf("%s is read as %+v, %v instead of %+v, %v", data, got, err, want, wantErr)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data := []byte(strings.TrimSpace(strings.TrimPrefix(providertest.Chunk("word "), "data: ")))
	b.Run("alike", func(b *testing.B) {
		var alike likeness
		for b.Loop() {
			_, _ = alike.decode(data)
		}
	})
	b.Run("alone", func(b *testing.B) {
		for b.Loop() {
			_, _ = decode(data)
		}
	})
}
