// Package pdf reads the text of PDF documents, page by page.
//
// The work is done by PDFium, compiled to WebAssembly: what a hostile document does to it stays in a sandbox with no files, no
// network and bounded memory. To compile PDFium takes seconds and 300 MB, so the server has it done by a process of its own, which starts with
// the first document, ends after a minute without one, and is the first that the system ends when memory is short: see Isolate.
// Where no such process was provided for, in tests for example, PDFium is interpreted in this one.
//
// Text, for owners, and Beginning, for visitors, are safe for concurrent use; one document is read at a time and the others wait. The documents of visitors stand in
// a line of their own, have less time, and wait for those of owners. The package does not render, run text
// recognition, follow links or open attachments, and keeps nothing on disk.
package pdf

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"latchkey/internal/errs"
)

const (
	// MaxBytes is the size of the longest PDF.
	MaxBytes = 20 << 20

	maxPages  = 3000
	maxText   = 16 << 20         // bytes
	readTime  = 30 * time.Second // for one document
	startTime = 2 * time.Minute  // for the engine, on the slowest machine
	idleTime  = time.Minute      // that an engine is kept without work
	memory    = 256 << 20        // of one document, in the sandbox
	wasmPage  = 64 << 10
	signature = "%PDF-"
)

// Is reports whether data begins like a PDF: readers accept up to a kilobyte before the signature.
func Is(data []byte) bool {
	return strings.Contains(string(data[:min(len(data), 1024)]), signature)
}

// Text returns the text of every page, in reading order as far as the document tells it; a page without text is "". Paragraphs are
// parted by blank lines where the page shows them.
//
// Errors: errs.Invalid (PDF_DAMAGED, PDF_LOCKED, PDF_WITHOUT_TEXT, PDF_TOO_SLOW), errs.TooLarge (PDF_TOO_LARGE), the context's.
func Text(ctx context.Context, data []byte) (pages []string, err error) {
	if err := check(data); err != nil {
		return nil, err
	}
	pages, err = shared.read(ctx, data)
	if err = withText(pages, err); err != nil {
		return nil, err
	}
	return pages, nil
}

// check refuses what need not be read.
func check(data []byte) error {
	switch {
	case len(data) > MaxBytes:
		return tooLarge("has more than 20 MiB")
	case !Is(data):
		return damaged(errors.New("no signature"))
	}
	return nil
}

// withText is the error of pages that were read, or of their emptiness.
func withText(pages []string, err error) error {
	if err != nil || slices.ContainsFunc(pages, func(page string) bool { return strings.TrimSpace(page) != "" }) {
		return err
	}
	return errs.New(errs.Invalid, "PDF_WITHOUT_TEXT",
		"This PDF has no text: it is perhaps a scan. Run text recognition (OCR) over it, then try again.")
}

func damaged(cause error) error {
	return errs.Wrap(cause, errs.Invalid, "PDF_DAMAGED",
		"This PDF is damaged or incomplete. Open it in another program, save it anew, then try again.")
}

func locked(cause error) error {
	return errs.Wrap(cause, errs.Invalid, "PDF_LOCKED",
		"This PDF can only be opened with a password. Save it without one, then try again.")
}

func tooLarge(what string) error {
	return errs.New(errs.TooLarge, "PDF_TOO_LARGE", "This PDF "+what+". Split it into several documents.")
}

const codeTooSlow = "PDF_TOO_SLOW"

func tooSlow() error {
	return errs.New(errs.Invalid, codeTooSlow, "It takes too long to read this PDF. Split it into several documents, or save it as text.")
}
