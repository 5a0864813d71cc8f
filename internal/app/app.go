// Package app is the only package that knows every concrete type: it reads the command line, builds a server from its parts, starts them, and stops them in reverse.
//
// There is one file per command. Run is the whole program as a value: tests run it with other arguments and streams. Nothing else in Latchkey reads
// the command line, the environment or the process's streams.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"latchkey/internal/errs"
)

// Version is set when a release is built.
var Version = "dev"

// Env is the outside world of a command.
type Env struct {
	Args   []string // without the program's name
	Getenv func(name string) string
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
}

type cli struct {
	Config kong.ConfigFlag `help:"YAML file of settings; its keys are the names of the flags. A flag beats the environment, which beats the file." placeholder:"FILE"`

	Serve serveCommand `cmd:"" help:"Run the server."`
	Demo  demoCommand  `cmd:"" help:"Run the server with a demo: a small shop of another origin that embeds the chat."`
	Token struct {
		Create tokenCreateCommand `cmd:"" help:"Create an access token for the management API and print it."`
		List   tokenListCommand   `cmd:"" help:"List the access tokens, without their secrets."`
		Revoke tokenRevokeCommand `cmd:"" help:"Revoke an access token: a running server refuses it from the next call on."`
	} `cmd:"" help:"Access tokens."`
	Backup  backupCommand  `cmd:"" help:"Write everything in the database to a file, also while the server runs."`
	Restore restoreCommand `cmd:"" help:"Replace everything in the database by what a backup holds, also while the server runs."`
	User    struct {
		Create   userCreateCommand   `cmd:"" help:"Create a console user and print the password."`
		List     userListCommand     `cmd:"" help:"List the console users."`
		Password userPasswordCommand `cmd:"" help:"Give a console user a new password and print it. All sessions of the user end."`
	} `cmd:"" help:"Console users."`
	Apply applyCommand `cmd:"" help:"Bring the assistants and keys of a server to what a YAML file says. Nothing is deleted."`
	Keys  struct {
		Check keysCheckCommand `cmd:"" help:"Ask a server whether a key may be used from somewhere."`
	} `cmd:"" help:"API keys."`
	Secrets struct {
		Rotate secretsRotateCommand `cmd:"" help:"Encrypt the secrets in the database with a new data key, or replace the master key."`
	} `cmd:"" help:"Encryption of the secrets in the database."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// command is what each command of the command line does.
type command interface {
	run(ctx context.Context, env Env) error
}

// Exit codes of Run.
const (
	exitOK        = 0
	exitFailed    = 1
	exitUsage     = 2
	exitChanges   = 3 // there are changes that a dry run did not make
	exitNoContact = 4 // the server cannot be asked
)

// exit is the end of a command with another code than exitFailed. err is nil when everything is said.
type exit struct {
	code int
	err  error
}

func (e exit) Error() string { return fmt.Sprintf("exit %d: %v", e.code, e.err) }

// Run runs the command that the arguments name until it is done or ctx ends, and returns the exit code of the process.
func Run(ctx context.Context, env Env) int {
	var c cli
	exit := -1
	parser, err := kong.New(&c,
		kong.Name("latchkey"),
		kong.Description("An AI assistant on any website, with a key that works only where you say."),
		kong.DefaultEnvars("LATCHKEY"),
		kong.Configuration(configFiles(env.Getenv)),
		kong.Writers(env.Stdout, env.Stderr),
		kong.Exit(func(code int) { exit = code }),
		kong.UsageOnError(),
	)
	if err != nil {
		fmt.Fprintln(env.Stderr, "latchkey:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(env.Args)
	if exit >= 0 { // help was shown
		return exit
	}
	if err != nil {
		fmt.Fprintf(env.Stderr, "latchkey: %v\nRun `latchkey --help` for the commands and their flags.\n", err)
		return exitUsage
	}
	return ended(env, parsed.Selected().Target.Addr().Interface().(command).run(ctx, env))
}

// ended reports how a command ended.
func ended(env Env, err error) int {
	code := exitOK
	if err != nil {
		code = exitFailed
	}
	if e, ok := errors.AsType[exit](err); ok {
		code, err = e.code, e.err
	}
	if err != nil {
		fmt.Fprintln(env.Stderr, "latchkey:", explained(err))
	}
	return code
}

// explained is an error as a person reads it who made a mistake: every wrong field with what would be right.
func explained(err error) string {
	e, ok := errs.As(err)
	if !ok || len(e.Fields) == 0 {
		return err.Error()
	}
	var out strings.Builder
	out.WriteString(e.Message)
	for _, f := range e.Fields {
		fmt.Fprintf(&out, "\n  %s %s", f.Location, f.Message)
	}
	return out.String()
}

type versionCommand struct{}

func (versionCommand) run(_ context.Context, env Env) error {
	_, err := fmt.Fprintln(env.Stdout, "latchkey", Version)
	return err
}
