package app_test

import (
	"path/filepath"
	"testing"
	"time"

	"latchkey/internal/testkit"
)

// A restore beside a server of another, new database brings the mark of the keys with it: restored keys work without a restart, and so do new ones after one.
func TestRestoreBringsTheMark(t *testing.T) {
	old := testkit.Start(t)
	master := testkit.MasterKey(t, old)
	k := old.NewKey(old.NewAssistant(nil), nil)
	file := filepath.Join(t.TempDir(), "one.backup")
	old.Command("backup", "--data", old.Data, "--output", file)

	s := testkit.Start(t, "--master-key", master)
	t.Setenv("LATCHKEY_MASTER_KEY", master)
	s.Command("restore", file, "--data", s.Data, "--force")
	for began := time.Now(); use(s, k, "") != ""; {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("the restored key is refused: %s", use(s, k, ""))
		}
	}
	s.Token = old.Token
	fresh := s.NewKey(k.AssistantID, nil)
	if code := use(s, fresh, ""); code != "" {
		t.Errorf("a new key: %s", code)
	}
	s.Stop()
	again := testkit.StartIn(t, s.Data, "--master-key", master)
	for name, key := range map[string]testkit.Key{"restored": k, "new": fresh} {
		if code := use(again, key, ""); code != "" {
			t.Errorf("after a restart the %s key is refused: %s", name, code)
		}
	}
}
