// Package blob is the bytes of files, by key: in a folder, or in a bucket of any S3-compatible service. Both are buckets of gocloud.dev/blob; this
// package chooses the options that matter for a server, and knows what a key is.
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
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

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

const (
	// maxBytes bounds what Get reads, whatever is in the bucket.
	maxBytes = 64 << 20
	// callTimeout bounds one call of a bucket.
	callTimeout = time.Minute
)

// Open opens the bucket of a URL that Check accepts. When the service of the bucket does not answer, it logs that, and returns the bucket.
func Open(ctx context.Context, rawURL string, log *slog.Logger) (Bucket, error) {
	if err := Check(rawURL); err != nil {
		return nil, err
	}
	if u, err := url.Parse(rawURL); err == nil && u.Scheme == "file" {
		return OpenFolder(u.Path)
	}
	return openS3(ctx, rawURL, log)
}

var errURL = errors.New("must be file:///a/folder or s3://bucket?region=eu-central-1, with prefix=, endpoint= and use_path_style=true where they are needed")

// Check says what is wrong with the form of a URL. What the parameters of s3: may be, Open says.
func Check(rawURL string) error {
	u, err := url.Parse(rawURL)
	if err != nil || u.User != nil || u.Fragment != "" {
		return errURL
	}
	query, err := url.ParseQuery(u.RawQuery)
	// A path would be overlooked, and with key= all files would be one.
	isBucket := u.Scheme == "s3" && u.Host != "" && u.Path == "" && err == nil && !query.Has("key")
	isFolder := u.Scheme == "file" && u.Host == "" && len(u.Path) > 1 && u.RawQuery == ""
	if !isBucket && !isFolder {
		return errURL
	}
	return nil
}

// bucket is a Bucket of the library.
type bucket struct {
	*blob.Bucket
	// beforeWrite and beforeRead set what the library has no option for, before the first byte; both may be nil.
	beforeWrite, beforeRead func(as func(any) bool) error
	// flush waits until the bytes of a key are where a power cut does not reach them; nil = they are when they are stored.
	flush func(key string) error
}

// Put implements Bucket.
func (b bucket) Put(ctx context.Context, key string, content []byte) error {
	return b.call(ctx, key, func(ctx context.Context) error {
		err := b.WriteAll(ctx, key, content, &blob.WriterOptions{
			ContentType: "application/octet-stream", // nobody shall show it as a page
			BeforeWrite: b.beforeWrite,
		})
		if err != nil || b.flush == nil {
			return err
		}
		return b.flush(key)
	})
}

// Get implements Bucket.
func (b bucket) Get(ctx context.Context, key string) (content []byte, err error) {
	err = b.call(ctx, key, func(ctx context.Context) error {
		r, err := b.NewReader(ctx, key, &blob.ReaderOptions{BeforeRead: b.beforeRead})
		if err != nil {
			return err
		}
		defer r.Close()
		content, err = io.ReadAll(io.LimitReader(r, maxBytes+1))
		if len(content) > maxBytes {
			return fmt.Errorf("blob: %s is longer than %d bytes", key, maxBytes)
		}
		return err
	})
	return content, err
}

// Delete implements Bucket.
func (b bucket) Delete(ctx context.Context, key string) error {
	err := b.call(ctx, key, func(ctx context.Context) error { return b.Bucket.Delete(ctx, key) })
	if errs.KindOf(err) == errs.NotFound {
		return nil
	}
	return err
}

// call does something with a key, within the time limit.
func (b bucket) call(ctx context.Context, key string, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	if err := errors.Join(ctx.Err(), checkKey(key)); err != nil {
		return err
	}
	err := do(ctx)
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return err
	case gcerrors.Code(err) == gcerrors.NotFound:
		return errs.Wrap(err, errs.NotFound, "FILE_LOST", "The file is not there any more.")
	}
	return errs.Wrap(err, errs.Unavailable, "FILES_UNAVAILABLE", "Files cannot be stored or read at the moment. Please try again.")
}

// checkKey refuses what is no random id.
func checkKey(key string) error {
	other := func(r rune) bool {
		return r != '_' && (r < '0' || '9' < r) && (r < 'A' || 'Z' < r) && (r < 'a' || 'z' < r)
	}
	if key == "" || strings.ContainsFunc(key, other) {
		return fmt.Errorf("blob: %q is no key", key)
	}
	return nil
}
