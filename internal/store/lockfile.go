package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lockFile keeps two processes from setting up one SQLite file at once. PostgreSQL has a lock of its own.
func lockFile(d dialect) (unlock func(), err error) {
	sqlite, ok := d.(sqliteDialect)
	if !ok {
		return func() {}, nil
	}
	f, err := os.OpenFile(sqlite.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot lock the database: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return nil, fmt.Errorf("cannot lock the database: %w", err)
	}
	if err := private(sqlite.path); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil // closing releases the lock
}

// private makes the database file, when there is none, readable by its owner alone; SQLite gives its other files the same mode.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("cannot open the database: %w", err)
	}
	return f.Close()
}
