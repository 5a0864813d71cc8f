// Package knowledge turns an assistant's documents into passages and finds the passages that answer a
// question.
//
// A document (Markdown, HTML, plain text or PDF) is read once: its text is taken out, cut at headings into
// passages of a few paragraphs, and both are given to the Store. Search works on an index in memory, one
// per assistant, built from the Store's passages when it is first needed, kept while it is used, and
// dropped as soon as a document comes or goes. A question that the knowledge does not cover finds nothing:
// see Service.Search.
//
// A Service is safe for concurrent use. An index never changes once it is built; a change of the knowledge
// drops it and the next search builds another, so a search sees either all of a document or nothing of it.
//
// The package does not fetch URLs, recognise the text of pictures, translate, or write answers, and keeps nothing on disk.
package knowledge

import (
	"context"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
)

// Document is a piece of knowledge as its owner gave it.
type Document struct {
	ID          string
	AssistantID string
	Title       string
	URL         string // where visitors can read it; may be empty
	FileName    string // may be empty
	MediaType   string // one of the Media constants
	Language    string // one of Languages
	Size        int    // bytes of the content as it was received
	Passages    int    // number of passages that it was cut into
	CreatedAt   time.Time
	BlobKey     string // of the file that it was made of; "" = none was kept
}

// Place is the document's place in lists.
func (d Document) Place() cursor.Place { return cursor.Place{At: d.CreatedAt, ID: d.ID} }

// Source is what a citation shows: the URL, or the file's name when there is no URL.
func (d Document) Source() string {
	if d.URL != "" {
		return d.URL
	}
	return d.FileName
}

// Passage is the part of a document that is searched and cited.
type Passage struct {
	ID          string
	DocumentID  string
	AssistantID string
	Position    int      // from 0, in the order of the document
	Page        int      // that it begins on, from 1; 0 where the document has no pages
	Path        []string // headings from the document's title down to the passage; never empty
	Text        string   // paragraphs, lists, fenced code and tables in Markdown, without the headings
}

// Hit is a passage that a search found.
type Hit struct {
	Passage  Passage
	Title    string  // of the document
	URL      string  // of the document; may be empty
	Source   string  // URL or file name of the document
	Score    float64 // relevance, comparable within one search only
	Coverage float64 // share of the question's informative words that the passage covers, 0 to 1
}

// Input is a document to be added.
type Input struct {
	AssistantID string
	Title       string // empty: taken from the content, else from the file name
	URL         string // empty, or absolute with http or https
	FileName    string // its extension decides the type
	MediaType   string // decides the type when the file name does not; parameters are ignored
	Language    string // empty: taken from the content
	Content     []byte // UTF-8, unless it is a PDF
}

// Store keeps documents and passages. Missing things are errs.NotFound errors; a document of another assistant is missing. Implementations
// are safe for concurrent use and write the audit entry in the same transaction.
type Store interface {
	// AddDocument stores a document with its passages, or nothing at all. It fails with errs.NotFound when there is no such assistant.
	AddDocument(ctx context.Context, document Document, passages []Passage, entry account.Entry) error
	// Documents returns a page of an assistant's documents, newest first, after a place (zero = from the newest).
	Documents(ctx context.Context, assistantID string, after cursor.Place, limit int) ([]Document, error)
	// Document returns one document.
	Document(ctx context.Context, assistantID, documentID string) (Document, error)
	// DeleteDocument removes a document with its passages.
	DeleteDocument(ctx context.Context, assistantID, documentID string, entry account.Entry) error
	// Passage returns one passage and its document; it fails with errs.NotFound.
	Passage(ctx context.Context, assistantID, passageID string) (Document, Passage, error)
	// Passages returns all documents of an assistant and all their passages, for the index.
	Passages(ctx context.Context, assistantID string) ([]Document, []Passage, error)
}
