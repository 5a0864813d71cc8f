package knowledge

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
)

// manyPassages makes n passages of 60 to 220 words, with the frequencies of natural language over 8,000
// words.
func manyPassages(n int) ([]Document, []Passage) {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 4, 8000)
	words := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = madeUp(zipf.Uint64())
		}
		return strings.Join(out, " ")
	}
	documents := make([]Document, 0, n/10+1)
	passages := make([]Passage, n)
	for i := range passages {
		if i%10 == 0 {
			documents = append(documents, Document{ID: fmt.Sprint("d", i/10), Title: words(3), Language: "en"})
		}
		d := documents[len(documents)-1]
		passages[i] = Passage{ID: fmt.Sprint("p", i), DocumentID: d.ID, Path: []string{d.Title, words(4)},
			Text: words(60 + r.IntN(160))}
	}
	return documents, passages
}

func madeUp(i uint64) string {
	syllables := strings.Fields("ka to mi re sel dor win pas ter lo gus bra net fin ha vo")
	word := ""
	for range 3 {
		word += syllables[i%16]
		i /= 16
	}
	return word
}

const benchPassages = 10_000

func BenchmarkIndexBuild(b *testing.B) {
	e, err := newEngine()
	if err != nil {
		b.Fatal(err)
	}
	documents, passages := manyPassages(benchPassages)
	before := heapInUse()
	var kept *index
	for b.Loop() {
		if kept != nil {
			kept.close()
		}
		if kept, err = e.build(context.Background(), documents, passages); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(heapInUse()-before), "heap-bytes")
	kept.close()
}

func heapInUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func BenchmarkSearch(b *testing.B) {
	e, err := newEngine()
	if err != nil {
		b.Fatal(err)
	}
	documents, passages := manyPassages(benchPassages)
	ix, err := e.build(context.Background(), documents, passages)
	if err != nil {
		b.Fatal(err)
	}
	defer ix.close()
	for name, question := range map[string]string{
		"known": strings.Join([]string{madeUp(40), madeUp(300), madeUp(900), madeUp(2000)}, " "),
		"typo":  strings.Join([]string{madeUp(40), madeUp(300), madeUp(900) + "x"}, " "),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := ix.search(context.Background(), question, 6); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSearchBesideIndexing asks one assistant while the 5 MB document of another is read and indexed again and again.
func BenchmarkSearchBesideIndexing(b *testing.B) {
	e, err := newEngine()
	if err != nil {
		b.Fatal(err)
	}
	documents, passages := manyPassages(benchPassages)
	ix, err := e.build(context.Background(), documents, passages)
	if err != nil {
		b.Fatal(err)
	}
	defer ix.close()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- indexUntil(ctx, e, longDocument(5<<20)) }()
	question := strings.Join([]string{madeUp(40), madeUp(300), madeUp(900), madeUp(2000)}, " ")
	var slowest time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := ix.search(context.Background(), question, 6); err != nil {
			b.Fatal(err)
		}
		slowest = max(slowest, time.Since(start))
	}
	b.ReportMetric(float64(slowest.Milliseconds()), "slowest-ms")
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}

func longDocument(size int) []byte {
	_, passages := manyPassages(5000)
	var text strings.Builder
	for _, p := range passages {
		if text.Len() > size-4096 {
			break
		}
		text.WriteString("## " + p.Path[1] + "\n\n" + p.Text + "\n\n")
	}
	return []byte(text.String())
}

func indexUntil(ctx context.Context, e *engine, content []byte) error {
	for ctx.Err() == nil {
		out, err := extract(context.Background(), "long.md", "", content, Limits{}.withDefaults())
		if err != nil {
			return err
		}
		passages := make([]Passage, len(out.pieces))
		for i, p := range out.pieces {
			passages[i] = Passage{ID: fmt.Sprint("l", i), DocumentID: "long", Path: p.path, Text: p.text}
		}
		ix, err := e.build(context.Background(), []Document{{ID: "long", Title: "Long", Language: "en"}}, passages)
		if err != nil {
			return err
		}
		ix.close()
	}
	return nil
}
