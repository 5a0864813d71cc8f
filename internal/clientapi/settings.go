package clientapi

import (
	"net/http"

	"latchkey/internal/access"
	"latchkey/internal/httpx"
)

// getSettings answers that a visitor has no settings: the assistant's hold. Visitors have no accounts to keep settings in.
func (a *API) getSettings(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.decide(r, apiKey(r), r.URL.Query().Get("assistantId"), access.Request); err != nil {
		return err
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", struct{}{})
	return nil
}

// putSettings takes what that client sends at the switch for thinking, and does not look at the answer to. What it switched comes with each question.
func (a *API) putSettings(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.decide(r, apiKey(r), "", access.Request); err != nil {
		return err
	}
	var settings any
	if _, err := readBody(w, r, &settings); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
