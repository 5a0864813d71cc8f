package builtin

import (
	"fmt"
	"strings"

	"latchkey/internal/provider"
)

const maxLeadWords = 8 // longer headings are sentences and not repeated

// render writes the excerpts as Markdown. Every paragraph ends with the mark of its source; a list, code or
// a table has the mark in the line that leads in to it. Documents are numbered in order of first citation.
func render(excerpts []excerpt, p phrases) answer {
	var a answer
	var paragraphs []string
	numbers := map[string]int{}
	for i, e := range excerpts {
		passage := e.source.passage
		number, ok := numbers[passage.DocumentID]
		if !ok {
			number = len(numbers) + 1
			numbers[passage.DocumentID] = number
			a.references = append(a.references, provider.Reference{Number: number,
				DocumentID: passage.DocumentID,
				PassageID:  passage.ID, Title: passage.Title, Source: passage.Source, Page: passage.Page})
		}
		w := writer{mark: fmt.Sprintf("[%d]", number), heading: lead(passage), details: p.details}
		paragraphs = append(paragraphs, w.write(e.units(), i > 0)...)
		a.used += e.words()
	}
	a.text = strings.Join(paragraphs, "\n\n")
	return a
}

// lead returns the heading that tells what a passage is about, empty when it has none that fits.
func lead(passage provider.Passage) string {
	heading := passage.Title
	if len(passage.Path) > 0 {
		heading = passage.Path[len(passage.Path)-1]
	}
	heading = strings.TrimRight(strings.NewReplacer("*", "", "[", "", "]", "", "\n",
		" ").Replace(heading), " .:")
	if countWords(heading) > maxLeadWords {
		return ""
	}
	return heading
}

// writer writes the units of one passage.
type writer struct {
	mark    string
	heading string // until it is used
	details string
	out     []string
}

func (w *writer) write(units []unit, withHeading bool) []string {
	for i := 0; i < len(units); {
		if units[i].kind != sentence {
			w.block(units[i])
			i++
			continue
		}
		end := i + 1
		for end < len(units) && units[end].kind == sentence && units[end].paragraph == units[i].paragraph {
			end++
		}
		introduced := end < len(units) && units[end-1].introduces()
		w.paragraph(units[i:end], withHeading && i == 0, introduced)
		if i = end; introduced {
			w.out = append(w.out, units[end].text)
			i++
		}
	}
	return w.out
}

// paragraph writes sentences; introduced says that a list, code or a table follows them.
func (w *writer) paragraph(sentences []unit, withHeading, introduced bool) {
	var b strings.Builder
	if withHeading {
		b.WriteString(w.boldHeading())
	}
	for i, s := range sentences {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.text)
	}
	text := b.String()
	if introduced {
		w.out = append(w.out, strings.TrimSuffix(text, ":")+" "+w.mark+":")
		return
	}
	w.out = append(w.out, text+" "+w.mark)
}

func (w *writer) boldHeading() string {
	heading := w.heading
	w.heading = ""
	switch {
	case heading == "":
		return ""
	case strings.HasSuffix(heading, "?") || strings.HasSuffix(heading, "!"):
		return "**" + heading + "** "
	}
	return "**" + heading + ".** "
}

// block writes a list, code or a table that nothing introduces.
func (w *writer) block(u unit) {
	intro := w.details
	if w.heading != "" && len(w.out) == 0 {
		intro, w.heading = "**"+w.heading+"**", ""
	}
	w.out = append(w.out, intro+" "+w.mark+":", u.text)
}
