package app_test

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"latchkey/internal/app"
	"latchkey/internal/testkit"
)

// asProgram is set when this test binary is started to be the program itself, so that a test can kill it.
const asProgram = "LATCHKEY_TEST_AS_PROGRAM"

// asProxy is set when it is started to be a reverse proxy, to compare with.
const asProxy = "LATCHKEY_TEST_AS_PROXY"

func TestMain(m *testing.M) {
	if target := os.Getenv(asProxy); target != "" {
		serveProxy(target)
	}
	if os.Getenv(asProgram) != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		os.Exit(app.Run(ctx, app.Env{Args: os.Args[1:], Getenv: os.Getenv, Stdout: os.Stdout, Stderr: os.Stderr}))
	}
	testkit.Main(m)
}

// onBothEngines runs a test with a server on SQLite and one on PostgreSQL; args are the flags that name the database.
func onBothEngines(t *testing.T, act func(t *testing.T, s *testkit.Server, args []string)) {
	for name, args := range map[string][]string{"sqlite": nil, "postgres": {"--database-url", ""}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if args != nil {
				args[1] = testkit.Postgres(t)
			}
			act(t, testkit.Start(t, args...), args)
		})
	}
}
