package attachment

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"latchkey/internal/errs"
)

// PDF returns the text of a PDF file that a visitor gave, or its beginning, within limits of its own.
type PDF func(ctx context.Context, visitor string, content []byte) (text string, err error)

const (
	readTimeout = 90 * time.Second // of one file, with the wait for those that are being read, and for what reads PDF to start
	readers     = 2                // files that are looked at at once: for the memory, of which each takes 100 MB at most
)

// read says what an upload is and what it holds. Everything that looks at the bytes waits for one of the places of the readers, but for PDF, which is read in
// a process of its own and waits there.
func (s *Service) read(ctx context.Context, u Upload) (f found, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, readTimeout, errBusy)
	defer cancel()
	if f, err = s.look(ctx, u); err != nil || f.mediaType != mediaPDF {
		return f, err
	}
	f.text, err = extract(ctx, func() (string, error) {
		if s.PDF == nil {
			return "", errors.New("this server reads no PDF")
		}
		return s.PDF(ctx, u.Visitor, u.Content)
	})
	return f, err
}

func (s *Service) look(ctx context.Context, u Upload) (f found, err error) {
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return f, context.Cause(ctx)
	}
	_, extension := splitName(u.FileName)
	if f, err = sniff(u.Content, u.Type, extension); err != nil {
		return f, located(err)
	}
	if f.mediaType == mediaXLSX {
		f.text, err = extract(ctx, func() (string, error) { return readWorkbook(ctx, u.Content, MaxText) })
	}
	return f, err
}

var errBusy = &errs.Error{
	Kind: errs.Unavailable, Code: "ATTACHMENT_BUSY", RetryAfter: 10 * time.Second,
	Message: "The file took too long to read, or too many are being read. Please try again, or make it smaller.",
}

// extract takes the text out of a file, and makes of everything that goes wrong an error for the visitor.
func extract(ctx context.Context, read func() (string, error)) (string, error) {
	text, err := guarded(read)
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	if err != nil {
		return "", unreadable(err)
	}
	text, _, _ = plain(strings.NewReader(text), MaxText)
	if strings.TrimSpace(text) == "" {
		return "", refuse(errs.Invalid, "ATTACHMENT_NO_TEXT", "The file has no text that can be read; a scanned page is a picture.",
			"file", "must hold text; attach a scanned page as an image")
	}
	return text, nil
}

// guarded gives a panic of a reader, which a damaged file may cause, the form of an error.
func guarded(read func() (string, error)) (text string, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return read()
}

// unreadable passes on what a reader says to the visitor, and otherwise says that the file is damaged.
func unreadable(cause error) error {
	if e, ok := errs.As(cause); ok && e.Kind != errs.Internal {
		return &errs.Error{Kind: e.Kind, Code: e.Code, Message: e.Message, RetryAfter: e.RetryAfter, Cause: cause, Fields: []errs.Field{{Location: "file", Message: "cannot be read"}}}
	}
	if errors.Is(cause, errUnpacked) {
		return refuse(errs.TooLarge, "ATTACHMENT_TOO_LARGE", "The file unpacks to more than can be read; make it smaller.", "file", "unpacks to too much")
	}
	return &errs.Error{
		Kind: errs.Invalid, Code: "ATTACHMENT_UNREADABLE", Message: "The file is damaged or protected, and cannot be read.", Cause: cause,
		Fields: []errs.Field{{Location: "file", Message: "must be a file that is whole and not protected by a password"}},
	}
}

// imageTokens is what an image costs a model, about.
const imageTokens = 800

const lettersPerToken = 4

// tokensOf is what an attachment costs a model, about.
func tokensOf(kind Type, text string) int {
	if kind == Image {
		return imageTokens
	}
	return (utf8.RuneCountInString(text) + lettersPerToken - 1) / lettersPerToken
}
