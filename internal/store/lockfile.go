package store

import (
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
	return func() { _ = f.Close() }, nil // closing releases the lock
}
