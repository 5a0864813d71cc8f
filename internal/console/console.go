// Package console serves the built console: one page for every address below /console/, and the files that it brings.
//
// The page is answered anew each time, with a nonce of its own in the place of each placeholder, under a Content-Security-Policy that lets nothing else run.
// Files under assets/ bear a digest of their content in their names and are kept by browsers for ever. A file is compressed when it is first asked for,
// unless the build did so, and held in memory compressed only; without a request the package holds nothing but names.
//
// Console is safe for concurrent use. It knows nothing of sessions: the page is the same for everybody, and asks the management API for all that it shows.
package console

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"latchkey/internal/httpx"
)

const (
	indexFile   = "index.html"
	previewFile = "preview.html" // a page with the real chat element, which the console shows in a frame
	assets      = "assets/"
	zipped      = ".gz"

	// placeholder stands in the page wherever a nonce goes.
	placeholder = "__NONCE__"
)

// ErrMissing is what New fails with when the binary was built without the console.
var ErrMissing = errors.New("this server was built without its console: run `make build`")

// Console answers GET and HEAD; the pattern's wildcard path names what is asked for below /console/.
type Console struct {
	page  [][]byte // the page, cut at its nonces
	files map[string]*file
}

// file is one file of the build.
type file struct {
	open func() (fs.File, error)
	kind kind
	etag func() string
	zip  func() []byte // its compressed form, nil when it would be no shorter
}

// kind is how files of one ending are answered.
type kind struct {
	mediaType  string
	compressed bool // by its own format
}

// kinds are the files that a build may hold, by ending. The system's own table is not asked: it is another one on each machine.
var kinds = map[string]kind{
	".html":        {mediaType: "text/html; charset=utf-8"},
	".js":          {mediaType: "text/javascript; charset=utf-8"},
	".css":         {mediaType: "text/css; charset=utf-8"},
	".json":        {mediaType: "application/json"},
	".map":         {mediaType: "application/json"},
	".webmanifest": {mediaType: "application/manifest+json"},
	".txt":         {mediaType: "text/plain; charset=utf-8"},
	".svg":         {mediaType: "image/svg+xml"},
	".ico":         {mediaType: "image/x-icon"},
	".png":         {mediaType: "image/png", compressed: true},
	".jpg":         {mediaType: "image/jpeg", compressed: true},
	".webp":        {mediaType: "image/webp", compressed: true},
	".woff2":       {mediaType: "font/woff2", compressed: true},
}

// New reads the names of a build, and its page. It fails with ErrMissing when there is none.
func New(built fs.FS) (*Console, error) {
	page, err := fs.ReadFile(built, indexFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	c := &Console{page: bytes.Split(page, []byte(placeholder)), files: map[string]*file{}}
	err = fs.WalkDir(built, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && name != indexFile && path.Ext(name) != zipped {
			c.files[name] = newFile(built, name)
		}
		return err
	})
	return c, err
}

func newFile(built fs.FS, name string) *file {
	known, ok := kinds[path.Ext(name)]
	if !ok {
		known = kind{mediaType: "application/octet-stream", compressed: true}
	}
	f := &file{kind: known, open: func() (fs.File, error) { return built.Open(name) }}
	f.etag = sync.OnceValue(f.digest)
	f.zip = sync.OnceValue(func() []byte {
		if ready, err := fs.ReadFile(built, name+zipped); err == nil {
			return ready
		}
		return f.compress()
	})
	return f
}

// digest is the file's entity tag. It is weak, as it is that of both forms (RFC 9110, section 8.8.1).
func (f *file) digest() string {
	hash := sha256.New()
	if err := f.copy(hash); err != nil {
		return ""
	}
	return `W/"` + base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:12]) + `"`
}

func (f *file) copy(w io.Writer) error {
	opened, err := f.open()
	if err != nil {
		return err
	}
	defer opened.Close()
	_, err = io.Copy(w, opened)
	return err
}

func (f *file) compress() []byte {
	if f.kind.compressed {
		return nil
	}
	var out bytes.Buffer
	counted := &counter{}
	zip, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is valid
	if err := errors.Join(f.copy(io.MultiWriter(zip, counted)), zip.Close()); err != nil || out.Len() >= counted.n {
		return nil
	}
	return bytes.Clone(out.Bytes()) // without the room that the buffer has left
}

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

// ServeHTTP implements http.Handler.
func (c *Console) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("path")
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	f, ok := c.files[name]
	switch {
	case ok:
		f.serve(w, r, name)
	case strings.HasPrefix(name, assets): // a page in the place of a script would hide that a build is incomplete
		h.Set("Cache-Control", "no-store")
		http.NotFound(w, r)
	default:
		c.servePage(w)
	}
}

// pagePolicy lets the page run its own scripts and styles, and speak to its own server.
const pagePolicy = "default-src 'none'; script-src 'self' 'nonce-%[1]s'; style-src 'self' 'nonce-%[1]s'; img-src 'self' data: blob:; connect-src 'self'; " +
	"font-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// previewPolicy lets the chat be seen, and nothing be sent.
const previewPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'none'; " +
	"frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

// permissions takes from the pages, and from frames in them, what they never need.
const permissions = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

// servePage answers with the page under a fresh nonce. It is not compressed: it is short, and no two are equal.
func (c *Console) servePage(w http.ResponseWriter) {
	nonce := rand.Text()
	h := w.Header()
	h.Set("Content-Type", kinds[".html"].mediaType)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", fmt.Sprintf(pagePolicy, nonce))
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", permissions)
	_, _ = w.Write(bytes.Join(c.page, []byte(nonce))) // a reader that went away is no error of ours
}

func (f *file) serve(w http.ResponseWriter, r *http.Request, name string) {
	h := w.Header()
	h.Set("Content-Type", f.kind.mediaType)
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, assets) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if path.Ext(name) == ".html" {
		h.Set("Content-Security-Policy", previewPolicy)
		h.Set("Permissions-Policy", permissions)
	}
	h.Set("ETag", f.etag())
	if !f.kind.compressed {
		h.Set("Vary", "Accept-Encoding")
	}
	if httpx.AcceptsGzip(r.Header) {
		if zip := f.zip(); zip != nil {
			h.Set("Content-Encoding", "gzip")
			h.Set("Content-Length", fmt.Sprint(len(zip))) // ServeContent leaves it out with a content coding
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(zip))
			return
		}
	}
	f.servePlain(w, r, name)
}

func (f *file) servePlain(w http.ResponseWriter, r *http.Request, name string) {
	opened, err := f.open()
	if err != nil {
		http.Error(w, "the file cannot be read", http.StatusInternalServerError)
		return
	}
	defer opened.Close()
	http.ServeContent(w, r, name, time.Time{}, opened.(io.ReadSeeker)) // as all files of a binary and of a folder are
}
