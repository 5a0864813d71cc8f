// Package testkit is for tests only: a throw-away PostgreSQL cluster, and a whole server in the test's own process.
//
// A missing tool fails the test, it does not skip it. Everything that it starts ends with the test process, also when that is killed.
package testkit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"latchkey/internal/random"
)

// cluster is the PostgreSQL server that all tests of one process share.
type cluster struct {
	socket  string // folder of its Unix socket
	process *exec.Cmd
	err     error
}

var theCluster = sync.OnceValue(startCluster)

// Postgres returns the URL of a new, empty database; it is dropped when the test ends. Package tests that use it call Main.
func Postgres(tb testing.TB) string {
	tb.Helper()
	c := theCluster()
	if c.err != nil {
		tb.Fatalf("PostgreSQL is needed for this test (apt-get install postgresql): %v", c.err)
	}
	admin := c.open(tb, "postgres")
	name := "t_" + random.Base58(12)
	name = toLower(name)
	if _, err := admin.ExecContext(tb.Context(), "CREATE DATABASE "+name); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_, err := admin.ExecContext(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)")
		if err = errors.Join(err, admin.Close()); err != nil {
			tb.Error(err)
		}
	})
	return c.url(name)
}

func toLower(s string) string {
	out := []byte(s)
	for i, c := range out {
		if c >= 'A' && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

func (c *cluster) url(database string) string {
	return "postgres:///" + database + "?host=" + url.QueryEscape(c.socket) + "&user=postgres"
}

func (c *cluster) open(tb testing.TB, database string) *sql.DB {
	db, err := sql.Open("pgx", c.url(database))
	if err != nil {
		tb.Fatal(err)
	}
	return db
}

// Main runs the tests of a package that uses Postgres, then stops the cluster. Call it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	stopCluster()
	os.Exit(code)
}

func stopCluster() {
	if !started.Load() {
		return
	}
	c := theCluster()
	if c.process != nil {
		_ = c.process.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = c.process.Wait()
	}
	if c.socket != "" {
		_ = os.RemoveAll(c.socket)
	}
}

// started says that there is something to stop.
var started atomic.Bool

func startCluster() *cluster {
	started.Store(true)
	c := &cluster{}
	c.err = c.start()
	return c
}

func (c *cluster) start() error {
	bin, err := postgresBin()
	if err != nil {
		return err
	}
	if c.socket, err = os.MkdirTemp("", "latchkey-pg-"); err != nil {
		return err
	}
	owner, err := c.owner()
	if err != nil {
		return err
	}
	data := filepath.Join(c.socket, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = &syscall.SysProcAttr{Credential: owner}, c.socket
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	c.process = exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", c.socket, "-h", "",
		"-F", "-c", "full_page_writes=off", "-c", "max_connections=200")
	c.process.Dir = c.socket
	c.process.SysProcAttr = &syscall.SysProcAttr{Credential: owner, Pdeathsig: syscall.SIGINT}
	if err := startTied(c.process); err != nil {
		return err
	}
	return c.awaitReady()
}

// startTied starts a process that ends when this one does. The signal is tied to the thread that started it, so that thread must stay.
func startTied(cmd *exec.Cmd) error {
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		started <- cmd.Start()
		select {}
	}()
	return <-started
}

func (c *cluster) awaitReady() error {
	db, err := sql.Open("pgx", c.url("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL does not start: %w", err)
		}
	}
}

// owner is who runs the cluster: PostgreSQL refuses to run as root.
func (c *cluster) owner() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, errUID := strconv.Atoi(u.Uid)
	gid, errGID := strconv.Atoi(u.Gid)
	if err := errors.Join(errUID, errGID, os.Chown(c.socket, uid, gid)); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

func postgresBin() (string, error) {
	if folders, _ := filepath.Glob("/usr/lib/postgresql/*/bin"); len(folders) > 0 {
		return folders[len(folders)-1], nil
	}
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		return "", err
	}
	return filepath.Dir(initdb), nil
}
