package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/pdf/pdftest"
)

func TestMain(m *testing.M) {
	if underRace {
		newServed, manyPages, hostile, nesting = interpreted, 4, 10, 1<<10
	}
	if Isolate(os.Args[1:], os.Stdin, os.Stdout) {
		return
	}
	isolate = false // tests choose
	os.Exit(m.Run())
}

// How much the tests ask of an engine.
var manyPages, hostile, nesting = 200, 50, 1 << 16

func TestText(t *testing.T) {
	column := func(x float64, lines ...string) []pdftest.Line {
		var placed []pdftest.Line
		for i, text := range lines {
			placed = append(placed, pdftest.Line{X: x, Y: 700 - 14*float64(i), Size: 11, Text: text})
		}
		return placed
	}
	for name, tt := range map[string]struct {
		data []byte
		want []string
	}{
		"pages":     {pdftest.Text("Page one.", "", "Page three."), []string{"Page one.", "", "Page three."}},
		"umlauts":   {pdftest.Text("Größe und Übermaß: 5 €, été, ¿qué?"), []string{"Größe und Übermaß: 5 €, été, ¿qué?"}},
		"ligatures": {pdftest.Text("The ﬁrst ofﬁce has a ﬂoor."), []string{"The first office has a floor."}},
		"columns": {pdftest.Lines(pdftest.Options{}, append(column(60, "Left one", "left two."), column(320, "Right one", "right two.")...)),
			[]string{"Left one\nleft two.\nRight one\nright two."}},
		"paragraphs": {pdftest.Lines(pdftest.Options{}, []pdftest.Line{{X: 60, Y: 700, Size: 16, Text: "Heading"}, {X: 60, Y: 682, Size: 11, Text: "One line"},
			{X: 60, Y: 668, Size: 11, Text: "and its next."}, {X: 60, Y: 640, Size: 11, Text: "Another"}, {X: 110, Y: 640, Size: 11, Text: "paragraph."}}),
			[]string{"Heading\n\nOne line\nand its next.\n\nAnother paragraph."}},
		"hyphens": {pdftest.Text("A word is hyphen-\nated here."), []string{"A word is hyphenated here."}},
		"owner's password": {pdftest.Lines(pdftest.Options{OwnerPassword: "secret"}, column(60, "Everybody may read this.")),
			[]string{"Everybody may read this."}},
		"junk before the signature": {append([]byte("\n\n"), pdftest.Text("Shifted.")...), []string{"Shifted."}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Text(t.Context(), tt.data)
			if err != nil || strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for name, tt := range map[string]struct {
		data []byte
		kind errs.Kind
		code string
	}{
		"no PDF":         {[]byte("words"), errs.Invalid, "PDF_DAMAGED"},
		"empty":          {nil, errs.Invalid, "PDF_DAMAGED"},
		"only a head":    {[]byte("%PDF-1.7\n"), errs.Invalid, "PDF_DAMAGED"},
		"no text":        {pdftest.Text("", ""), errs.Invalid, "PDF_WITHOUT_TEXT"},
		"password":       {pdftest.Lines(pdftest.Options{UserPassword: "secret"}, []pdftest.Line{{Text: "x"}}), errs.Invalid, "PDF_LOCKED"},
		"too long":       {make([]byte, MaxBytes+1), errs.TooLarge, "PDF_TOO_LARGE"},
		"too many pages": {pdftest.Lines(pdftest.Options{}, make([][]pdftest.Line, maxPages+1)...), errs.TooLarge, "PDF_TOO_LARGE"},
	} {
		t.Run(name, func(t *testing.T) {
			pages, err := Text(t.Context(), tt.data)
			if e, ok := errs.As(err); !ok || e.Kind != tt.kind || e.Code != tt.code || pages != nil {
				t.Errorf("%d pages, %v, want %s", len(pages), err, tt.code)
			}
		})
	}
}

// TestHostile gives documents that are cut, changed, or made to keep a reader busy: each is read or refused, soon.
func TestHostile(t *testing.T) {
	whole := pdftest.Text("Some words to be read.", "More words.")
	random := rand.New(rand.NewPCG(1, 2))
	for range hostile {
		data := bytes.Clone(whole)
		if random.IntN(2) == 0 {
			data = data[:random.IntN(len(data))]
		}
		for range random.IntN(20) {
			if len(data) > 20 {
				data[10+random.IntN(len(data)-10)] = byte(random.IntN(256))
			}
		}
		checkHostile(t, data)
	}
	loop := strings.Replace(string(whole), "/Kids [4 0 R 6 0 R ]", "/Kids [2 0 R 2 0 R ]", 1)
	deep := "%PDF-1.4\n1 0 obj\n" + strings.Repeat("[", nesting) + "\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"
	for _, data := range []string{loop, deep, strings.Replace(string(whole), "/Count 2", "/Count 2147483647", 1)} {
		checkHostile(t, []byte(data))
	}
}

func checkHostile(t *testing.T, data []byte) {
	t.Helper()
	start := time.Now()
	if _, err := Text(t.Context(), data); err != nil && errs.KindOf(err) != errs.Invalid && errs.KindOf(err) != errs.TooLarge {
		t.Errorf("%v of %q", err, data)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func newTestDesk(t *testing.T, start func(context.Context) (engine, error)) *desk {
	d := newDesk(start)
	t.Cleanup(func() {
		d.turn <- struct{}{}
		d.letGo()
	})
	return d
}

func TestProcess(t *testing.T) {
	d := newTestDesk(t, startProcess)
	for _, want := range []string{"One.", "Two."} {
		if pages, err := d.read(t.Context(), pdftest.Text(want)); err != nil || len(pages) != 1 || pages[0] != want {
			t.Fatalf("got %q, %v", pages, err)
		}
	}
	first := d.kept
	var texts []string
	for i := range manyPages {
		texts = append(texts, strings.TrimSpace(strings.Repeat(fmt.Sprintf("A line of page %d.\n", i+1), 40)))
	}
	if got, err := d.read(t.Context(), pdftest.Text(texts...)); err != nil || !slices.Equal(got, texts) {
		t.Fatalf("%d pages, %v", len(got), err)
	}
	if _, err := d.read(t.Context(), []byte("%PDF-1.7\n")); errs.KindOf(err) != errs.Invalid {
		t.Errorf("damaged: %v", err)
	}
	if d.kept != first {
		t.Error("a damaged document ended the process")
	}
	first.(*process).kill()
	if _, err := d.read(t.Context(), pdftest.Text("x")); errs.KindOf(err) != errs.Invalid {
		t.Errorf("a process that ends: %v", err)
	}
	if pages, err := d.read(t.Context(), pdftest.Text("Again.")); err != nil || pages[0] != "Again." {
		t.Errorf("after the end of a process: %q, %v", pages, err)
	}
	d.dismiss()
	if d.kept != nil {
		t.Error("an idle process was kept")
	}
}

// stuck is an engine that works until it is told to stop.
type stuck struct{ started, closed chan struct{} }

func (s stuck) read(ctx context.Context, _ []byte) ([]string, error) {
	s.started <- struct{}{}
	<-ctx.Done()
	return nil, errors.New("whatever")
}

func (s stuck) close() { close(s.closed) }

func TestLimits(t *testing.T) {
	s := stuck{make(chan struct{}, 1), make(chan struct{})}
	d := newTestDesk(t, func(context.Context) (engine, error) { return s, nil })
	ctx, cancel := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	wait.Go(func() {
		if _, err := d.read(ctx, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	})
	<-s.started
	impatient, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if _, err := d.read(impatient, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting: %v", err)
	}
	cancel()
	wait.Wait()
	<-s.closed

	s.closed = make(chan struct{})
	d = newTestDesk(t, func(context.Context) (engine, error) { return s, nil })
	d.limit = time.Millisecond
	if _, err := d.read(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "PDF_TOO_SLOW") {
		t.Errorf("slow: %v", err)
	}
	<-s.closed
}

// TestSandboxStops ends PDFium in the middle of its work.
func TestSandboxStops(t *testing.T) {
	d := newTestDesk(t, interpreted)
	if _, err := d.read(t.Context(), pdftest.Text("warm")); err != nil {
		t.Fatal(err)
	}
	d.limit = 20 * time.Millisecond
	page := strings.Repeat(strings.Repeat("many words ", 400)+"\n", 200)
	if _, err := d.read(t.Context(), pdftest.Text(page, page, page, page)); err == nil || !strings.Contains(err.Error(), "PDF_TOO_SLOW") {
		t.Errorf("slow: %v", err)
	}
	d.limit = readTime
	if pages, err := d.read(t.Context(), pdftest.Text("Again.")); err != nil || pages[0] != "Again." {
		t.Errorf("after a document that was too slow: %q, %v", pages, err)
	}
}

func BenchmarkText(b *testing.B) {
	data := pdftest.Text(strings.Repeat("Some words of a line that is as long as lines are in documents.\n", 45))
	for b.Loop() {
		if _, err := Text(b.Context(), data); err != nil {
			b.Fatal(err)
		}
	}
}
