package manageapi

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"latchkey/internal/account"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/knowledge"
)

// documentObject is a document as it is read, without its content.
type documentObject struct {
	ID          string    `json:"id" example:"d_3vYc0sXw8ZpQ1nRk7LtBa2" doc:"Id of the document."`
	AssistantID string    `json:"assistantId" example:"aX7kP2mQ9r" doc:"Id of the assistant that knows it."`
	Title       string    `json:"title" example:"Returns" doc:"What citations call it."`
	URL         string    `json:"url" example:"https://example.com/returns" doc:"Where visitors can read it; empty = nowhere."`
	FileName    string    `json:"fileName" example:"returns.md" doc:"Name of the uploaded file; empty when it was sent as text."`
	MediaType   string    `json:"mediaType" example:"text/markdown" doc:"What it was read as: text/markdown, text/html, text/plain or application/pdf."`
	Language    string    `json:"language" example:"en" doc:"Language of the text, as it was declared or recognised; empty = not known."`
	Size        int       `json:"size" example:"2048" doc:"Bytes of the content as it was received."`
	Passages    int       `json:"passages" example:"7" doc:"Into how many passages it was cut."`
	HasFile     bool      `json:"hasFile" doc:"Whether the uploaded file was kept and can be downloaded."`
	CreatedAt   time.Time `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it was added."`
}

// documentBody is a document that is sent as text.
type documentBody struct {
	Title string `json:"title,omitempty" maxLength:"200" doc:"Empty = taken from the text."`
	URL   string `json:"url,omitempty" doc:"Where visitors can read it; it becomes the link of citations." example:"https://example.com/returns"`
	Text  string `json:"text" example:"# Returns\n\nGoods can be returned within 30 days." doc:"The document, Markdown or plain text."`
}

func documentOf(d knowledge.Document) documentObject {
	return documentObject{
		ID: d.ID, AssistantID: d.AssistantID, Title: d.Title, URL: d.URL, FileName: d.FileName, MediaType: d.MediaType,
		Language: d.Language, Size: d.Size, Passages: d.Passages, HasFile: d.BlobKey != "", CreatedAt: d.CreatedAt,
	}
}

// DocumentPath names a document in the path of a call.
type DocumentPath struct {
	AssistantPath
	DocumentID string `path:"documentId" doc:"Id of the document." example:"d_3vYc0sXw8ZpQ1nRk7LtBa2"`
}

type documentOutput struct {
	ETag string `header:"ETag"`
	Body documentObject
}

func documentAnswer(d knowledge.Document, err error) (*documentOutput, error) {
	if err != nil {
		return nil, err
	}
	return &documentOutput{ETag: etag(1), Body: documentOf(d)}, nil // a document is never changed, only replaced
}

const (
	documentsPath = "/assistants/{assistantId}/documents"
	documentTag   = "Documents"

	// maxUpload leaves room for the multipart framing around the longest document.
	maxUpload = knowledge.MaxPDFBytes + 1<<20
)

func (a *API) registerDocuments() {
	type listDocuments struct {
		AssistantPath
		ListInput
	}
	register(a, route{method: http.MethodGet, path: documentsPath, id: "listDocuments", need: needs(account.Viewer, account.ReadDocuments), tag: documentTag,
		summary: "List an assistant's documents", description: "Returns a page of the documents, newest first, without their content."},
		func(ctx context.Context, in *listDocuments) (*listOutput[documentObject], error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			found, err := a.Knowledge.List(ctx, in.AssistantID, in.after, in.Limit+1)
			return page(found, in.Limit, documentOf, knowledge.Document.Place), err
		})
	type add struct {
		AssistantPath
		JSONBody
		ContentType string `header:"Content-Type" hidden:"true"`
	}
	register(a, route{method: http.MethodPost, path: documentsPath, id: "addDocument", need: needs(account.Editor, account.WriteDocuments), tag: documentTag, summary: "Add a document",
		description: "Markdown, text, HTML or PDF as a file (multipart, field file), or text as JSON. It is searched from the next question on.",
		status:      http.StatusCreated, body: reflect.TypeFor[documentBody](), multipart: true, maxBody: maxUpload,
		codes: []string{"DOCUMENT_TOO_LARGE", "DOCUMENT_TOO_LONG", "UNSUPPORTED_DOCUMENT_TYPE", "DOCUMENT_EMPTY", "DOCUMENT_NOT_UTF8",
			"DOCUMENT_NOT_HTML", "DOCUMENT_TOO_NESTED", "PDF_DAMAGED", "PDF_LOCKED", "PDF_WITHOUT_TEXT", "PDF_TOO_LARGE", "PDF_TOO_SLOW", "PDF_READER_UNAVAILABLE",
			"FILES_UNAVAILABLE"}},
		func(ctx context.Context, in *add) (*documentOutput, error) {
			input, err := documentInput(in.ContentType, in.RawBody)
			if err != nil {
				return nil, err
			}
			input.AssistantID = in.AssistantID
			return documentAnswer(a.Knowledge.Add(ctx, actorOf(ctx), input))
		})
	register(a, route{method: http.MethodGet, path: documentsPath + "/{documentId}", id: "getDocument", need: needs(account.Viewer, account.ReadDocuments), tag: documentTag,
		summary: "Get a document", description: "Returns what is known about the document, without its content."},
		func(ctx context.Context, in *DocumentPath) (*documentOutput, error) {
			return documentAnswer(a.Knowledge.Get(ctx, in.AssistantID, in.DocumentID))
		})
	a.registerDocumentFile()
	type remove struct {
		DocumentPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: documentsPath + "/{documentId}", id: "deleteDocument", need: needs(account.Editor, account.WriteDocuments), tag: documentTag,
		summary: "Delete a document", description: "The next question is answered without it. This cannot be undone.", status: http.StatusNoContent},
		func(ctx context.Context, in *remove) (*empty, error) {
			if version, err := in.version(); err != nil || version > 1 {
				return nil, errors.Join(err, errs.Changed("document")) // a document has one version only
			}
			return nil, a.Knowledge.Delete(ctx, actorOf(ctx), in.AssistantID, in.DocumentID)
		})
}

// documentInput reads a document from either kind of body.
func documentInput(contentType string, raw []byte) (knowledge.Input, error) {
	mediaType, params, err := mime.ParseMediaType(contentType)
	if err == nil && mediaType == "multipart/form-data" {
		return uploadedFile(raw, params["boundary"])
	}
	var body documentBody
	problems := edit.Decode(raw, &body)
	if strings.TrimSpace(body.Text) == "" {
		problems = append(problems, errs.Field{Location: "text", Message: "must not be empty"})
	}
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return knowledge.Input{}, err
	}
	return knowledge.Input{Title: body.Title, URL: body.URL, MediaType: knowledge.MediaMarkdown, Content: []byte(body.Text)}, nil
}

func brokenForm(cause error) error {
	return errs.Wrap(cause, errs.Invalid, "INVALID_INPUT", "The multipart form cannot be read to its end.")
}

// uploadedFile reads a multipart form: the file, and optionally the fields title and url.
func uploadedFile(raw []byte, boundary string) (input knowledge.Input, err error) {
	reader := multipart.NewReader(bytes.NewReader(raw), boundary)
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return input, brokenForm(err)
		}
		content, err := io.ReadAll(part) // raw is bounded already
		if err != nil {
			return input, brokenForm(err)
		}
		switch part.FormName() {
		case "file":
			input.FileName, input.MediaType, input.Content = part.FileName(), part.Header.Get("Content-Type"), content
		case "title":
			input.Title = string(content)
		case "url":
			input.URL = string(content)
		}
	}
	if input.FileName == "" {
		return input, errs.InvalidFields([]errs.Field{{Location: "file", Message: "must be a file in a multipart form"}})
	}
	return input, nil
}

// uploadForm describes the multipart form.
func uploadForm() *huma.MediaType {
	return &huma.MediaType{
		Schema: &huma.Schema{
			Type: huma.TypeObject, Required: []string{"file"},
			Properties: map[string]*huma.Schema{
				"file":  {Type: huma.TypeString, Format: "binary", Description: "The document: Markdown, text, HTML or PDF."},
				"title": {Type: huma.TypeString, Description: "Empty = taken from the document.", Examples: []any{"Returns"}},
				"url":   {Type: huma.TypeString, Description: "Where visitors can read it; it becomes the link of citations.", Examples: []any{"https://example.com/returns"}},
			},
		},
		Example: map[string]any{"file": "# Returns\n\nGoods can be returned within 30 days.", "url": "https://example.com/returns"},
	}
}
