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
	fmt.Fprintf(env.Stdout, "Latchkey %s is ready at %s · management API %s%s · database %s\n",
		Version, url, url, manageapi.Path, s.store.Engine())
	return errors.Join(s.serve(ctx, site{listener, s.handler}), s.close())
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
