package knowledge

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"latchkey/internal/errs"
)

const minMainBytes = 200 // of text: a smaller <main> or <article> is not the page's content

// readHTML reads the main content of a page: what a visitor came for, without navigation, header and footer.
func readHTML(content []byte) (outline, error) {
	root, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		return outline{}, errs.Wrap(err, errs.Invalid, "DOCUMENT_NOT_HTML",
			"The document cannot be read as HTML.")
	}
	o := outline{}
	if n := find(root, atom.Html); n != nil {
		o.language = attribute(n, "lang")
	}
	main := mainContent(root)
	r := htmlReader{inMain: main.DataAtom != 0 && main.DataAtom != atom.Body}
	r.children(main)
	r.flush()
	o.blocks = r.out
	o.title = pageTitle(root, o.blocks)
	return o, nil
}

// pageTitle prefers a single h1, which has no site name appended; where there are many, they are chapters.
func pageTitle(root *html.Node, blocks []block) string {
	var tops []string
	for _, b := range blocks {
		if b.kind == headingBlock && b.level == 1 && b.text != "" {
			tops = append(tops, b.text)
		}
	}
	if n := find(root, atom.Title); n != nil && len(tops) != 1 {
		tops = []string{heading(rawText(n))}
	}
	return firstOf(append(tops, firstHeading(blocks))...)
}

func mainContent(root *html.Node) *html.Node {
	for _, tag := range []atom.Atom{atom.Main, atom.Article} {
		n := find(root, tag)
		if n != nil && (tag == atom.Main || only(root, n)) && len(rawText(n)) >= minMainBytes {
			return n
		}
	}
	if body := find(root, atom.Body); body != nil {
		return body
	}
	return root
}

// only reports whether there is no second element like n: a page with many articles is a list of them.
func only(root, n *html.Node) bool {
	for d := range root.Descendants() {
		if d != n && d.Type == html.ElementNode && d.DataAtom == n.DataAtom {
			return false
		}
	}
	return true
}

func find(root *html.Node, tag atom.Atom) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == tag && n.Namespace == "" {
			return n
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// rawText returns all text below n as it is, for titles and code.
func rawText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// htmlReader walks a page. Text outside of block elements gathers in line and becomes a paragraph at the
// next block.
type htmlReader struct {
	out    []block
	line   strings.Builder
	level  int  // of the last heading
	inMain bool // headers belong to the content
}

func (r *htmlReader) flush() {
	s := strings.Join(strings.Fields(r.line.String()), " ")
	r.line.Reset()
	if s != "" {
		r.out = append(r.out, block{kind: paragraphBlock, text: s})
	}
}

func (r *htmlReader) add(kind blockKind, level int, s string) {
	r.flush()
	if strings.TrimSpace(s) != "" {
		r.out = append(r.out, block{kind: kind, level: level, text: s})
	}
}

func (r *htmlReader) children(n *html.Node) {
	for c := range n.ChildNodes() {
		r.node(c)
	}
}

func (r *htmlReader) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.line.WriteString(n.Data)
	case html.ElementNode:
		if !boilerplate(n, r.inMain) {
			r.element(n)
		}
	case html.DocumentNode:
		r.children(n)
	}
}

func (r *htmlReader) element(n *html.Node) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.level = int(n.Data[1] - '0')
		r.add(headingBlock, r.level, heading(plainInline(n)))
	case atom.Details:
		r.details(n)
	case atom.Summary: // the question of a folded answer
		r.add(headingBlock, foldedLevel(r.level), heading(plainInline(n)))
	case atom.Ul, atom.Ol, atom.Menu:
		r.add(listBlock, 0, strings.Join(htmlList(n, r.inMain), "\n"))
	case atom.Dl:
		r.add(listBlock, 0, definitions(n))
	case atom.Pre:
		r.add(codeBlock, 0, fenced(codeLanguage(n), rawText(n)))
	case atom.Table:
		r.table(n)
	case atom.Br:
		r.line.WriteByte(' ')
	case atom.Code, atom.Kbd, atom.Samp:
		r.line.WriteString(codeSpan(strings.Join(strings.Fields(rawText(n)), " ")))
	case atom.A:
		r.line.WriteString(linkOf(n))
	case atom.Img:
		r.line.WriteString(" " + attribute(n, "alt") + " ")
	default:
		r.container(n)
	}
}

// details ends the folded section with a heading without text, so that what follows is not taken for part
// of it.
func (r *htmlReader) details(n *html.Node) {
	level := r.level
	r.flush()
	r.children(n)
	r.flush()
	r.out = append(r.out, block{kind: headingBlock, level: foldedLevel(level)})
	r.level = level
}

// foldedLevel is below the heading above, and never that of a page's title.
func foldedLevel(above int) int { return min(max(above+1, 3), 7) }

func (r *htmlReader) container(n *html.Node) {
	if inlineElement(n) {
		r.children(n)
		return
	}
	r.flush()
	r.children(n)
	r.flush()
}

// linkOf returns a link on one line, also when it wraps a whole card.
func linkOf(n *html.Node) string {
	label := plainInline(n)
	if label == "" {
		return ""
	}
	return link(label, attribute(n, "href"))
}
