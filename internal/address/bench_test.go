package address_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"latchkey/internal/address"
)

func BenchmarkMatch(b *testing.B) {
	for _, count := range []int{1, 100, 1000} {
		set := manyRanges(b, count)
		for _, c := range []struct{ name, addr string }{
			{"hit", "10.0.0.9"}, {"hit-mapped", "::ffff:10.0.0.9"},
			{"miss", "203.0.113.5"}, {"miss-IPv6", "2001:db8:ffff::1"},
		} {
			addr := netip.MustParseAddr(c.addr)
			b.Run(fmt.Sprintf("%s/%d", c.name, count), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					set.Match(addr)
				}
			})
		}
	}
}

func BenchmarkClient(b *testing.B) {
	header := map[string][]string{
		"X-Forwarded-For": {"198.51.100.66, 203.0.113.5, 10.0.0.3"},
		"Forwarded":       {`for=198.51.100.66, for=203.0.113.5;proto=https, for=10.0.0.3`},
	}
	for _, c := range []struct {
		name    string
		proxies *address.Proxies
	}{
		{"direct", mustProxies(b, "")},
		{"X-Forwarded-For", mustProxies(b, "X-Forwarded-For", "10.0.0.0/8")},
		{"Forwarded", mustProxies(b, "Forwarded", "10.0.0.0/8")},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.proxies.Client("10.0.0.2:40000", header); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRefusal is a whole decision about an address that is not listed: what an attacker can make the server do.
func BenchmarkRefusal(b *testing.B) {
	proxies := mustProxies(b, "X-Forwarded-For", "10.0.0.0/8")
	for _, count := range []int{1, 100, 1000} {
		set := manyRanges(b, count)
		for _, c := range []struct{ name, value string }{
			{"foreign", "203.0.113.5"},
			{"garbage", "203.0.113.5, garbage"},
			{"hops", strings.Repeat("10.0.0.3, ", 100) + "10.0.0.3"},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, count), func(b *testing.B) {
				header := map[string][]string{"X-Forwarded-For": {c.value}}
				b.ReportAllocs()
				for b.Loop() {
					client, err := proxies.Client("10.0.0.2:40000", header)
					if _, ok := set.Match(client.Addr); ok && err == nil {
						b.Fatal("admitted")
					}
				}
			})
		}
	}
}
