package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"text/tabwriter"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/config"
	"latchkey/internal/store"
)

// database is where a command finds the server's database.
type database struct {
	Data        string `default:"latchkey-data" help:"Data folder of the server (${default})." type:"path" placeholder:"DIR"`
	DatabaseURL string `help:"Database of the server, when it is not in the data folder." name:"database-url" placeholder:"postgres://…"`
}

// accounts opens the database, also beside a running server, for as long as work takes. It makes one when there is none yet: the first access token may come before the first start.
func (d *database) accounts(ctx context.Context, env Env, work func(*account.Service) error) error {
	if err := ownFolder(d.Data); err != nil {
		return err
	}
	if d.DatabaseURL == "" {
		if _, err := os.Stat(filepath.Join(d.Data, databaseFile)); os.IsNotExist(err) {
			fmt.Fprintf(env.Stderr, "There was no Latchkey database in %s: a new one is made there. If your server has another data folder, name it with --data.\n", d.Data)
		}
		if err := os.MkdirAll(d.Data, 0o700); err != nil {
			return fmt.Errorf("cannot make the data folder: %w", err)
		}
	}
	db, err := openStore(ctx, &config.Server{Data: d.Data, DatabaseURL: d.DatabaseURL})
	if err != nil {
		return err
	}
	return errors.Join(work(account.New(db, time.Now)), db.Close())
}

// existingAccounts is accounts for what only makes sense when there is a database.
func (d *database) existingAccounts(ctx context.Context, work func(*account.Service) error) error {
	if err := ownFolder(d.Data); err != nil {
		return err
	}
	db, err := d.openExisting(ctx)
	if errors.Is(err, store.ErrNoDatabase) {
		err = fmt.Errorf("%w: name the server's data folder with --data, or its database with --database-url", err)
	}
	if err != nil {
		return err
	}
	return errors.Join(work(account.New(db, time.Now)), db.Close())
}

type tokenCreateCommand struct {
	Name      string        `required:"" help:"What the token is for, as the audit trail will show it." placeholder:"NAME"`
	Role      string        `default:"owner" enum:"owner,editor,viewer" help:"What its holder may do: owner, editor or viewer."`
	Scope     []string      `help:"Narrows the role, for example keys:read; may be given several times. Without it everything that the role allows." placeholder:"SCOPE"`
	ExpiresIn time.Duration `help:"How long it works, for example 720h. Without it, until it is revoked." placeholder:"DURATION"`
	database
}

func (c *tokenCreateCommand) run(ctx context.Context, env Env) error {
	draft := account.TokenDraft{Name: c.Name, Role: account.Role(c.Role)}
	for _, scope := range c.Scope {
		draft.Scopes = append(draft.Scopes, account.Scope(scope))
	}
	if c.ExpiresIn != 0 {
		until := time.Now().Add(c.ExpiresIn)
		draft.ExpiresAt = &until
	}
	raw, err := json.Marshal(draft)
	if err != nil {
		return err
	}
	return c.accounts(ctx, env, func(s *account.Service) error {
		_, secret, err := s.CreateToken(ctx, operator(), raw)
		if err == nil {
			_, err = fmt.Fprintln(env.Stdout, secret)
		}
		return err
	})
}

type tokenListCommand struct{ database }

func (c *tokenListCommand) run(ctx context.Context, env Env) error {
	return c.existingAccounts(ctx, func(s *account.Service) error {
		table := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "ID\tNAME\tROLE\tSCOPES\tHINT\tCREATED\tEXPIRES\tLAST USED")
		for token, err := range everything(ctx, s.Tokens, account.Token.Place) {
			if err != nil {
				return err
			}
			scopes := "all"
			if len(token.Scopes) > 0 {
				scopes = fmt.Sprint(token.Scopes)
			}
			fmt.Fprintf(table, "%s\t%q\t%s\t%s\t%s\t%s\t%s\t%s\n", token.ID, token.Name, token.Role, scopes, token.Hint,
				day(&token.CreatedAt), day(token.ExpiresAt), day(token.LastUsedAt))
		}
		return table.Flush()
	})
}

type tokenRevokeCommand struct {
	ID string `arg:"" help:"Id of the token, from the list." placeholder:"ID"`
	database
}

func (c *tokenRevokeCommand) run(ctx context.Context, env Env) error {
	return c.existingAccounts(ctx, func(s *account.Service) error {
		if err := s.RevokeToken(ctx, operator(), c.ID); err != nil {
			return err
		}
		_, err := fmt.Fprintln(env.Stdout, "revoked", c.ID)
		return err
	})
}

// day is a time as a table shows it.
func day(t *time.Time) string {
	if t == nil {
		return "never"
	}
	return t.UTC().Format("2006-01-02 15:04")
}

// operator is whoever runs a command on this machine.
func operator() account.Actor {
	name := "command line"
	if u, err := user.Current(); err == nil {
		name += " (" + u.Username + ")"
	}
	return account.Actor{Kind: account.KindCommand, ID: "command", Name: name, Role: account.Owner}
}
