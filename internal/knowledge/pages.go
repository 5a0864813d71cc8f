package knowledge

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"latchkey/internal/pdf"
)

const (
	maxHeadingWords = 10 // a longer line is a sentence
	minRepeats      = 3  // pages on which the same first or last line makes it a header or a footer
)

func extractPDF(ctx context.Context, content []byte, limits Limits) (extraction, error) {
	pages, err := pdf.Text(ctx, content)
	if err != nil {
		return extraction{}, err
	}
	return finish(MediaPDF, readPages(pages), limits)
}

// readPages reads the text of pages: what is printed on many of them is left out, and what goes on from one to the next is joined.
func readPages(pages []string) outline {
	var blocks []block
	for i, text := range withoutMargins(pages) {
		for _, b := range namedBlocks(readPlain([]byte(text)).blocks) {
			b.page = i + 1
			if n := len(blocks) - 1; n >= 0 && blocks[n].page == i && goesOn(blocks[n], b) {
				blocks[n].text += " " + b.text
				continue
			}
			blocks = append(blocks, b)
		}
	}
	return outline{title: plainTitle(blocks), blocks: blocks}
}

// goesOn reports whether a page begins in the middle of a sentence.
func goesOn(before, b block) bool {
	first, _ := utf8.DecodeRuneInString(b.text)
	return before.kind == paragraphBlock && b.kind == paragraphBlock && unicode.IsLower(first) &&
		!strings.HasSuffix(before.text, ".") && !strings.HasSuffix(before.text, ":")
}

// namedBlocks makes headings of short lines that stand by themselves above something.
func namedBlocks(blocks []block) []block {
	for i := range blocks {
		if i+1 < len(blocks) && looksLikeHeading(blocks[i]) && !looksLikeHeading(blocks[i+1]) {
			blocks[i] = block{kind: headingBlock, level: numberedLevel(blocks[i].text), text: heading(blocks[i].text)}
		}
	}
	return blocks
}

var numbered = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2})*\.?\s+\pL`)

// looksLikeHeading also takes "2. Returns", which reads as a list of one item.
func looksLikeHeading(b block) bool {
	first, _ := utf8.DecodeRuneInString(b.text)
	last, _ := utf8.DecodeLastRuneInString(b.text)
	return (b.kind == paragraphBlock && unicode.IsUpper(first) || numbered.MatchString(b.text)) && !strings.Contains(b.text, "\n") &&
		len(strings.Fields(b.text)) <= maxHeadingWords && (unicode.IsLetter(last) || unicode.IsDigit(last) || last == '?' || last == ')')
}

// numberedLevel is 2 for "Returns" and "2 Returns", 3 for "2.1 How": the title is above them.
func numberedLevel(text string) int {
	if !numbered.MatchString(text) {
		return 2
	}
	number, _, _ := strings.Cut(text, " ")
	return 2 + strings.Count(strings.TrimSuffix(number, "."), ".")
}

// withoutMargins leaves out headers, footers and page numbers: first and last lines that three pages share, but for their digits. Each chapter may
// have a header of its own.
func withoutMargins(pages []string) []string {
	count := map[string]int{}
	for _, page := range pages {
		for _, line := range margins(page) {
			count[withoutDigits(line)]++
		}
	}
	repeated := func(line string) bool {
		return line == "" || count[withoutDigits(line)] >= minRepeats
	}
	out := make([]string, len(pages))
	for i, page := range pages {
		lines := strings.Split(page, "\n")
		for len(lines) > 0 && repeated(lines[0]) {
			lines = lines[1:]
		}
		for len(lines) > 0 && repeated(lines[len(lines)-1]) {
			lines = lines[:len(lines)-1]
		}
		out[i] = strings.Join(lines, "\n")
	}
	return out
}

// margins returns the first and the last two lines of a page, each once.
func margins(page string) []string {
	lines := slices.DeleteFunc(strings.Split(page, "\n"), func(line string) bool { return line == "" })
	if len(lines) > 4 {
		lines = append(slices.Clone(lines[:2]), lines[len(lines)-2:]...)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

func withoutDigits(line string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, line))
}
