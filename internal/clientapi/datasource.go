package clientapi

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
	"latchkey/internal/provider"
)

const (
	// signedPath is where a link that this server has sealed opens one file, without a key: that client sends its key to wherever the link leads, so it leads nowhere else.
	signedPath = "/local/files/signed/"

	linkPurpose = "file-link"
	linkTime    = 5 * time.Minute
)

// link is what a signed link opens.
type link struct {
	AssistantID string    `json:"a"`
	DocumentID  string    `json:"d"`
	Until       time.Time `json:"u"`
}

func noDocument() error { return errs.Missing("document") }

// linkDocument answers with a link to the file of a document that was cited in the conversation, if the assistant's owner shares documents. Everything else is
// absent: nobody can try out which documents there are.
func (a *API) linkDocument(w http.ResponseWriter, r *http.Request) error {
	policy, c, err := a.readable(r)
	if err != nil {
		return err
	}
	document, err := a.sharedDocument(r, policy, c)
	if err != nil {
		return err
	}
	raw := encode(link{policy.Assistant.ID, document, time.Now().Add(linkTime)})
	sealed := base64.RawURLEncoding.EncodeToString(a.Box.Seal(raw, linkPurpose, ""))
	httpx.WriteJSON(w, http.StatusOK, "application/json", map[string]string{"signedUrl": a.publicURL(r) + signedPath + sealed})
	return nil
}

func (a *API) sharedDocument(r *http.Request, policy *access.Policy, c chat.Conversation) (id string, err error) {
	id = r.PathValue("documentId")
	if !policy.Assistant.ShareDocuments {
		return "", noDocument()
	}
	d, err := a.Documents.Get(r.Context(), policy.Assistant.ID, id)
	if err != nil {
		return "", err
	}
	if d.BlobKey == "" {
		return "", noDocument()
	}
	cited, err := a.cited(r, c.ID, id)
	if err == nil && !cited {
		err = noDocument()
	}
	return id, err
}

// cited says whether an answer of a conversation cites a document.
func (a *API) cited(r *http.Request, conversationID, documentID string) (bool, error) {
	for q, err := range a.Chat.Page(r.Context(), conversationID, 0, math.MaxInt) {
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(q.References, func(ref provider.Reference) bool { return ref.DocumentID == documentID }) {
			return true, nil
		}
	}
	return false, nil
}

// publicURL is where the caller reaches this server.
func (a *API) publicURL(r *http.Request) string {
	if a.PublicURL != "" {
		return a.PublicURL
	}
	if r.TLS != nil || strings.EqualFold(header(r, "X-Forwarded-Proto"), "https") {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// serveSigned answers with the file of a signed link, as a download. Whoever has the link may have it, for a few minutes and as long as documents are shared.
func (a *API) serveSigned(w http.ResponseWriter, r *http.Request) {
	allowOrigin(w, r)
	w.Header()["Cross-Origin-Resource-Policy"] = []string{"cross-origin"}
	if err := a.sendSigned(w, r); err != nil {
		httpx.WriteProblem(w, "application/json", a.problem(r, err))
	}
}

func (a *API) sendSigned(w http.ResponseWriter, r *http.Request) error {
	l, err := a.openLink(r)
	if err != nil {
		return err
	}
	d, content, err := a.Documents.File(r.Context(), l.AssistantID, l.DocumentID)
	if err != nil {
		return err
	}
	writeFile(w, d.SaveName(), "application/octet-stream", content)
	return nil
}

// openLink returns what the link of the path opens now: nothing when the owner shares documents no more.
func (a *API) openLink(r *http.Request) (l link, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(r.PathValue("link"))
	if err == nil {
		sealed, err = a.Box.Open(sealed, linkPurpose, "")
	}
	if err == nil {
		err = json.Unmarshal(sealed, &l)
	}
	if err != nil || time.Now().After(l.Until) {
		return l, linkOver(err)
	}
	owner, err := a.Assistants.Get(r.Context(), l.AssistantID)
	if errs.KindOf(err) == errs.NotFound || (err == nil && !owner.ShareDocuments) {
		err = linkOver(err)
	}
	return l, err
}

func linkOver(cause error) error {
	return errs.Wrap(cause, errs.NotFound, "LINK_OVER", "This link does not work, or not any more. Ask for another one.")
}
