package knowledge

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func inlineElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.S, atom.Small, atom.Sub, atom.Sup,
		atom.Mark,
		atom.Abbr, atom.Cite, atom.Q, atom.Time, atom.Var, atom.Del, atom.Ins, atom.Font, atom.Label,
		atom.Data, atom.Bdi,
		atom.Bdo, atom.Wbr, atom.Tt:
		return true
	}
	return n.DataAtom == 0 // custom elements are inline unless styled otherwise
}

// boilerplate reports whether an element is not part of what a visitor came to read.
func boilerplate(n *html.Node, inMain bool) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe,
		atom.Object, atom.Canvas,
		atom.Video, atom.Audio, atom.Nav, atom.Aside, atom.Footer, atom.Dialog, atom.Button, atom.Input,
		atom.Select,
		atom.Textarea, atom.Head:
		return true
	case atom.Header:
		return !inMain && find(n, atom.H1) == nil
	}
	switch attribute(n, "role") {
	case "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog":
		return true
	}
	return hasAttribute(n, "hidden") || attribute(n, "aria-hidden") == "true" || boilerplateName(n)
}

var boilerplateWord = regexp.MustCompile(`cookie|consent|breadcrumb|skip-link|navbar|site-(?:header|footer)|` +
	`(?:^|[-_])toc(?:[-_]|$)|table-?of-?contents|(?:main|sub|nav|search)-?menu|^no-?(?:search|index)$`)

func boilerplateName(n *html.Node) bool {
	for _, name := range strings.Fields(strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))) {
		if boilerplateWord.MatchString(name) {
			return n.DataAtom != atom.Body && n.DataAtom != atom.Main
		}
	}
	return false
}
