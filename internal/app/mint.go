package app

import (
	"context"
	"crypto/rand"
	"fmt"

	"latchkey/internal/key"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
)

// mintSetting is the setting that holds what the secrets of keys are marked with, sealed.
const mintSetting = "key-mark"

// readMark finds the mark of this database's keys, or makes one. Keys that are older than the mark have none: unmarked.
func readMark(ctx context.Context, db *store.Store, box *secretbox.Box) (mark []byte, unmarked bool, err error) {
	older, err := db.HasSecrets(ctx)
	if err != nil {
		return nil, false, err
	}
	first := make([]byte, key.MarkSize+1)
	_, _ = rand.Read(first) // never fails: crypto/rand ends the program instead
	first[key.MarkSize] = 0
	if older {
		first[key.MarkSize] = 1
	}
	sealed, err := db.Setting(ctx, mintSetting, box.Seal(first, mintSetting, ""))
	if err != nil {
		return nil, false, err
	}
	plain, err := box.Open(sealed, mintSetting, "")
	if err != nil || len(plain) != key.MarkSize+1 {
		return nil, false, fmt.Errorf("the setting %s cannot be read with the server's master key: %w", mintSetting, err)
	}
	return plain[:key.MarkSize], plain[key.MarkSize] == 1, nil
}
