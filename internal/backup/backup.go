// Package backup is the file format of a backup: what is in a database, row by row, in a form that belongs to no engine.
//
// A backup is gzip around lines of JSON: a manifest with the tables and their columns, then for every table a line that names it and its rows as
// arrays, then a seal with the number of rows of each table and the SHA-256 of every byte before it. So a file that was cut or changed by accident
// is noticed; one that was changed on purpose is not: whoever may write the file decides what is restored from it. Texts are strings, numbers are
// numbers, bytes are base64. A text that is not UTF-8, which SQLite can hold, is an array of one base64 string.
//
// Writer and Reader hold one row at a time and are for one goroutine. The package knows no database and no files.
package backup

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Kind is what a column holds, whatever the engine calls it. NULL is of every kind.
type Kind string

// The kinds of columns, with the Go types of their values.
const (
	Text    Kind = "text"    // string
	Integer Kind = "integer" // int64; booleans are 0 and 1
	Real    Kind = "real"    // float64
	Bytes   Kind = "bytes"   // []byte
)

// Column is a column of a table.
type Column struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
}

// Table is a table without its rows.
type Table struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
}

// Manifest is the first line of a backup. The tables are in the order of their rows: a row refers only to tables before its own.
type Manifest struct {
	Format    string    `json:"format"`
	Version   int       `json:"formatVersion"`
	ID        string    `json:"id"`
	Schema    int64     `json:"schemaVersion"`
	Latchkey  string    `json:"latchkeyVersion"`
	Engine    string    `json:"engine"`
	CreatedAt time.Time `json:"createdAt"`
	Tables    []Table   `json:"tables"`
}

const (
	format        = "latchkey-backup"
	formatVersion = 1
)

// mark is a line that is no row: the name of the table whose rows follow, or the seal at the end.
type mark struct {
	Table string `json:"table,omitempty"`
	Seal  *seal  `json:"seal,omitempty"`
}

type seal struct {
	Rows   Summary `json:"rows"`
	SHA256 string  `json:"sha256"`
}

// Row is one row; its values are in the order of the table's columns.
type Row struct {
	Table  int // index in the manifest
	Values []any
	Size   int // about how many bytes it takes
}

// Summary is how many rows a backup has, by table.
type Summary map[string]int64

// Total is the number of all rows.
func (s Summary) Total() (total int64) {
	for _, rows := range s {
		total += rows
	}
	return total
}

// String names the tables that have rows, in the order of their names.
func (s Summary) String() string {
	var names []string
	for name, rows := range s {
		if rows > 0 {
			names = append(names, fmt.Sprintf("%s %d", name, rows))
		}
	}
	slices.Sort(names)
	if len(names) == 0 {
		return "nothing"
	}
	text := names[0]
	for _, name := range names[1:] {
		text += ", " + name
	}
	return text
}

// Contents is what a backup holds, and how many files its rows speak of, which it does not hold.
type Contents struct {
	Summary
	Files int64
}

// What a file can be that is no backup which can be read.
var (
	// ErrNoBackup means that the file is something else.
	ErrNoBackup = errors.New("this is not a Latchkey backup")
	// ErrDamaged means that the file was cut or changed.
	ErrDamaged = errors.New("the backup is damaged")
	// ErrNewer means that a later version of Latchkey must read the file.
	ErrNewer = errors.New("the backup was made by a newer version of Latchkey")
)

func damaged(problem string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(problem, args...))
}
