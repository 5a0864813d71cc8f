package app_test

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
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
		go collectWhenAsked()
		os.Exit(app.Run(ctx, app.Env{Args: os.Args[1:], Getenv: os.Getenv, Stdout: os.Stdout, Stderr: os.Stderr}))
	}
	testkit.Main(m)
}

// collectWhenAsked collects garbage at SIGUSR1, so that a benchmark can tell what is in use from what is not collected yet.
func collectWhenAsked() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	for range asked {
		for range 3 { // a stack shrinks by half in each
			debug.FreeOSMemory()
		}
	}
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
