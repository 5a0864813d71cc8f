package knowledge

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table takes tables with more than one column for data and others for layout.
func (r *htmlReader) table(n *html.Node) {
	rows := tableRows(n)
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	if columns > 1 {
		r.add(tableBlock, 0, tableText(inlineCells(rows)))
		return
	}
	for _, row := range rows {
		r.container(row[0])
	}
}

// tableRows returns the cells of a table's own rows, not of tables in its cells: every node is to be
// visited once.
func tableRows(n *html.Node) [][]*html.Node {
	var rows [][]*html.Node
	for c := range n.ChildNodes() {
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, tableRows(c)...)
		case atom.Tr:
			var cells []*html.Node
			for cell := range c.ChildNodes() {
				if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
					cells = append(cells, cell)
				}
			}
			if len(cells) > 0 {
				rows = append(rows, cells)
			}
		}
	}
	return rows
}

func inlineCells(rows [][]*html.Node) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			out[i] = append(out[i], plainInline(cell))
		}
	}
	return out
}

// plainInline returns the text below n on one line.
func plainInline(n *html.Node) string {
	inner := htmlReader{inMain: true}
	inner.children(n)
	inner.flush()
	texts := make([]string, len(inner.out))
	for i, b := range inner.out {
		texts[i] = b.text
	}
	return strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
}

func htmlList(list *html.Node, inMain bool) []string {
	var lines []string
	number := 1
	for item := range list.ChildNodes() {
		if item.DataAtom != atom.Li || boilerplate(item, inMain) {
			continue
		}
		marker := "- "
		if list.DataAtom == atom.Ol {
			marker = fmt.Sprintf("%d. ", number)
			number++
		}
		inner := htmlReader{inMain: inMain}
		inner.children(item)
		inner.flush()
		lines = append(lines, itemLines(marker, inner.out)...)
	}
	return lines
}

// definitions makes "- term: definition" lines of a <dl>, whose pairs may be wrapped in <div>.
func definitions(dl *html.Node) string {
	var lines []string
	term := ""
	for n := range dl.ChildNodes() {
		switch n.DataAtom {
		case atom.Dt:
			term = plainInline(n)
		case atom.Dd:
			lines = append(lines, strings.TrimPrefix("- "+term+": "+plainInline(n), "- : "))
		case atom.Div:
			lines = append(lines, definitions(n))
		}
	}
	return strings.Join(lines, "\n")
}

// codeLanguage reads class="language-go" of <pre> or the <code> in it.
func codeLanguage(pre *html.Node) string {
	classes := attribute(pre, "class")
	if code := find(pre, atom.Code); code != nil {
		classes += " " + attribute(code, "class")
	}
	for _, class := range strings.Fields(classes) {
		if language, ok := strings.CutPrefix(class, "language-"); ok && !strings.Contains(language, "`") {
			return language
		}
	}
	return ""
}
