package manageapi

import (
	"context"
	"mime"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/account"
)

// fileType is the type of every file that is downloaded: no browser shows it as a page of this server.
const fileType = "application/octet-stream"

func (a *API) registerDocumentFile() {
	register(a, route{method: http.MethodGet, path: documentsPath + "/{documentId}/file", id: "getDocumentFile", need: needs(account.Viewer, account.ReadDocuments), tag: documentTag,
		summary: "Download the file of a document", description: "Returns the file as it was uploaded. A document that was sent as text has none.",
		answer: "The bytes of the file.", download: `attachment; filename=returns.md`, codes: []string{"DOCUMENT_HAS_NO_FILE", "FILE_LOST", "FILES_UNAVAILABLE"}},
		func(ctx context.Context, in *DocumentPath) (*huma.StreamResponse, error) {
			d, content, err := a.Knowledge.File(ctx, in.AssistantID, in.DocumentID)
			if err != nil {
				return nil, err
			}
			return fileAnswer(d.SaveName(), content), nil
		})
}

// fileAnswer answers with a file that is saved under a name.
func fileAnswer(name string, content []byte) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", fileType)
		ctx.SetHeader("Content-Length", strconv.Itoa(len(content)))
		ctx.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
		ctx.SetHeader("Cache-Control", "no-store")
		_, _ = ctx.BodyWriter().Write(content) // a reader that went away is no error of ours
	}}
}
