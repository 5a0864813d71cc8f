package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// s3 is a Bucket of an S3-compatible service. Three plain requests are all that it needs, so it uses the signer of Amazon's library and not the
// library, whose client for S3 would cost every server as much memory as its database.
type s3 struct {
	base        *url.URL // with the bucket and the prefix
	region      string
	credentials aws.Credentials
	signer      *v4.Signer
	client      *http.Client
	now         func() time.Time
}

var (
	bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	regionName = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)
	prefixPath = regexp.MustCompile(`^(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?$`)
)

const defaultRegion = "us-east-1" // what services with no regions call theirs

func checkS3(u *url.URL) error {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || !bucketName.MatchString(u.Host) || !prefixPath.MatchString(u.Path) {
		return errURL
	}
	for name := range query {
		if name != "region" && name != "endpoint" {
			return errURL
		}
	}
	region, endpoint := query.Get("region"), query.Get("endpoint")
	if region == "" && endpoint == "" || region != "" && !regionName.MatchString(region) {
		return errURL
	}
	if e, err := url.Parse(endpoint); endpoint != "" && (err != nil || e.Host == "" || e.User != nil || e.RawQuery != "" || e.Fragment != "" ||
		strings.Trim(e.Path, "/") != "" || (e.Scheme != "https" && e.Scheme != "http")) {
		return errURL
	}
	return nil
}

// newS3 takes a URL that checkS3 has accepted.
func newS3(u *url.URL, c Credentials) *s3 {
	query := u.Query()
	region := query.Get("region")
	if region == "" {
		region = defaultRegion
	}
	base, _ := url.Parse(query.Get("endpoint")) // checked
	if base.Host == "" {
		base = &url.URL{Scheme: "https", Host: "s3." + region + ".amazonaws.com"}
	}
	return &s3{
		// The bucket stands in the path, which every service understands, and not in the name of the host.
		base: base.JoinPath("/", u.Host, u.Path), region: region,
		credentials: aws.Credentials{AccessKeyID: c.AccessKey, SecretAccessKey: c.SecretKey},
		signer:      v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true }),
		client: &http.Client{
			Timeout: callTimeout,
			// A signed request means one host.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		now: time.Now,
	}
}

// Put implements Bucket: a service stores an object whole or not at all.
func (s *s3) Put(ctx context.Context, key string, content []byte) error {
	_, err := s.call(ctx, http.MethodPut, key, content)
	return err
}

// Get implements Bucket.
func (s *s3) Get(ctx context.Context, key string) ([]byte, error) {
	return s.call(ctx, http.MethodGet, key, nil)
}

// Delete implements Bucket.
func (s *s3) Delete(ctx context.Context, key string) error {
	_, err := s.call(ctx, http.MethodDelete, key, nil)
	if errors.Is(err, errNoObject) {
		return nil
	}
	return err
}

var errNoObject = errors.New("the bucket has no such object")

// attempts is how often a request is sent that the service could not answer: services ask for that with status 500 and 503.
const attempts = 3

// call sends a request, and what the service answers is the result.
func (s *s3) call(ctx context.Context, method, key string, content []byte) (body []byte, err error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	for n := 1; ; n++ {
		var status int
		status, body, err = s.send(ctx, method, key, content)
		if again := err == nil && status >= http.StatusInternalServerError; !again || n == attempts {
			return body, outcome(status, body, err)
		}
		select {
		case <-time.After(time.Duration(n) * 200 * time.Millisecond):
		case <-ctx.Done():
			return nil, unavailable(ctx.Err())
		}
	}
}

func outcome(status int, body []byte, err error) error {
	switch {
	case err != nil:
		return unavailable(err)
	case status == http.StatusNotFound && !bytes.Contains(body, []byte("NoSuchBucket")):
		return lost(errNoObject)
	case status/100 != 2:
		return unavailable(fmt.Errorf("the service of the bucket answers %d: %.300q", status, body))
	}
	return nil
}

func (s *s3) send(ctx context.Context, method, key string, content []byte) (status int, body []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, method, s.base.JoinPath(key).String(), bytes.NewReader(content))
	if err != nil {
		return 0, nil, err
	}
	if method == http.MethodPut {
		r.Header.Set("Content-Type", "application/octet-stream") // nobody shall show it as a page
	}
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	r.Header.Set("X-Amz-Content-Sha256", hash)
	if err := s.signer.SignHTTP(ctx, s.credentials, r, hash, "s3", s.region, s.now()); err != nil {
		return 0, nil, err
	}
	res, err := s.client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	body, err = readAll(res.Body)
	if err == nil && res.StatusCode/100 == 2 && method == http.MethodGet && res.ContentLength >= 0 && int64(len(body)) != res.ContentLength {
		err = io.ErrUnexpectedEOF
	}
	return res.StatusCode, body, err
}
