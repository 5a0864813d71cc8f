package secretbox_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"latchkey/internal/secretbox"
)

func box(t *testing.T, first byte, older ...[]byte) *secretbox.Box {
	t.Helper()
	b, err := secretbox.New(master(first), older...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func master(b byte) []byte { return bytes.Repeat([]byte{b}, secretbox.KeySize) }

func TestSealOpen(t *testing.T) {
	t.Parallel()
	b := box(t, 1)
	sealed := b.Seal([]byte("secret"), "api-key", "k_1")
	if bytes.Contains(sealed, []byte("secret")) {
		t.Fatal("the plaintext shows")
	}
	if bytes.Equal(sealed, b.Seal([]byte("secret"), "api-key", "k_1")) {
		t.Fatal("two seals of one text are equal: the nonce is not random")
	}
	got, err := b.Open(sealed, "api-key", "k_1")
	if err != nil || string(got) != "secret" {
		t.Fatalf("Open = %q, %v", got, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	b := box(t, 1)
	sealed := b.Seal([]byte("secret"), "api-key", "k_1")
	flipped := bytes.Clone(sealed)
	flipped[len(flipped)-1] ^= 1
	for _, c := range []struct {
		name           string
		box            *secretbox.Box
		sealed         []byte
		purpose, owner string
		want           error
	}{
		{"other purpose", b, sealed, "model", "k_1", secretbox.ErrDamaged},
		{"other owner", b, sealed, "api-key", "k_2", secretbox.ErrDamaged},
		{"changed byte", b, flipped, "api-key", "k_1", secretbox.ErrDamaged},
		{"cut", b, sealed[:len(sealed)-1], "api-key", "k_1", secretbox.ErrDamaged},
		{"empty", b, nil, "api-key", "k_1", secretbox.ErrDamaged},
		{"other master key", box(t, 2), sealed, "api-key", "k_1", secretbox.ErrUnknownKey},
	} {
		if _, err := c.box.Open(c.sealed, c.purpose, c.owner); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// While a master key is rotated, old values still open and new ones are sealed with the new key.
func TestOlderKeyOpens(t *testing.T) {
	t.Parallel()
	old := box(t, 1).Seal([]byte("secret"), "p", "o")
	both := box(t, 2, master(1))
	if got, err := both.Open(old, "p", "o"); err != nil || string(got) != "secret" {
		t.Fatalf("Open = %q, %v", got, err)
	}
	if _, err := box(t, 2).Open(both.Seal([]byte("x"), "p", "o"), "p", "o"); err != nil {
		t.Fatalf("sealed with the older key: %v", err)
	}
}

func TestLoadOrCreate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "master.key")
	var wg sync.WaitGroup
	keys := make([][]byte, 8)
	for i := range keys {
		wg.Go(func() {
			var err error
			if keys[i], _, err = secretbox.LoadOrCreate(path); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, k := range keys {
		if !bytes.Equal(k, keys[0]) || len(k) != secretbox.KeySize {
			t.Fatal("concurrent starts made different keys")
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := secretbox.LoadOrCreate(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Fatalf("a key that everybody can read was accepted: %v", err)
	}
}

func TestParseMasterKey(t *testing.T) {
	t.Parallel()
	if _, err := secretbox.ParseMasterKey(base64.StdEncoding.EncodeToString(master(1)) + "\n"); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "short", base64.StdEncoding.EncodeToString([]byte("16 bytes of text"))} {
		if _, err := secretbox.ParseMasterKey(bad); err == nil {
			t.Errorf("accepted %q", bad)
		}
	}
}

// What the first version sealed with the master key itself opens for good.
func TestFirstFormat(t *testing.T) {
	t.Parallel()
	const value = "011b66aad35ceb45b88f17b6a549d56f23919dffe31d98edbe5950243b13c2d9510843c098a7805ff219b786fe62db74db188f974c040b6ea7"
	const check = "011b66aad3a12593991c5ba221223a451c353783359ae5fcd37d83ae38f9888b167669bb84365a7d00"
	sealed, err := hex.DecodeString(value)
	if err != nil {
		t.Fatal(err)
	}
	m := newMaster(t, 1)
	v := &vault{ring: secretbox.Ring{}.Upgrade(m, moment), now: moment, masters: []*secretbox.Master{m}}
	for _, b := range []*secretbox.Box{box(t, 1), v.load(t)} {
		if got, err := b.Open(sealed, "api-key", "k_1"); err != nil || string(got) != "secret of an old version" {
			t.Errorf("Open = %q, %v", got, err)
		}
	}
	if sealed, err = hex.DecodeString(check); err != nil || !m.Fits(sealed) {
		t.Errorf("the check does not fit: %v", err)
	}
}

func TestCreateFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "master.key")
	if _, err := secretbox.ReadFile(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that does not exist: %v", err)
	}
	want, err := secretbox.CreateFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := secretbox.CreateFile(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a master key was overwritten: %v", err)
	}
	if err := secretbox.MoveFile(path, path+".2"); err != nil {
		t.Fatal(err)
	}
	got, err := secretbox.ReadFile(path + ".2")
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("read back: %v", err)
	}
	if err := os.WriteFile(path, []byte("garbage\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := secretbox.ReadFile(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("garbage: %v", err)
	}
}
