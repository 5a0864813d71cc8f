package app

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// wholeFile makes a file that only its owner can read, from what write writes: it is there whole, or not at all. A file of that name is replaced
// only when that is wanted.
func wholeFile(path string, replace bool, write func(io.Writer) error) (err error) {
	if err := free(path, replace); err != nil {
		return err // before the work
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".latchkey-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if tmp != nil {
			_ = tmp.Close()
			_ = os.Remove(tmp.Name())
		}
	}()
	buffered := bufio.NewWriterSize(tmp, 1<<16)
	if err := write(buffered); err != nil {
		return err
	}
	if err := errors.Join(buffered.Flush(), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := place(tmp.Name(), path, replace); err != nil {
		return err
	}
	tmp = nil
	return syncFolder(filepath.Dir(path))
}

// free says whether a file may be put at path.
func free(path string, replace bool) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is there already and is no ordinary file", path)
	case !replace:
		return exists(path)
	}
	return nil
}

func exists(path string) error {
	return fmt.Errorf("%s is there already: choose another name, or add --force to replace it", path)
}

// place gives a file its name. A link fails when the name was taken meanwhile; not every file system has links.
func place(tmp, path string, replace bool) error {
	if replace {
		return os.Rename(tmp, path)
	}
	err := os.Link(tmp, path)
	if errors.Is(err, fs.ErrExist) {
		return exists(path)
	}
	if err == nil {
		return os.Remove(tmp)
	}
	if err := free(path, false); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}

// syncFolder makes the name of a new file survive a power cut.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
