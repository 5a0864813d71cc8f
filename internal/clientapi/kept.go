package clientapi

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"

	"latchkey/internal/element"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
)

// Elements finds files of the web component that pages have pinned, of whatever version, compressed with gzip. It fails with errs.NotFound.
type Elements interface {
	File(ctx context.Context, name string) ([]byte, error)
}

// Build is this program's web component, for servers of other versions to serve.
func (s *Script) Build() element.Content {
	return element.Content{ID: s.id, Version: s.element.Version, Files: s.pinned}
}

// pinned is all that a page which pinned the element may load, compressed. It is not held in memory here.
func (s *Script) pinned() (map[string][]byte, error) {
	files, zip := map[string][]byte{}, newCompressor()
	for name, file := range s.files {
		if !file.immutable {
			continue
		}
		plain, err := file.read()
		if err != nil {
			return nil, err
		}
		files[name] = compressed(zip, plain)
	}
	return files, nil
}

// serveKept answers with a file of another version.
func (a *API) serveKept(w http.ResponseWriter, r *http.Request, name string) {
	if a.Elements == nil {
		a.refuseFile(w, r, errs.Missing("file"))
		return
	}
	compressed, err := a.Elements.File(r.Context(), name)
	if err != nil {
		a.refuseFile(w, r, err)
		return
	}
	if (&asset{etag: `"` + name + `"`, immutable: true}).fresh(w, r) {
		return
	}
	if httpx.AcceptsGzip(r.Header) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(compressed) // a reader that went away is no error of ours
		return
	}
	if plain, err := gzip.NewReader(bytes.NewReader(compressed)); err == nil { // we wrote it
		_, _ = io.Copy(w, plain)
	}
}

// refuseFile refuses what is no script of a key: its status is looked at.
func (a *API) refuseFile(w http.ResponseWriter, r *http.Request, err error) {
	p := a.problem(r, err)
	http.Error(w, p.Detail, p.Status)
}
