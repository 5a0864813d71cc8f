package httpx_test

import (
	"net/http"
	"testing"

	"latchkey/internal/httpx"
)

func TestAcceptsGzip(t *testing.T) {
	t.Parallel()
	for accepted, want := range map[string]bool{
		"gzip":                             true,
		"gzip, deflate, br, zstd":          true,
		"GZip;q=0.5":                       true,
		"x-gzip":                           true,
		"*":                                true,
		"br, *;q=0.1":                      true,
		"gzip;q=1.0, identity;q=0.5, *":    true,
		"identity;q=0, gzip ; q = 0.001":   true,
		"":                                 false,
		"identity":                         false,
		"br":                               false,
		"gzip;q=0":                         false,
		"gzip;q=0.000, *":                  false,
		"*;q=0":                            false,
		"gzip;q=0.2, identity;q=0.8":       false,
		"gzip;q=2":                         false,
		"gzip;q=NaN":                       false,
		"gzip;q=":                          false,
		"gzip;level=9":                     false,
		"gzippy, not-gzip, deflate;q=gzip": false,
	} {
		if got := httpx.AcceptsGzip(http.Header{"Accept-Encoding": {accepted}}); got != want {
			t.Errorf("%q: %v, want %v", accepted, got, want)
		}
	}
	if httpx.AcceptsGzip(http.Header{}) {
		t.Error("a client that says nothing")
	}
	if httpx.AcceptsGzip(http.Header{"Accept-Encoding": {"br", "gzip;q=0"}}) || !httpx.AcceptsGzip(http.Header{"Accept-Encoding": {"br", "gzip"}}) {
		t.Error("two lines are one list")
	}
}
