package app

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"latchkey/docs"
)

//go:embed docs.html
var docsLayout string

//go:embed docs.css
var docsStyle string

// docsPath is where the documentation is served.
const docsPath = "/docs/"

// docsPage is what the layout shows.
type docsPage struct {
	Title string
	Pages []docsLink
	Body  template.HTML // rendered from the binary's own files
}

type docsLink struct {
	Title, Path string
	Current     bool
}

// newDocs serves this project's documentation, which the demo's answers cite, under /docs/. It is rendered when it is first asked for.
func newDocs(log *slog.Logger) http.Handler {
	pages := sync.OnceValues(renderPages)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rendered, err := pages()
		if err != nil {
			log.Error("the documentation cannot be rendered", "error", err)
			http.Error(w, "the documentation cannot be shown", http.StatusInternalServerError)
			return
		}
		showDocs(w, r, rendered)
	})
}

// renderPages returns the pages by their path.
func renderPages() (map[string][]byte, error) {
	pages, err := docs.Pages()
	if err != nil {
		return nil, err
	}
	layout, err := template.New("docs").Parse(docsLayout)
	if err != nil {
		return nil, err
	}
	links := make([]docsLink, len(pages))
	for i, page := range pages {
		links[i] = docsLink{Title: titleOf(page.Content), Path: docsPath + strings.TrimSuffix(page.Name, ".md")}
	}
	rendered := map[string][]byte{}
	for i, page := range pages {
		if rendered[links[i].Path], err = renderDocs(layout, page, links, i); err != nil {
			return nil, err
		}
	}
	return rendered, nil
}

func renderDocs(layout *template.Template, page docs.Page, links []docsLink, current int) ([]byte, error) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	var body, out bytes.Buffer
	if err := markdown.Convert(page.Content, &body); err != nil {
		return nil, err
	}
	menu := append([]docsLink(nil), links...)
	menu[current].Current = true
	html := strings.ReplaceAll(body.String(), `.md"`, `"`) // links between pages, as the server names them
	html = strings.ReplaceAll(html, `.md#`, `#`)
	err := layout.Execute(&out, docsPage{Title: links[current].Title, Pages: menu, Body: template.HTML(html)})
	return out.Bytes(), err
}

func titleOf(markdown []byte) string {
	line, _, _ := strings.Cut(string(markdown), "\n")
	return strings.TrimPrefix(line, "# ")
}

func showDocs(w http.ResponseWriter, r *http.Request, rendered map[string][]byte) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'")
	h.Set("Cache-Control", "no-cache")
	path := strings.TrimSuffix(r.URL.Path, "/")
	switch page, ok := rendered[path]; {
	case path == "/docs/docs.css":
		h.Set("Content-Type", "text/css; charset=utf-8")
		fmt.Fprint(w, docsStyle)
	case ok:
		h.Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page) // a reader that went away is no error of ours
	case path == "/docs":
		http.Redirect(w, r, "/docs/guide/getting-started", http.StatusFound)
	default:
		http.NotFound(w, r)
	}
}
