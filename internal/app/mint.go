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

// openMint finds the mark of this database's keys, or makes one. Keys that are older than the mark have none.
func openMint(ctx context.Context, db *store.Store, box *secretbox.Box) (*key.Mint, error) {
	older, err := db.HasSecrets(ctx)
	if err != nil {
		return nil, err
	}
	first := make([]byte, key.MarkSize+1)
	_, _ = rand.Read(first) // never fails: crypto/rand ends the program instead
	first[key.MarkSize] = 0
	if older {
		first[key.MarkSize] = 1
	}
	sealed, err := db.Setting(ctx, mintSetting, box.Seal(first, mintSetting, ""))
	if err != nil {
		return nil, err
	}
	mark, err := box.Open(sealed, mintSetting, "")
	if err != nil || len(mark) != key.MarkSize+1 {
		return nil, fmt.Errorf("the setting %s cannot be read with the server's master key: %w", mintSetting, err)
	}
	return key.NewMint(mark[:key.MarkSize], mark[key.MarkSize] == 1), nil
}
