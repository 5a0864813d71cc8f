package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"latchkey/internal/config"
	"latchkey/internal/errs"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
)

const (
	masterKeyFile    = "master.key"
	newMasterKeyFile = "master.key.new" // there while the master key is being replaced
	masterKeyLock    = "master.key.lock"
)

// openBox opens the ring of the database with its master key. For a database that has none yet it makes both; a master key that is not
// the database's is refused before anything is written.
func openBox(ctx context.Context, c *config.Server, db *store.Store, log *slog.Logger) (*secretbox.Box, error) {
	source := masterKey{given: c.MasterKey, folder: c.Data, log: log}
	if err := openRing(ctx, source, db); err != nil {
		return nil, err
	}
	return loadBox(ctx, source, db, log)
}

func loadBox(ctx context.Context, source masterKey, db *store.Store, log *slog.Logger) (*secretbox.Box, error) {
	return secretbox.Load(ctx, secretbox.Options{Store: db, Master: source.find, Now: time.Now, Log: log})
}

// openRing sees to it that the database has a ring, and that the master key at hand is the ring's.
func openRing(ctx context.Context, source masterKey, db *store.Store) error {
	return errs.RetryChanged(true, func() error {
		ring, err := db.Ring(ctx)
		if errs.KindOf(err) == errs.NotFound {
			master, err := source.create()
			if err != nil {
				return err
			}
			return db.SaveRing(ctx, nil, secretbox.NewRing(master, time.Now()), nil)
		}
		if err != nil {
			return err
		}
		master, err := source.find(ring.Check)
		if err != nil || len(ring.Keys) > 0 {
			return err
		}
		return db.SaveRing(ctx, ring.Check, ring.Upgrade(master, time.Now()), nil)
	})
}

// masterKey is where the master key is: given by flag or environment, or else in a file of the data folder.
type masterKey struct {
	given  string
	folder string
	log    *slog.Logger
}

func (k masterKey) file(name string) string { return filepath.Join(k.folder, name) }

// create returns the master key that was given, or that of the file, which it makes when there is none.
func (k masterKey) create() (*secretbox.Master, error) {
	if k.given != "" {
		return parseMaster("--master-key", k.given)
	}
	path := k.file(masterKeyFile)
	raw, created, err := secretbox.LoadOrCreate(path)
	if err != nil {
		return nil, fmt.Errorf("master key: %w", err)
	}
	if created {
		k.log.Info("made a master key: keep a copy of it apart from the database", "file", path)
	}
	return secretbox.NewMaster(raw)
}

// find returns the master key that fits a check, and writes nothing but to complete a replacement of the file that was broken off.
func (k masterKey) find(check []byte) (*secretbox.Master, error) {
	if k.given != "" {
		master, err := parseMaster("--master-key", k.given)
		if err == nil && !master.Fits(check) {
			err = wrongMasterKey("LATCHKEY_MASTER_KEY or --master-key")
		}
		return master, err
	}
	path := k.file(masterKeyFile)
	master, err := readMaster(path)
	if err == nil && master.Fits(check) {
		return master, nil
	}
	if fresh, newErr := readMaster(k.file(newMasterKeyFile)); newErr == nil && fresh.Fits(check) {
		k.completeReplacement(check)
		return fresh, nil
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the master key is missing, and this database has secrets that it alone opens: put back the file %s, "+
			"or set LATCHKEY_MASTER_KEY to its content; nothing was changed", path)
	case err != nil:
		return nil, fmt.Errorf("the master key of this database cannot be read; nothing was changed: %w", err)
	}
	return nil, wrongMasterKey(path)
}

func wrongMasterKey(where string) error {
	return fmt.Errorf("the master key is not the one that this database was written with (%s): put back the right file %s, "+
		"or set LATCHKEY_MASTER_KEY to the right key; nothing was changed", where, masterKeyFile)
}

func parseMaster(name, text string) (*secretbox.Master, error) {
	raw, err := secretbox.ParseMasterKey(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return secretbox.NewMaster(raw)
}

func readMaster(path string) (*secretbox.Master, error) {
	raw, err := secretbox.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return secretbox.NewMaster(raw)
}

// completeReplacement gives the new file the name of the old one. Who replaces the master key at this moment does it instead.
func (k masterKey) completeReplacement(check []byte) {
	unlock, err := k.lock()
	if err != nil {
		return
	}
	defer unlock()
	fresh, err := readMaster(k.file(newMasterKeyFile))
	if err != nil || !fresh.Fits(check) {
		return // somebody was faster
	}
	if err := secretbox.MoveFile(k.file(newMasterKeyFile), k.file(masterKeyFile)); err != nil {
		k.log.Warn("the new master key is in use, but its file cannot be renamed: rename it", "file", k.file(newMasterKeyFile), "error", err)
		return
	}
	k.log.Info("completed the replacement of the master key, which was broken off", "file", k.file(masterKeyFile))
}

// replace makes a new master key in place of the file's. commit stores what the new one wraps. Whenever this is broken off, one of the
// two files fits the database: the new one is on the disk before commit, and takes the old one's name after it.
func (k masterKey) replace(check []byte, commit func(from, to *secretbox.Master) error) error {
	unlock, err := k.lock()
	if err != nil {
		return err
	}
	defer unlock()
	path, newPath := k.file(masterKeyFile), k.file(newMasterKeyFile)
	from, err := readMaster(path)
	if err != nil {
		return err
	}
	if !from.Fits(check) { // otherwise the new file, which is removed now, could be the one that does
		return errs.Changed("master key")
	}
	if err := os.Remove(newPath); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	raw, err := secretbox.CreateFile(newPath)
	if err != nil {
		return fmt.Errorf("cannot write the new master key: %w", err)
	}
	to, err := secretbox.NewMaster(raw)
	if err != nil {
		return err
	}
	if err := commit(from, to); err != nil {
		return err // it may have been stored all the same, so the new file stays
	}
	if err := secretbox.MoveFile(newPath, path); err != nil {
		return fmt.Errorf("the new master key is in use, but its file cannot be renamed: rename %s to %s: %w", newPath, path, err)
	}
	return nil
}

// lock keeps two processes from replacing the file at once. It does not wait.
func (k masterKey) lock() (unlock func(), err error) {
	f, err := os.OpenFile(k.file(masterKeyLock), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot lock the master key: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(errors.New("the master key is being replaced by another command: try again when it is done"), f.Close())
	}
	return func() { _ = f.Close() }, nil // closing releases the lock
}
