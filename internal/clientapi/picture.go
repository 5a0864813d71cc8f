package clientapi

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/httpx"
	"latchkey/internal/picture"
)

// Pictures keeps the pictures of assistants.
type Pictures interface {
	// Picture returns a picture as JPEG; it fails with errs.NotFound.
	Picture(ctx context.Context, assistantID, imageID string, size picture.Size) ([]byte, error)
}

// picturePaths are where clients look for pictures: which of the two depends on their version.
var picturePaths = []string{"/local/files/public/assistants/dev/", "/local/files/public/assistants/prod/"}

// servePicture answers with a picture, to everybody, on every page and without a key: the picture of an assistant is what its visitors see first.
func (a *API) servePicture(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Access-Control-Allow-Origin"] = anyOrigin
	h["Cross-Origin-Resource-Policy"] = []string{"cross-origin"}
	h["Cache-Control"] = noStore
	if err := a.getPicture(w, r); err != nil {
		httpx.WriteProblem(w, "application/json", a.problem(r, err))
	}
}

func (a *API) getPicture(w http.ResponseWriter, r *http.Request) error {
	imageID, size, ok := pictureOf(r.PathValue("file"))
	if !ok {
		return errs.Missing("picture")
	}
	content, err := a.Pictures.Picture(r.Context(), r.PathValue("assistantId"), imageID, size)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("Cache-Control", "public, max-age=31536000, immutable") // another picture has another id
	h.Set("ETag", `"`+imageID+"-"+string(size)+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	return nil
}

const uuidLength = 36

// pictureOf takes a file name apart: the id, a dash, and the letter of a size.
func pictureOf(name string) (imageID string, size picture.Size, ok bool) {
	name, isJPEG := strings.CutSuffix(name, ".jpg")
	if !isJPEG || len(name) != uuidLength+2 || name[uuidLength] != '-' {
		return "", "", false
	}
	size = picture.Size(name[uuidLength+1:])
	return name[:uuidLength], size, picture.Pixels[size] > 0
}
