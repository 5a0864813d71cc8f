package secretbox

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ParseMasterKey reads a master key as it is given by environment or file: base64 of KeySize bytes.
func ParseMasterKey(text string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != KeySize {
		return nil, fmt.Errorf("a master key is the base64 form of %d bytes; `openssl rand -base64 %d` makes a new one, with which an existing database cannot be read",
			KeySize, KeySize)
	}
	return key, nil
}

// LoadOrCreate reads the master key of a file, or makes one there, readable by its owner alone. Errors as ReadFile.
func LoadOrCreate(path string) (key []byte, created bool, err error) {
	key, err = ReadFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, false, err
	}
	key, err = CreateFile(path)
	if errors.Is(err, fs.ErrExist) {
		key, err = ReadFile(path)
	}
	return key, true, err
}

// ReadFile reads the master key of a file. A file that others can read is refused, and so is one that holds something else.
func ReadFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others than its owner: run `chmod 600 %s`", path, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := ParseMasterKey(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return key, nil
}

// CreateFile makes a master key in a new file, readable by its owner alone; it fails with fs.ErrExist. The key is written to a temporary
// file that is linked, so that the file is whole or absent, also after a power cut, and two processes that start at once agree.
func CreateFile(path string) ([]byte, error) {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key)
	tmp, err := os.CreateTemp(filepath.Dir(path), ".master-*") // created with mode 0600
	if err != nil {
		return nil, err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(tmp.Name(), path); err != nil {
		return nil, err
	}
	return key, syncFolder(path)
}

// MoveFile renames the file of a master key, for good also after a power cut.
func MoveFile(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFolder(to)
}

// syncFolder makes the names in a file's folder durable.
func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
