package app_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"latchkey/internal/app"
	"latchkey/internal/pdf/pdftest"
	"latchkey/internal/testkit"
)

// copyFile copies a file that only its owner may read.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// backedUp makes a backup of a running server with some data and returns its file, the key and a conversation.
func backedUp(t *testing.T, s *testkit.Server, database ...string) (string, testkit.Key, testkit.Conversation) {
	t.Helper()
	id := s.NewAssistant(nil)
	s.MustManage("POST", "/assistants/"+id+"/documents", JSON{"title": "Returns", "text": "You can return every teapot within thirty days."})
	k := s.NewKey(id, nil)
	c := s.NewConversation(k)
	s.Ask(c, "How long can I return a teapot?").All()
	file := filepath.Join(t.TempDir(), "x.backup")
	if out := s.Command(append([]string{"backup", "--data", s.Data, "--output", file}, database...)...); out != file {
		t.Errorf("printed %q", out)
	}
	return file, k, c
}

// A backup of a running server holds everything that another one needs, on either engine.
func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	for name, database := range map[string]func() (from, to []string){
		"sqlite": func() (from, to []string) { return nil, nil },
		"sqlite to postgres": func() (from, to []string) {
			return nil, []string{"--database-url", testkit.Postgres(t)}
		},
		"postgres to sqlite": func() (from, to []string) {
			return []string{"--database-url", testkit.Postgres(t)}, nil
		},
	} {
		from, to := database()
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, from...)
			file, k, c := backedUp(t, s, from...)
			if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the file: %v %v", info.Mode(), err)
			}
			moved := t.TempDir()
			copyFile(t, filepath.Join(s.Data, "master.key"), filepath.Join(moved, "master.key"))
			out := s.Command(append([]string{"restore", file, "--data", moved}, to...)...)
			if !strings.Contains(out, "Restored") || !strings.Contains(out, "assistants 1") {
				t.Errorf("printed %q", out)
			}
			again := testkit.StartIn(t, moved, to...)
			if a := again.Do("GET", "/api/v1"+k.Path(), nil, "Authorization", "Bearer "+s.Token); a.Status != 200 {
				t.Errorf("the access token of before: %d %s", a.Status, a.Body)
			}
			if a := again.Manage("POST", k.Path()+"/reveal", nil); a.JSON["key"] != k.Secret {
				t.Errorf("reveal: %d %s", a.Status, a.Body)
			}
			if rows := history(t, again, c); len(rows) != 1 || rows[0]["status"] != "DONE" {
				t.Errorf("history %v", rows)
			}
			if text := testkit.Text(again.Ask(c, "How long can I return a teapot?").All()); !strings.Contains(text, "thirty days") {
				t.Errorf("answer %q", text)
			}
			if trail := again.Manage("GET", "/audit", nil); trail.Status == 200 && !strings.Contains(string(trail.Body), "backup.restore") {
				t.Errorf("the audit trail: %s", trail.Body)
			}
		})
	}
}

// What must not be restored is refused with a reason, and the server goes on as it was.
func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	file, k, _ := backedUp(t, s)
	folder := t.TempDir()
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 4
	other := filepath.Join(folder, "other")
	if err := os.Mkdir(other, 0o700); err != nil {
		t.Fatal(err)
	}
	write("other/master.key", []byte("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"))
	for _, c := range []struct {
		name string
		args []string
		err  string
	}{
		{"data and no --force", []string{file, "--data", s.Data}, "--force"},
		{"no such file", []string{folder + "/nothing", "--data", s.Data, "--force"}, "nothing"},
		{"a folder", []string{folder, "--data", s.Data, "--force"}, "is a directory"},
		{"another file", []string{filepath.Join(s.Data, "latchkey.db"), "--data", s.Data, "--force"}, "not a Latchkey backup"},
		{"a cut file", []string{write("cut", whole[:len(whole)-9]), "--data", s.Data, "--force"}, "damaged"},
		{"a flipped bit", []string{write("flipped", flipped), "--data", s.Data, "--force"}, "damaged"},
		{"no master key", []string{file, "--data", filepath.Join(folder, "new")}, "put the master.key"},
		{"another master key", []string{file, "--data", other, "--force"}, "not that of the backup"},
		{"another master key for this server", []string{file, "--data", s.Data, "--force", "--master-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}, "not that of the backup"},
		{"a master key that is none", []string{file, "--data", s.Data, "--force", "--master-key", "x"}, "--master-key"},
		{"no database", []string{file, "--data", s.Data, "--force", "--database-url", "mysql://x"}, "postgres://"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, out, log := run(nil, append([]string{"restore"}, c.args...)...)
			if code != 1 || out != "" || !strings.Contains(log, c.err) {
				t.Errorf("exit %d: %s%s", code, out, log)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(folder, "new")); !os.IsNotExist(err) {
		t.Error("a data folder was made for a restore that was refused")
	}
	if entries, err := os.ReadDir(other); err != nil || len(entries) != 1 {
		t.Errorf("something was made beside another master key: %v %v", entries, err)
	}
	if a := s.Manage("POST", k.Path()+"/reveal", nil); a.JSON["key"] != k.Secret {
		t.Errorf("the server: %d %s", a.Status, a.Body)
	}
}

// failing is a standard output that takes no more.
type failing struct{ room int }

func (f *failing) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errors.New("no space left on device")
	}
	return len(p), nil
}

func TestBackupFile(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	file, _, _ := backedUp(t, s)
	command := func(args ...string) (int, string, string) {
		return run(nil, append([]string{"backup", "--data", s.Data}, args...)...)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	code, _, log := command("--output", file)
	if now, _ := os.ReadFile(file); code != 1 || !strings.Contains(log, "--force") || !bytes.Equal(now, before) {
		t.Errorf("over a file: exit %d: %s", code, log)
	}
	code, _, log = command("--output", file, "--force")
	if now, _ := os.ReadFile(file); code != 0 || bytes.Equal(now, before) || !strings.Contains(log, "MASTER KEY") {
		t.Errorf("over a file with --force: exit %d: %s", code, log)
	}
	if code, _, log = command("--output", filepath.Dir(file), "--force"); code != 1 {
		t.Errorf("over a folder: exit %d: %s", code, log)
	}
	if code, _, log = command("--output", file+"/x"); code != 1 {
		t.Errorf("where no folder is: exit %d: %s", code, log)
	}
	if code, _, log = run(nil, "backup", "--data", t.TempDir(), "--output", file+"2"); code != 1 || !strings.Contains(log, "--data") {
		t.Errorf("without a database: exit %d: %s", code, log)
	}
	code, out, _ := command("--output", "-")
	if err := os.WriteFile(file, []byte(out), 0o600); err != nil || code != 0 {
		t.Fatalf("to the standard output: exit %d: %v", code, err)
	}
	code, out, log = run(nil, "backup", "--verify", file)
	if code != 0 || !strings.Contains(out, "is whole") || !strings.Contains(out, "1 api_keys\n") || !strings.Contains(out, "sqlite") {
		t.Errorf("verify: exit %d: %s%s", code, out, log)
	}
	if code, _, log = run(nil, "backup", "--verify", filepath.Join(s.Data, "master.key")); code != 1 || !strings.Contains(log, "not a Latchkey backup") {
		t.Errorf("verify of another file: exit %d: %s", code, log)
	}
	var errors bytes.Buffer
	if code := app.Run(context.Background(), app.Env{
		Args: []string{"backup", "--data", s.Data, "--output", "-"}, Getenv: func(string) string { return "" }, Stdout: &failing{100}, Stderr: &errors,
	}); code != 1 || !strings.Contains(errors.String(), "no space left") {
		t.Errorf("on a full disk: exit %d: %s", code, errors.String())
	}
	if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 1 {
		t.Errorf("something is left beside the backup: %v %v", entries, err)
	}
	if trail := s.Manage("GET", "/audit", nil); trail.Status == 200 && !strings.Contains(string(trail.Body), "backup.create") {
		t.Errorf("the audit trail: %s", trail.Body)
	}
}

// Who backs up, looks at a backup or restores it is told of the files that are not in it, if there are any.
func TestBackupTellsOfFiles(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, database []string) {
		moved := t.TempDir()
		copyFile(t, filepath.Join(s.Data, "master.key"), filepath.Join(moved, "master.key"))
		told := func() (all []string) {
			file := filepath.Join(t.TempDir(), "x.backup")
			for _, args := range [][]string{
				append([]string{"backup", "--data", s.Data, "--output", file}, database...), {"backup", "--verify", file}, {"restore", file, "--data", moved, "--force"},
			} {
				code, out, log := run(nil, args...)
				if code != 0 {
					t.Fatalf("%v: exit %d: %s%s", args, code, out, log)
				}
				all = append(all, out+log)
			}
			return all
		}
		c := newTalker(t, s, nil)
		c.attach("NOTE", "note", []byte("It has no file."))
		for i, text := range told() {
			if strings.Contains(text, "Files of") {
				t.Errorf("%d, without files: %s", i, text)
			}
		}
		c.attach("TEXT", "offer.pdf", pdftest.Text("The offer ends in May."))
		if a := uploadFile(s, "/assistants/"+c.Key.AssistantID+"/documents", "terms.md", []byte("# Returns\n\nWithin thirty days.")); a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		for i, text := range told() {
			if strings.Count(text, "Files of visitors and documents (2) are not in the backup") != 1 || (i == 2 && !strings.Contains(text, filepath.Join(moved, "files"))) {
				t.Errorf("%d: %s", i, text)
			}
		}
	})
}

// A server that runs on the database goes over to what was restored, without a restart.
func TestRestoreUnderServer(t *testing.T) {
	t.Parallel()
	for name, database := range map[string][]string{"sqlite": nil, "postgres": {"--database-url", testkit.Postgres(t)}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, database...)
			file, k, c := backedUp(t, s, database...)
			later := s.NewKey(k.AssistantID, nil) // is not in the backup
			s.NewConversation(later)
			s.MustManage("PATCH", k.Path()+"?force=true", JSON{"disabled": true})
			if status := admitted(s, k); status != 403 {
				t.Fatalf("the disabled key: %d", status)
			}
			s.Command(append([]string{"restore", file, "--data", s.Data, "--force"}, database...)...)
			if a := s.Manage("GET", k.Path(), nil); a.Status != 200 || a.JSON["disabled"] != false {
				t.Errorf("the key of the backup: %d %s", a.Status, a.Body)
			}
			if a := s.Manage("GET", later.Path(), nil); a.Status != 404 {
				t.Errorf("the key of after the backup: %d %s", a.Status, a.Body)
			}
			goesOver(t, s, k, later, c)
		})
	}
}

// goesOver checks what visitors see after the restore: the key of the backup works again, and that of after it is refused.
func goesOver(t *testing.T, s *testkit.Server, restored, gone testkit.Key, c testkit.Conversation) {
	t.Helper()
	await(t, "the key of the backup works", func() bool { return admitted(s, restored) == 201 })
	await(t, "the key of after the backup is refused", func() bool { return admitted(s, gone) == 403 })
	if text := testkit.Text(s.Ask(c, "How long can I return a teapot?").All()); !strings.Contains(text, "thirty days") {
		t.Errorf("answer %q", text)
	}
	if rows := history(t, s, c); len(rows) != 2 {
		t.Errorf("history %v", rows)
	}
}

// admitted is the status of opening a conversation with a key.
func admitted(s *testkit.Server, k testkit.Key) int {
	return s.Do("POST", "/chat-bots/"+k.AssistantID+"/conversations", `{"title":"x","source":"INTEGRATION","data":""}`, "Api-Key", k.Secret).Status
}

// await asks until something is so, and no longer than a server may take for a change.
func await(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	end := time.After(10 * time.Second)
	for !so() {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
