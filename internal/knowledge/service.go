package knowledge

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/random"
)

const (
	defaultHits   = 6
	maxHits       = 20
	maxTitleRunes = 200
)

// Options tunes a Service. The zero value is what a server wants.
type Options struct {
	Limits     Limits
	Files      Files            // keeps the files that documents are made of; nil = they are not kept
	MaxIndexes int              // assistants whose index is kept in memory; default 64
	Now        func() time.Time // default: time.Now
}

func (o Options) withDefaults() Options {
	o.Limits = o.Limits.withDefaults()
	if o.MaxIndexes <= 0 {
		o.MaxIndexes = 64
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Service adds, lists, deletes and searches the documents of assistants.
type Service struct {
	store   Store
	options Options
	engine  *engine
	indexes *indexCache
}

// New returns a Service over a store. Close it to free its indexes.
func New(store Store, options Options) (*Service, error) {
	engine, err := newEngine()
	if err != nil {
		return nil, err
	}
	s := &Service{store: store, options: options.withDefaults(), engine: engine}
	s.indexes = newIndexCache(s.options.MaxIndexes, s.buildIndex)
	return s, nil
}

// Close frees the indexes and waits for those that are being built. Searches after Close fail; running ones
// end well.
func (s *Service) Close() error { return s.indexes.close() }

// Add reads a document, cuts it into passages and stores both; actor is who did it, for the audit trail. A
// search that begins after Add returned sees the document. Errors: errs.Invalid (type, encoding, empty,
// fields, PDFs without text), errs.TooLarge and errs.NotFound (no such assistant).
func (s *Service) Add(ctx context.Context, actor account.Actor, in Input) (Document, error) {
	if err := errs.InvalidFields(s.problems(in)); err != nil {
		return Document{}, err
	}
	out, err := extract(ctx, in.FileName, in.MediaType, in.Content, s.options.Limits)
	if err != nil {
		return Document{}, err
	}
	document, passages := s.compose(in, out)
	if err := s.keepFile(ctx, &document, in); err != nil {
		return Document{}, err
	}
	entry := account.Record(document.CreatedAt, actor, "document.create", document.ID, document.AssistantID, nil, audited(document))
	if err := s.store.AddDocument(ctx, document, passages, entry); err != nil {
		return Document{}, err
	}
	s.Invalidate(in.AssistantID)
	return document, nil
}

// now is the time with the precision that a store keeps.
func (s *Service) now() time.Time { return s.options.Now().UTC().Truncate(time.Millisecond) }

// audited is what the audit trail keeps of a document: what it was, not what it said.
func audited(d Document) any {
	return map[string]any{"title": d.Title, "url": d.URL, "fileName": d.FileName, "mediaType": d.MediaType, "size": d.Size}
}

func (s *Service) problems(in Input) []errs.Field {
	var fields errs.Problems
	fields.Text("title", in.Title, 0, maxTitleRunes)
	fields.Text("file", in.FileName, 0, maxTitleRunes)
	if in.URL != "" && !absoluteHTTP(in.URL) {
		fields = append(fields, errs.Field{Location: "url", Value: in.URL,
			Message: "must be an absolute URL that begins with http:// or https://"})
	}
	if in.Language != "" && !slices.Contains(Languages(), in.Language) {
		fields = append(fields, errs.Field{Location: "language", Value: in.Language,
			Message: "must be one of " + strings.Join(Languages(), ", ")})
	}
	return fields
}

func absoluteHTTP(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && utf8.ValidString(raw)
}

func (s *Service) compose(in Input, out extraction) (Document, []Passage) {
	d := Document{
		ID:          random.ID("d_"),
		AssistantID: in.AssistantID,
		Title: firstOf(strings.TrimSpace(in.Title), out.title, titleFromName(in.FileName), in.URL,
			"Document"),
		URL:       in.URL,
		FileName:  in.FileName,
		MediaType: out.mediaType,
		Language:  firstOf(in.Language, out.language, s.engine.detect(out.pieces)),
		Size:      len(in.Content),
		Passages:  len(out.pieces),
		CreatedAt: s.now(),
	}
	passages := make([]Passage, len(out.pieces))
	for i, piece := range out.pieces {
		passages[i] = Passage{ID: random.ID("p_"), DocumentID: d.ID, AssistantID: d.AssistantID,
			Position: i, Page: piece.page,
			Path: fullPath(d.Title, piece.path), Text: piece.text}
	}
	return d, passages
}

// fullPath puts the title on top, unless the first heading is the title already.
func fullPath(title string, headings []string) []string {
	if len(headings) > 0 && strings.EqualFold(headings[0], title) {
		headings = headings[1:]
	}
	return append([]string{title}, headings...)
}

func firstOf(candidates ...string) string {
	for _, c := range candidates {
		if c != "" {
			return c
		}
	}
	return ""
}

// List returns a page of an assistant's documents, newest first, after a place.
func (s *Service) List(ctx context.Context, assistantID string, after cursor.Place, limit int) ([]Document, error) {
	return s.store.Documents(ctx, assistantID, after, limit)
}

// Get returns a document; errs.NotFound when the assistant has no such document.
func (s *Service) Get(ctx context.Context, assistantID, documentID string) (Document, error) {
	return s.store.Document(ctx, assistantID, documentID)
}

// Passage returns one passage and its document; errs.NotFound when the assistant has no such passage.
func (s *Service) Passage(ctx context.Context, assistantID, passageID string) (Document, Passage, error) {
	return s.store.Passage(ctx, assistantID, passageID)
}

// Delete removes a document with its passages; a search that begins after Delete returned no longer sees it.
func (s *Service) Delete(ctx context.Context, actor account.Actor, assistantID, documentID string) error {
	d, err := s.store.Document(ctx, assistantID, documentID)
	if err != nil {
		return err
	}
	entry := account.Record(s.now(), actor, "document.delete", d.ID, assistantID, audited(d), nil)
	if err := s.store.DeleteDocument(ctx, assistantID, documentID, entry); err != nil {
		return err
	}
	s.Invalidate(assistantID)
	if d.BlobKey != "" {
		s.options.Files.Wake()
	}
	return nil
}

// Invalidate drops the index of an assistant whose documents were changed elsewhere, on another replica for
// example.
func (s *Service) Invalidate(assistantID string) { s.indexes.drop(assistantID) }

// InvalidateAll is Invalidate for every assistant.
func (s *Service) InvalidateAll() { s.indexes.dropAll() }

// Search returns the passages that answer a question in natural language, best first, at most limit (0 = 6,
// never more than 20). It knows word forms, in English common synonyms (for less credit), and typing errors.
// Passages that cover too little of what the question is about are left out, so an off-topic question finds
// nothing. The first search after a change builds the assistant's index and takes longer: about 0.2 ms per
// passage.
func (s *Service) Search(ctx context.Context, assistantID, query string, limit int) ([]Hit, error) {
	if limit <= 0 {
		limit = defaultHits
	}
	ix, release, err := s.indexes.acquire(ctx, assistantID)
	if err != nil {
		return nil, err
	}
	defer release()
	return ix.search(ctx, query, min(limit, maxHits))
}

func (s *Service) buildIndex(ctx context.Context, assistantID string) (*index, error) {
	documents, passages, err := s.store.Passages(ctx, assistantID)
	if err != nil {
		return nil, err
	}
	return s.engine.build(ctx, documents, passages)
}
