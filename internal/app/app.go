// Package app is the only package that knows every concrete type: it reads the command line, builds a server from its parts, starts them, and stops them in reverse.
//
// There is one file per command. Run is the whole program as a value: tests run it with other arguments and streams. Nothing else in Latchkey reads
// the command line, the environment or the process's streams.
package app

import (
	"context"
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// Version is set when a release is built.
var Version = "dev"

// Env is the outside world of a command.
type Env struct {
	Args   []string // without the program's name
	Getenv func(name string) string
	Stdout io.Writer
	Stderr io.Writer
}

type cli struct {
	Config kong.ConfigFlag `help:"YAML file of settings; its keys are the names of the flags. A flag beats the environment, which beats the file." placeholder:"FILE"`

	Serve serveCommand `cmd:"" help:"Run the server."`
	Demo  demoCommand  `cmd:"" help:"Run the server with a demo: a small shop of another origin that embeds the chat."`
	Token struct {
		Create tokenCreateCommand `cmd:"" help:"Create an access token for the management API and print it."`
	} `cmd:"" help:"Access tokens."`
	Backup  backupCommand  `cmd:"" help:"Write everything in the database to a file, also while the server runs."`
	Restore restoreCommand `cmd:"" help:"Replace everything in the database by what a backup holds, also while the server runs."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// command is what each command of the command line does.
type command interface {
	run(ctx context.Context, env Env) error
}

// Exit codes of Run.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

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
	if err := parsed.Selected().Target.Addr().Interface().(command).run(ctx, env); err != nil {
		fmt.Fprintln(env.Stderr, "latchkey:", err)
		return exitFailed
	}
	return exitOK
}

type versionCommand struct{}

func (versionCommand) run(_ context.Context, env Env) error {
	_, err := fmt.Fprintln(env.Stdout, "latchkey", Version)
	return err
}
