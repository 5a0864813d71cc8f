package knowledge

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const maxDepth = 60 // of nested lists, quotes and inline marks; what is deeper is left out

// readMarkdown reads CommonMark with tables and strikethrough, and YAML-like front matter with title and
// language.
func readMarkdown(content []byte) (outline, error) {
	front, body := frontMatter(content)
	body, err := tame(body)
	if err != nil {
		return outline{}, err
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	r := markdownReader{source: body}
	r.blocks(md.Parser().Parse(text.NewReader(body)), 0)
	return outline{title: firstOf(front["title"], firstHeading(r.out)),
		language: firstOf(front["language"], front["lang"]),
		blocks:   r.out}, nil
}

// firstHeading returns the first heading of the highest level, if there is one above level 3.
func firstHeading(blocks []block) string {
	for level := 1; level <= 2; level++ {
		for _, b := range blocks {
			if b.kind == headingBlock && b.level == level {
				return b.text
			}
		}
	}
	return ""
}

// frontMatter splits "---\nkey: value\n---\n" off; only simple values are read.
func frontMatter(content []byte) (map[string]string, []byte) {
	rest, ok := bytes.CutPrefix(content, []byte("---\n"))
	if !ok {
		return nil, content
	}
	head, body, ok := bytes.Cut(rest, []byte("\n---\n"))
	if !ok || !bytes.Contains(head, []byte(":")) {
		return nil, content
	}
	values := map[string]string{}
	for line := range strings.Lines(string(head)) {
		key, value, ok := strings.Cut(line, ":")
		if ok && !strings.HasPrefix(key, " ") {
			values[strings.ToLower(strings.TrimSpace(key))] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return values, body
}

type markdownReader struct {
	source []byte
	out    []block
}

func (r *markdownReader) add(kind blockKind, level int, s string) {
	if strings.TrimSpace(s) != "" {
		r.out = append(r.out, block{kind: kind, level: level, text: s})
	}
}

// blocks appends the blocks below n.
func (r *markdownReader) blocks(n ast.Node, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.block(c, depth)
	}
}

func (r *markdownReader) block(n ast.Node, depth int) {
	switch n := n.(type) {
	case *ast.Heading:
		r.add(headingBlock, n.Level, heading(r.inline(n)))
	case *ast.Paragraph, *ast.TextBlock:
		r.add(paragraphBlock, 0, r.inline(n))
	case *ast.List:
		r.add(listBlock, 0, strings.Join(r.listLines(n, depth), "\n"))
	case *ast.FencedCodeBlock:
		r.add(codeBlock, 0, fenced(string(n.Language(r.source)), r.lines(n)))
	case *ast.CodeBlock:
		r.add(codeBlock, 0, fenced("", r.lines(n)))
	case *xast.Table:
		r.add(tableBlock, 0, tableText(r.rows(n)))
	case *ast.HTMLBlock:
		if o, err := readHTML([]byte(r.lines(n))); err == nil {
			r.out = append(r.out, o.blocks...)
		}
	default:
		r.blocks(n, depth+1)
	}
}

func (r *markdownReader) lines(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(r.source))
	}
	return b.String()
}

// listLines returns a list as lines of Markdown, what is inside an item indented as far as its text.
func (r *markdownReader) listLines(list *ast.List, depth int) []string {
	var lines []string
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "- "
		if list.IsOrdered() {
			marker = fmt.Sprintf("%d. ", number)
			number++
		}
		inner := markdownReader{source: r.source}
		inner.blocks(item, depth+1)
		lines = append(lines, itemLines(marker, inner.out)...)
	}
	return lines
}

func itemLines(marker string, blocks []block) []string {
	var lines []string
	for _, b := range blocks {
		if b.text != "" {
			lines = append(lines, strings.Split(b.text, "\n")...)
		}
	}
	indent := strings.Repeat(" ", len(marker))
	for i, line := range lines {
		switch {
		case i == 0 && (blocks[0].kind == paragraphBlock || blocks[0].kind == headingBlock):
			lines[i] = marker + line
		case i == 0: // an item that is nothing but code or another list
			lines[i] = strings.TrimSpace(marker) + "\n" + indent + line
		case line != "":
			lines[i] = indent + line
		}
	}
	return lines
}

func (r *markdownReader) rows(table *xast.Table) [][]string {
	var rows [][]string
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, r.inline(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

// inline returns the text below n on one line: code spans and links to the web stay Markdown, other marks go.
func (r *markdownReader) inline(n ast.Node) string {
	var b strings.Builder
	r.writeInline(&b, n, 0)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (r *markdownReader) writeInline(b *strings.Builder, n ast.Node, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(r.unescape(c))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.CodeSpan:
			r.writeCode(b, c)
		case *ast.Link:
			var label strings.Builder
			r.writeInline(&label, c, depth+1)
			b.WriteString(link(label.String(), string(c.Destination)))
		case *ast.AutoLink:
			b.Write(c.Label(r.source))
		case *ast.RawHTML:
			b.WriteByte(' ')
		default:
			r.writeInline(b, c, depth+1)
		}
	}
}

func (r *markdownReader) unescape(t *ast.Text) []byte {
	value := t.Segment.Value(r.source)
	if t.IsRaw() {
		return value
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}

// writeCode writes a code span; its text must not end the span, and is on one line.
func (r *markdownReader) writeCode(b *strings.Builder, span *ast.CodeSpan) {
	var code strings.Builder
	for c := span.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			code.Write(t.Segment.Value(r.source))
		}
	}
	b.WriteString(codeSpan(code.String()))
}

func codeSpan(code string) string {
	if code = strings.TrimSpace(code); code == "" || strings.Contains(code, "`") {
		return code
	}
	return "`" + code + "`"
}

// link keeps the target when it works outside the document.
func link(label, target string) string {
	label = strings.TrimSpace(label)
	web := strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://") ||
		strings.HasPrefix(target, "mailto:")
	if !web || label == "" || label == strings.TrimPrefix(target, "mailto:") ||
		strings.ContainsAny(target, " \t\n()<>") {
		return label
	}
	return "[" + label + "](" + target + ")"
}

// fenced puts code between fences that are longer than any in it.
func fenced(language, code string) string {
	code = strings.Trim(code, "\n")
	if strings.TrimSpace(code) == "" {
		return ""
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + language + "\n" + code + "\n" + fence
}

// tableText makes a Markdown table; the first row is its head.
func tableText(rows [][]string) string {
	var b strings.Builder
	for i, cells := range rows {
		for j, cell := range cells {
			cells[j] = strings.ReplaceAll(cell, "|", "/")
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(cells)) + "|\n")
		}
	}
	return strings.TrimRight(b.String(), "\n")
}
