package app

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"latchkey/internal/attachment"
	"latchkey/internal/blob"
	"latchkey/internal/config"
	"latchkey/internal/knowledge"
	"latchkey/internal/pdf"
	"latchkey/internal/provider"
)

// filesFolder is where files are kept unless the settings say otherwise, in the data folder.
const filesFolder = "files"

// openFiles opens where the files of visitors and documents are kept.
func (s *server) openFiles(ctx context.Context, c *config.Server) (*blob.Keeper, error) {
	bucket, err := s.openBucket(ctx, c.FilesURL)
	if err != nil {
		return nil, err
	}
	return blob.NewKeeper(bucket, s.store, time.Now, s.log), nil
}

func (s *server) openBucket(ctx context.Context, url string) (blob.Bucket, error) {
	if url == "" {
		return blob.OpenFolder(s.folder.file(filesFolder))
	}
	bucket, err := blob.Open(ctx, url, s.log)
	if err != nil {
		return nil, fmt.Errorf("--files-url: %w", err)
	}
	return bucket, nil
}

// pdfText is the text of a PDF, page after page.
func pdfText(ctx context.Context, content []byte) (string, error) {
	pages, err := pdf.Text(ctx, content)
	return strings.Join(pages, "\n\n"), err
}

// reader finds in the attachments of a question what answers it, for a provider that knows nothing but passages: the built-in one.
type reader struct {
	provider.Provider
	knowledge *knowledge.Service
}

// Answer implements provider.Provider.
func (r reader) Answer(ctx context.Context, req provider.Request) iter.Seq2[provider.Event, error] {
	if len(req.Attachments) == 0 {
		return r.Provider.Answer(ctx, req)
	}
	return func(yield func(provider.Event, error) bool) {
		passages, err := r.passages(ctx, req)
		if err != nil {
			yield(provider.Event{}, err)
			return
		}
		req.Passages = passages
		for event, err := range r.Provider.Answer(ctx, req) {
			if !yield(event, err) {
				return
			}
		}
	}
}

// passages puts what the attachments hold on the question before what the knowledge does: the visitor gave them with it. Attachments that are about
// something else hold nothing, so the answer is what it would be without them.
func (r reader) passages(ctx context.Context, req provider.Request) ([]provider.Passage, error) {
	texts := make([]knowledge.Text, 0, len(req.Attachments))
	for _, a := range req.Attachments {
		if a.Image == nil {
			texts = append(texts, knowledge.Text{ID: a.ID, Name: a.Name, Table: separator(a), Content: a.Text})
		}
	}
	hits, err := r.knowledge.SearchTexts(ctx, texts, req.Question, attachedPassages)
	return beside(passagesOf(hits), req.Passages), err
}

const attachedPassages = 4

// beside puts passages before others. Their scores come from two searches, so those of the first are stretched to the same best.
func beside(first, others []provider.Passage) []provider.Passage {
	if len(first) > 0 && len(others) > 0 && first[0].Score > 0 {
		factor := others[0].Score / first[0].Score
		for i := range first {
			first[i].Score *= factor
		}
	}
	return append(first, others...)
}

// separator is what parts the columns of a table; 0 for what is none.
func separator(a provider.Attachment) rune {
	line, _, _ := strings.Cut(a.Text, "\n")
	switch {
	case !attachment.IsTable(a.MediaType):
		return 0
	case a.MediaType != "text/csv":
		return '\t'
	case strings.Count(line, ";") > strings.Count(line, ","):
		return ';'
	case strings.Count(line, "\t") > strings.Count(line, ","):
		return '\t'
	}
	return ','
}
