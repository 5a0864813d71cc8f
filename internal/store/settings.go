package store

import "context"

const (
	insertSetting = `INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`

	selectSetting = `SELECT value FROM settings WHERE name = $1`
)

// FindSetting returns the value of a setting; it fails with errs.NotFound.
func (s *Store) FindSetting(ctx context.Context, name string) (value []byte, err error) {
	err = s.one(ctx, "setting", func(row row) error { return row.Scan(&value) }, selectSetting, name)
	return value, err
}

// Setting returns the value of a setting of this database, storing first as its value when there is none yet.
// Of several that come first at once, one wins, and all get its value.
func (s *Store) Setting(ctx context.Context, name string, first []byte) (value []byte, err error) {
	err = s.inTx(ctx, func(t tx) error {
		if _, err := t.exec(insertSetting, name, first); err != nil {
			return err
		}
		return t.scalar(&value, selectSetting, name)
	})
	return value, err
}
