// Package blob is the bytes of files, by key: a folder, or a bucket of any S3-compatible service.
//
// A Bucket stores bytes whole or not at all, and every call of it has a time limit. A Keeper ties the bytes to rows of the database: a key is
// written down as one to be removed before its bytes are stored, the row that refers to them takes that note away in its own transaction, and a
// trigger writes it again when the row goes, in whatever way. Sweep removes the bytes of the notes that are due. So nothing is left behind when the
// process ends between any two steps, and no bytes go while a row refers to them.
//
// Keys are random ids and never anything that a visitor wrote. Buckets and Keepers are safe for concurrent use. The package does not know what is in
// a file, and keeps nothing in memory.
package blob

import (
	"context"
	"errors"
	"net/url"
	"time"

	"latchkey/internal/errs"
)

// Bucket is bytes by key.
type Bucket interface {
	// Put stores bytes under a new key.
	Put(ctx context.Context, key string, content []byte) error
	// Get returns the bytes of a key; it fails with errs.NotFound.
	Get(ctx context.Context, key string) ([]byte, error)
	// Delete removes a key; one that is not there is fine.
	Delete(ctx context.Context, key string) error
}

// maxBytes bounds what Get reads, whatever is in the bucket.
const maxBytes = 64 << 20

// callTimeout bounds one call of a bucket.
const callTimeout = time.Minute

// Credentials open a bucket of an S3-compatible service.
type Credentials struct {
	AccessKey string
	SecretKey string // secret: never logged
}

// Open opens the bucket of a URL that Check has accepted. It asks no service for anything.
func Open(rawURL string, c Credentials) (Bucket, error) {
	u, err := url.Parse(rawURL)
	if err == nil {
		err = Check(rawURL)
	}
	if err != nil {
		return nil, err
	}
	if u.Scheme == "file" {
		return OpenFolder(u.Path)
	}
	return newS3(u, c), nil
}

var errURL = errors.New("must be file:///a/folder or s3://bucket/prefix?region=eu-central-1&endpoint=https://s3.example.com, with a region, an endpoint, or both")

// Check says what is wrong with a URL for Open.
func Check(rawURL string) error {
	u, err := url.Parse(rawURL)
	if err != nil || u.User != nil || u.Fragment != "" {
		return errURL
	}
	switch u.Scheme {
	case "file":
		if u.Host != "" || len(u.Path) < 2 || u.RawQuery != "" {
			return errURL
		}
		return nil
	case "s3":
		return checkS3(u)
	}
	return errURL
}

func lost(cause error) error {
	return errs.Wrap(cause, errs.NotFound, "FILE_LOST", "The file is not there any more.")
}

// unavailable is a failure of the disk or of the service, which the caller can do nothing about.
func unavailable(cause error) error {
	if cause == nil || errors.Is(cause, context.Canceled) {
		return cause
	}
	return errs.Wrap(cause, errs.Unavailable, "FILES_UNAVAILABLE", "Files cannot be stored or read at the moment. Please try again.")
}
