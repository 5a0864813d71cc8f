package knowledge

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"latchkey/internal/pdf/pdftest"
)

func TestExtractPDF(t *testing.T) {
	page := func(number int, lines ...pdftest.Line) []pdftest.Line {
		return append([]pdftest.Line{{X: 60, Y: 810, Size: 9, Text: "Terms of sale"}, {X: 300, Y: 20, Size: 9, Text: fmt.Sprint("Page ", number)}}, lines...)
	}
	line := func(y, size float64, text string) pdftest.Line {
		return pdftest.Line{X: 60, Y: y, Size: size, Text: text}
	}
	data := pdftest.Lines(pdftest.Options{},
		page(1, line(760, 16, "1. Delivery"), line(730, 11, "We deliver to Österreich"), line(716, 11, "within a week, and"), line(702, 11, "at weekends also to")),
		page(2, line(760, 11, "islands."), line(730, 16, "1.1 Costs"), line(700, 11, "It costs 5 €.")),
		page(3, line(760, 16, "2. Returns"), line(730, 11, "Within 30 days:"), line(702, 11, "• unused"), line(688, 11, "• in its box")))
	got, err := extract(t.Context(), "terms.pdf", "", data, limits())
	if err != nil {
		t.Fatal(err)
	}
	want := []piece{
		{path: []string{"1. Delivery"}, text: "We deliver to Österreich within a week, and at weekends also to islands.", page: 1},
		{path: []string{"1. Delivery", "1.1 Costs"}, text: "It costs 5 €.", page: 2},
		{path: []string{"2. Returns"}, text: "Within 30 days:\n\n- unused\n- in its box", page: 3},
	}
	if got.mediaType != MediaPDF || !reflect.DeepEqual(got.pieces, want) {
		t.Errorf("got %s\n%+v\nwant\n%+v", got.mediaType, got.pieces, want)
	}
}

func TestPassagesKeepToTheirPage(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("A sentence of five words.\n", 20))
	got, err := extract(t.Context(), "", "application/pdf", pdftest.Text(text, "", text), limits())
	if err != nil {
		t.Fatal(err)
	}
	var pages []int
	for _, p := range got.pieces {
		pages = append(pages, p.page)
	}
	if !reflect.DeepEqual(pages, []int{1, 3}) {
		t.Errorf("passages on pages %v, want 1 and 3", pages)
	}
}
