package app

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"latchkey/web"
)

//go:embed shop/*.html shop/*.css shop/*.js shop/*.svg
var shopFiles embed.FS

// examplesPath is where the shop serves the examples of the web component.
const examplesPath = "/examples/"

// shopLinks are the addresses of the demo.
type shopLinks struct {
	Console string // the Latchkey server
	Shop    string // where the key works
	Copycat string // where it does not
	Embed   string // the script of the key
	Key     string // itself
	Second  string // another key, for the page of examples that has two chats
}

type tea struct{ Name, Slug, Price, Weight, Origin, Text, Brew string }

var teas = []tea{
	{
		Name: "Morning Ridge", Slug: "morning-ridge", Price: "€9.80", Weight: "80 g",
		Origin: "Black tea, Nilgiri Hills, India",
		Text: "Grown at 2,000 metres and picked in January, when cold nights make the leaf slow and sweet. " +
			"Bright in the cup, with something of apricot and warm toast. It takes milk well and does not need it.",
		Brew: "95 °C, 4 minutes, a heaped teaspoon to a cup.",
	},
	{
		Name: "Rain on Moss", Slug: "rain-on-moss", Price: "€14.50", Weight: "60 g",
		Origin: "Green tea, Kagoshima, Japan",
		Text: "A sencha steamed a little longer than usual, so the leaf breaks and the cup turns cloudy and deep green. " +
			"It tastes of sweet pea, nettle and the air after rain. Good for three infusions, each of them different.",
		Brew: "70 °C, 1 minute. Then again, 20 seconds longer each time.",
	},
	{
		Name: "Late Lamp", Slug: "late-lamp", Price: "€8.40", Weight: "100 g",
		Origin: "Rooibos, Cederberg, South Africa",
		Text: "Red bush with orange peel, cardamom and a little vanilla: no caffeine, and no bitterness however long you forget it. " +
			"For the hour when the book is better than the bed.",
		Brew: "100 °C, 6 minutes, or as long as the chapter takes.",
	},
}

// shopPage is what the templates show.
type shopPage struct {
	shopLinks
	Teas []tea
	Tea  tea
}

// shop serves the demo's two websites: the shop, and under another host name the one where the key is refused.
type shop struct {
	links  shopLinks
	pages  map[string]*template.Template
	static http.Handler
	// examples are the pages about the web component, and what they load, by their path.
	examples map[string][]byte
}

func newShop(l shopLinks) (http.Handler, error) {
	files, err := fs.Sub(shopFiles, "shop")
	if err != nil {
		return nil, err
	}
	s := &shop{links: l, pages: map[string]*template.Template{}, static: http.FileServerFS(files)}
	for _, page := range []string{"index.html", "tea.html", "returns.html", "notfound.html"} {
		if s.pages[page], err = template.ParseFS(files, "layout.html", "tins.html", page); err != nil {
			return nil, err
		}
	}
	if s.pages["copycat.html"], err = template.ParseFS(files, "tins.html", "copycat.html"); err != nil {
		return nil, err
	}
	s.examples, err = readExamples(l)
	return s, err
}

// readExamples returns the files of the examples with the demo's own server and keys in them.
func readExamples(l shopLinks) (map[string][]byte, error) {
	names := strings.NewReplacer("https://chat.example.com", l.Console, "YOUR_API_KEY", l.Key, "SECOND_API_KEY", l.Second)
	files := map[string][]byte{}
	err := fs.WalkDir(web.Examples(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(web.Examples(), path)
		files[examplesPath+path] = []byte(names.Replace(string(content)))
		return err
	})
	files[examplesPath] = files[examplesPath+"index.html"]
	return files, err
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", s.policy())
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	if content, ok := s.examples[r.URL.Path]; ok {
		http.ServeContent(w, r, cmp.Or(path.Ext(r.URL.Path), ".html"), time.Time{}, bytes.NewReader(content))
		return
	}
	for _, kind := range []string{".css", ".js", ".svg"} {
		if strings.HasSuffix(r.URL.Path, kind) {
			s.static.ServeHTTP(w, r)
			return
		}
	}
	if strings.HasPrefix(r.Host, "copycat.") {
		s.show(w, http.StatusOK, "copycat.html", "copycat.html", tea{})
		return
	}
	s.showShop(w, r)
}

// policy is as strict as a page can be: the chat needs no more than its own host.
func (s *shop) policy() string {
	return fmt.Sprintf("default-src 'none'; style-src 'self'; img-src 'self' data: %[1]s; script-src 'self' %[1]s; "+
		"connect-src %[1]s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "+
		"require-trusted-types-for 'script'; trusted-types 'none'", s.links.Console)
}

func (s *shop) showShop(w http.ResponseWriter, r *http.Request) {
	const layout = "layout.html"
	switch r.URL.Path {
	case strings.TrimSuffix(examplesPath, "/"):
		http.Redirect(w, r, examplesPath, http.StatusFound)
		return
	case "/":
		s.show(w, http.StatusOK, "index.html", layout, tea{})
		return
	case "/returns":
		s.show(w, http.StatusOK, "returns.html", layout, tea{})
		return
	}
	for _, t := range teas {
		if r.URL.Path == "/tea/"+t.Slug {
			s.show(w, http.StatusOK, "tea.html", layout, t)
			return
		}
	}
	s.show(w, http.StatusNotFound, "notfound.html", layout, tea{})
}

func (s *shop) show(w http.ResponseWriter, status int, page, layout string, t tea) {
	var out bytes.Buffer
	if err := s.pages[page].ExecuteTemplate(&out, layout, shopPage{shopLinks: s.links, Teas: teas, Tea: t}); err != nil {
		http.Error(w, "the page cannot be shown", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = out.WriteTo(w) // a reader that went away is no error of ours
}
