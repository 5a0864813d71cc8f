package clientapi

import (
	"net/http"
	"strings"

	"latchkey/internal/access"
	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
)

// getQuery returns one row. That client asks for it when an answer has [n] marks, and goes on asking until there is grounding.
func (a *API) getQuery(w http.ResponseWriter, r *http.Request) error {
	policy, c, err := a.readable(r)
	if err != nil {
		return err
	}
	q, err := a.Chat.Query(r.Context(), c.ID, r.PathValue("queryId"))
	if err != nil {
		return err
	}
	row := rowOf(policy.Key.AssistantID, q)
	row.ExtraInfo.Grounding = &grounding{Overridden: true, Sources: []struct{}{}, CitedIDs: []string{}}
	httpx.WriteJSON(w, http.StatusOK, "application/json", row)
	return nil
}

func (a *API) reactToQuery(w http.ResponseWriter, r *http.Request) error {
	_, c, err := a.readable(r)
	if err != nil {
		return err
	}
	var body struct {
		Reaction string `json:"reaction"`
	}
	if _, err := readBody(w, r, &body); err != nil {
		return err
	}
	id, reaction := r.PathValue("queryId"), chat.Reaction(strings.ToUpper(body.Reaction))
	if err := a.Chat.React(r.Context(), c.ID, id, reaction); err != nil {
		return err
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", struct {
		ID       string `json:"id"`
		Reaction string `json:"reaction"`
	}{id, string(reaction)})
	return nil
}

func (a *API) reportQuery(w http.ResponseWriter, r *http.Request) error {
	_, c, err := a.readable(r)
	if err != nil {
		return err
	}
	var body struct {
		Answer string `json:"answer"`
	}
	if _, err := readBody(w, r, &body); err != nil {
		return err
	}
	if err := a.Chat.Report(r.Context(), c.ID, r.PathValue("queryId"), body.Answer); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// refuseAudio answers a spoken question. That client shows a text of its own for every status that is no success.
func (a *API) refuseAudio(_ http.ResponseWriter, r *http.Request) error {
	if _, err := a.admit(r, access.Request); err != nil {
		return err
	}
	return errs.New(errs.Unsupported, "AUDIO_UNSUPPORTED", "This assistant cannot listen. Please write your question.")
}

// getChunk returns the passage behind a citation.
func (a *API) getChunk(w http.ResponseWriter, r *http.Request) error {
	grant, err := a.decide(r, apiKey(r), "", access.Request)
	if err != nil {
		return err
	}
	queryID := r.URL.Query().Get("queryId")
	if queryID == "" {
		return missingField("query.queryId", "must be the id of the answer that cites the passage")
	}
	p, err := a.Chat.Cited(r.Context(), caller(grant.Policy), queryID, r.PathValue("passageId"))
	if err != nil {
		return err
	}
	kind, url := "FILE", ""
	if isWebURL(p.Source) {
		kind, url = "URL", p.Source
	}
	source := chunkSource{Name: p.Title, Type: kind, ChunkOrder: p.Position, URL: url}
	if p.Page > 0 {
		source.PageNumber = new(pageNumber(p.Page))
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", chunkObject{Content: p.Text, MediaType: "text/plain", Source: source})
	return nil
}

type chunkObject struct {
	Content   string      `json:"content"`
	MediaType string      `json:"mediaType"`
	Source    chunkSource `json:"source"`
}

type chunkSource struct {
	Name       string  `json:"name"`
	Type       string  `json:"type"`
	PageNumber *string `json:"pageNumber"`
	ChunkOrder int     `json:"chunkOrder"`
	URL        string  `json:"url"`
}
