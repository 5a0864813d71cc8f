package providertest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
)

// Silent is the script that does not even send headers until the caller leaves.
func Silent() Script {
	return func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
}

// HTML is the script of something else than an API.
func HTML() Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><title>Welcome</title>")
	}
}

// Binary is the script that sends bytes that are no text.
func Binary() Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		Begin(w)
		_, _ = w.Write([]byte("data: \xff\xfe\x00\x01\n\n\x80\x81"))
	}
}

// Busy is the script that has too much to do, and says for how many seconds when retryAfter is not empty.
func Busy(retryAfter string) Script {
	return func(w http.ResponseWriter, r *http.Request) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		Status(http.StatusTooManyRequests)(w, r)
	}
}

// Refuse is the script that refuses with a status, a code and a message.
func Refuse(status int, code, message string) Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"error":{"message":%q,"type":"invalid_request_error","code":%q,"param":null}}`, message, code)
	}
}

// TooLong is the script that cannot take in so much.
func TooLong() Script {
	return Refuse(http.StatusBadRequest, "context_length_exceeded", "This model's maximum context length is 4096 tokens.")
}

// Then follows the first script for so many requests, and then the other.
func Then(times int64, first, other Script) Script {
	var n atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) <= times {
			first(w, r)
			return
		}
		other(w, r)
	}
}

// Unclosed is the script that says words, that it is done, and then nothing until the caller leaves.
func Unclosed(words ...string) Script {
	return func(w http.ResponseWriter, r *http.Request) {
		Begin(w)
		for _, word := range words {
			Say(w, word)
		}
		Finish(w, "stop")
		<-r.Context().Done()
	}
}

// Finish says that the model is done, and why.
func Finish(w http.ResponseWriter, reason string) { chunk(w, map[string]any{}, &reason) }

// Delta sends a chunk with any members.
func Delta(w http.ResponseWriter, delta map[string]any) { chunk(w, delta, nil) }

// Raw is the script that sends a stream as it stands, so many bytes at once; 0 = all.
func Raw(stream string, atOnce int) Script {
	return func(w http.ResponseWriter, _ *http.Request) {
		Begin(w)
		for atOnce > 0 && len(stream) > atOnce {
			fmt.Fprint(w, stream[:atOnce])
			flush(w)
			stream = stream[atOnce:]
		}
		fmt.Fprint(w, stream)
	}
}

// Zipped is the script that compresses the stream of another, though nobody has asked for it.
func Zipped(script Script) Script {
	return func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		script(rec, r)
		var zip bytes.Buffer
		z := gzip.NewWriter(&zip)
		_, _ = io.Copy(z, rec.Body)
		_ = z.Close()
		w.Header().Set("Content-Encoding", "gzip")
		Begin(w)
		_, _ = w.Write(zip.Bytes())
	}
}

// Stream is what the script writes, for Raw.
func Stream(script Script) string {
	rec := httptest.NewRecorder()
	script(rec, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("{}")))
	return rec.Body.String()
}
