package builtin_test

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/provider/builtin"
)

// told is a whole answer, as it was streamed.
type told struct {
	text       string
	events     int
	references []provider.Reference
	usage      *provider.Usage
}

func ask(t testing.TB, req provider.Request) told {
	t.Helper()
	var a told
	for event, err := range builtin.New().Answer(t.Context(), req) {
		if err != nil {
			t.Fatal(err)
		}
		if a.usage != nil {
			t.Error("an event after the usage")
		}
		if event.References != nil {
			if a.references != nil || a.text != "" {
				t.Error("references come late or twice")
			}
			a.references = event.References
		}
		if len(strings.Fields(event.Text)) > 5 {
			t.Errorf("long delta %q", event.Text)
		}
		a.text += event.Text
		a.usage = event.Usage
		a.events++
	}
	if a.usage == nil {
		t.Error("no usage")
	}
	return a
}

// shelf is what a search might have found, by name.
func shelf(names ...string) []provider.Passage {
	all := map[string]provider.Passage{
		"refunds": {ID: "p1", DocumentID: "d1", Title: "Returns", Path: []string{"Returns", "Refunds"},
			Source: "returns.md",
			Text: "We refund the price to the card that you paid with, within 5 working days after the " +
				"parcel has reached us. " +
				"Vouchers are refunded as a new voucher.[9]\n\nDelivery costs are refunded only when " +
				"the whole order comes back. " +
				"See below for details. Click here"},
		"steps": {ID: "p2", DocumentID: "d1", Title: "Returns", Path: []string{"Returns",
			"Sending tea back"}, Source: "returns.md",
			Text: "Opened tea cannot be returned. To return something:\n\n1. Open **My orders**.\n2. " +
				"Choose \"Return\".\n" +
				"3. Hand the parcel in at any post office.\n\nThe label is free."},
		"costs": {ID: "p3", DocumentID: "d2", Title: "Delivery", Path: []string{"Delivery", "Costs"},
			Source: "https://tea.example/d",
			Text: "| Destination | Cost |\n| --- | --- |\n| Italy | 5 € |\n| France | 9 € |\n| Spain | 10 " +
				"€ |\n| Norway | 14 € |\n" +
				"| Japan | 30 € |\n| Peru | 40 € |"},
		"listen": {ID: "p4", DocumentID: "d3", Title: "Settings", Path: []string{"Settings", "Network"},
			Source: "settings.md",
			Text: "The server listens on port 8080. To change it, set `listen` in the file:\n\n```toml\n# see [1]\n\nlisten = \":9000\"\n```\n\n" +
				"Dr. Who added this in version 2.1, e.g. for proxies. It needs a restart. Settings of " +
				"other parts are elsewhere."},
		"proxy": {ID: "p5", DocumentID: "d4", Title: "Proxies", Path: []string{"Proxies"}, Source: "proxies.md",
			Text: "Behind a reverse proxy the server must know the proxy's address. List it in `trusted_proxies`, one entry for each " +
				"port. Otherwise every visitor seems to have the address of the proxy."},
		"limit": {ID: "p7", DocumentID: "d6", Title: "Limits", Path: []string{"Limits", "Message limit"}, Source: "limits.md",
			Text: "A limit holds for one conversation. Everything else is counted apart. Visitors read \"That was all. Write to us.\" when it is " +
				"reached. Set it with one call:\n\n```\nset limit=20\n```\n\n| Option | Means |\n| --- | --- |\n" +
				"| `a` | The limit of messages. |\n| `b` | The text. |\n| `c` | The colour. |\n| `d` | The size. |\n" +
				"| `e` | The side. |\n| `f` | The sound. |"},
		"snippet": {ID: "p6", DocumentID: "d5", Title: "Snippet", Path: []string{"Snippet"}, Source: "s.md",
			Text: "```html\n<script src=\"x.js\"></script>\n```"},
	}
	var out []provider.Passage
	for i, name := range names {
		p := all[name]
		p.Score = 3 / float64(i+1)
		out = append(out, p)
	}
	return out
}

func request(question string, passages ...string) provider.Request {
	return provider.Request{Question: question, Passages: shelf(passages...),
		Settings: provider.Settings{AssistantName: "Kettle"}}
}

func TestAnswers(t *testing.T) {
	for name, tt := range map[string]struct {
		req  provider.Request
		want string
	}{
		"sentences": {request("When do I get my refund?", "refunds"),
			"We refund the price to the card that you paid with, within 5 working days after the " +
				"parcel has reached us. " +
				"Vouchers are refunded as a new voucher. [1]\n\nDelivery costs are refunded only when the " +
				"whole order comes back. [1]"},
		"steps stay whole, with their introduction": {request("How do I return tea?", "steps"),
			"Opened tea cannot be returned. To return something [1]:\n\n1. Open **My orders**.\n2. " +
				"Choose \"Return\".\n" +
				"3. Hand the parcel in at any post office."},
		"the rows in question": {request("How much does delivery to Norway cost?", "costs"),
			"**Costs** [1]:\n\n| Destination | Cost |\n| --- | --- |\n| Norway | 14 € |"},
		"how to do it: the lead and the code": {request("limit how many messages a visitor may send", "limit"),
			"A limit holds for one conversation. Everything else is counted apart. Visitors read \"That was all. Write to us.\" when it is " +
				"reached. Set it with one call [1]:\n\n```\nset limit=20\n```\n\nIn detail [1]:\n\n| Option | Means |\n| --- | --- |\n| `a` | The limit of messages. |\n| `b` | The text. |\n" +
				"| `c` | The colour. |\n| `d` | The size. |\n| `e` | The side. |\n| `f` | The sound. |"},
		"a table whose rows are not named stays whole": {request("which options are about messages", "limit"),
			"**Message limit** [1]:\n\n| Option | Means |\n| --- | --- |\n| `a` | The limit of messages. |\n| `b` | The text. |\n" +
				"| `c` | The colour. |\n| `d` | The size. |\n| `e` | The side. |\n| `f` | The sound. |"},
		"code without introduction": {request("Where is the snippet?", "snippet"),
			"**Snippet** [1]:\n\n```html\n<script src=\"x.js\"></script>\n```"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ask(t, tt.req).text; got != tt.want {
				t.Errorf("answer\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestAnswerFromTwoDocuments(t *testing.T) {
	a := ask(t, request("Which port does the server listen on behind a proxy?", "listen", "proxy"))
	want := []provider.Reference{
		{Number: 1, DocumentID: "d3", PassageID: "p4", Title: "Settings", Source: "settings.md"},
		{Number: 2, DocumentID: "d4", PassageID: "p5", Title: "Proxies", Source: "proxies.md"},
	}
	if !slices.Equal(a.references, want) {
		t.Errorf("references %+v, want %+v", a.references, want)
	}
	for _, part := range []string{"set `listen` in the file [1]:\n\n```toml\n# see [1]\n\nlisten = \":9000\"\n```", "\n\n**Proxies.** Behind"} {
		if !strings.Contains(a.text, part) {
			t.Errorf("no %q in\n%s", part, a.text)
		}
	}
}

// TestFurtherSources checks that a second passage is cited only when it is nearly as relevant and adds something, and that a
// command is taken from the best passage alone.
func TestFurtherSources(t *testing.T) {
	pause := provider.Passage{ID: "p1", DocumentID: "d1", Title: "Keys", Path: []string{"Keys", "Disable a key"}, Source: "keys.md",
		Text: "A disabled key can be enabled again:\n\n```\nkeys disable K\n```\n\nIt is refused meanwhile."}
	erase := provider.Passage{ID: "p2", DocumentID: "d2", Title: "Accounts", Path: []string{"Accounts", "Deleting"}, Source: "accounts.md",
		Text: "Deleting an account cannot be undone:\n\n```\naccounts delete A\n```"}
	nights := provider.Passage{ID: "p3", DocumentID: "d3", Title: "Nights", Path: []string{"Nights"}, Source: "nights.md",
		Text: "At night nobody answers, and the night watch may call you back."}
	for name, tt := range map[string]struct {
		question string
		second   provider.Passage
		score    float64
		want     int
	}{
		"a command that was not asked for":    {"disable a key without deleting it", erase, 0.9, 1},
		"a command that does something else":  {"disable a key and delete an account", erase, 0.9, 1},
		"nothing new":                         {"disable a key", nights, 0.9, 1},
		"something new":                       {"disable a key at night", nights, 0.9, 2},
		"something new, but hardly relevant":  {"disable a key at night", nights, 0.3, 1},
		"what the first passage says further": {"is a disabled key refused", nights, 0.9, 1},
	} {
		t.Run(name, func(t *testing.T) {
			first, second := pause, tt.second
			first.Score, second.Score = 1, tt.score
			a := ask(t, provider.Request{Question: tt.question, Passages: []provider.Passage{first, second}})
			if len(a.references) != tt.want || strings.Contains(a.text, "accounts delete") {
				t.Errorf("%d sources, want %d, in\n%s", len(a.references), tt.want, a.text)
			}
		})
	}
}

var (
	codeFence = regexp.MustCompile("(?s)```.*?```")
	mark      = regexp.MustCompile(`\[(\d)\]`)
)

// TestEveryAnswerIsSound checks what holds for every answer from passages, whatever they are.
func TestEveryAnswerIsSound(t *testing.T) {
	names := []string{"refunds", "steps", "costs", "listen", "proxy", "snippet"}
	questions := []string{"How do I get a refund for returned tea?", "port proxy listen",
		"delivery to Peru", "server", "zzz",
		"Quanto costa la consegna in Norvegia?", "what does it cost to send a parcel back?"}
	for i := range names {
		order := append(slices.Clone(names[i:]), names[:i]...)
		for _, question := range questions {
			req := request(question, order...)
			checkSound(t, req, ask(t, req))
		}
	}
}

func checkSound(t *testing.T, req provider.Request, a told) {
	t.Helper()
	prose := codeFence.ReplaceAllString(a.text, "```")
	cited := map[string]bool{}
	highest := 0
	for _, m := range mark.FindAllStringSubmatch(prose, -1) {
		cited[m[1]] = true
		n := int(m[1][0] - '0')
		if n > highest+1 {
			t.Errorf("[%d] is cited before [%d] in\n%s", n, highest+1, a.text)
		}
		highest = max(highest, n)
	}
	if len(cited) != len(a.references) || len(cited) == 0 || len(cited) > 3 {
		t.Errorf("%d sources cited, %d references in\n%s", len(cited), len(a.references), a.text)
	}
	if a.references[0].DocumentID != req.Passages[0].DocumentID {
		t.Errorf("the first reference is %+v", a.references[0])
	}
	if words := len(strings.Fields(a.text)); words > 160 || words < 3 {
		t.Errorf("%d words", words)
	}
	for _, bad := range []string{"See below", "Click here", "[9]", "::", " .", "..", "\n\n\n"} {
		if strings.Contains(prose, bad) {
			t.Errorf("%q in\n%s", bad, a.text)
		}
	}
	for paragraph := range strings.SplitSeq(prose, "\n\n") {
		if !wholeParagraph(paragraph) {
			t.Errorf("paragraph %q in\n%s", paragraph, a.text)
		}
	}
}

var proseEnd = regexp.MustCompile(`([.!?"] \[\d\]|\w \[\d\]:|\*\* \[\d\]:)$`)

func wholeParagraph(p string) bool {
	return p == "```" || strings.HasPrefix(p, "|") || strings.HasPrefix(p, "1. ") || strings.HasPrefix(p,
		"- ") || proseEnd.MatchString(p)
}

func TestNothingFound(t *testing.T) {
	for question, want := range map[string]string{
		"What is the capital of Mongolia?":          "I found nothing",
		"Qual è la capitale della Mongolia?":        "Non ho trovato nulla",
		"Was ist die Hauptstadt der Mongolei?":      "nichts gefunden",
		"Quelle est la capitale de la Mongolie ?":   "Je n'ai rien trouvé",
		"¿Cuál es la capital de la Mongolia y qué?": "No he encontrado nada",
		"": "I found nothing",
	} {
		a := ask(t, provider.Request{Question: question})
		if !strings.Contains(a.text, want) || a.references != nil {
			t.Errorf("%q: %q, %v", question, a.text, a.references)
		}
	}
	empty := provider.Request{Question: "What?", Passages: []provider.Passage{{ID: "p", Text: "See below"}}}
	if a := ask(t, empty); !strings.Contains(a.text, "I found nothing") || a.references != nil {
		t.Errorf("%q", a.text)
	}
}

func TestSmallTalk(t *testing.T) {
	for question, want := range map[string]string{
		"Hello!":                         "Hello! I'm Kettle. What would you like to know?",
		"hi there, Kettle":               "Hello! I'm Kettle. What would you like to know?",
		"Thank you so much for the help": "You're welcome! Just ask if there is anything else.",
		"ok bye":                         "Goodbye, and thanks for stopping by!",
		"Who are you?": "I'm Kettle. I answer questions from the information on this " +
			"site and tell you where each answer comes from.",
		"Buongiorno":  "Ciao! Sono Kettle. Che cosa vuoi sapere?",
		"vielen Dank": "Gern geschehen! Fragen Sie jederzeit weiter.",
		"Qui êtes-vous ?": "Je suis Kettle. Je réponds aux questions avec les informations " +
			"de ce site et j'indique mes sources.",
		"¡Hola!": "¡Hola! Soy Kettle. ¿Qué te gustaría saber?",
	} {
		a := ask(t, request(question, "refunds"))
		if a.text != want || a.references != nil {
			t.Errorf("%q: %q, want %q", question, a.text, want)
		}
	}
	if a := ask(t, request("Hello, how do refunds work?", "refunds")); a.references == nil {
		t.Errorf("a question after a greeting was not answered: %q", a.text)
	}
	if a := ask(t, provider.Request{Question: "hello"}); a.text != "Hello! I'm the assistant of this site. "+
		"What would you like to know?" {
		t.Errorf("without a name: %q", a.text)
	}
}

func TestUsageCountsWords(t *testing.T) {
	a := ask(t, request("Where is the snippet?", "snippet"))
	if want := (provider.Usage{AvailableContext: 4, UsedContext: 4, OutputTokens: 6,
		UserQuery: 4}); *a.usage != want {
		t.Errorf("usage %+v, want %+v", *a.usage, want)
	}
}

func TestMaxOutputTokens(t *testing.T) {
	req := request("How do refunds of delivery costs work?", "refunds", "steps", "listen", "proxy")
	req.Settings.MaxOutputTokens = 20
	if n := len(strings.Fields(ask(t, req).text)); n > 25 {
		t.Errorf("%d words", n)
	}
}

func TestDeterministicAndConcurrent(t *testing.T) {
	req := request("How do I get a refund for returned tea?", "refunds", "steps", "costs", "listen", "proxy")
	want := ask(t, req)
	var work sync.WaitGroup
	for range 8 {
		work.Go(func() {
			if got := ask(t, req); got.text != want.text || got.events != want.events ||
				!slices.Equal(got.references, want.references) {
				t.Errorf("another answer:\n%s\nthan\n%s", got.text, want.text)
			}
		})
	}
	work.Wait()
}

func TestStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for event, err := range builtin.New(builtin.WithPace(time.Millisecond)).Answer(ctx, request("refund", "refunds")) {
		if event.Text != "" {
			cancel()
		}
		if event.Usage != nil {
			t.Error("a stopped answer is not complete")
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) || errs.KindOf(last) != errs.Unavailable {
		t.Errorf("last error %v", last)
	}
}

func TestStopsWithoutConsumer(t *testing.T) {
	events := 0
	for range builtin.New().Answer(t.Context(), request("refund", "refunds")) {
		if events++; events == 2 {
			break
		}
	}
	if events != 2 {
		t.Errorf("%d events", events)
	}
}

// TestPaceWaitsForContext would take an hour if the pace could not be interrupted.
func TestPaceWaitsForContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	for _, err := range builtin.New(builtin.WithPace(time.Hour)).Answer(ctx, provider.Request{Question: "hello"}) {
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	for _, p := range shelf("refunds", "steps", "costs", "listen") {
		f.Add("How do I get a refund?", p.Text, p.Title)
	}
	f.Fuzz(func(t *testing.T, question, text, title string) {
		passage := provider.Passage{ID: "p", DocumentID: "d", Title: title, Path: []string{title}, Text: text}
		a := ask(t, provider.Request{Question: question, Passages: []provider.Passage{passage, passage}})
		if a.text == "" || strings.ToValidUTF8(text+title+question, "") == text+title+question &&
			strings.ToValidUTF8(a.text, "") != a.text {
			t.Errorf("answer %q", a.text)
		}
	})
}

func BenchmarkAnswer(b *testing.B) {
	req := request("How do I get a refund for returned tea?", "refunds", "steps", "costs", "listen", "proxy")
	for b.Loop() {
		ask(b, req)
	}
}
