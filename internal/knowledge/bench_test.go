package knowledge

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
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

func BenchmarkIndexBuild(b *testing.B) {
	e, err := newEngine()
	if err != nil {
		b.Fatal(err)
	}
	documents, passages := manyPassages(1000)
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
	documents, passages := manyPassages(1000)
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
