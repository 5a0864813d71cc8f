package openai_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/provider/openai"
	"latchkey/internal/provider/providertest"
)

// Servers write the same stream in many ways.
func TestStreams(t *testing.T) {
	t.Parallel()
	whole := providertest.Stream(providertest.Words("Yes, ", "in 30 ", "days – “ok”."))
	const want = "Yes, in 30 days – “ok”."
	long := strings.Repeat("x", 1<<20)
	for name, c := range map[string]struct {
		script providertest.Script
		want   string
	}{
		"one byte at a time": {providertest.Raw(whole, 1), want},
		"three bytes":        {providertest.Raw(whole, 3), want},
		"all at once":        {providertest.Raw(whole, 0), want},
		"CRLF":               {providertest.Raw(strings.ReplaceAll(whole, "\n", "\r\n"), 7), want},
		"byte order mark":    {providertest.Raw("\xEF\xBB\xBF"+whole, 1), want},
		"without space":      {providertest.Raw(strings.ReplaceAll(whole, "data: ", "data:"), 0), want},
		"comments":           {providertest.Raw(": hello\n\n"+strings.ReplaceAll(whole, "\n\n", "\n\n: OPENROUTER PROCESSING\n\n"), 5), want},
		"other fields":       {providertest.Raw(strings.ReplaceAll(whole, "data: ", "event: message\nid: 7\nretry: 10\ndata: "), 0), want},
		"data in two lines":  {providertest.Raw(strings.ReplaceAll(whole, `,"object"`, ",\ndata: \"object\""), 0), want},
		"without end mark":   {providertest.Raw(strings.ReplaceAll(whole, "data: [DONE]\n\n", ""), 0), want},
		"no last line end":   {providertest.Raw(strings.TrimRight(strings.ReplaceAll(whole, "data: [DONE]\n\n", ""), "\n"), 0), want},
		"gzip":               {providertest.Zipped(providertest.Words("Yes, ", "zipped.")), "Yes, zipped."},
		"never closes":       {providertest.Unclosed("Yes."), "Yes."},
		"a line of a MB":     {providertest.Words("a", long, "b"), "a" + long + "b"},
		"strange members": {providertest.Raw(`data: {"choices":[{"delta":{"content":"Yes.","role":7,"tool_calls":null,"reasoning":{}},"finish_reason":null}],"usage":null}`+
			"\n\n"+`data: {"choices":[{"delta":{"content":null},"finish_reason":"stop"}]}`+"\n\n", 0), "Yes."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			up := providertest.New(t, c.script)
			text, last, _, err := collect(t.Context(), openai.New(openai.WithIdleTimeout(5*time.Second)), request(up))
			if err != nil || text != c.want || last.Usage == nil {
				t.Errorf("%.80q, %+v, %v", text, last, err)
			}
		})
	}
}

// What may help against a failure is known to those who would try again.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		script providertest.Script
		code   string
		fault  provider.Fault
		wait   time.Duration
	}{
		"401":           {providertest.Status(401), "MODEL_UNAUTHORIZED", provider.Misconfigured, 0},
		"404":           {providertest.Status(404), "MODEL_REJECTED", provider.Misconfigured, 0},
		"400":           {providertest.Status(400), "MODEL_REJECTED", provider.Unfit, 0},
		"408":           {providertest.Status(408), "MODEL_FAILED", provider.Transient, 0},
		"409":           {providertest.Status(409), "MODEL_FAILED", provider.Transient, 0},
		"429":           {providertest.Busy(""), "MODEL_BUSY", provider.Transient, 0},
		"429, wait":     {providertest.Busy("3"), "MODEL_BUSY", provider.Transient, 3 * time.Second},
		"429, nonsense": {providertest.Busy("soon"), "MODEL_BUSY", provider.Transient, 0},
		"no money":      {providertest.Refuse(429, "insufficient_quota", "x"), "MODEL_BUSY", provider.Misconfigured, 0},
		"503":           {providertest.Status(503), "MODEL_FAILED", provider.Transient, 0},
		"no headers":    {providertest.Silent(), "MODEL_TIMEOUT", provider.Stuck, 0},
		"no word":       {providertest.Hang(), "MODEL_TIMEOUT", provider.Stuck, 0},
		"HTML":          {providertest.HTML(), "MODEL_UNREADABLE", provider.Misconfigured, 0},
		"binary":        {providertest.Binary(), "MODEL_UNREADABLE", provider.Transient, 0},
		"no gzip": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "plain")
		}, "MODEL_UNREADABLE", provider.Transient, 0},
		"in the stream":  {providertest.Raw(`data: {"error":{"message":"no capacity","code":502}}`+"\n\n", 0), "MODEL_FAILED", provider.Transient, 0},
		"busy in stream": {providertest.Raw(`data: {"error":{"message":"slow down","code":429}}`+"\n\n", 0), "MODEL_BUSY", provider.Transient, 0},
		"after a word":   {providertest.Raw(providertest.Chunk("a")+`data: {"error":{"message":"x"}}`+"\n\n", 0), "MODEL_CUT", provider.Final, 0},
		"empty":          {func(w http.ResponseWriter, _ *http.Request) { providertest.Begin(w); providertest.End(w) }, "MODEL_EMPTY", provider.Unfit, 0},
		"filtered": {func(w http.ResponseWriter, _ *http.Request) {
			providertest.Begin(w)
			providertest.Finish(w, "content_filter")
		}, "MODEL_EMPTY", provider.Unfit, 0},
		"no reason given": {providertest.Raw("data: [DONE]\\n\\n", 0), "MODEL_UNREADABLE", provider.Transient, 0},
		"spent":           {func(w http.ResponseWriter, _ *http.Request) { providertest.Begin(w); providertest.Finish(w, "length") }, "MODEL_EMPTY", provider.Unfit, 0},
		"Ollama": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(404)
			fmt.Fprint(w, `{"error":"model not found"}`)
		}, "MODEL_REJECTED", provider.Misconfigured, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			up := providertest.New(t, c.script)
			_, _, _, err := collect(t.Context(), openai.New(openai.WithIdleTimeout(300*time.Millisecond)), request(up))
			e, ok := errs.As(err)
			if !ok || e.Code != c.code || provider.FaultOf(err) != c.fault || e.RetryAfter != c.wait || strings.Contains(err.Error(), "sk-1") {
				t.Errorf("%v: fault %d, wait %v", err, provider.FaultOf(err), e.RetryAfter)
			}
		})
	}
}

// What a model thinks is told apart from its answer, however its server sends it.
func TestReasoning(t *testing.T) {
	t.Parallel()
	said := func(deltas ...map[string]any) providertest.Script {
		return func(w http.ResponseWriter, _ *http.Request) {
			providertest.Begin(w)
			for _, d := range deltas {
				providertest.Delta(w, d)
			}
			providertest.End(w)
		}
	}
	type d = map[string]any
	inline := providertest.Stream(providertest.Words("\n<think>\nHm, <b", ">1</b> </thi", "nk>\n\n", "Yes <think>."))
	for name, c := range map[string]struct {
		script          providertest.Script
		reasoning, text string
	}{
		"reasoning_content": {said(d{"reasoning_content": "Hm"}, d{"reasoning_content": ", 1"}, d{"content": "Yes."}), "Hm, 1", "Yes."},
		"reasoning":         {said(d{"reasoning": "Hm", "content": ""}, d{"content": "Yes."}), "Hm", "Yes."},
		"both":              {said(d{"reasoning": "Hm", "reasoning_content": "Hm"}, d{"content": "Yes."}), "Hm", "Yes."},
		"inline":            {providertest.Raw(inline, 0), "\nHm, <b>1</b> ", "Yes <think>."},
		"thinking":          {providertest.Words("<thinking>", "Hm</thinking>Yes."), "Hm", "Yes."},
		"none":              {providertest.Words("<thin", "g> is no tag"), "", "<thing> is no tag"},
		"half a tag":        {providertest.Words("<thin"), "", "<thin"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			up := providertest.New(t, c.script)
			var reasoning, text string
			for event, err := range openai.New().Answer(t.Context(), request(up)) {
				if err != nil {
					t.Fatal(err)
				}
				if reasoning += event.Reasoning; event.Reasoning != "" && text != "" {
					t.Error("it thinks after it has answered")
				}
				text += event.Text
			}
			if reasoning != c.reasoning || text != c.text {
				t.Errorf("reasoning %q, text %q", reasoning, text)
			}
		})
	}
}

// A model is asked to think only when somebody wants that.
func TestThinkingEffort(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, providertest.Words("x"))
	for i, c := range []struct {
		thinking     bool
		effort, want string
	}{{false, "", ""}, {false, "high", ""}, {true, "", "medium"}, {true, "low", "low"}} {
		req := request(up)
		req.Settings.Thinking, req.Settings.ThinkingEffort = c.thinking, c.effort
		if _, _, _, err := collect(t.Context(), openai.New(), req); err != nil {
			t.Fatal(err)
		}
		if got := up.Requests()[i].ReasoningEffort; got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// A connection is used again for the next question.
func TestConnectionIsKept(t *testing.T) {
	t.Parallel()
	from := map[string]bool{}
	up := providertest.New(t, func(w http.ResponseWriter, r *http.Request) {
		from[r.RemoteAddr] = true // one request at a time
		providertest.Words("x")(w, r)
	})
	p := openai.New()
	for range 5 {
		if _, _, _, err := collect(t.Context(), p, request(up)); err != nil {
			t.Fatal(err)
		}
	}
	if len(from) != 1 {
		t.Errorf("%d connections", len(from))
	}
}

func TestTitle(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, nil)
	up.FollowForTitles(providertest.Words(`"**Returning a`, ` kettle**"`, "\n\nAnything else?"))
	title, usage, err := openai.New().Title(t.Context(), request(up).Settings, "Can I return the kettle?", "<thinking>Hm</thinking>Yes.")
	if err != nil || title != "Returning a kettle" || usage.UsedContext != 11 || usage.OutputTokens != 7 {
		t.Errorf("%q, %+v, %v", title, usage, err)
	}
	asked, _ := json.Marshal(up.Titles()[0].Messages)
	if up.Titles()[0].MaxTokens != 24 || strings.Contains(string(asked), "Hm") || !strings.Contains(string(asked), "kettle") {
		t.Errorf("asked %s", asked)
	}
	for _, garbage := range []string{"…", "", strings.Repeat("long ", 100), "{}"} {
		up.FollowForTitles(providertest.Words(garbage))
		if title, _, err := openai.New().Title(t.Context(), request(up).Settings, "q", "a"); err == nil || title != "" {
			t.Errorf("%q: %q", garbage, title)
		}
	}
}
