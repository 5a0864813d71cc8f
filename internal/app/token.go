package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/config"
)

type tokenCreateCommand struct {
	Name        string `required:"" help:"What the token is for, as the audit trail will show it." placeholder:"NAME"`
	Role        string `default:"owner" enum:"owner,editor,viewer" help:"What its holder may do: owner, editor or viewer."`
	Data        string `default:"latchkey-data" help:"Data folder of the server (${default})." type:"path" placeholder:"DIR"`
	DatabaseURL string `help:"Database of the server, when it is not in the data folder." name:"database-url" placeholder:"postgres://…"`
}

func (c *tokenCreateCommand) run(ctx context.Context, env Env) error {
	if c.DatabaseURL == "" {
		if err := os.MkdirAll(c.Data, 0o700); err != nil {
			return fmt.Errorf("cannot make the data folder: %w", err)
		}
	}
	db, err := openStore(ctx, &config.Server{Data: c.Data, DatabaseURL: c.DatabaseURL})
	if err != nil {
		return err
	}
	_, secret, err := account.New(db, time.Now).CreateToken(ctx, operator(), c.Name, account.Role(c.Role))
	if err == nil {
		_, err = fmt.Fprintln(env.Stdout, secret)
	}
	return errors.Join(err, db.Close())
}

// operator is whoever runs a command on this machine.
func operator() account.Actor {
	name := "command line"
	if u, err := user.Current(); err == nil {
		name += " (" + u.Username + ")"
	}
	return account.Actor{Kind: "command", ID: "command", Name: name, Role: account.Owner}
}
