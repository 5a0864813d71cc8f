// Package element keeps the builds of the web component that this server, its replicas and the versions before it have served, so that a page which pinned
// one of them by its digest goes on working after an upgrade, with the late modules of its own version.
//
// A build is one archive in the store of files and one row that names what is in it. Shelf.Run keeps the build of this program in the background, says twice
// a day that it is still in use, and removes builds that nobody can expect any more. Shelf.File finds a file by its name, whichever build it is of. Every name
// has the digest of its content in it, so a file never changes.
//
// Memory is bounded: the names of at most MaxBuilds builds, and the archives of the last few that were asked for. What is not there is asked for at most once in ten seconds, whoever
// asks for it. Shelf is safe for concurrent use, also by several processes on one database. The package knows nothing of HTTP.
package element

import (
	"context"
	"log/slog"
	"regexp"
	"time"

	"latchkey/internal/errs"
)

// Builds are kept for a year after a server last ran them, and the newest Least for ever; never more than MaxBuilds.
const (
	KeepFor   = 365 * 24 * time.Hour
	Least     = 10
	MaxBuilds = 100
)

// Build is one build of the web component.
type Build struct {
	ID       string // digest of the element, which names all its modules
	Version  string
	Files    []string
	BlobKey  string
	FirstRun time.Time // when a server first ran it
	LastRun  time.Time
}

// Content is a build as it is made: its files by name, each compressed with gzip.
type Content struct {
	ID, Version string
	Files       func() (map[string][]byte, error) // called when the build is not kept yet
}

// Store keeps the rows of builds.
type Store interface {
	// Builds returns all builds, the last run first.
	Builds(ctx context.Context) ([]Build, error)
	// AddBuild stores a build in one transaction with the end of the wait of its bytes, see blob.Notes; where its row is there and refers to lost, in its place. Another
	// process may have stored it: then nothing is done.
	AddBuild(ctx context.Context, b Build, lost string) error
	// RunBuild notes that a build is in use.
	RunBuild(ctx context.Context, id string, at time.Time) error
	// RemoveBuilds removes builds.
	RemoveBuilds(ctx context.Context, ids []string) error
}

// Files keeps bytes by key.
type Files interface {
	// AddAs stores bytes under a key with a beginning. They are removed again unless a row that refers to them is stored soon.
	AddAs(ctx context.Context, beginning string, content []byte) (key string, err error)
	// Get fails with errs.NotFound.
	Get(ctx context.Context, key string) ([]byte, error)
}

// Options are what a Shelf is made of.
type Options struct {
	Store   Store
	Files   Files
	Current Content // no ID = this program has no web component
	Now     func() time.Time
	Log     *slog.Logger
}

var fileName = regexp.MustCompile(`^(element-[0-9a-f]{20}|[a-z]+-[0-9a-f]{12}-[a-z]{2,3}(-[A-Za-z]{2,4})?)\.js$`)

// IsFile says whether a name has the form of a file that pages may have pinned. No secret of a key has it: after the first dash such a one goes on with "lk",
// and that is no digest.
func IsFile(name string) bool { return len(name) < 100 && fileName.MatchString(name) }

func absent() error { return errs.Missing("file") }
