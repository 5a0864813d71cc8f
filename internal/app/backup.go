package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/backup"
	"latchkey/internal/random"
	"latchkey/internal/store"
)

// openExisting opens a database that is in use, and changes nothing in it.
func (d *database) openExisting(ctx context.Context) (*store.Store, error) {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	return store.OpenExisting(ctx, filepath.Join(d.Data, databaseFile), d.DatabaseURL)
}

type backupCommand struct {
	database
	Output string `short:"o" help:"File to write; - is the standard output. Without it latchkey-TIME.backup in this folder." type:"path" env:"-" placeholder:"FILE"`
	Force  bool   `help:"Replace the file when it is there already." env:"-"`
	Verify string `help:"Make no backup: check that this one is whole, and say what it holds." type:"path" env:"-" placeholder:"FILE"`
}

// keepMasterKey is said with every backup.
const keepMasterKey = `
THE MASTER KEY IS NOT IN THE BACKUP. Without it nobody can use what is restored.
Keep a copy of %s, or of LATCHKEY_MASTER_KEY if you set that, in another place than the backup: whoever has both can read every secret.
`

func (c *backupCommand) run(ctx context.Context, env Env) error {
	if c.Verify != "" {
		return verifyBackup(c.Verify, env.Stdout)
	}
	db, err := c.openExisting(ctx)
	if errors.Is(err, store.ErrNoDatabase) {
		err = fmt.Errorf("%w: name the server's data folder with --data, or its database with --database-url", err)
	}
	if err != nil {
		return err
	}
	return errors.Join(c.write(ctx, env, db), db.Close())
}

func (c *backupCommand) write(ctx context.Context, env Env, db *store.Store) error {
	m := backup.Manifest{ID: random.ID("b_"), Latchkey: Version, CreatedAt: time.Now().UTC().Truncate(time.Millisecond)}
	var summary backup.Contents
	dump := func(w io.Writer) (err error) {
		summary, err = db.Backup(ctx, w, m)
		return err
	}
	path := c.Output
	if path == "" {
		path = m.CreatedAt.Format("latchkey-20060102T150405Z.backup")
	}
	var err error
	if path == "-" {
		err = dump(env.Stdout)
	} else {
		err = wholeFile(path, c.Force, dump)
	}
	if err != nil {
		return fmt.Errorf("no backup was made: %w", err)
	}
	if path != "-" {
		fmt.Fprintln(env.Stdout, path)
	}
	fmt.Fprintf(env.Stderr, "Backup of %d rows: %s\n"+keepMasterKey, summary.Total(), summary, c.whereMasterKey())
	tellOfFiles(env.Stderr, summary, "from "+c.whereFiles())
	entry := account.Record(m.CreatedAt, operator(), "backup.create", m.ID, "", nil, map[string]any{"rows": summary.Total()})
	if err := db.AddAudit(ctx, entry); err != nil {
		return fmt.Errorf("the backup was made, but could not be noted in the audit trail: %w", err)
	}
	return nil
}

// whereMasterKey names the file of the master key, as far as it is known: a database elsewhere does not say where its server's data folder is.
func (c *backupCommand) whereMasterKey() string {
	if c.DatabaseURL != "" {
		return "the file master.key in the data folder of the server"
	}
	return filepath.Join(c.Data, masterKeyFile)
}

// tellOfFiles says that the files which a backup speaks of are not in it.
func tellOfFiles(w io.Writer, held backup.Contents, where string) {
	if held.Files > 0 {
		fmt.Fprintf(w, "Files of visitors and documents (%d) are not in the backup and must be copied as well, %s.\n", held.Files, where)
	}
}

// whereFiles names where the server keeps files, as far as it is known.
func (d *database) whereFiles() string {
	folder := "the folder files in the data folder of the server"
	if d.DatabaseURL == "" {
		folder = filepath.Join(d.Data, filesFolder)
	}
	return folder + ", or what --files-url names"
}

// verifyBackup prints what a backup holds, when it is whole.
func verifyBackup(path string, out io.Writer) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r, summary, _, err := inspect(file)
	if err != nil {
		return err
	}
	m := r.Manifest
	fmt.Fprintf(out, "%s is whole.\nMade %s by Latchkey %s from %s, schema %d, id %s.\n",
		path, m.CreatedAt.Format(time.RFC3339), m.Latchkey, m.Engine, m.Schema, m.ID)
	for _, t := range m.Tables {
		fmt.Fprintf(out, "%10d %s\n", summary.Summary[t.Name], t.Name)
	}
	tellOfFiles(out, summary, "from where its server keeps files")
	return nil
}
