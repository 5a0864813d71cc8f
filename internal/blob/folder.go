package blob

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"gocloud.dev/blob/fileblob"
)

// abandoned is how old an unfinished file is that nobody writes any more: its process has ended.
const abandoned = time.Hour

// OpenFolder opens a folder as a bucket: one file for each key, which only its owner can read. It makes the folder when it is not there, and removes
// what an earlier process did not write to its end.
func OpenFolder(path string) (Bucket, error) {
	files, err := fileblob.OpenBucket(path, &fileblob.Options{
		CreateDir: true, DirFileMode: 0o700,
		NoTempDir: true, // what is being written lies in the same folder, and so on the same disk
		Metadata:  fileblob.MetadataDontWrite,
	})
	if err != nil {
		return nil, fmt.Errorf("cannot open the folder of the files: %w", err)
	}
	unfinished, err := filepath.Glob(filepath.Join(path, "*.tmp")) // as fileblob names them; no key has a dot
	for _, part := range unfinished {
		if info, err := os.Lstat(part); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = os.Remove(part) // the next start tries again
		}
	}
	flush := func(key string) error { return errors.Join(sync(filepath.Join(path, key)), sync(path)) }
	return bucket{Bucket: files, beforeWrite: private, flush: flush}, err
}

// private hides a file from everybody but its owner before anything is written to it.
func private(as func(any) bool) error {
	var file *os.File
	if !as(&file) {
		return errors.New("blob: what is written is no file")
	}
	return file.Chmod(0o600)
}

// sync waits until a file, or the names in a folder, are on the disk.
func sync(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
