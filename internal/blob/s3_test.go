package blob_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"latchkey/internal/blob"
	"latchkey/internal/errs"
)

// service is an S3-compatible service with one bucket. It checks signatures by the published rules (Signature Version 4) and with code of its own.
type service struct {
	mu      sync.Mutex
	objects map[string][]byte
	busy    int // how many requests it answers with 503 first
	calls   int
	status  int // of every answer, 0 = the right one
}

const accessKey, secretKey, region = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "eu-central-1"

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	switch key, ours := strings.CutPrefix(r.URL.Path, "/files/some/prefix/"); {
	case s.busy > 0:
		s.busy--
		http.Error(w, "<Error><Code>SlowDown</Code></Error>", http.StatusServiceUnavailable)
	case s.status != 0:
		http.Error(w, "<Error><Code>AccessDenied</Code></Error>", s.status)
	case signature(r, body) == "" || !strings.HasSuffix(r.Header.Get("Authorization"), "Signature="+signature(r, body)):
		http.Error(w, "<Error><Code>SignatureDoesNotMatch</Code></Error>", http.StatusForbidden)
	case !ours:
		http.Error(w, "<Error><Code>NoSuchBucket</Code></Error>", http.StatusNotFound)
	case r.Method == http.MethodPut:
		s.objects[key] = body
	case r.Method == http.MethodDelete:
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	case s.objects[key] == nil:
		http.Error(w, "<Error><Code>NoSuchKey</Code></Error>", http.StatusNotFound)
	default:
		_, _ = w.Write(s.objects[key])
	}
}

// signature is what a request must be signed with.
func signature(r *http.Request, body []byte) string {
	sum := sha256.Sum256(body)
	if r.Header.Get("X-Amz-Content-Sha256") != hex.EncodeToString(sum[:]) {
		return ""
	}
	_, signed, _ := strings.Cut(r.Header.Get("Authorization"), "SignedHeaders=")
	signed, _, _ = strings.Cut(signed, ",")
	names := strings.Split(signed, ";")
	if !slices.Contains(names, "host") || !slices.Contains(names, "x-amz-content-sha256") || !slices.Contains(names, "x-amz-date") {
		return ""
	}
	canonical := r.Method + "\n" + r.URL.EscapedPath() + "\n" + r.URL.RawQuery + "\n"
	for _, name := range names {
		value := r.Header.Get(name)
		switch name {
		case "host":
			value = r.Host
		case "content-length":
			value = fmt.Sprint(r.ContentLength)
		}
		canonical += name + ":" + value + "\n"
	}
	canonical += "\n" + signed + "\n" + hex.EncodeToString(sum[:])
	at := r.Header.Get("X-Amz-Date")
	day := at[:min(8, len(at))]
	scope := day + "/" + region + "/s3/aws4_request"
	if !strings.Contains(r.Header.Get("Authorization"), "Credential="+accessKey+"/"+scope) {
		return ""
	}
	digest := sha256.Sum256([]byte(canonical))
	key := []byte("AWS4" + secretKey)
	for _, part := range []string{day, region, "s3", "aws4_request", "AWS4-HMAC-SHA256\n" + at + "\n" + scope + "\n" + hex.EncodeToString(digest[:])} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	return hex.EncodeToString(key)
}

func openService(t *testing.T, bucket string, c blob.Credentials) (*service, blob.Bucket) {
	t.Helper()
	s := &service{objects: map[string][]byte{}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	b, err := blob.Open("s3://"+bucket+"?region="+region+"&endpoint="+server.URL, c)
	if err != nil {
		t.Fatal(err)
	}
	return s, b
}

var right = blob.Credentials{AccessKey: accessKey, SecretKey: secretKey}

func TestS3(t *testing.T) {
	t.Parallel()
	s, b := openService(t, "files/some/prefix", right)
	testBucket(t, b)
	if len(s.objects) != 1 {
		t.Errorf("the bucket has %d objects", len(s.objects))
	}
}

// What the service refuses is not taken for done, nor for absent, and shows no credential.
func TestS3Refused(t *testing.T) {
	t.Parallel()
	wrong := blob.Credentials{AccessKey: accessKey, SecretKey: "another-secret"}
	_, forbidden := openService(t, "files/some/prefix", wrong)
	_, absent := openService(t, "other", right)
	moved, elsewhere := openService(t, "files/some/prefix", right)
	moved.status = http.StatusMovedPermanently
	for name, b := range map[string]blob.Bucket{"secret": forbidden, "bucket": absent, "region": elsewhere} {
		_, err := b.Get(t.Context(), "b_1")
		for _, err := range []error{err, b.Put(t.Context(), "b_1", []byte("x")), b.Delete(t.Context(), "b_1")} {
			if errs.KindOf(err) != errs.Unavailable || strings.Contains(err.Error(), "another-secret") || strings.Contains(err.Error(), secretKey) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// A service that is busy is asked again, not for ever.
func TestS3Busy(t *testing.T) {
	t.Parallel()
	s, b := openService(t, "files/some/prefix", right)
	s.busy = 2
	if err := b.Put(t.Context(), "b_1", []byte("x")); err != nil || s.calls != 3 {
		t.Errorf("%v after %d calls", err, s.calls)
	}
	s.busy, s.calls = 100, 0
	if err := b.Put(t.Context(), "b_2", []byte("x")); errs.KindOf(err) != errs.Unavailable || s.calls != 3 {
		t.Errorf("%v after %d calls", err, s.calls)
	}
}

// An answer that breaks off is an error, not a short file.
func TestS3Broken(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("short"))
	}))
	t.Cleanup(server.Close)
	b, err := blob.Open("s3://files?endpoint="+server.URL, right)
	if err != nil {
		t.Fatal(err)
	}
	if content, err := b.Get(t.Context(), "b_1"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q, %v", content, err)
	}
}
