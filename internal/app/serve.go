package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"

	"latchkey/internal/config"
	"latchkey/internal/manageapi"
)

type serveCommand struct{ config.Server }

func (c *serveCommand) run(ctx context.Context, env Env) error {
	log := newLog(env.Stderr, c.LogLevel)
	s, err := newServer(ctx, &c.Server, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return errors.Join(err, s.close())
	}
	url := c.URL(listener.Addr().String())
	link, err := s.setUpLink(ctx, url)
	if err != nil {
		return errors.Join(err, listener.Close(), s.close())
	}
	fmt.Fprintf(env.Stdout, "Latchkey %s is ready at %s · management API %s%s · database %s\n",
		Version, url, url, manageapi.Path, s.store.Engine())
	if link != "" {
		fmt.Fprintln(env.Stdout, firstUser+link)
	}
	return errors.Join(s.serve(ctx, site{listener, s.handler}), s.close())
}

// firstUser stands before the set-up link, in what serve and demo print.
const firstUser = "Create the first console user: "

// setUpLink makes the link by which the first console user is made, for a server with a URL; "" when there is one.
func (s *server) setUpLink(ctx context.Context, url string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	secret, err := s.accounts.SetUp(ctx)
	if err != nil || secret == "" {
		return "", err
	}
	return manageapi.InvitationLink(url, secret), nil
}

func newLog(w io.Writer, level string) *slog.Logger {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		l = slog.LevelInfo
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l}))
}

// home answers the root of a server that was built without its console.
func home(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintf(w, "This is a Latchkey server.\n\nManagement API: %s, described at %s/openapi.json\n"+
		"Make an access token with: latchkey token create --name NAME\n", manageapi.Path, manageapi.Path)
}
