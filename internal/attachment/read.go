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

// PDF returns the text of a PDF file, within limits of its own.
type PDF func(ctx context.Context, content []byte) (text string, err error)

const (
	readTimeout = 90 * time.Second // of one file, with the wait for those that are being read, and for what reads PDF to start
	readers     = 2                // files that are read at once: for the memory
)

// read takes the text out of a file.
func (s *Service) read(ctx context.Context, f found, content []byte) (string, error) {
	if f.kind == Image || f.text != "" {
		return f.text, nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, readTimeout, errBusy)
	defer cancel()
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
	text, err := s.extract(ctx, f.mediaType, content)
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	if err != nil {
		return "", unreadable(err)
	}
	text = clean(strings.ToValidUTF8(text, "\uFFFD"))
	if strings.TrimSpace(text) == "" {
		return "", refuse(errs.Invalid, "ATTACHMENT_NO_TEXT", "The file has no text that can be read; a scanned page is a picture.",
			"file", "must hold text; attach a scanned page as an image")
	}
	return text, nil
}

var errBusy = &errs.Error{
	Kind: errs.Unavailable, Code: "ATTACHMENT_BUSY", RetryAfter: 10 * time.Second,
	Message: "The file took too long to read, or too many are being read. Please try again, or make it smaller.",
}

// extract gives a panic of a reader, which a damaged file may cause, the form of an error.
func (s *Service) extract(ctx context.Context, mediaType string, content []byte) (text string, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	if mediaType == mediaXLSX {
		return readWorkbook(ctx, content, MaxText)
	}
	if s.PDF == nil {
		return "", errors.New("this server reads no PDF")
	}
	return s.PDF(ctx, content)
}

// unreadable passes on what a reader says to the visitor, and otherwise says that the file is damaged.
func unreadable(cause error) error {
	if e, ok := errs.As(cause); ok && e.Kind != errs.Internal {
		return &errs.Error{Kind: e.Kind, Code: e.Code, Message: e.Message, Cause: cause, Fields: []errs.Field{{Location: "file", Message: "cannot be read"}}}
	}
	if errors.Is(cause, errUnpacked) {
		return refuse(errs.TooLarge, "ATTACHMENT_TOO_LARGE", "The file unpacks to more than can be read; make it smaller.", "file", "unpacks to too much")
	}
	return &errs.Error{
		Kind: errs.Invalid, Code: "ATTACHMENT_UNREADABLE", Message: "The file is damaged or protected, and cannot be read.", Cause: cause,
		Fields: []errs.Field{{Location: "file", Message: "must be a file that is whole and not protected by a password"}},
	}
}

// limited cuts a text to MaxText characters, and says so at its end.
func limited(text string) string {
	if len(text) <= MaxText || utf8.RuneCountInString(text) <= MaxText {
		return text
	}
	n := 0
	for at := range text {
		if n == MaxText {
			return text[:at] + fmt.Sprintf("\n\n[Cut: the file has more than %d characters.]", MaxText)
		}
		n++
	}
	return text
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
