package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"latchkey/internal/declare"
	"latchkey/internal/remote"
)

// remoteFlags say which server a command talks to.
type remoteFlags struct {
	Server      string `default:"http://127.0.0.1:8080" help:"URL of the server (${default})." placeholder:"URL"`
	AccessToken string `required:"" help:"Access token; better given by the environment, where other users of this machine do not see it." placeholder:"TOKEN"`
	JSON        bool   `name:"json" help:"Print JSON."`
}

func (f *remoteFlags) client() (*remote.Client, error) {
	client, err := remote.New(f.Server, f.AccessToken, "latchkey/"+Version)
	if err != nil {
		return nil, exit{exitUsage, err}
	}
	return client, nil
}

type applyCommand struct {
	File       string `short:"f" required:"" help:"YAML file of assistants and keys; - is standard input." placeholder:"FILE"`
	DryRun     bool   `help:"Only show what would change; exit code 3 when something would."`
	Force      bool   `help:"Change keys also where that locks out somebody who uses them."`
	ShowKeys   bool   `help:"Show the full keys that are created, not only their last characters."`
	SetSecrets bool   `help:"Send the API keys of models again, also when nothing else of the model changes."`
	remoteFlags
}

func (c *applyCommand) run(ctx context.Context, env Env) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	file, err := readFile(env, c.File, declare.Read)
	if err != nil {
		return err
	}
	options := declare.Options{Force: c.Force, SetSecrets: c.SetSecrets, Getenv: env.Getenv}
	plan, err := declare.NewPlan(ctx, client, file, options)
	if problems, ok := errors.AsType[declare.Problems](err); ok {
		return fmt.Errorf("nothing was changed, because\n%w", problems)
	} else if err != nil {
		return exit{exitNoContact, err}
	}
	return c.apply(ctx, env, client, plan, options)
}

func (c *applyCommand) apply(ctx context.Context, env Env, client *remote.Client, plan *declare.Plan, options declare.Options) error {
	out := env.Stdout
	if c.JSON {
		out = io.Discard
	}
	if plan.Empty() {
		fmt.Fprintf(out, "no changes: all %d are as declared\n", len(plan.Changes))
		return c.report(env, plan, nil)
	}
	if err := plan.Print(out); err != nil {
		return err
	}
	if c.DryRun {
		fmt.Fprintln(out, "Nothing was changed (dry run).")
		return c.report(env, plan, exit{code: exitChanges})
	}
	return c.report(env, plan, plan.Apply(ctx, client, options, func(done *declare.Change) {
		fmt.Fprintln(out, c.line(done))
	}))
}

// line says that a change was made.
func (c *applyCommand) line(done *declare.Change) string {
	switch {
	case done.Action == declare.Update:
		return fmt.Sprintf("updated %s", done)
	case done.Secret != "" && c.ShowKeys:
		return fmt.Sprintf("created %s: %s", done, done.Secret)
	case done.Kind == declare.Key:
		return fmt.Sprintf("created %s: %s", done, done.Hint)
	}
	return fmt.Sprintf("created %s", done)
}

// report prints the plan as JSON when that was asked for, and passes on how it ended.
func (c *applyCommand) report(env Env, plan *declare.Plan, ended error) error {
	if !c.JSON {
		return ended
	}
	if !c.ShowKeys {
		plan.HideSecrets()
	}
	return errors.Join(writeJSON(env.Stdout, plan), ended)
}

// readFile reads a file, or standard input when it is called "-". What is wrong in it is a wrong use of the command.
func readFile[T any](env Env, name string, read func(name string, r io.Reader) (T, error)) (content T, err error) {
	if name == "-" {
		content, err = read("standard input", env.Stdin)
	} else {
		file, openErr := os.Open(name)
		if openErr != nil {
			return content, exit{exitUsage, openErr}
		}
		defer file.Close()
		content, err = read(name, file)
	}
	if err != nil {
		err = exit{exitUsage, fmt.Errorf("the file cannot be used:\n%w", err)}
	}
	return content, err
}

func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}
