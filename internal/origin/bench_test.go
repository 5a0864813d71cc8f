package origin_test

import (
	"fmt"
	"strings"
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

// BenchmarkRefusal is a whole decision about a foreign page: what an attacker can make the server do.
func BenchmarkRefusal(b *testing.B) {
	for _, count := range []int{1, 100, 1000} {
		set := manyWebsites(b, count)
		for _, c := range []struct{ name, value string }{
			{"foreign", "https://www.evil.example"},
			{"deep", "https://" + strings.Repeat("a.", 120) + "site0.example"},
			{"malformed", "https://evil.example\\.site0.example.com"},
			{"null", "null"},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, count), func(b *testing.B) {
				lines := []string{c.value}
				b.ReportAllocs()
				for b.Loop() {
					caller, _, err := origin.Caller(lines, nil)
					if _, ok := set.Match(caller); ok && err == nil {
						b.Fatal("admitted")
					}
				}
			})
		}
	}
}

func BenchmarkParsePattern(b *testing.B) {
	for _, entry := range []string{"https://example.com", "https://*.example.com", "https://ex\u00e4mple.com", "https://example.com/path"} {
		b.Run(entry, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = origin.ParsePattern(entry)
			}
		})
	}
}
