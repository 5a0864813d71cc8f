package knowledge

import (
	"context"
	"strings"
	"unicode"

	"latchkey/internal/errs"
)

// Files keeps the bytes of the files that documents are made of; blob.Keeper does.
type Files interface {
	// Add stores bytes that are removed again unless a row that refers to their key is stored soon.
	Add(ctx context.Context, content []byte) (key string, err error)
	// Get fails with errs.NotFound.
	Get(ctx context.Context, key string) ([]byte, error)
	// Wake says that rows were removed.
	Wake()
}

// keepFile keeps the file of a document, when it came as a file.
func (s *Service) keepFile(ctx context.Context, d *Document, in Input) (err error) {
	if s.options.Files == nil || in.FileName == "" {
		return nil
	}
	d.BlobKey, err = s.options.Files.Add(ctx, in.Content)
	return err
}

// File returns the file that a document was made of. It fails with errs.NotFound, also when the document was sent as text and not as a file.
func (s *Service) File(ctx context.Context, assistantID, documentID string) (Document, []byte, error) {
	d, err := s.store.Document(ctx, assistantID, documentID)
	if err == nil && (d.BlobKey == "" || s.options.Files == nil) {
		err = errs.New(errs.NotFound, "DOCUMENT_HAS_NO_FILE", "The file of this document was not kept: it was sent as text, or before files were kept.")
	}
	if err != nil {
		return Document{}, nil, err
	}
	content, err := s.options.Files.Get(ctx, d.BlobKey)
	return d, content, err
}

// SaveName is a name under which the file of a document can be saved anywhere: its last part, without what some system cannot have in a name.
func (d Document) SaveName() string {
	name := d.FileName[strings.LastIndexAny(d.FileName, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	if name = strings.Trim(name, " ."); name == "" {
		return "document"
	}
	return name
}
