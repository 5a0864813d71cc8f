package app_test

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/chat"
	"latchkey/internal/key"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
	"latchkey/internal/testkit"
)

// databases are the flags of a server on each engine.
func databases(t *testing.T) map[string][]string {
	return map[string][]string{"sqlite": nil, "postgres": {"--database-url", testkit.Postgres(t)}}
}

// vault is a server's database and master key, seen from beside the server.
type vault struct {
	t  *testing.T
	db *store.Store
	s  *testkit.Server
	// database are the flags that name the database
	database []string
}

func openVault(t *testing.T, s *testkit.Server, database []string) *vault {
	t.Helper()
	url := ""
	if len(database) > 0 {
		url = database[1]
	}
	db, err := store.Open(t.Context(), filepath.Join(s.Data, "latchkey.db"), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return &vault{t, db, s, database}
}

func (v *vault) rotate(args ...string) string {
	v.t.Helper()
	return v.s.Command(append(append([]string{"secrets", "rotate", "--data", v.s.Data}, v.database...), args...)...)
}

func (v *vault) ring() secretbox.Ring {
	v.t.Helper()
	ring, err := v.db.Ring(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	return ring
}

func (v *vault) current() secretbox.KeyID {
	v.t.Helper()
	k, err := v.ring().Current()
	if err != nil {
		v.t.Fatal(err)
	}
	return k.ID
}

func (v *vault) holds(id secretbox.KeyID) bool {
	for _, k := range v.ring().Keys {
		if k.ID == id {
			return true
		}
	}
	return false
}

// age makes the retired keys as old as their grace.
func (v *vault) age() {
	v.t.Helper()
	ring := v.ring()
	check := ring.Check
	for i := range ring.Keys {
		if ring.Keys[i].State == secretbox.Retired {
			ring.Keys[i].ChangedAt = ring.Keys[i].ChangedAt.Add(-secretbox.Grace)
		}
	}
	if err := v.db.SaveRing(v.t.Context(), check, ring, nil); err != nil {
		v.t.Fatal(err)
	}
}

func (v *vault) box(now func() time.Time) *secretbox.Box {
	v.t.Helper()
	find := func([]byte) (*secretbox.Master, error) {
		raw, err := secretbox.ReadFile(filepath.Join(v.s.Data, "master.key"))
		if err != nil {
			return nil, err
		}
		return secretbox.NewMaster(raw)
	}
	b, err := secretbox.Load(v.t.Context(), secretbox.Options{Store: v.db, Master: find, Now: now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		v.t.Fatal(err)
	}
	return b
}

// usedOnly fails unless everything is sealed with one data key.
func (v *vault) usedOnly(id secretbox.KeyID) {
	v.t.Helper()
	used, err := v.db.UsedDataKeys(v.t.Context())
	if err != nil || !maps.Equal(used, map[secretbox.KeyID]bool{id: true}) {
		v.t.Errorf("data keys in use: %v, %v, want %v alone", used, err, id)
	}
}

// sealedThings is one of everything that is sealed.
type sealedThings struct {
	key          testkit.Key
	conversation testkit.Conversation
}

const credential = "sk-credential-of-the-model"

func seal(s *testkit.Server) sealedThings {
	k := s.NewKey(s.NewAssistant(nil), nil)
	s.NewAssistant(JSON{"name": "Model", "model": JSON{"provider": "openai", "baseUrl": "http://127.0.0.1:1", "model": "m", "apiKey": credential}})
	return sealedThings{k, s.NewConversation(k)}
}

// readable fails unless the server can read all of it, and can seal anew.
func (v *vault) readable(s *testkit.Server, things sealedThings) {
	v.t.Helper()
	if a := s.Manage("POST", things.key.Path()+"/reveal", nil); a.JSON["key"] != things.key.Secret {
		v.t.Errorf("reveal: %d %s", a.Status, a.Body)
	}
	c := things.conversation
	if events := s.Ask(c, "Hello?").All(); len(events) == 0 || events[len(events)-1].JSON["status"] == "ERROR" {
		v.t.Errorf("the old conversation: %v", events)
	}
	if a := s.Manage("GET", "/assistants", nil); a.Status != 200 {
		v.t.Errorf("assistants: %d %s", a.Status, a.Body)
	}
	s.NewConversation(things.key)
}

// The data key is replaced while the server runs, twice, and everything stays readable, also after a restart.
func TestRotate(t *testing.T) {
	t.Parallel()
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, database...)
			things := seal(s)
			v := openVault(t, s, database)
			began := time.Now()
			stale := v.box(func() time.Time { return began }) // never looks for a newer key
			first := v.current()
			out := v.rotate()
			second := v.current()
			for _, part := range []string{second.String(), first.String(), "1 API keys", "1 model credentials", "1 conversation tokens"} {
				if !strings.Contains(out, part) {
					t.Errorf("%q is not in the output:\n%s", part, out)
				}
			}
			v.usedOnly(second)
			v.readable(s, things)
			v.usedOnly(second)
			if first == second || !v.holds(first) {
				t.Errorf("data keys %v", v.ring().Keys)
			}
			late := chat.Record{SealedToken: stale.Seal([]byte("late"), "conversation-token", "c_late"), Conversation: chat.Conversation{
				ID: "c_late", Caller: chat.Caller{AssistantID: things.key.AssistantID, KeyID: things.key.ID}, CreatedAt: time.Now(), UpdatedAt: time.Now(),
			}}
			if err := v.db.CreateConversation(t.Context(), late); err != nil {
				t.Fatal(err)
			}
			v.age()
			if out = v.rotate(); !v.holds(first) || !strings.Contains(out, "3 conversation tokens") {
				t.Errorf("a data key that a server still uses: %v\n%s", v.ring().Keys, out)
			}
			v.usedOnly(v.current())
			v.age()
			out = v.rotate()
			if v.holds(first) || v.holds(second) || !strings.Contains(out, "Removed data keys: ") {
				t.Errorf("data keys %v\n%s", v.ring().Keys, out)
			}
			v.readable(s, things)
			wantRotationEntries(t, s, []string{"finish", "begin", "finish", "begin", "finish", "begin"})

			s.Stop()
			again := testkit.StartIn(t, s.Data, database...)
			v.readable(again, things)
			var err error
			if late, err = v.db.Conversation(t.Context(), late.ID); err != nil {
				t.Fatal(err)
			}
			if plain, err := v.box(time.Now).Open(late.SealedToken, "conversation-token", late.ID); err != nil || string(plain) != "late" {
				t.Errorf("what a server sealed late: %q, %v", plain, err)
			}
		})
	}
}

func wantRotationEntries(t *testing.T, s *testkit.Server, want []string) {
	t.Helper()
	var steps []string
	for _, item := range s.MustManage("GET", "/audit?limit=100", nil)["items"].([]any) {
		entry := item.(JSON)
		if entry["action"] == "secrets.rotate" && entry["objectType"] == "secrets" {
			steps = append(steps, entry["after"].(JSON)["step"].(string))
		}
	}
	if strings.Join(steps, " ") != strings.Join(want, " ") {
		t.Errorf("audit trail: %v, want %v", steps, want)
	}
}

// A data folder from before there were data keys keeps working, and its values move to a data key with the first rotation.
func TestUpgradeToDataKeys(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	db, err := store.Open(t.Context(), filepath.Join(data, "latchkey.db"), "")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := secretbox.CreateFile(filepath.Join(data, "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	old, err := secretbox.New(raw) // what the first version sealed everything with
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Setting(t.Context(), "master-key-check", old.Seal([]byte("latchkey"), "master-key-check", "")); err != nil {
		t.Fatal(err)
	}
	a, err := assistant.New(db, old, time.Now, func(string) {}).Create(t.Context(), account.System, []byte(`{"name":"Old","model":{"provider":"openai",
		"baseUrl":"http://127.0.0.1:1","model":"m","apiKey":"`+credential+`"}}`))
	if err != nil {
		t.Fatal(err)
	}
	keys := key.New(key.Options{
		Store: db, Box: old, Mint: key.NewMint(make([]byte, key.MarkSize), false), Now: time.Now, Changed: func(string) {},
	})
	k, secret, _, err := keys.Create(t.Context(), account.System, a.ID, []byte(`{"name":"Old"}`), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := testkit.StartIn(t, data)
	oldKey := testkit.Key{ID: k.ID, AssistantID: a.ID, Secret: secret}
	things := sealedThings{oldKey, s.NewConversation(oldKey)}
	v := openVault(t, s, nil)
	if a := s.Manage("POST", oldKey.Path()+"/reveal", nil); a.JSON["key"] != secret {
		t.Errorf("reveal: %d %s", a.Status, a.Body)
	}
	current := v.current()
	direct := v.ring().Keys[0]
	if direct.ID == current {
		direct = v.ring().Keys[1]
	}
	v.age()
	v.rotate()
	v.usedOnly(v.current())
	if !v.holds(direct.ID) {
		t.Error("a key that was in use a moment ago is removed")
	}
	v.age()
	v.rotate()
	if v.holds(direct.ID) {
		t.Error("the key of the first version is still there")
	}
	s.Stop()
	again := testkit.StartIn(t, data)
	if a := again.Manage("POST", things.key.Path()+"/reveal", nil); a.JSON["key"] != secret {
		t.Errorf("reveal after the rotation: %d %s", a.Status, a.Body)
	}
	record, err := v.db.Assistant(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := v.box(time.Now).Open(record.SealedCredential, "model-credential", a.ID); err != nil || string(plain) != credential {
		t.Errorf("the model's credential: %q, %v", plain, err)
	}
}

// The file of the master key is replaced while the server runs; wherever that is broken off, the next start goes on.
func TestRotateMaster(t *testing.T) {
	t.Parallel()
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, database...)
			things := seal(s)
			v := openVault(t, s, database)
			path := filepath.Join(s.Data, "master.key")
			before, dataKey := read(t, path), v.current()
			out := v.rotate("--master")
			after := read(t, path)
			if before == after || v.current() != dataKey || !strings.Contains(out, path) || strings.Contains(out, strings.TrimSpace(after)) {
				t.Errorf("output: %s", out)
			}
			if _, err := os.Stat(path + ".new"); !os.IsNotExist(err) {
				t.Errorf("the new file is still there: %v", err)
			}
			v.readable(s, things)
			v.rotate() // the running server opens this data key with the new file
			v.readable(s, things)
			s.Stop()

			write(t, path, before)
			write(t, path+".new", after) // broken off before the file got its name
			again := testkit.StartIn(t, s.Data, database...)
			v.readable(again, things)
			if read(t, path) != after {
				t.Error("the new file did not get its name")
			}
			write(t, path+".new", before) // broken off before the database was changed
			v.readable(again, things)
			v.rotate("--master")
			if fresh := read(t, path); fresh == after || fresh == before {
				t.Error("the master key was not replaced")
			}
			again.Stop()
			v.readable(testkit.StartIn(t, s.Data, database...), things)
		})
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func newGivenKey(b byte) string {
	return base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{b}, secretbox.KeySize))
}

// A master key from the environment is replaced by one that the operator gives; the command can be repeated.
func TestRotateGivenMaster(t *testing.T) {
	t.Parallel()
	first, second := newGivenKey(1), newGivenKey(2)
	s := testkit.Start(t, "--master-key", first)
	things := seal(s)
	v := openVault(t, s, nil)
	code, _, log := run(nil, "secrets", "rotate", "--data", s.Data, "--master", "--master-key", first)
	if code == 0 || !strings.Contains(log, "--new-master-key") {
		t.Errorf("without a new key: exit %d: %s", code, log)
	}
	for range 2 {
		if out := v.rotate("--master", "--master-key", first, "--new-master-key", second); !strings.Contains(out, "LATCHKEY_MASTER_KEY") {
			t.Errorf("output: %s", out)
		}
	}
	v.readable(s, things)
	s.Stop()
	if code, _, log := run(nil, "serve", "--listen", "127.0.0.1:0", "--data", s.Data, "--master-key", first); code != 1 || !strings.Contains(log, "nothing was changed") {
		t.Errorf("with the old key: exit %d: %s", code, log)
	}
	again := testkit.StartIn(t, s.Data, "--master-key", second)
	v.readable(again, things)
	v.rotate("--master-key", second)
	v.readable(again, things)
}

func TestRotateRefuses(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	unused := t.TempDir()
	s.Command("token", "create", "--name", "x", "--data", unused)
	for _, c := range []struct {
		name string
		args []string
		err  string
	}{
		{"no database", []string{"--data", filepath.Join(unused, "absent")}, "no database"},
		{"no server yet", []string{"--data", unused}, "no server has used"},
		{"a new master key alone", []string{"--data", s.Data, "--new-master-key", newGivenKey(1)}, "--master"},
		{"a new master key for the file", []string{"--data", s.Data, "--master", "--new-master-key", newGivenKey(1)}, "--master-key"},
		{"a wrong master key", []string{"--data", s.Data, "--master-key", newGivenKey(1)}, "nothing was changed"},
		{"a wrong master key to be replaced", []string{"--data", s.Data, "--master", "--master-key", newGivenKey(1), "--new-master-key", newGivenKey(2)}, "nothing was changed"},
		{"garbage", []string{"--data", s.Data, "--master-key", "garbage"}, "base64"},
		{"garbage as the new one", []string{"--data", s.Data, "--master", "--master-key", newGivenKey(1), "--new-master-key", "garbage"}, "--new-master-key"},
	} {
		code, _, log := run(nil, append([]string{"secrets", "rotate"}, c.args...)...)
		if code != 1 || !strings.Contains(log, c.err) {
			t.Errorf("%s: exit %d: %s", c.name, code, log)
		}
	}
	if _, err := os.Stat(filepath.Join(unused, "master.key")); !os.IsNotExist(err) {
		t.Error("a master key was made")
	}
}

// Keys are made and revealed while one rotation after the other goes on.
func TestRotateConcurrently(t *testing.T) {
	t.Parallel()
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, database...)
			v := openVault(t, s, database)
			assistantID := s.NewAssistant(nil)
			stop := make(chan struct{})
			made := make([][]testkit.Key, 3)
			var wg sync.WaitGroup
			for i := range made {
				wg.Go(func() {
					tick := time.NewTicker(20 * time.Millisecond)
					defer tick.Stop()
					for {
						select {
						case <-stop:
							return
						case <-tick.C:
						}
						k := s.NewKey(assistantID, nil)
						made[i] = append(made[i], k)
						old := made[i][len(made[i])/2]
						if a := s.Manage("POST", old.Path()+"/reveal", nil); a.JSON["key"] != old.Secret {
							t.Errorf("reveal: %d %s", a.Status, a.Body)
							return
						}
					}
				})
			}
			v.rotate()
			v.rotate("--master")
			v.rotate()
			close(stop)
			wg.Wait()
			v.usedOnly(v.current())
			s.Stop()
			again := testkit.StartIn(t, s.Data, database...)
			count := 0
			for _, k := range append(append(made[0], made[1]...), made[2]...) {
				if a := again.Manage("POST", k.Path()+"/reveal", nil); a.JSON["key"] != k.Secret {
					t.Fatalf("reveal after the restart: %d %s", a.Status, a.Body)
				}
				count++
			}
			t.Logf("%d keys were made meanwhile", count)
		})
	}
}

// Killed at any moment, rotations lose nothing, and the next one finishes.
func TestKilledRotation(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	things := seal(s)
	v := openVault(t, s, nil)
	for range 300 {
		s.NewConversation(things.key)
	}
	for i := range 12 {
		master := i%2 == 1
		killRotation(t, s.Data, master, time.Duration(i)*700*time.Microsecond)
		k, err := v.ring().Current()
		if err != nil {
			t.Fatal(err)
		}
		_, fileErr := os.Stat(filepath.Join(s.Data, "master.key.new"))
		t.Logf("master %v: data key %v is %s; a new master key is left: %v", master, k.ID, k.State, fileErr == nil)
		v.readable(s, things)
	}
	v.rotate()
	if k, err := v.ring().Current(); err != nil || k.State != secretbox.Current {
		t.Errorf("the rotation is not finished: %+v, %v", k, err)
	}
	v.usedOnly(v.current())
	s.Stop()
	v.readable(testkit.StartIn(t, s.Data), things)
}

// killRotation starts a rotation as a process of its own and kills it some time after it began to change something.
func killRotation(t *testing.T, data string, master bool, delay time.Duration) {
	t.Helper()
	command := exec.Command(os.Args[0], "secrets", "rotate", "--data", data, "--master="+strconv.FormatBool(master))
	command.Env = append(os.Environ(), asProgram+"=1")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	before := masterFiles(data)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if master {
		for deadline := time.Now().Add(20 * time.Second); masterFiles(data) == before && time.Now().Before(deadline); {
			runtime.Gosched()
		}
	} else if _, err := out.Read(make([]byte, 100)); err != nil {
		t.Errorf("the rotation said nothing: %v", err)
	}
	kill := time.AfterFunc(delay, func() { _ = command.Process.Kill() })
	defer kill.Stop()
	_ = command.Wait()
}

// masterFiles changes whenever a file of the master key does.
func masterFiles(data string) string {
	old, _ := os.ReadFile(filepath.Join(data, "master.key"))
	fresh, _ := os.ReadFile(filepath.Join(data, "master.key.new"))
	return string(old) + string(fresh)
}

// With a master key that is not the database's the server does not start and leaves everything as it is, byte for byte.
func TestWrongMasterKey(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	things := seal(s)
	s.Stop()
	path := filepath.Join(s.Data, "master.key")
	right := read(t, path)
	for _, c := range []struct {
		name    string
		prepare func()
		flags   []string
		err     string
	}{
		{"missing", func() { _ = os.Remove(path) }, nil, "the master key is missing"},
		{"another", func() { write(t, path, newGivenKey(7)) }, nil, "not the one that this database was written with"},
		{"given", func() {}, []string{"--master-key", newGivenKey(7)}, "not the one that this database was written with"},
		{"given garbage", func() {}, []string{"--master-key", "garbage"}, "base64"},
		{"garbage", func() { write(t, path, "garbage") }, nil, "cannot be read"},
		{"empty", func() { write(t, path, "") }, nil, "cannot be read"},
		{"for everybody", func() { _ = os.Chmod(path, 0o644) }, nil, "chmod 600"},
		{"missing, and a new one that does not fit", func() {
			_ = os.Remove(path)
			write(t, path+".new", newGivenKey(7))
		}, nil, "the master key is missing"},
	} {
		c.prepare()
		before := contents(t, s.Data)
		for _, command := range [][]string{
			{"serve", "--listen", "127.0.0.1:0"}, {"demo", "--listen", "127.0.0.1:0", "--site-listen", "127.0.0.1:0"}, {"secrets", "rotate"},
		} {
			code, _, log := run(nil, append(append(command, "--data", s.Data), c.flags...)...)
			if code != 1 || !strings.Contains(log, c.err) {
				t.Errorf("%s: %s: exit %d: %s", c.name, command[0], code, log)
			}
			if after := contents(t, s.Data); !maps.Equal(before, after) {
				t.Errorf("%s: %s changed the data folder", c.name, command[0])
			}
		}
		_ = os.Remove(path)
		write(t, path, right)
	}
	_ = os.Remove(path + ".new")
	again := testkit.StartIn(t, s.Data)
	if a := again.Manage("POST", things.key.Path()+"/reveal", nil); a.JSON["key"] != things.key.Secret {
		t.Errorf("with the right key: %d %s", a.Status, a.Body)
	}
}

// contents is the files of a data folder, also those in folders of it.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all[path] = read(t, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
