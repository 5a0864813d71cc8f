package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// errEngine marks failures after which an engine is not used again.
var errEngine = errors.New("the engine failed")

// pdfiumEngine is PDFium, compiled. Every document gets an instance of its own, with fresh memory.
type pdfiumEngine struct {
	pool pdfium.Pool
	end  context.CancelFunc // stops what runs in the sandbox
}

// compiled PDFium starts in 3 s and reads a page in 2 ms; interpreted it starts in half a second and takes 90 ms.
func compiled(ctx context.Context) (engine, error) { return newPDFium(ctx, wazero.NewRuntimeConfig()) }

func interpreted(ctx context.Context) (engine, error) {
	return newPDFium(ctx, wazero.NewRuntimeConfigInterpreter())
}

func newPDFium(ctx context.Context, config wazero.RuntimeConfig) (engine, error) {
	lifetime, end := context.WithCancel(context.WithoutCancel(ctx))
	config = config.WithCloseOnContextDone(true).WithMemoryLimitPages(memory / wasmPage).
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	pool, err := webassembly.Init(webassembly.Config{Context: lifetime, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard}) // no FSConfig would be the whole disk
	if err != nil {
		end()
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	debug.FreeOSMemory() // the compiler leaves 200 MB behind
	return &pdfiumEngine{pool: pool, end: end}, nil
}

func (e *pdfiumEngine) close() {
	e.end()
	_ = e.pool.Close() // it has no state that could be lost
}

func (e *pdfiumEngine) read(ctx context.Context, data []byte) (pages []string, err error) {
	stop := context.AfterFunc(ctx, e.end)
	defer stop()
	defer func() {
		if v := recover(); v != nil {
			pages, err = nil, fmt.Errorf("%w: %w: panic: %v", errEngine, damaged(nil), v)
		}
	}()
	instance, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errEngine, err)
	}
	defer func() { _ = instance.Close() }()
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return nil, refused(err)
	}
	return document{instance, opened.Document}.text(ctx)
}

func refused(err error) error {
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return locked(err)
	}
	return damaged(err)
}

type document struct {
	pdfium pdfium.Pdfium
	ref    references.FPDF_DOCUMENT
}

func (d document) text(ctx context.Context) ([]string, error) {
	counted, err := d.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	switch {
	case err != nil:
		return nil, damaged(err)
	case counted.PageCount > maxPages:
		return nil, tooLarge(fmt.Sprintf("has more than %d pages", maxPages))
	}
	pages := make([]string, counted.PageCount)
	size := 0
	for i := range pages {
		if pages[i], err = d.page(i); err != nil || ctx.Err() != nil {
			return nil, errors.Join(ctx.Err(), err)
		}
		if size += len(pages[i]); size > maxText {
			return nil, tooLarge(fmt.Sprintf("has more than %d MB of text", maxText>>20))
		}
	}
	return pages, nil
}

// page returns the text of a page; one that cannot be read is empty, for the others may be whole.
func (d document) page(index int) (string, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: index}}
	found, err := d.pdfium.GetPageTextStructured(&requests.GetPageTextStructured{Page: page,
		Mode: requests.GetPageTextStructuredModeRects, CollectFontInformation: true})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPage) || err != nil && strings.Contains(err.Error(), "could not load page"):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("%w: %w", errEngine, damaged(err))
	}
	return layout(found.Rects), nil
}
