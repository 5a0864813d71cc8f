package pdf

import (
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium/responses"
)

// Shares of the size of the letters.
const (
	wordGap      = 0.15 // a wider gap in a line is a space
	paragraphGap = 0.75 // a wider gap between two lines parts paragraphs
	sizeChange   = 0.12 // a greater change of size between two lines parts a heading from its text
)

// layout makes text of what stands at the places of a page, in the order in which PDFium found it.
func layout(rects []*responses.GetPageTextStructuredRect) string {
	var b strings.Builder
	for i, r := range rects {
		if i > 0 {
			b.WriteString(between(place(rects[i-1]), place(r), rects[i-1].Text, r.Text))
		}
		b.WriteString(r.Text)
	}
	return clean(b.String())
}

type box struct{ left, top, right, bottom, size float64 }

func place(r *responses.GetPageTextStructuredRect) box {
	p := r.PointPosition
	b := box{left: p.Left, top: p.Top, right: p.Right, bottom: p.Bottom, size: p.Top - p.Bottom}
	if r.FontInformation != nil && r.FontInformation.Size > 1 {
		b.size = r.FontInformation.Size
	}
	return b
}

// between returns what parts two neighbours: nothing, a space, a line or a paragraph.
func between(a, b box, before, after string) string {
	size := math.Max(1, math.Min(a.size, b.size))
	overlap := math.Min(a.top, b.top) - math.Max(a.bottom, b.bottom)
	gap := b.left - a.right
	switch {
	case overlap > 0 && gap > -size && !strings.HasSuffix(before, "\n"):
		if gap < wordGap*size || strings.HasSuffix(before, " ") || strings.HasPrefix(after, " ") {
			return ""
		}
		return " "
	case strings.HasSuffix(before, hyphen):
		return "" // clean joins the word
	case b.top > a.top: // the next column goes on with the paragraph
		return "\n"
	case a.bottom-b.top > paragraphGap*size || math.Abs(a.size-b.size) > sizeChange*math.Max(a.size, b.size):
		return "\n\n"
	}
	return "\n"
}
