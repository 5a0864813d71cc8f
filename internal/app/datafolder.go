package app

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"latchkey/internal/random"
)

// dataFolder is the folder of one running server. It holds the folder's lock: a second server on it would take the first one's running answers for
// those of a process that died.
type dataFolder struct {
	path string
	id   string // names this installation among those that share a database; the same over restarts
	lock *os.File
}

func openDataFolder(path string) (*dataFolder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("cannot make the data folder: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(path, "server.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot lock the data folder: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("another Latchkey server is running on the data folder %s: stop it, or choose another folder with --data", path),
			lock.Close())
	}
	d := &dataFolder{path: path, lock: lock}
	if d.id, err = d.instanceID(); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

func (d *dataFolder) file(name string) string { return filepath.Join(d.path, name) }

func (d *dataFolder) instanceID() (string, error) {
	path := d.file("instance-id")
	raw, err := os.ReadFile(path)
	if id := strings.TrimSpace(string(raw)); err == nil && id != "" {
		return id, nil
	}
	if err != nil && !os.IsNotExist(err) {
		return "", err
	}
	id := random.ID("i_")
	return id, os.WriteFile(path, []byte(id+"\n"), 0o600)
}

// close gives the folder free.
func (d *dataFolder) close() error { return d.lock.Close() }

// ownFolder refuses to let root work on the data folder of another user: what root makes there, the server could not read any more.
func ownFolder(path string) error {
	info, err := os.Stat(path)
	if err != nil || os.Geteuid() != 0 {
		return nil // who is not root fails by itself where it may not write
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); ok && owner.Uid != 0 {
		name := strconv.Itoa(int(owner.Uid))
		if u, err := user.LookupId(name); err == nil {
			name = u.Username
		}
		return fmt.Errorf("the data folder %s belongs to the user %s: run this command as that user, for example with `sudo -u %s`", path, name, name)
	}
	return nil
}
