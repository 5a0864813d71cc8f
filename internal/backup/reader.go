package backup

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
)

// maxLine bounds a row in bytes, and with it what a hostile file makes the reader hold. The longest text of a row is one of 1 MiB.
const maxLine = 32 << 20

// Reader reads a backup. Only io.EOF from Next says that it is whole: until then nothing that was read may be relied on.
type Reader struct {
	Manifest Manifest

	file   io.Reader
	lines  *bufio.Scanner
	sum    hash.Hash
	table  int
	rows   Summary
	sealed bool
}

// NewReader reads the manifest. It fails with ErrNoBackup, ErrDamaged or ErrNewer, or with what the file fails with.
func NewReader(file io.Reader) (*Reader, error) {
	file = bufio.NewReader(file)
	packed, err := gzip.NewReader(file)
	if err != nil {
		return nil, notPacked(err)
	}
	packed.Multistream(false)
	r := &Reader{file: file, lines: bufio.NewScanner(packed), sum: sha256.New(), table: -1, rows: Summary{}}
	r.lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	line, err := r.line()
	if err != nil {
		return nil, err
	}
	r.count(line)
	if json.Unmarshal(line, &r.Manifest) != nil || r.Manifest.Format != format {
		return nil, ErrNoBackup
	}
	if r.Manifest.Version > formatVersion {
		return nil, fmt.Errorf("%w: it has format %d, and this version reads up to %d", ErrNewer, r.Manifest.Version, formatVersion)
	}
	return r, nil
}

func notPacked(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrNoBackup
	}
	return err
}

// line returns the next line, which stays valid until the next call.
func (r *Reader) line() ([]byte, error) {
	if r.lines.Scan() {
		return r.lines.Bytes(), nil
	}
	err := r.lines.Err()
	_, corrupt := errors.AsType[flate.CorruptInputError](err)
	switch {
	case corrupt, errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return nil, damaged("its compressed data is not what was written")
	case err == nil, errors.Is(err, io.ErrUnexpectedEOF):
		return nil, damaged("it is cut off")
	case errors.Is(err, bufio.ErrTooLong):
		return nil, damaged("a row is longer than %d bytes", maxLine)
	}
	return nil, err
}

// Next returns the next row. It fails with io.EOF after the last one of a backup that is whole, and with ErrDamaged for one that is not.
func (r *Reader) Next() (Row, error) {
	if r.sealed {
		return Row{}, io.EOF
	}
	for {
		line, err := r.line()
		if err != nil {
			return Row{}, err
		}
		if len(line) > 0 && line[0] == '[' {
			r.count(line)
			return r.row(line)
		}
		var m mark
		if json.Unmarshal(line, &m) != nil {
			return Row{}, damaged("a line cannot be read")
		}
		if m.Seal != nil {
			return Row{}, r.end(*m.Seal)
		}
		r.count(line)
		if r.table++; r.table >= len(r.Manifest.Tables) || r.Manifest.Tables[r.table].Name != m.Table {
			return Row{}, damaged("the rows of %q are not where they belong", m.Table)
		}
		r.rows[m.Table] = 0
	}
}

func (r *Reader) count(line []byte) {
	_, _ = r.sum.Write(line) // never fails
	_, _ = r.sum.Write([]byte{'\n'})
}

// end compares the seal with what was read. Nothing may follow it.
func (r *Reader) end(s seal) error {
	switch {
	case r.table != len(r.Manifest.Tables)-1 || !maps.Equal(s.Rows, r.rows):
		return damaged("it does not have the rows that it should have")
	case s.SHA256 != hex.EncodeToString(r.sum.Sum(nil)):
		return damaged("its content is not what was written")
	}
	if r.lines.Scan() {
		return damaged("something follows its end")
	}
	if r.lines.Err() != nil {
		_, err := r.line()
		return err
	}
	if _, err := r.file.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		return damaged("something follows its end")
	}
	r.sealed = true
	return io.EOF
}

// Summary is how many rows were read.
func (r *Reader) Summary() Summary { return maps.Clone(r.rows) }

// Check reads the rest of a backup, calls visit for every row, and returns what is in it.
func (r *Reader) Check(visit func(Row)) (Summary, error) {
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return r.Summary(), nil
		}
		if err != nil {
			return nil, err
		}
		visit(row)
	}
}

func (r *Reader) row(line []byte) (Row, error) {
	if r.table < 0 {
		return Row{}, damaged("a row belongs to no table")
	}
	table := r.Manifest.Tables[r.table]
	r.rows[table.Name]++
	var raw []any
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	if decoder.Decode(&raw) != nil || len(raw) != len(table.Columns) {
		return Row{}, damaged("row %d of %s cannot be read", r.rows[table.Name], table.Name)
	}
	for i, column := range table.Columns {
		var err error
		if raw[i], err = decode(column.Kind, raw[i]); err != nil {
			return Row{}, damaged("column %s of row %d of %s cannot be read", column.Name, r.rows[table.Name], table.Name)
		}
	}
	return Row{Table: r.table, Values: raw, Size: len(line)}, nil
}

var errKind = errors.New("backup: a value is not of the kind of its column")

// decode turns a JSON value into that of a kind.
func decode(kind Kind, raw any) (any, error) {
	switch v := raw.(type) {
	case nil:
		return nil, nil
	case string:
		if kind == Bytes {
			return base64.StdEncoding.DecodeString(v)
		}
		if kind == Text {
			return v, nil
		}
	case json.Number:
		if kind == Integer {
			return v.Int64()
		}
		if kind == Real {
			return v.Float64()
		}
	case []any:
		if kind != Text || len(v) != 1 {
			break
		}
		if text, ok := v[0].(string); ok {
			b, err := base64.StdEncoding.DecodeString(text)
			return string(b), err
		}
	}
	return nil, errKind
}
