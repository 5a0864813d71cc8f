package blob_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"latchkey/internal/blob"
	"latchkey/internal/errs"
)

// testBucket is what every bucket does.
func testBucket(t *testing.T, b blob.Bucket) {
	ctx := t.Context()
	content := bytes.Repeat([]byte{0, 1, 2, 255}, 1<<18)
	for key, want := range map[string][]byte{"b_large": content, "b_empty": {}} {
		if err := b.Put(ctx, key, want); err != nil {
			t.Fatal(err)
		}
		if got, err := b.Get(ctx, key); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, %v", key, len(got), err)
		}
	}
	for range 2 { // what is not there is removed already
		if err := b.Delete(ctx, "b_large"); err != nil {
			t.Error(err)
		}
	}
	for _, key := range []string{"b_large", "b_never"} {
		if _, err := b.Get(ctx, key); errs.KindOf(err) != errs.NotFound {
			t.Errorf("%s: %v", key, err)
		}
	}
	for _, key := range []string{"", "..", "../b_empty", "a/b", "/etc/passwd", "a\x00", "ä", ".part-x"} {
		_, err := b.Get(ctx, key)
		if err == nil || b.Put(ctx, key, content) == nil || b.Delete(ctx, key) == nil {
			t.Errorf("%q is a key", key)
		}
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := b.Put(ended, "b_ended", content); err == nil {
		t.Error("a write that was cancelled is done")
	}
	if _, err := b.Get(ctx, "b_ended"); errs.KindOf(err) != errs.NotFound {
		t.Errorf("a write that was cancelled left something: %v", err)
	}
}

func TestFolder(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a", "files")
	b, err := blob.Open("file://"+path, blob.Credentials{})
	if err != nil {
		t.Fatal(err)
	}
	testBucket(t, b)
	if info, err := os.Stat(filepath.Join(path, "b_empty")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if entries, err := os.ReadDir(path); err != nil || len(entries) != 1 {
		t.Errorf("beside the files there are %v, %v", entries, err)
	}
	// A link in the folder leads nowhere.
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(path, "b_link")); err != nil {
		t.Fatal(err)
	}
	if content, err := b.Get(t.Context(), "b_link"); err == nil {
		t.Errorf("a link leads to %q", content)
	}
}

// What a process left that ended while it wrote is removed when the folder is opened again, but not what another process is writing now.
func TestUnfinished(t *testing.T) {
	t.Parallel()
	path := t.TempDir()
	old, fresh := filepath.Join(path, ".part-b_old"), filepath.Join(path, ".part-b_fresh")
	for _, part := range []string{old, fresh} {
		if err := os.WriteFile(part, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	if _, err := blob.OpenFolder(path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("the old one: %v", err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("the fresh one: %v", err)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"file:///var/lib/files", "s3://my-bucket?region=eu-central-1", "s3://my.bucket/some/prefix?endpoint=http://127.0.0.1:9000",
		"s3://b1-x?region=auto&endpoint=https://s3.example.com/",
	} {
		if err := blob.Check(url); err != nil {
			t.Errorf("%s: %v", url, err)
		}
	}
	for _, url := range []string{
		"", "/var/lib", "file:", "file://", "file:///", "file://host/a", "file:///a?x=1", "s3:", "s3://", "s3://bucket", "s3://bucket?region=", "s3://Bucket?region=a",
		"s3://bucket?region=a&x=1", "s3://bucket?region=EU", "s3://k:s@bucket?region=a", "s3://bucket/../x?region=a", "s3://bucket?endpoint=s3.example.com",
		"s3://bucket?endpoint=https://k:s@s3.example.com", "s3://bucket?endpoint=https://s3.example.com/path", "gs://bucket", "mem://", "s3://bucket?region=a#x", "%",
	} {
		if err := blob.Check(url); err == nil {
			t.Errorf("%q is accepted", url)
		} else if !strings.Contains(err.Error(), "file:///a/folder") {
			t.Errorf("%q: %v does not say what is right", url, err)
		}
		if _, err := blob.Open(url, blob.Credentials{}); err == nil {
			t.Errorf("%q is opened", url)
		}
	}
}
