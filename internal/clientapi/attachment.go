package clientapi

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/attachment"
	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
)

const (
	attachments = conversation + "/attachments"

	// A file holds a place in memory while it arrives, so it has this long, and longer for every byte that has come: who sends nothing is gone soon.
	uploadGrace  = 10 * time.Second
	uploadRate   = 50_000 // bytes in a second
	maxFormField = 1 << 10
	// maxUpload leaves room for the multipart framing around the longest file.
	maxUpload = attachment.MaxBytes + 64<<10
)

// attachmentObject is an attachment as that client reads it. Field types are fixed by the protocol.
type attachmentObject struct {
	ID              string  `json:"id"`
	ConversationID  string  `json:"conversationId"`
	CompanyID       string  `json:"companyId"`
	UserID          string  `json:"userId"`
	PreviousQueryID *string `json:"previousQueryId"`
	Type            string  `json:"type"`
	FileName        string  `json:"fileName"` // without the extension
	Extension       string  `json:"extension"`
	Link            string  `json:"link"`
	RagID           *string `json:"ragId"`
	Summary         bool    `json:"summary"`
	TokenCount      int     `json:"tokenCount"`
	Selected        bool    `json:"selected"`
	Size            int     `json:"size"` // bytes; ours
}

func attachmentOf(a attachment.Attachment) attachmentObject {
	out := attachmentObject{
		ID: a.ID, ConversationID: a.ConversationID, UserID: "anonymous", Type: string(a.Type), FileName: a.FileName, Extension: a.Extension,
		TokenCount: a.TokenCount, Selected: a.Selected, Size: a.Size,
	}
	if a.PreviousQueryID != "" {
		out.PreviousQueryID = &a.PreviousQueryID
	}
	return out
}

// giving is writable for calls that give something to the assistant.
func (a *API) giving(r *http.Request) (grant access.Grant, conversationID string, err error) {
	grant, id, err := a.writable(r)
	if err == nil {
		err = mayAttach(grant.Policy)
	}
	return grant, id, err
}

// mayAsk says whether a question may have the attachments that it names, before it is counted.
func (a *API) mayAsk(r *http.Request, p *access.Policy, q chat.Question) error {
	if len(q.Attachments) == 0 {
		return nil
	}
	if err := mayAttach(p); err != nil {
		return err
	}
	return a.Attachments.Known(r.Context(), q.ConversationID, q.Attachments)
}

// mayAttach refuses attachments where the assistant's owner does not want any.
func mayAttach(p *access.Policy) error {
	if p.Assistant.Attachments {
		return nil
	}
	return errs.New(errs.Forbidden, "ATTACHMENTS_OFF", "This assistant does not take attachments.")
}

func (a *API) listAttachments(w http.ResponseWriter, r *http.Request) error {
	_, id, err := a.writable(r)
	if err != nil {
		return err
	}
	list, err := a.Attachments.List(r.Context(), id)
	if err != nil {
		return err
	}
	objects := make([]attachmentObject, len(list))
	for i, one := range list {
		objects[i] = attachmentOf(one)
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", objects)
	return nil
}

func (a *API) addAttachment(w http.ResponseWriter, r *http.Request) error {
	grant, id, err := a.giving(r)
	if err != nil {
		return err
	}
	made, err := a.receive(w, r, grant, func(u attachment.Upload) (attachment.Attachment, error) {
		return a.Attachments.Add(r.Context(), id, u)
	})
	if err != nil {
		return err
	}
	httpx.WriteJSON(w, http.StatusCreated, "application/json", attachmentOf(made))
	return nil
}

// receive reads an upload when there is room for it, and passes it on.
func (a *API) receive(w http.ResponseWriter, r *http.Request, grant access.Grant, use func(attachment.Upload) (attachment.Attachment, error)) (none attachment.Attachment, err error) {
	done, err := a.Attachments.Reserve(r.Context(), visitor(grant))
	if err != nil {
		return none, err
	}
	defer done()
	upload, err := readUpload(w, r)
	if err != nil {
		return none, err
	}
	upload.Visitor, upload.KeyID = visitor(grant), grant.Policy.Key.ID
	return use(upload)
}

// changeAttachment selects an attachment, or edits a note: the one is JSON, the other a form.
func (a *API) changeAttachment(w http.ResponseWriter, r *http.Request) error {
	grant, id, err := a.giving(r)
	if err != nil {
		return err
	}
	change := a.selectAttachment
	if mediaType, _, _ := mime.ParseMediaType(header(r, "Content-Type")); mediaType == "multipart/form-data" {
		change = a.editNote
	}
	changed, err := change(w, r, grant, id)
	if err != nil {
		return err
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", attachmentOf(changed))
	return nil
}

func (a *API) selectAttachment(w http.ResponseWriter, r *http.Request, _ access.Grant, conversationID string) (none attachment.Attachment, err error) {
	var body struct {
		Selected *bool `json:"selected"`
	}
	if _, err := readBody(w, r, &body); err != nil {
		return none, err
	}
	if body.Selected == nil {
		return none, errs.InvalidFields([]errs.Field{{Location: "selected", Message: "must be true or false"}})
	}
	return a.Attachments.Select(r.Context(), conversationID, r.PathValue("attachmentId"), *body.Selected)
}

func (a *API) editNote(w http.ResponseWriter, r *http.Request, grant access.Grant, conversationID string) (attachment.Attachment, error) {
	return a.receive(w, r, grant, func(u attachment.Upload) (attachment.Attachment, error) {
		return a.Attachments.ReplaceNote(r.Context(), conversationID, r.PathValue("attachmentId"), u)
	})
}

func (a *API) deleteAttachment(w http.ResponseWriter, r *http.Request) error {
	_, id, err := a.writable(r)
	if err == nil {
		err = a.Attachments.Delete(r.Context(), id, r.PathValue("attachmentId"))
	}
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// viewAttachment answers with the text of an attachment, or with its image. It is never JSON, whatever was uploaded: that client would decode it.
func (a *API) viewAttachment(w http.ResponseWriter, r *http.Request) error {
	_, id, err := a.writable(r)
	if err != nil {
		return err
	}
	v, err := a.Attachments.View(r.Context(), id, r.PathValue("attachmentId"))
	if err != nil {
		return err
	}
	if v.Image != nil {
		writeFile(w, v.Name(), v.MediaType, v.Image)
	} else {
		writeFile(w, v.FileName+".txt", "text/plain; charset=utf-8", []byte(v.Text))
	}
	return nil
}

// writeFile answers with a file that nobody may take for a page of this server, even if it is opened in a window of its own.
func writeFile(w http.ResponseWriter, name, mediaType string, content []byte) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(content)))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	_, _ = w.Write(content) // a reader that went away is no error of ours
}

// readUpload reads a multipart form: the file, once and into one piece of memory, and the fields type and fileName.
func readUpload(w http.ResponseWriter, r *http.Request) (u attachment.Upload, err error) {
	if r.ContentLength > maxUpload {
		return u, attachment.TooLarge(attachment.MaxBytes)
	}
	control := http.NewResponseController(w)
	size := r.ContentLength
	if size < 0 { // to grow would cost more than what the longest has
		size = maxUpload
	}
	r.Body = http.MaxBytesReader(w, &paced{ReadCloser: r.Body, begun: time.Now(), until: control.SetReadDeadline}, maxUpload)
	form, err := r.MultipartReader()
	if err != nil {
		return u, errs.Wrap(err, errs.Invalid, "INVALID_INPUT", "An attachment is sent as a multipart form with the fields type and file.")
	}
	u, err = readForm(form, size)
	if err != nil {
		return u, brokenForm(err)
	}
	_ = control.SetReadDeadline(time.Time{}) // the deadline ends with the body: reading the file may take longer
	if u.Content == nil {
		return u, errs.InvalidFields([]errs.Field{{Location: "file", Message: "must be a file in a multipart form"}})
	}
	return u, nil
}

// paced is a body that may take a time for each byte that has come.
type paced struct {
	io.ReadCloser
	begun time.Time
	until func(time.Time) error
	read  int64
}

// Read implements io.Reader.
func (p *paced) Read(b []byte) (int, error) {
	_ = p.until(p.begun.Add(uploadGrace + time.Duration(p.read)*time.Second/uploadRate)) // not supported by test recorders
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	return n, err
}

func readForm(form *multipart.Reader, size int64) (u attachment.Upload, err error) {
	name := ""
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			if name != "" {
				u.FileName = name
			}
			return u, nil
		}
		if err != nil {
			return u, err
		}
		switch part.FormName() {
		case "file":
			if u.Content != nil {
				return u, errs.InvalidFields([]errs.Field{{Location: "file", Message: "must be one file; send each in a request of its own"}})
			}
			u.FileName = part.FileName()
			u.Content, err = readPart(part, size)
		case "type":
			var text string
			text, err = readField(part)
			u.Type = attachment.Type(text)
		case "fileName":
			name, err = readField(part)
		}
		if err != nil {
			return u, err
		}
	}
}

// readPart reads a file, which is at most as long as the whole request.
func readPart(part *multipart.Part, size int64) ([]byte, error) {
	content := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := content.ReadFrom(part)
	return content.Bytes(), err
}

func readField(part *multipart.Part) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(part, maxFormField+1))
	if err == nil && len(raw) > maxFormField {
		err = errs.InvalidFields([]errs.Field{{Location: part.FormName(), Message: "is too long"}})
	}
	return string(raw), err
}

func brokenForm(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return attachment.TooLarge(attachment.MaxBytes)
	}
	if _, ok := errs.As(err); ok {
		return err
	}
	return errs.Wrap(err, errs.Invalid, "INVALID_INPUT", "The multipart form cannot be read to its end.")
}
