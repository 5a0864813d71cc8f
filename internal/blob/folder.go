package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// folder is a Bucket on the disk: one file for each key, which only its owner can read.
type folder struct{ root *os.Root }

const (
	temporary = ".part-" // begins the name of a file that is being written
	// abandoned is how old a file is that nobody writes any more: its process has ended.
	abandoned = time.Hour
)

// OpenFolder opens a folder as a bucket. It makes the folder when it is not there, and removes what an earlier process did not write to its end.
func OpenFolder(path string) (Bucket, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("cannot make the folder of the files: %w", err)
	}
	root, err := os.OpenRoot(path) // no key, and no link in the folder, leads out of it
	if err != nil {
		return nil, fmt.Errorf("cannot open the folder of the files: %w", err)
	}
	parts, err := filepath.Glob(filepath.Join(path, temporary+"*"))
	for _, part := range parts {
		if info, err := os.Lstat(part); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = os.Remove(part) // the next start tries again
		}
	}
	return &folder{root}, err
}

// Put writes a file beside its place, waits until it is on the disk, and then gives it its name.
func (f *folder) Put(ctx context.Context, key string, content []byte) error {
	if err := errors.Join(ctx.Err(), checkKey(key)); err != nil {
		return err
	}
	part := temporary + key
	file, err := f.root.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return unavailable(err)
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = f.root.Rename(part, key)
	}
	if err != nil {
		return unavailable(errors.Join(err, f.root.Remove(part)))
	}
	return unavailable(f.sync())
}

// sync makes the name of a new file survive a power cut.
func (f *folder) sync() error {
	dir, err := f.root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Get implements Bucket.
func (f *folder) Get(ctx context.Context, key string) ([]byte, error) {
	if err := errors.Join(ctx.Err(), checkKey(key)); err != nil {
		return nil, err
	}
	file, err := f.root.Open(key)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, lost(err)
	}
	if err != nil {
		return nil, unavailable(err)
	}
	defer file.Close()
	return readAll(file)
}

// Delete implements Bucket.
func (f *folder) Delete(ctx context.Context, key string) error {
	if err := errors.Join(ctx.Err(), checkKey(key)); err != nil {
		return err
	}
	if err := f.root.Remove(key); !errors.Is(err, fs.ErrNotExist) {
		return unavailable(err)
	}
	return nil
}

// checkKey refuses what is no random id.
func checkKey(key string) error {
	letter := func(r rune) bool {
		return r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
	}
	if key == "" || strings.ContainsFunc(key, func(r rune) bool { return !letter(r) }) {
		return fmt.Errorf("blob: %q is no key", key)
	}
	return nil
}

func readAll(r io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err == nil && len(content) > maxBytes {
		err = fmt.Errorf("blob: longer than %d bytes", maxBytes)
	}
	return content, unavailable(err)
}
