package httpx

import (
	"net/http"
	"strconv"
	"strings"
)

// AcceptsGzip says whether a client would rather have an answer gzipped than as it is (RFC 9110, section 12.5.3).
func AcceptsGzip(h http.Header) bool {
	if len(h["Accept-Encoding"]) == 0 {
		return false // it did not say
	}
	gzip, identity, anything := -1.0, -1.0, -1.0 // -1 = not named
	for coding := range strings.SplitSeq(strings.Join(h["Accept-Encoding"], ","), ",") {
		name, parameters, _ := strings.Cut(coding, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			gzip = max(gzip, weight(parameters))
		case "identity":
			identity = weight(parameters)
		case "*":
			anything = weight(parameters)
		}
	}
	if gzip < 0 {
		gzip = anything
	}
	return gzip > 0 && gzip >= identity
}

// weight reads the q of a coding: 1 when there is none, 0 when it cannot be read.
func weight(parameters string) float64 {
	name, value, found := strings.Cut(strings.TrimSpace(parameters), "=")
	switch {
	case !found && strings.TrimSpace(name) == "":
		return 1
	case !strings.EqualFold(strings.TrimSpace(name), "q"):
		return 0
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
