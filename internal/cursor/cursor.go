// Package cursor names places in lists that are read page by page.
//
// A place is between rows: that of a row stays where it was after the row is gone, so nobody who deletes while paging loses the rest of the list.
// Clients see places as opaque text; only this package writes and reads it. It does not know what is listed, or in which direction.
//
// Values are plain and safe to copy and share.
package cursor

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// Place is the place of a row in a list that is ordered by a time and, of the same millisecond, by id. The zero value is where every list begins.
type Place struct {
	At time.Time // to the millisecond
	ID string
}

const (
	base      = 36
	separator = "-"
)

// ErrMalformed is returned for text that String never writes.
var ErrMalformed = errors.New("cursor: malformed")

// Parse reads what String wrote; "" is where the list begins. It fails with ErrMalformed.
func Parse(s string) (Place, error) {
	if s == "" {
		return Place{}, nil
	}
	digits, id, _ := strings.Cut(s, separator)
	ms, err := strconv.ParseInt(digits, base, 64)
	p := Place{At: time.UnixMilli(ms).UTC(), ID: id}
	if err != nil || id == "" || p.String() != s {
		return Place{}, ErrMalformed
	}
	return p, nil
}

// String writes the place: letters, digits, dashes and underscores for an id of such and a time after 1970; "" for where the list begins.
func (p Place) String() string {
	if p == (Place{}) {
		return ""
	}
	return strconv.FormatInt(p.At.UnixMilli(), base) + separator + p.ID
}
