package knowledge

import (
	"context"
	"encoding/csv"
	"strconv"
	"strings"
)

// Text is a text that is no document of an assistant, such as a file that a visitor gave with a question.
type Text struct {
	ID      string
	Name    string // of the file, with its extension; citations show it
	Table   rune   // what parts the columns of its lines; 0 = it is no table
	Content string // Markdown or plain text, or the lines of a table; a line that begins with "# " names a sheet
}

// maxTextPassages bounds what one search indexes of texts: building takes 0.2 ms for each.
const maxTextPassages = 2000

// SearchTexts is Search in texts, in an index that is gone afterwards. Of very long texts only the beginning is searched.
func (s *Service) SearchTexts(ctx context.Context, texts []Text, question string, limit int) ([]Hit, error) {
	var documents []Document
	var passages []Passage
	for _, t := range texts {
		pieces := cut(t.blocks(), s.options.Limits.MaxWords)
		pieces = pieces[:min(len(pieces), maxTextPassages-min(len(passages), maxTextPassages))]
		documents = append(documents, Document{ID: t.ID, Title: t.Name, FileName: t.Name, Language: s.engine.detect(pieces)})
		for i, piece := range pieces {
			passages = append(passages, Passage{ID: t.ID + "-" + strconv.Itoa(i), DocumentID: t.ID, Position: i, Path: fullPath(t.Name, piece.path), Text: piece.text})
		}
	}
	if len(passages) == 0 {
		return nil, nil
	}
	ix, err := s.engine.build(ctx, documents, passages)
	if err != nil {
		return nil, err
	}
	defer ix.close()
	return ix.search(ctx, question, limit)
}

func (t Text) blocks() []block {
	if t.Table != 0 {
		return rowBlocks(t.Content, t.Table)
	}
	if o, err := readMarkdown([]byte(t.Content)); err == nil && strings.HasSuffix(strings.ToLower(t.Name), ".md") {
		return o.blocks
	}
	return readPlain([]byte(t.Content)).blocks
}

// rowBlocks makes a paragraph of each row, which names its columns: so a row can be found, and cited, without those above it.
func rowBlocks(content string, comma rune) (blocks []block) {
	for sheet := range strings.SplitSeq("\n"+content, "\n# ") {
		title, rows, named := strings.Cut(sheet, "\n")
		if title = strings.TrimSpace(title); named && title != "" {
			blocks = append(blocks, block{kind: headingBlock, level: 1, text: heading(title)})
		} else if !named {
			continue
		}
		r := csv.NewReader(strings.NewReader(rows))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
		header, err := r.Read()
		for err == nil {
			var cells []string
			if cells, err = r.Read(); err == nil {
				blocks = append(blocks, block{kind: paragraphBlock, text: namedCells(header, cells)})
			}
		}
	}
	return blocks
}

func namedCells(header, cells []string) string {
	var parts []string
	for i, cell := range cells {
		cell = strings.Join(strings.Fields(cell), " ")
		if cell == "" {
			continue
		}
		if i < len(header) && strings.TrimSpace(header[i]) != "" {
			cell = strings.TrimSpace(header[i]) + ": " + cell
		}
		parts = append(parts, cell)
	}
	return strings.Join(parts, "; ")
}
