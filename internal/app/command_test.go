package app_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/internal/app"
	"latchkey/internal/testkit"
)

// run runs a command in this process.
func run(env map[string]string, args ...string) (code int, stdout, stderr string) {
	var out, log bytes.Buffer
	code = app.Run(context.Background(), app.Env{Args: args, Getenv: func(name string) string { return env[name] }, Stdout: &out, Stderr: &log})
	return code, out.String(), log.String()
}

func TestCommands(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "latchkey.yaml")
	write := func(text string) string {
		name := filepath.Join(t.TempDir(), "latchkey.yaml")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		out  string // part of stdout
		err  string // part of stderr
	}{
		{"version", []string{"version"}, 0, "latchkey ", ""},
		{"help", []string{"--help"}, 0, "serve", ""},
		{"serve help", []string{"serve", "--help"}, 0, "127.0.0.1:8080", ""},
		{"no command", nil, 2, "", "expected one of"},
		{"unknown command", []string{"fly"}, 2, "", "fly"},
		{"unknown flag", []string{"serve", "--fly"}, 2, "", "--fly"},
		{"every wrong setting at once", []string{"serve", "--listen", "x", "--public-url", "y", "--data", t.TempDir()}, 2, "", "--public-url"},
		{"wrong database URL", []string{"serve", "--database-url", "mysql://x", "--data", t.TempDir()}, 2, "", "postgres://"},
		{"token without a name", []string{"token", "create"}, 2, "", "--name"},
		{"token with a wrong role", []string{"token", "create", "--name", "x", "--role", "king"}, 2, "", "owner"},
		{"no config file", []string{"serve", "--config", file}, 2, "", "latchkey.yaml"},
		{"unknown setting in the file", []string{"serve", "--config", write("listen: 127.0.0.1:0\nlissen: x\n")}, 2, "", "lissen"},
		{"not a mapping", []string{"serve", "--config", write("- x\n")}, 2, "", "mapping"},
		{"setting from the file", []string{"serve", "--config", write("public-url: nonsense\ndata: " + t.TempDir() + "\n")}, 2, "", "--public-url"},
		{"list from the file", []string{"serve", "--config", write("trusted-proxies: [10.0.0.0/8, nonsense]\ndata: " + t.TempDir() + "\n")}, 2, "", "nonsense"},
		{"a flag beats the file", []string{"serve", "--public-url", "https://x.example", "--listen", "x", "--config",
			write("public-url: nonsense\ndata: " + t.TempDir() + "\n")}, 2, "", "--listen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			code, out, log := run(nil, c.args...)
			if code != c.code || !strings.Contains(out, c.out) || !strings.Contains(log, c.err) {
				t.Errorf("exit %d\nstdout %s\nstderr %s", code, out, log)
			}
		})
	}
}

// A setting of the environment beats that of the file.
func TestEnvironmentBeatsFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "latchkey.yaml")
	if err := os.WriteFile(name, []byte("public-url: nonsense\nlisten: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("LATCHKEY_PUBLIC_URL", "https://x.example")
	t.Setenv("LATCHKEY_DATA", t.TempDir())
	code, _, log := run(map[string]string{"LATCHKEY_PUBLIC_URL": "https://x.example"}, "serve", "--config", name)
	if code != 2 || strings.Contains(log, "--public-url") || !strings.Contains(log, "--listen") {
		t.Errorf("exit %d: %s", code, log)
	}
}

// With a wrong master key, or without the one that is needed, the server does not start and changes nothing.
func TestMasterKey(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), nil)
	s.Stop()
	path := filepath.Join(s.Data, "master.key")
	right, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	start := func() (int, string) {
		code, _, log := run(nil, "serve", "--listen", "127.0.0.1:0", "--data", s.Data)
		return code, log
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if code, log := start(); code != 1 || !strings.Contains(log, "master.key") {
		t.Errorf("without the key: exit %d: %s", code, log)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("a new master key was made beside a database that has another")
	}
	if err := os.WriteFile(path, []byte("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, log := start(); code != 1 || !strings.Contains(log, "nothing was changed") {
		t.Errorf("with a wrong key: exit %d: %s", code, log)
	}
	if err := os.WriteFile(path, right, 0o600); err != nil {
		t.Fatal(err)
	}
	again := testkit.StartIn(t, s.Data)
	if a := again.Manage("POST", k.Path()+"/reveal", nil); a.JSON["key"] != k.Secret {
		t.Errorf("after the right key was put back: %d %s", a.Status, a.Body)
	}
}

// A second server on the same data folder is refused, and the first goes on undisturbed.
func TestSecondServer(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	code, _, log := run(nil, "serve", "--listen", "127.0.0.1:0", "--data", s.Data)
	if code != 1 || !strings.Contains(log, "another Latchkey server") {
		t.Errorf("exit %d: %s", code, log)
	}
	if a := s.Do("GET", "/readyz", nil); a.Status != 200 {
		t.Errorf("the first server: %d", a.Status)
	}
}

// Health says that the process lives, readiness that it can serve.
func TestHealth(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	for _, path := range []string{"/healthz", "/readyz", "/", "/docs/guide/getting-started", "/docs/docs.css"} {
		if a := s.Do("GET", path, nil); a.Status != 200 || len(a.Body) == 0 {
			t.Errorf("%s: %d", path, a.Status)
		}
	}
	if a := s.Do("GET", "/docs/nothing", nil); a.Status != 404 {
		t.Errorf("a page that does not exist: %d", a.Status)
	}
	for _, file := range []string{"latchkey.db", "master.key"} {
		info, err := os.Stat(filepath.Join(s.Data, file))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", file, info.Mode(), err)
		}
	}
}
