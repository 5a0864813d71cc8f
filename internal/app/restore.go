package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"latchkey/internal/account"
	"latchkey/internal/backup"
	"latchkey/internal/config"
	"latchkey/internal/errs"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
)

type restoreCommand struct {
	File string `arg:"" help:"The backup." type:"path"`
	database
	MasterKey string `help:"Master key of the backup, 32 bytes in base64; without it the file in the data folder." name:"master-key" placeholder:"BASE64"`
	Force     bool   `help:"Replace a database that holds data." env:"-"`
}

// run looks at everything that could be wrong before it changes anything.
func (c *restoreCommand) run(ctx context.Context, env Env) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	r, summary, check, err := inspect(file)
	if err == nil {
		err = c.fits(r.Manifest, check)
	}
	if err != nil {
		return fmt.Errorf("%w; nothing was changed", err)
	}
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	if err = c.replace(ctx, env, db, file, summary); err != nil {
		err = fmt.Errorf("%w; nothing was changed", err)
	}
	return errors.Join(err, db.Close())
}

// inspect reads a whole backup. It returns its manifest, what it holds, and its check of the master key.
func inspect(file *os.File) (r *backup.Reader, summary backup.Contents, check []byte, err error) {
	if r, err = backup.NewReader(file); err == nil {
		summary, check, err = store.Inspect(r, store.MasterKeyCheck)
	}
	if err != nil {
		return nil, summary, nil, fmt.Errorf("%s: %w", file.Name(), err)
	}
	return r, summary, check, nil
}

// open opens the database, which may be a new one.
func (c *restoreCommand) open(ctx context.Context) (*store.Store, error) {
	db, err := c.openExisting(ctx)
	if !errors.Is(err, store.ErrNoDatabase) {
		return db, err
	}
	if c.DatabaseURL == "" {
		if err := os.MkdirAll(c.Data, 0o700); err != nil {
			return nil, fmt.Errorf("cannot make the data folder: %w", err)
		}
	}
	if err := ownFolder(c.Data); err != nil {
		return nil, err
	}
	return openStore(ctx, &config.Server{Data: c.Data, DatabaseURL: c.DatabaseURL})
}

// fits says whether this version and the master key at hand can use a backup.
func (c *restoreCommand) fits(m backup.Manifest, check []byte) error {
	if schema := store.SchemaVersion(); m.Schema > schema {
		return fmt.Errorf("%w (%s with schema %d; this version has %d): restore it with that version", backup.ErrNewer, m.Latchkey, m.Schema, schema)
	}
	if check == nil { // no server has used that database yet, so it has no secrets
		return nil
	}
	where := filepath.Join(c.Data, masterKeyFile)
	master, err := c.master(where)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the backup needs its master key: put the master.key that belongs to it at %s, or set LATCHKEY_MASTER_KEY, first", where)
	}
	if err != nil {
		return err
	}
	if !master.Fits(check) {
		return fmt.Errorf("the master key is not that of the backup: put the master.key that belongs to it at %s, or set LATCHKEY_MASTER_KEY, first", where)
	}
	return nil
}

// master returns the master key at hand, and makes none.
func (c *restoreCommand) master(path string) (*secretbox.Master, error) {
	if c.MasterKey != "" {
		return parseMaster("--master-key", c.MasterKey)
	}
	return readMaster(path)
}

func (c *restoreCommand) replace(ctx context.Context, env Env, db *store.Store, file *os.File, summary backup.Contents) error {
	data, err := db.Data(ctx)
	if err != nil {
		return err
	}
	if data.Total() > 0 && !c.Force {
		return fmt.Errorf("the database holds data (%s): add --force to replace all of it by the backup (%s)", data, summary)
	}
	if data.Total() > 0 {
		fmt.Fprintf(env.Stderr, "This replaces %d rows: %s\n", data.Total(), data)
	}
	restart, err := c.otherMasterKey(ctx, db)
	if err != nil {
		return err
	}
	if err := load(ctx, db, file, summary); err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "Restored %d rows: %s\n", summary.Total(), summary)
	tellOfFiles(env.Stderr, summary, "to "+filepath.Join(c.Data, filesFolder)+", or to what --files-url names")
	if restart {
		fmt.Fprintln(env.Stderr, "The database had another master key before: restart the server if it is running.")
	}
	return nil
}

// otherMasterKey says whether a server that runs on the database cannot go on with the master key that it has.
func (c *restoreCommand) otherMasterKey(ctx context.Context, db *store.Store) (bool, error) {
	ring, err := db.Ring(ctx)
	if errs.KindOf(err) == errs.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	master, err := c.master(filepath.Join(c.Data, masterKeyFile))
	return err != nil || !master.Fits(ring.Check), nil
}

// load reads the backup a second time: what has changed in it since it was inspected is noticed by its seal.
func load(ctx context.Context, db *store.Store, file *os.File, summary backup.Contents) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r, err := backup.NewReader(file)
	if err != nil {
		return err
	}
	after := map[string]any{"createdAt": r.Manifest.CreatedAt, "version": r.Manifest.Latchkey, "rows": summary.Total()}
	entry := func() account.Entry {
		return account.Record(time.Now(), operator(), "backup.restore", r.Manifest.ID, "", nil, after)
	}
	if r.Manifest.Schema < store.SchemaVersion() {
		return loadOlder(ctx, db, r, entry)
	}
	return db.Restore(ctx, r, entry)
}

// loadOlder restores a backup of an older version by way of a database of its own, which is brought up to date as a server's would be.
func loadOlder(ctx context.Context, db *store.Store, r *backup.Reader, entry func() account.Entry) error {
	folder, err := os.MkdirTemp("", "latchkey-restore-") // mode 0700
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	between, err := store.Upgraded(ctx, filepath.Join(folder, databaseFile), r)
	if err != nil {
		return fmt.Errorf("the backup of an older version cannot be brought up to date: %w", err)
	}
	out, in := io.Pipe()
	var group errgroup.Group
	group.Go(func() error {
		_, err := between.Backup(ctx, in, r.Manifest)
		return in.CloseWithError(err)
	})
	fresh, err := backup.NewReader(out)
	if err == nil {
		err = db.Restore(ctx, fresh, entry)
	}
	return errors.Join(err, out.CloseWithError(err), group.Wait(), between.Close())
}
