package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
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
	for _, key := range []string{"", "..", "../b_empty", "a/b", "/etc/passwd", "a\x00", "ä", "b_x.18a9.tmp", "b_x.attrs", "B-x"} {
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
	b, err := blob.Open(t.Context(), "file://"+path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	testBucket(t, b)
	for path, mode := range map[string]fs.FileMode{path: 0o700, filepath.Join(path, "b_empty"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, info, err)
		}
	}
	if entries, err := os.ReadDir(path); err != nil || len(entries) != 1 {
		t.Errorf("beside the files there are %v, %v", entries, err)
	}
}

// What a process left that ended while it wrote is removed when the folder is opened again, but not what another process is writing now.
func TestUnfinished(t *testing.T) {
	t.Parallel()
	path := t.TempDir()
	old, fresh := filepath.Join(path, "b_old.18a9.tmp"), filepath.Join(path, "b_fresh.18a9.tmp")
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

// What the disk refuses is not taken for absent.
func TestFolderRefuses(t *testing.T) {
	t.Parallel()
	path := t.TempDir()
	if _, err := blob.OpenFolder("/dev/null/files"); err == nil {
		t.Error("a folder below a file is opened")
	}
	b, err := blob.OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(path, "b_taken", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{b.Put(t.Context(), "b_taken", []byte("x")), b.Delete(t.Context(), "b_taken")} {
		if errs.KindOf(err) != errs.Unavailable {
			t.Error(err)
		}
	}
	if entries, err := os.ReadDir(path); err != nil || len(entries) != 1 {
		t.Errorf("beside the files there are %v, %v", entries, err)
	}
}

// A file of an absurd length is not read into memory.
func TestTooLong(t *testing.T) {
	t.Parallel()
	path := t.TempDir()
	b, err := blob.OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(path, "b_long"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Truncate(1<<40), file.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Get(t.Context(), "b_long"); errs.KindOf(err) != errs.Unavailable {
		t.Error(err)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"file:///var/lib/files", "s3://my-bucket", "s3://my-bucket?region=eu-central-1&prefix=latchkey/",
		"s3://b1-x?region=auto&endpoint=https://s3.example.com&use_path_style=true",
	} {
		if err := blob.Check(url); err != nil {
			t.Errorf("%s: %v", url, err)
		}
	}
	for _, url := range []string{
		"", "/var/lib", "file:", "file://", "file:///", "file://host/a", "file:///a?x=1", "s3:", "s3://", "s3:///bucket", "s3://bucket/prefix?region=a",
		"s3://k:s@bucket?region=a", "s3://bucket?region=a#x", "s3://bucket?key=x", "s3://bucket?%zz", "gs://bucket", "mem://", "%",
	} {
		if err := blob.Check(url); err == nil {
			t.Errorf("%q is accepted", url)
		} else if !strings.Contains(err.Error(), "file:///a/folder") {
			t.Errorf("%q: %v does not say what is right", url, err)
		}
		if _, err := blob.Open(t.Context(), url, slog.New(slog.DiscardHandler)); err == nil {
			t.Errorf("%q is opened", url)
		}
	}
}
