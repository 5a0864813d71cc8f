package clientapi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"strings"
	"sync"

	"latchkey/internal/access"
	"latchkey/internal/element"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
	"latchkey/internal/key"
)

// Script serves the web component: the script of a key (button and configuration in one request), the element without a key, and the
// modules that are loaded later.
type Script struct {
	before, after []byte            // the embed script around its configuration
	files         map[string]*asset // by file name
	element       Element
	id            string // of the build
	missing       error  // why there are no assets
}

// Element is where pages load the element without a key from.
type Element struct {
	Version   string // that the component says of itself; "" = it is not known
	URL       string // whatever its content is
	PinnedURL string // the same file under a name that never has another content
	Integrity string // of both, as the attribute of that name says it
}

// asset is a file with its validator. What most pages never ask for, like the words of other languages, takes no memory.
type asset struct {
	read      func() ([]byte, error)
	etag      string
	immutable bool
	once      sync.Once
	// Both are there after once.
	plain, gzipped []byte
	err            error
}

// embedPath is where all of it is served.
const embedPath = "/embed/"

// placeholder stands in the built script where the configuration goes.
const placeholder = `"__LATCHKEY_CONFIG__"`

// NewScript reads the built web component. Without it a Script still works: every script then says on the page's console what is missing.
func NewScript(built fs.FS) *Script {
	s := &Script{files: map[string]*asset{}}
	s.missing = s.read(built)
	return s
}

// Missing says why there is no web component, nil when there is one.
func (s *Script) Missing() error { return s.missing }

// Element says where the element without a key is; it is zero when there is none.
func (s *Script) Element() Element { return s.element }

func (s *Script) read(built fs.FS) error {
	var manifest struct {
		Element, Embed struct{ File string }
		Modules        []string
		Version        string
	}
	raw, err := fs.ReadFile(built, "manifest.json")
	if err != nil {
		return errors.New("this server was built without its web assets: run `make build`")
	}
	if err := json.Unmarshal(raw, &manifest); err != nil {
		return fmt.Errorf("manifest of the web assets: %w", err)
	}
	element, errElement := fs.ReadFile(built, manifest.Element.File)
	embed, errEmbed := fs.ReadFile(built, manifest.Embed.File)
	if err := errors.Join(errElement, errEmbed); err != nil {
		return err
	}
	before, after, found := bytes.Cut(embed, []byte(placeholder))
	if !found || bytes.Contains(after, []byte(placeholder)) {
		return errors.New("the built embed script has no single place for its configuration")
	}
	s.before, s.after = before, after
	for _, module := range manifest.Modules {
		s.files[module] = &asset{read: func() ([]byte, error) { return fs.ReadFile(built, module) }, etag: `"` + module + `"`, immutable: true}
	}
	const name = "element.js"
	s.id = digest(element)
	pinned := "element-" + s.id + ".js"
	s.files[name], s.files[pinned] = newAsset(element, false), newAsset(element, true)
	sum := sha512.Sum384(element)
	s.element = Element{manifest.Version, embedPath + name, embedPath + pinned, "sha384-" + base64.StdEncoding.EncodeToString(sum[:])}
	return nil
}

func newAsset(content []byte, immutable bool) *asset {
	return &asset{read: func() ([]byte, error) { return content, nil }, etag: `"` + digest(content) + `"`, immutable: immutable}
}

// load reads and compresses the file when it is first asked for.
func (f *asset) load() error {
	f.once.Do(func() {
		if f.plain, f.err = f.read(); f.err != nil {
			return
		}
		f.gzipped = compressed(newCompressor(), f.plain)
	})
	return f.err
}

func newCompressor() *gzip.Writer {
	zip, _ := gzip.NewWriterLevel(nil, gzip.BestCompression) // the level is valid
	return zip
}

func compressed(zip *gzip.Writer, plain []byte) []byte {
	var out bytes.Buffer
	zip.Reset(&out)
	_, _ = zip.Write(plain) // into memory
	_ = zip.Close()
	return out.Bytes()
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:10])
}

func (f *asset) write(w http.ResponseWriter, r *http.Request) {
	if err := f.load(); err != nil { // the files are inside the program
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if f.fresh(w, r) {
		return
	}
	body := f.plain
	if httpx.AcceptsGzip(r.Header) {
		w.Header().Set("Content-Encoding", "gzip")
		body = f.gzipped
	}
	_, _ = w.Write(body) // a reader that went away is no error of ours
}

// fresh writes the header and says whether the reader has the file already.
func (f *asset) fresh(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Vary", "Origin, Accept-Encoding")
	h.Set("ETag", f.etag)
	h.Set("Cache-Control", "no-cache")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.Contains(r.Header.Get("If-None-Match"), f.etag) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

// rendered is the script of one key, made when it is first asked for.
type rendered struct {
	script *Script
	policy *access.Policy
	once   sync.Once
	asset  *asset
}

// embedConfig is what the script of a key brings with it. Every page loads it: what the web component takes for granted is left out.
type embedConfig struct {
	APIKey        string                     `json:"apiKey"`
	Assistant     embedAssistant             `json:"assistant"`
	Configuration map[string]json.RawMessage `json:"configuration,omitempty"`
}

type embedAssistant struct {
	Name      string `json:"name"`
	ImageUUID string `json:"imageUuid,omitempty"`
}

// chosen is what of a configuration is not as it is by default: the element has the same defaults.
func chosen(c *key.Configuration) map[string]json.RawMessage {
	standard := key.NewConfiguration()
	options, defaults := optionsOf(c), optionsOf(&standard)
	maps.DeleteFunc(options, func(name string, value json.RawMessage) bool { return bytes.Equal(value, defaults[name]) })
	return options
}

func optionsOf(c *key.Configuration) map[string]json.RawMessage {
	var options map[string]json.RawMessage
	_ = json.Unmarshal(encode(configurationOf(c)), &options) // it is an object
	return options
}

func (r *rendered) get(secret string) *asset {
	r.once.Do(func() {
		config := encode(embedConfig{
			APIKey:        secret,
			Assistant:     embedAssistant{r.policy.Assistant.Name, r.policy.Assistant.ImageID},
			Configuration: chosen(&r.policy.Key.Configuration),
		})
		r.asset = newAsset(bytes.Join([][]byte{r.script.before, config, r.script.after}, nil), false)
	})
	return r.asset
}

// serve answers GET /embed/{file}.
func (s *Script) serve(a *API) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allowOrigin(w, r)
		name := r.PathValue("file")
		if file, ok := s.files[name]; ok {
			file.write(w, r)
			return
		}
		secret, isScript := strings.CutSuffix(name, ".js")
		switch {
		case element.IsFile(name):
			a.serveKept(w, r, name)
		case isScript:
			s.serveKey(a, w, r, secret)
		default:
			a.refuseFile(w, r, errs.Missing("file"))
		}
	}
}

// serveKey answers with the script of a key. A refusal is a script as well: an error status would show the site's owner nothing but its number.
func (s *Script) serveKey(a *API, w http.ResponseWriter, r *http.Request, secret string) {
	grant, err := a.decide(r, secret, "", access.Request)
	if err == nil && s.missing == nil {
		grant.Policy.View.(*view).script.get(secret).write(w, r)
		return
	}
	if err == nil {
		err = errs.New(errs.Unavailable, "ASSETS_MISSING", s.missing.Error())
	}
	p := a.problem(r, err)
	h := w.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	p.Announce(h)
	_, _ = w.Write(refusalScript(p.Code, p.Detail, strings.Join(r.Header["Origin"], ", ")))
}

// refusalScript does nothing but tell whoever opens the console of the page.
func refusalScript(code, detail, received string) []byte {
	text := "Latchkey does not show the chat: " + detail + " [" + code + "]"
	if received != "" {
		text += " The browser sent the origin " + received + "."
	}
	text += " If this is your website, open Clients and Integrations → API keys in Latchkey and look at the key's restriction."
	return append(append([]byte("console.error("), encode(text)...), ");\n"...)
}
