package backup

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"unicode/utf8"
)

// Writer writes a backup. Without Close it is not whole.
type Writer struct {
	packed *gzip.Writer
	sum    hash.Hash
	line   bytes.Buffer
	encode *json.Encoder
	tables []Table
	table  int
	rows   Summary
}

// NewWriter begins a backup. It fills in the format of the manifest.
func NewWriter(w io.Writer, m Manifest) (*Writer, error) {
	b := &Writer{packed: gzip.NewWriter(w), sum: sha256.New(), tables: m.Tables, table: -1, rows: Summary{}}
	b.encode = json.NewEncoder(&b.line)
	b.encode.SetEscapeHTML(false)
	m.Format, m.Version = format, formatVersion
	return b, b.write(m)
}

// Table begins the next table of the manifest, whose rows follow.
func (b *Writer) Table() error {
	b.table++
	name := b.tables[b.table].Name
	b.rows[name] = 0
	return b.write(mark{Table: name})
}

// Row adds a row to the current table. The values are of the kinds of its columns, or nil.
func (b *Writer) Row(values []any) error {
	for i, value := range values {
		if text, ok := value.(string); ok && !utf8.ValidString(text) {
			values[i] = [][]byte{[]byte(text)}
		}
	}
	b.rows[b.tables[b.table].Name]++
	return b.write(values)
}

// Close seals the backup and returns what is in it. It does not close the writer below.
func (b *Writer) Close() (Summary, error) {
	if b.table != len(b.tables)-1 {
		return nil, fmt.Errorf("backup: %d of %d tables were written", b.table+1, len(b.tables))
	}
	if err := b.write(mark{Seal: &seal{b.rows, hex.EncodeToString(b.sum.Sum(nil))}}); err != nil {
		return nil, err
	}
	return b.rows, b.packed.Close()
}

func (b *Writer) write(line any) error {
	b.line.Reset()
	if err := b.encode.Encode(line); err != nil {
		return err
	}
	if b.line.Len() > maxLine {
		return fmt.Errorf("backup: a row has %d bytes, more than the %d that can be read again", b.line.Len(), maxLine)
	}
	_, _ = b.sum.Write(b.line.Bytes()) // never fails
	_, err := b.packed.Write(b.line.Bytes())
	return err
}
