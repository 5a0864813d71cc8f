package manageapi

import (
	"context"
	"net/http"
	"reflect"

	"latchkey/internal/account"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/knowledge"
)

const (
	maxSearched  = 2000 // characters of a question
	maxFound     = 20
	defaultFound = 5
)

// searchBody is a question to be tried.
type searchBody struct {
	Question string `json:"question" minLength:"1" maxLength:"2000" doc:"The question, as a visitor would ask it." example:"Can I send something back?"`
	Limit    *int   `json:"limit,omitempty" minimum:"1" maximum:"20" doc:"Most passages; without it 5." example:"5"`
}

type foundPassages struct {
	Passages []foundPassage `json:"passages" nullable:"false" doc:"The passages that answer the question, best first; none when the documents say too little about it."`
}

type foundPassage struct {
	DocumentID string   `json:"documentId" doc:"Id of the document." example:"d_3vYc0sXw8ZpQ1nRk7LtBa2"`
	PassageID  string   `json:"passageId" doc:"Id of the passage." example:"p_6Jd2mWq8XzR4tLc1VnKe0s"`
	Title      string   `json:"title" doc:"Title of the document." example:"Returns"`
	Path       []string `json:"path" nullable:"false" doc:"The headings from the title down to the passage." example:"[\"Returns\",\"How to send something back\"]"`
	Text       string   `json:"text" doc:"The passage, Markdown without the headings." example:"Goods can be returned within 30 days."`
	Page       int      `json:"page" doc:"Page of the document that the passage begins on, from 1; 0 where there are no pages." example:"0"`
	URL        string   `json:"url" doc:"Where visitors can read the document; empty = nowhere." example:"https://example.com/returns"`
	Score      float64  `json:"score" doc:"How well it fits; comparable within one search only." example:"7.31"`
}

type foundOutput struct{ Body foundPassages }

func (a *API) registerSearch() {
	type search struct {
		AssistantPath
		JSONBody
	}
	register(a, route{method: http.MethodPost, path: "/assistants/{assistantId}/search", id: "searchDocuments", need: needs(account.Viewer, account.ReadDocuments), tag: documentTag,
		summary:     "Try a question on the documents",
		description: "Returns the passages that an answer to the question would be made from: the search is the same. Nothing is stored or counted, and no model is asked.",
		body:        reflect.TypeFor[searchBody]()},
		func(ctx context.Context, in *search) (*foundOutput, error) {
			asked, err := searched(in.RawBody)
			if err != nil {
				return nil, err
			}
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			hits, err := a.Knowledge.Search(ctx, in.AssistantID, asked.Question, *asked.Limit)
			return foundOf(hits), err
		})
}

func searched(raw []byte) (asked searchBody, err error) {
	asked.Limit = new(defaultFound)
	problems := errs.Problems(edit.Decode(raw, &asked))
	problems.Text("question", asked.Question, 1, maxSearched)
	problems.Range("limit", *asked.Limit, 1, maxFound)
	return asked, errs.InvalidFields(errs.Distinct(problems))
}

func foundOf(hits []knowledge.Hit) *foundOutput {
	out := &foundOutput{foundPassages{make([]foundPassage, len(hits))}}
	for i, hit := range hits {
		out.Body.Passages[i] = foundPassage{
			DocumentID: hit.Passage.DocumentID, PassageID: hit.Passage.ID, Title: hit.Title, Path: hit.Passage.Path, Text: hit.Passage.Text,
			Page: hit.Passage.Page, URL: hit.URL, Score: hit.Score,
		}
	}
	return out
}
