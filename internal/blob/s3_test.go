package blob_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
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
	refuse  int // status of every answer, 0 = the right one
}

const accessKey, secretKey, region = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "eu-central-1"

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	key, object := strings.CutPrefix(r.URL.Path, "/files/some/prefix/")
	switch {
	case s.refuse != 0:
		fail(w, s.refuse, "AccessDenied")
	case signature(r, body) == "" || !strings.HasSuffix(r.Header.Get("Authorization"), "Signature="+signature(r, body)):
		fail(w, http.StatusForbidden, "SignatureDoesNotMatch")
	case object:
		s.serve(w, r.Method, key, body)
	case r.URL.Path == "/files" && r.URL.Query().Get("list-type") == "2":
		_, _ = io.WriteString(w, "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>")
	default:
		fail(w, http.StatusNotFound, "NoSuchBucket")
	}
}

func (s *service) serve(w http.ResponseWriter, method, key string, body []byte) {
	content, there := s.objects[key]
	switch {
	case method == http.MethodPut:
		s.objects[key] = body
	case method == http.MethodDelete:
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	case !there:
		fail(w, http.StatusNotFound, "NoSuchKey")
	default: // GET and HEAD
		w.Header().Set("Content-Length", strconv.Itoa(len(content)))
		_, _ = w.Write(content)
	}
}

func fail(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<Error><Code>%s</Code></Error>", code)
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
	canonical := r.Method + "\n" + r.URL.EscapedPath() + "\n" + r.URL.Query().Encode() + "\n"
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

// credentials are those that the environment gives to what is opened from now on; nothing is asked of the machine that the test runs on.
func credentials(t *testing.T, secret string) {
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": accessKey, "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": "", "AWS_REGION": "", "AWS_PROFILE": "",
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		t.Setenv(name, value)
	}
}

var quiet = slog.New(slog.DiscardHandler)

func serve(t *testing.T, h http.Handler) (parameters string) {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return "use_path_style=true&prefix=some/prefix/&endpoint=" + server.URL
}

func TestS3(t *testing.T) {
	credentials(t, secretKey)
	s := &service{objects: map[string][]byte{}}
	parameters := serve(t, s)
	b, err := blob.Open(t.Context(), "s3://files?region="+region+"&"+parameters, quiet)
	if err != nil {
		t.Fatal(err)
	}
	testBucket(t, b)
	if content, there := s.objects["b_empty"]; len(s.objects) != 1 || !there || len(content) != 0 {
		t.Errorf("the bucket has %d objects", len(s.objects))
	}
	s.refuse = http.StatusForbidden // from now on
	_, err = b.Get(t.Context(), "b_empty")
	for _, err := range []error{err, b.Put(t.Context(), "b_1", []byte("x")), b.Delete(t.Context(), "b_empty")} {
		if errs.KindOf(err) != errs.Unavailable || strings.Contains(err.Error(), secretKey) {
			t.Errorf("what is refused is taken for done, or for absent: %v", err)
		}
	}
}

// What is wrong with a bucket shows when it is opened, and shows no credential.
func TestS3Wrong(t *testing.T) {
	credentials(t, secretKey)
	parameters := serve(t, &service{objects: map[string][]byte{}})
	for url, want := range map[string]string{
		"s3://files?" + parameters:                           "needs a region",
		"s3://files?region=" + region + "&x=1&" + parameters: `"x"`,
		"s3://other?region=" + region + "&" + parameters:     "no such bucket",
		"s3://files?region=eu-west-1&" + parameters:          "SignatureDoesNotMatch",
	} {
		if _, err := blob.Open(t.Context(), url, quiet); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", url, err)
		}
	}
	t.Setenv("AWS_REGION", region)
	if _, err := blob.Open(t.Context(), "s3://files?"+parameters, quiet); err != nil {
		t.Errorf("with the region of the environment: %v", err)
	}
	credentials(t, "another-secret")
	_, err := blob.Open(t.Context(), "s3://files?region="+region+"&"+parameters, quiet)
	if err == nil || !strings.Contains(err.Error(), "SignatureDoesNotMatch") || strings.Contains(err.Error(), "another-secret") {
		t.Error(err)
	}
}

// A service that does not answer, or not now, is logged and keeps no server from starting; nor do credentials that the machine cannot tell yet.
func TestS3Unreachable(t *testing.T) {
	credentials(t, secretKey)
	t.Setenv("AWS_MAX_ATTEMPTS", "1")
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	silent := "use_path_style=true&endpoint=" + closed.URL
	for name, try := range map[string]struct{ parameters, key string }{
		"closed": {silent, accessKey}, "busy": {serve(t, &service{refuse: http.StatusServiceUnavailable}), accessKey}, "no credentials": {silent, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("AWS_ACCESS_KEY_ID", try.key)
			var log bytes.Buffer
			b, err := blob.Open(t.Context(), "s3://files?region="+region+"&"+try.parameters, slog.New(slog.NewTextHandler(&log, nil)))
			if err != nil || !strings.Contains(log.String(), "cannot be reached") || strings.Contains(log.String(), secretKey) {
				t.Fatalf("%v, log %q", err, log.String())
			}
			if _, err := b.Get(t.Context(), "b_1"); errs.KindOf(err) != errs.Unavailable {
				t.Error(err)
			}
		})
	}
}

// An answer that breaks off is an error, not a short file.
func TestS3Broken(t *testing.T) {
	credentials(t, secretKey)
	parameters := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("list-type") {
			_, _ = io.WriteString(w, "<ListBucketResult/>")
			return
		}
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("short"))
	}))
	b, err := blob.Open(t.Context(), "s3://files?region="+region+"&"+parameters, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if content, err := b.Get(t.Context(), "b_1"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q, %v", content, err)
	}
}
