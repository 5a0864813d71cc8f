package origin_test

import (
	"fmt"
	"testing"

	"latchkey/internal/origin"
)

func BenchmarkMatch(b *testing.B) {
	for _, count := range []int{1, 100, 1000} {
		set := manyWebsites(b, count)
		for _, c := range []struct{ name, caller string }{
			{"hit", "https://site0.example.com"},
			{"hit-wildcard", "https://a.b.site0.example.org"},
			{"miss", "https://www.shop.example.net"},
			{"miss-port", "https://site0.example.com:8443"},
		} {
			if count == 1 && c.name == "hit-wildcard" {
				continue // the one website is a host
			}
			b.Run(fmt.Sprintf("%s/%d", c.name, count), func(b *testing.B) { benchmarkMatch(b, set, c.caller) })
		}
	}
}

func benchmarkMatch(b *testing.B, set *origin.Set, value string) {
	caller, err := origin.ParseHeader(value)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		set.Match(caller)
	}
}

func BenchmarkCaller(b *testing.B) {
	header := []string{"https://www.shop.example.com"}
	referer := []string{"https://www.shop.example.com/path/page?x=1"}
	b.Run("Origin", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := origin.Caller(header, referer); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Referer", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := origin.Caller(nil, referer); err != nil {
				b.Fatal(err)
			}
		}
	})
}
