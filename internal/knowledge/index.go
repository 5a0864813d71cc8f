package knowledge

import (
	"context"
	"errors"
	"math"
	"regexp"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/upsidedown/store/gtreap"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	api "github.com/blevesearch/bleve_index_api"
)

const batchSize = 500 // passages; between two batches the build looks at its context

// engine is what all indexes share: the languages and the mapping of their fields. It is immutable.
type engine struct {
	languages []*language
	byName    map[string]*language
	mapping   mapping.IndexMapping
}

func newEngine() (*engine, error) {
	e := &engine{byName: map[string]*language{}}
	cache := registry.NewCache()
	for _, name := range Languages() {
		l, err := newLanguage(cache, name)
		if err != nil {
			return nil, err
		}
		e.languages = append(e.languages, l)
		e.byName[name] = l
	}
	e.mapping = newMapping()
	return e, nil
}

// The parts of a passage that are searched; each has one field per language.
const (
	textField  = "text"
	pathField  = "path"
	titleField = "title"
)

func searchedFields() [3]string { return [...]string{textField, pathField, titleField} }

func fieldName(part, language string) string { return part + "_" + language }

// newMapping describes fields that are searched and nothing else: the texts themselves stay in
// index.passages.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.ScoringModel = api.BM25Scoring
	m.StoreDynamic, m.DocValuesDynamic, m.IndexDynamic = false, false, false
	static := bleve.NewDocumentStaticMapping()
	for _, language := range Languages() {
		for _, part := range searchedFields() {
			field := bleve.NewTextFieldMapping()
			field.Analyzer = analyzerOf(language)
			field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = false, false,
				false, false
			static.AddFieldMappingsAt(fieldName(part, language), field)
		}
	}
	m.DefaultMapping = static
	return m
}

// index answers the searches of one assistant. It is immutable; close it when nobody searches any more.
type index struct {
	bleve        bleve.Index
	reader       api.IndexReader
	size         int
	passages     map[uint64]indexed // by the number that the reader gives them
	averageWords float64            // of a passage
	documents    map[string]Document
	languages    []*language          // that the documents are written in
	compounds    map[string]compounds // by language
	engine       *engine
}

// indexed is a passage, its length, and what it counts before anything is asked.
type indexed struct {
	passage Passage
	words   float64
	prior   float64
}

func prior(document Document) float64 {
	return math.Pow(max(shortDocument, float64(document.Passages)), -lengthPrior)
}

// build makes an index. The scorch index in memory was measured at a sixth of the time and a tenth of the
// memory of upsidedown.
func (e *engine) build(ctx context.Context, documents []Document, passages []Passage) (*index, error) {
	b, err := bleve.NewUsing("", e.mapping, scorch.Name, gtreap.Name, nil)
	if err != nil {
		return nil, err
	}
	ix := &index{engine: e, bleve: b, compounds: map[string]compounds{}, size: len(passages), passages: make(map[uint64]indexed, len(passages)),
		documents: make(map[string]Document, len(documents))}
	for _, d := range documents {
		ix.documents[d.ID] = d
	}
	if err := errors.Join(ix.fill(ctx, e, passages), ix.open(passages)); err != nil {
		ix.close()
		return nil, err
	}
	return ix, nil
}

func (ix *index) fill(ctx context.Context, e *engine, passages []Passage) error {
	used := map[string]bool{}
	batch := ix.bleve.NewBatch()
	for i, p := range passages {
		language := e.languageOf(ix.documents[p.DocumentID])
		used[language] = true
		if err := batch.Index(p.ID, ix.fields(p, language)); err != nil {
			return err
		}
		if batch.Size() < batchSize && i < len(passages)-1 {
			continue
		}
		if err := errors.Join(ctx.Err(), ix.bleve.Batch(batch)); err != nil {
			return err
		}
		batch.Reset()
	}
	for _, l := range e.languages {
		if used[l.name] {
			ix.languages = append(ix.languages, l)
		}
	}
	return nil
}

func (ix *index) fields(p Passage, language string) map[string]any {
	title := ix.documents[p.DocumentID].Title
	headings := p.Path
	if len(headings) > 0 && headings[0] == title {
		headings = headings[1:]
	}
	return map[string]any{
		fieldName(textField, language):  p.Text + identifierParts(p.Text),
		fieldName(pathField, language):  strings.Join(headings, "\n"),
		fieldName(titleField, language): title,
	}
}

var identifier = regexp.MustCompile(`[\pL\pN]+(?:[_.][\pL\pN]+)+`)

// identifierParts returns the parts of names such as LOG_LEVEL and tls.cert_file, which the analyzers take
// for one word.
func identifierParts(text string) string {
	var b strings.Builder
	for _, name := range identifier.FindAllString(text, -1) {
		b.WriteString("\n" + strings.NewReplacer("_", " ", ".", " ").Replace(name))
	}
	return b.String()
}

func (e *engine) languageOf(d Document) string {
	if _, ok := e.byName[d.Language]; ok {
		return d.Language
	}
	return defaultLanguage
}

// open takes the snapshot that all searches use: its numbers of passages never change, while bleve renumbers
// those of later snapshots when it merges.
func (ix *index) open(passages []Passage) error {
	advanced, err := ix.bleve.Advanced()
	if err != nil {
		return err
	}
	if ix.reader, err = advanced.Reader(); err != nil {
		return err
	}
	for _, l := range ix.languages {
		if ix.compounds[l.name], err = ix.compoundsOf(l.name); err != nil {
			return err
		}
	}
	return ix.number(passages)
}

func (ix *index) number(passages []Passage) error {
	byID := make(map[string]Passage, len(passages))
	for _, p := range passages {
		byID[p.ID] = p
	}
	all, err := ix.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer func() { _ = all.Close() }()
	total := 0.0
	for {
		number, err := all.Next()
		if err != nil || number == nil {
			ix.averageWords = max(1, total/float64(max(1, len(passages))))
			return err
		}
		id, err := ix.reader.ExternalID(number)
		if err != nil {
			return err
		}
		words := float64(weight(byID[id].Text))
		ix.passages[number.Value()] = indexed{passage: byID[id], words: words, prior: prior(ix.documents[byID[id].DocumentID])}
		total += words
	}
}

func (ix *index) close() {
	if ix.reader != nil {
		_ = ix.reader.Close() // a snapshot in memory: closing it only counts references
	}
	_ = ix.bleve.Close()
}
