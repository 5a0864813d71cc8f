package app

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"latchkey/internal/errs"
	"latchkey/internal/knowledge"
	"latchkey/internal/provider"
	"latchkey/internal/provider/builtin"
)

// answered asks the built-in provider, with attachments and passages of the knowledge, and returns the text and the sources that it cites.
func answered(t *testing.T, req provider.Request) (text string, sources []string) {
	t.Helper()
	k, err := knowledge.New(nil, knowledge.Options{}) // no document is looked up
	if err != nil {
		t.Fatal(err)
	}
	for event, err := range (reader{builtin.New(), k}).Answer(t.Context(), req) {
		if err != nil {
			t.Fatal(err)
		}
		text += event.Text
		for _, r := range event.References {
			sources = append(sources, r.Source)
		}
	}
	return text, sources
}

var returns = provider.Passage{
	ID: "p_1", DocumentID: "d_1", Title: "Returns", Path: []string{"Returns"}, Source: "https://shop.example/returns", Text: "You can return goods within thirty days.", Score: 4,
}

// The built-in provider answers from what a visitor has attached, and cites it by the name of the file.
func TestAttachmentsAreRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		question   string
		attachment provider.Attachment
		want       string
	}{
		"text": {"When does the warranty of the lawn mower end?", provider.Attachment{ID: "f_1", Name: "contract.txt", MediaType: "text/plain",
			Text: "Contract\n========\n\nThe warranty of the lawn mower ends after four years.\n\nPayment is due in May."}, "four years"},
		"markdown": {"Who waters the tomatoes?", provider.Attachment{ID: "f_1", Name: "plan.md", MediaType: "text/markdown",
			Text: "# Garden\n\n## Tomatoes\n\nOlga waters the tomatoes on Mondays."}, "Olga"},
		"semicolons": {"What is the price of the green kettle?", provider.Attachment{ID: "f_1", Name: "prices.csv", MediaType: "text/csv",
			Text: "article;price\nred kettle;19,50\ngreen kettle;24,90\n"}, "24,90"},
		"sheet": {"What is the price of the green kettle?", provider.Attachment{ID: "f_1", Name: "prices.xlsx",
			MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			Text:      "# Kitchen\n\narticle\tprice\nred kettle\t19.50\ngreen kettle\t24.90\n"}, "24.90"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, sources := answered(t, provider.Request{Question: c.question, Attachments: []provider.Attachment{c.attachment}})
			if !strings.Contains(text, c.want) || !slices.Equal(sources, []string{c.attachment.Name}) {
				t.Errorf("%q from %v", text, sources)
			}
		})
	}
}

// What an attachment says comes before what the knowledge says of the same; one about something else changes nothing.
func TestAttachmentsBesideKnowledge(t *testing.T) {
	t.Parallel()
	ask := func(attachments ...provider.Attachment) (string, []string) {
		return answered(t, provider.Request{Question: "Within how many days can I return goods?", Passages: []provider.Passage{returns}, Attachments: attachments})
	}
	plain, sources := ask()
	if !strings.Contains(plain, "thirty days") || !slices.Equal(sources, []string{returns.Source}) {
		t.Fatalf("%q from %v", plain, sources)
	}
	other := provider.Attachment{ID: "f_1", Name: "poem.txt", MediaType: "text/plain", Text: "The moon is a boat of silver over the sea."}
	if text, sources := ask(other); text != plain || !slices.Equal(sources, []string{returns.Source}) {
		t.Errorf("%q from %v", text, sources)
	}
	mine := provider.Attachment{ID: "f_3", Name: "contract.txt", MediaType: "text/plain", Text: "You can return goods within ninety days, by this contract."}
	if text, sources := ask(mine); !strings.Contains(text, "ninety days") || len(sources) == 0 || sources[0] != "contract.txt" {
		t.Errorf("%q from %v", text, sources)
	}
}

// A picture is not passed over in silence: the built-in provider says that it cannot look at it.
func TestPicturesAreNotRead(t *testing.T) {
	t.Parallel()
	k, err := knowledge.New(nil, knowledge.Options{})
	if err != nil {
		t.Fatal(err)
	}
	picture := provider.Attachment{ID: "f_2", Name: "a.png", MediaType: "image/png", Image: []byte{1}}
	for event, err := range (reader{builtin.New(), k}).Answer(t.Context(), provider.Request{Question: "What is this?", Attachments: []provider.Attachment{picture}}) {
		if e, ok := errs.As(err); !ok || e.Code != provider.NoVision {
			t.Errorf("%+v, %v", event, err)
		}
	}
}

// failing fails before the first event.
type failing struct{}

// Answer implements provider.Provider.
func (failing) Answer(context.Context, provider.Request) iter.Seq2[provider.Event, error] {
	return func(yield func(provider.Event, error) bool) { yield(provider.Event{}, context.Canceled) }
}

// What goes wrong reaches the chat, and a reader that leaves ends the answer.
func TestReaderPassesOn(t *testing.T) {
	t.Parallel()
	k, err := knowledge.New(nil, knowledge.Options{})
	if err != nil {
		t.Fatal(err)
	}
	req := provider.Request{Question: "Who waters?", Attachments: []provider.Attachment{{ID: "f_1", Name: "a.txt", MediaType: "text/plain", Text: "Olga waters."}}}
	for _, err := range (reader{failing{}, k}).Answer(t.Context(), req) {
		if err != context.Canceled {
			t.Errorf("error %v", err)
		}
	}
	for range (reader{builtin.New(), k}).Answer(t.Context(), req) {
		break
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	failed := false
	for _, err := range (reader{builtin.New(), k}).Answer(ended, req) {
		failed = failed || err != nil
	}
	if !failed {
		t.Error("an answer that nobody wants any more was made")
	}
}
