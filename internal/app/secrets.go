package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/config"
	"latchkey/internal/errs"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
)

type secretsRotateCommand struct {
	Data         string `default:"latchkey-data" help:"Data folder of the server (${default})." type:"path" placeholder:"DIR"`
	DatabaseURL  string `help:"Database of the server, when it is not in the data folder." name:"database-url" placeholder:"postgres://…"`
	MasterKey    string `help:"Master key of the database; without it the file in the data folder." name:"master-key" placeholder:"BASE64"`
	Master       bool   `help:"Replace the master key instead of the data key: quick, and nothing is encrypted anew."`
	NewMasterKey string `help:"New master key, when it does not come from the file." name:"new-master-key" placeholder:"BASE64"`
}

func (c *secretsRotateCommand) run(ctx context.Context, env Env) error {
	if err := c.validate(); err != nil {
		return err
	}
	if err := ownFolder(c.Data); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(c.Data, databaseFile)); c.DatabaseURL == "" && err != nil {
		return fmt.Errorf("there is no database in the data folder: %w", err)
	}
	db, err := openStore(ctx, &config.Server{Data: c.Data, DatabaseURL: c.DatabaseURL})
	if err != nil {
		return err
	}
	log := newLog(env.Stderr, "warn")
	r := &rotation{db: db, master: masterKey{given: c.MasterKey, folder: c.Data, log: log}, out: env.Stdout, fresh: c.NewMasterKey}
	if _, err = db.Ring(ctx); errs.KindOf(err) == errs.NotFound {
		err = errors.New("no server has used this database yet, so it has no secrets to rotate")
	}
	switch {
	case err != nil:
	case c.Master:
		err = r.replaceMaster(ctx)
	default:
		err = r.replaceDataKey(ctx)
	}
	return errors.Join(err, db.Close())
}

func (c *secretsRotateCommand) validate() error {
	switch {
	case c.NewMasterKey != "" && !c.Master:
		return errors.New("--new-master-key is of use with --master only")
	case c.NewMasterKey != "" && c.MasterKey == "":
		return errors.New("--new-master-key is for a master key that comes from --master-key or LATCHKEY_MASTER_KEY; that of the file is made anew by itself")
	case c.Master && c.MasterKey != "" && c.NewMasterKey == "":
		return errors.New("the master key comes from --master-key or LATCHKEY_MASTER_KEY: make a new one with `openssl rand -base64 32`, " +
			"keep it, and give it with --new-master-key or LATCHKEY_NEW_MASTER_KEY")
	}
	return nil
}

// rotation is one run of `latchkey secrets rotate`. How it goes on beside a running server is told in package secretbox.
type rotation struct {
	db     *store.Store
	master masterKey
	fresh  string // the new master key, when the old one does not come from the file
	out    io.Writer
}

func (r *rotation) say(format string, args ...any) { fmt.Fprintf(r.out, format+"\n", args...) }

// auditedRotation is what the audit trail keeps of one step.
type auditedRotation struct {
	Step     string   `json:"step"`
	Key      string   `json:"key"` // id
	Resealed int      `json:"resealed,omitempty"`
	Removed  []string `json:"removed,omitempty"`
}

// change stores a changed ring with its audit entry, made again when somebody else changes the ring meanwhile.
func (r *rotation) change(ctx context.Context, to func(secretbox.Ring, *secretbox.Master) (secretbox.Ring, auditedRotation, error)) error {
	return errs.RetryChanged(true, func() error {
		ring, err := r.db.Ring(ctx)
		if err != nil {
			return err
		}
		master, err := r.master.find(ring.Check)
		if err != nil {
			return err
		}
		next, done, err := to(ring, master)
		if err != nil {
			return err
		}
		return r.save(ctx, ring, next, done)
	})
}

func (r *rotation) save(ctx context.Context, from, to secretbox.Ring, done auditedRotation) error {
	entry := account.Record(time.Now().UTC(), operator(), "secrets.rotate", done.Key, "", nil, done)
	return r.db.SaveRing(ctx, from.Check, to, &entry)
}

// replaceDataKey makes a new data key, or goes on with that of a rotation that was broken off.
func (r *rotation) replaceDataKey(ctx context.Context) error {
	if err := openRing(ctx, r.master, r.db); err != nil {
		return err
	}
	if err := r.begin(ctx); err != nil {
		return err
	}
	box, err := loadBox(ctx, r.master, r.db, r.master.log)
	if err != nil {
		return err
	}
	used, err := r.db.UsedDataKeys(ctx)
	if err != nil {
		return err
	}
	resealed, err := r.resealAll(ctx, box)
	if err != nil {
		return err
	}
	return r.finish(ctx, resealed, used)
}

func (r *rotation) begin(ctx context.Context) error {
	ring, err := r.db.Ring(ctx)
	if err != nil {
		return err
	}
	current, err := ring.Current()
	if err != nil {
		return err
	}
	if current.State == secretbox.Rotating {
		r.say("Going on with the rotation that began at %s and was broken off: data key %v.\n"+
			"For another data key run the command again afterwards.", current.CreatedAt.Format(time.RFC3339), current.ID)
		return nil
	}
	err = r.change(ctx, func(ring secretbox.Ring, master *secretbox.Master) (secretbox.Ring, auditedRotation, error) {
		begun := ring.Begin(master, time.Now())
		current, err = begun.Current()
		return begun, auditedRotation{Step: "begin", Key: current.ID.String()}, err
	})
	if err == nil {
		r.say("New data key: %v.", current.ID)
	}
	return err
}

// settle is how long a server may go on sealing with the data key that has just retired.
const settle = 2 * secretbox.FreshFor

// resealAll seals everything anew, and once more what servers sealed with the old key meanwhile.
func (r *rotation) resealAll(ctx context.Context, box *secretbox.Box) (total int, err error) {
	resealed, unreadable := map[string]int{}, map[string]int{}
	for pass := range 2 {
		if pass > 0 {
			if err := pause(ctx, settle); err != nil {
				return total, err
			}
		}
		for _, column := range store.SealedColumns() {
			stored, failed, err := r.reseal(ctx, box, column)
			if err != nil {
				return total, err
			}
			resealed[column.Holds] += stored
			unreadable[column.Holds] = failed
			total += stored
		}
	}
	for _, column := range store.SealedColumns() {
		r.say("Sealed anew: %d %s.", resealed[column.Holds], column.Holds)
		if n := unreadable[column.Holds]; n > 0 {
			r.say("Left alone, because no data key opens them: %d %s.", n, column.Holds)
		}
	}
	return total, nil
}

// reseal goes once through a column. After each batch it leaves the database to others for as long as it has used it.
func (r *rotation) reseal(ctx context.Context, box *secretbox.Box, column store.SealedColumn) (stored, failed int, err error) {
	for after := any(nil); ; {
		began := time.Now()
		last, n, err := r.db.Reseal(ctx, column, after, func(v store.SealedValue) []byte {
			fresh, err := box.Reseal(v.Sealed, v.Purpose, v.Owner)
			if err != nil {
				failed++
			}
			return fresh
		})
		stored += n
		if err != nil || last == nil {
			return stored, failed, err
		}
		if n > 0 {
			if err := pause(ctx, time.Since(began)); err != nil {
				return stored, failed, err
			}
		}
		after = last
	}
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// finish ends the rotation. used are the data keys that were in use before it sealed everything anew.
func (r *rotation) finish(ctx context.Context, resealed int, used map[secretbox.KeyID]bool) error {
	var left secretbox.Ring
	var removed []string
	err := r.change(ctx, func(ring secretbox.Ring, master *secretbox.Master) (secretbox.Ring, auditedRotation, error) {
		still, err := r.db.UsedDataKeys(ctx)
		if err != nil {
			return ring, auditedRotation{}, err
		}
		maps.Copy(used, still)
		var ids []secretbox.KeyID
		left, ids = ring.Finish(master, used, time.Now())
		removed = nil
		for _, id := range ids {
			removed = append(removed, id.String())
		}
		current, err := left.Current()
		return left, auditedRotation{Step: "finish", Key: current.ID.String(), Resealed: resealed, Removed: removed}, err
	})
	if err != nil {
		return err
	}
	if len(removed) > 0 {
		r.say("Removed data keys: %s.", strings.Join(removed, ", "))
	}
	for _, k := range left.Keys {
		if k.State == secretbox.Retired {
			r.say("Kept: data key %v, in use until %s. A rotation at least %v later removes it, if nothing has used it since.",
				k.ID, k.ChangedAt.Format(time.RFC3339), secretbox.Grace)
		}
	}
	return nil
}

// replaceMaster makes the ring fit a new master key.
func (r *rotation) replaceMaster(ctx context.Context) error {
	var err error
	if r.fresh != "" {
		err = r.replaceGiven(ctx)
	} else if err = openRing(ctx, r.master, r.db); err == nil {
		err = r.replaceFile(ctx)
	}
	if err == nil {
		r.say("Backups of the database from before need the old master key: make a new backup now, or keep the old key with them.\n" +
			"The data key is the same as before. If the old master key leaked, run `latchkey secrets rotate` as well.")
	}
	return err
}

func (r *rotation) replaceFile(ctx context.Context) error {
	err := errs.RetryChanged(true, func() error {
		ring, err := r.db.Ring(ctx)
		if err != nil {
			return err
		}
		return r.master.replace(ring.Check, func(from, to *secretbox.Master) error { return r.rewrap(ctx, ring, from, to) })
	})
	if err == nil {
		r.say("New master key in %s: keep a copy of it apart from the database. A running server has taken it up by itself.",
			r.master.file(masterKeyFile))
	}
	return err
}

func (r *rotation) replaceGiven(ctx context.Context) error {
	to, err := parseMaster("--new-master-key", r.fresh)
	if err != nil {
		return err
	}
	ring, err := r.db.Ring(ctx)
	if err != nil {
		return err
	}
	if to.Fits(ring.Check) {
		r.say("The database has the new master key already.")
	} else {
		if err := openRing(ctx, r.master, r.db); err != nil {
			return err
		}
		err := r.change(ctx, func(ring secretbox.Ring, from *secretbox.Master) (secretbox.Ring, auditedRotation, error) {
			next, err := ring.Rewrap(from, to)
			return next, auditedRotation{Step: "master", Key: to.ID().String()}, err
		})
		if err != nil {
			return err
		}
		r.say("The database has the new master key.")
	}
	r.say("Set LATCHKEY_MASTER_KEY to the new key now: the server does not start with the old one.")
	return nil
}

func (r *rotation) rewrap(ctx context.Context, ring secretbox.Ring, from, to *secretbox.Master) error {
	next, err := ring.Rewrap(from, to)
	if err != nil {
		return err
	}
	return r.save(ctx, ring, next, auditedRotation{Step: "master", Key: to.ID().String()})
}
