package app

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"text/tabwriter"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
)

// password is how a command gets a password: from its input, or it makes one and prints it.
type password struct {
	PasswordStdin bool `help:"Read the password from the first line of the standard input. Without it one is made and printed."`
}

func (p password) read(env Env) (string, error) {
	if !p.PasswordStdin {
		return account.NewPassword(), nil
	}
	if env.Stdin == nil {
		return "", errors.New("there is no standard input to read the password from")
	}
	line, err := bufio.NewReader(env.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("cannot read the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// tell prints the password alone if it was made, so that a script can take it.
func (p password) tell(env Env, u account.User, secret string) error {
	fmt.Fprintf(env.Stderr, "%s is a console user with the role %s (%s).\n", u.Email, u.Role, u.ID)
	if p.PasswordStdin {
		return nil
	}
	_, err := fmt.Fprintln(env.Stdout, secret)
	return err
}

type userCreateCommand struct {
	Email string `required:"" help:"E-mail address to sign in with." placeholder:"EMAIL"`
	Name  string `required:"" help:"Name, as the audit trail will show it." placeholder:"NAME"`
	Role  string `default:"owner" enum:"owner,editor,viewer" help:"What the user may do: owner, editor or viewer."`
	password
	database
}

func (c *userCreateCommand) run(ctx context.Context, env Env) error {
	secret, err := c.read(env)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(account.UserDraft{Email: c.Email, Name: c.Name, Role: account.Role(c.Role), Password: secret})
	if err != nil {
		return err
	}
	return c.accounts(ctx, env, func(s *account.Service) error {
		u, err := s.CreateUser(ctx, operator(), raw)
		if err != nil {
			return err
		}
		return c.tell(env, u, secret)
	})
}

type userListCommand struct{ database }

func (c *userListCommand) run(ctx context.Context, env Env) error {
	return c.existingAccounts(ctx, func(s *account.Service) error {
		table := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "ID\tEMAIL\tNAME\tROLE\tDISABLED\tCREATED\tLAST SIGN-IN")
		for u, err := range everything(ctx, s.Users, account.User.Place) {
			if err != nil {
				return err
			}
			fmt.Fprintf(table, "%s\t%s\t%q\t%s\t%v\t%s\t%s\n", u.ID, u.Email, u.Name, u.Role, u.Disabled, day(&u.CreatedAt), day(u.LastSignInAt))
		}
		return table.Flush()
	})
}

type userPasswordCommand struct {
	Email string `required:"" help:"E-mail address of the user." placeholder:"EMAIL"`
	password
	database
}

func (c *userPasswordCommand) run(ctx context.Context, env Env) error {
	secret, err := c.read(env)
	if err != nil {
		return err
	}
	patch, err := json.Marshal(map[string]string{"password": secret})
	if err != nil {
		return err
	}
	return c.existingAccounts(ctx, func(s *account.Service) error {
		u, err := s.UserByEmail(ctx, c.Email)
		if err != nil {
			return err
		}
		if u, err = s.EditUser(ctx, operator(), u.ID, 0, patch); err != nil {
			return err
		}
		return c.tell(env, u, secret)
	})
}

// everything goes through all pages of a list. After an error it ends.
func everything[T any](ctx context.Context, list func(ctx context.Context, after cursor.Place, limit int) ([]T, error), place func(T) cursor.Place) iter.Seq2[T, error] {
	const limit = 200
	return func(yield func(T, error) bool) {
		for after := (cursor.Place{}); ; {
			page, err := list(ctx, after, limit)
			if err != nil {
				yield(*new(T), err)
				return
			}
			for _, item := range page {
				if !yield(item, nil) {
					return
				}
			}
			if len(page) < limit {
				return
			}
			after = place(page[limit-1])
		}
	}
}
