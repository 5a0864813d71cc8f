package store

import (
	"database/sql/driver"
	"strings"

	"modernc.org/sqlite"
)

// The function holds(content, wanted) says whether a text holds another one, which is in lower case. PostgreSQL has it from a migration; the lower() and the
// LIKE of SQLite know the case of the letters A to Z alone.
var _ = registerHolds()

func registerHolds() struct{} {
	sqlite.MustRegisterDeterministicScalarFunction("holds", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		content, _ := args[0].(string)
		wanted, _ := args[1].(string)
		return strings.Contains(strings.ToLower(content), wanted), nil
	})
	return struct{}{}
}
