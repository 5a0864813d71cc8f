package backup_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"latchkey/internal/backup"
)

var manifest = backup.Manifest{
	ID: "b_1", Schema: 3, Latchkey: "v1", Engine: "sqlite", CreatedAt: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC),
	Tables: []backup.Table{
		{Name: "a", Columns: []backup.Column{{Name: "t", Kind: backup.Text}, {Name: "i", Kind: backup.Integer}, {Name: "r", Kind: backup.Real}, {Name: "b", Kind: backup.Bytes}}},
		{Name: "empty", Columns: []backup.Column{{Name: "t", Kind: backup.Text}}},
		{Name: "c", Columns: []backup.Column{{Name: "t", Kind: backup.Text}}},
	},
}

var rows = [][]any{
	{"", int64(math.MinInt64), -0.5, []byte{}},
	{"<b>&\u2028\"\\\n\r\t\x00 👩‍👩‍👧", int64(math.MaxInt64), math.MaxFloat64, []byte{0, 255}},
	{"not \xff UTF-8", int64(1) << 53, 1e-300, []byte("[]")},
	{nil, nil, nil, nil},
	{"[\"x\"]", int64(0), 0.0, []byte("null")},
}

// written is the backup of rows.
func written(t testing.TB) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := backup.NewWriter(&file, manifest)
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	check(w.Table())
	for _, row := range rows {
		check(w.Row(append([]any(nil), row...)))
	}
	check(w.Table())
	check(w.Table())
	check(w.Row([]any{"last"}))
	summary, err := w.Close()
	check(err)
	if summary["a"] != int64(len(rows)) || summary["c"] != 1 || summary.Total() != int64(len(rows))+1 || summary.String() != "a 5, c 1" {
		t.Fatalf("summary %v", summary)
	}
	return file.Bytes()
}

// read reads a backup to its end.
func read(file io.Reader) (m backup.Manifest, got [][]any, err error) {
	r, err := backup.NewReader(file)
	if err != nil {
		return m, nil, err
	}
	_, err = r.Check(func(row backup.Row) { got = append(got, row.Values) })
	return r.Manifest, got, err
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	m, got, err := read(iotest.OneByteReader(bytes.NewReader(written(t))))
	if err != nil {
		t.Fatal(err)
	}
	want := append(append([][]any(nil), rows...), []any{"last"})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
	m.Format, m.Version = "", 0
	if !reflect.DeepEqual(m, manifest) {
		t.Errorf("got %+v", m)
	}
}

// A file that lacks its last bytes, wherever it was cut, is noticed; so is every byte that is another.
func TestDamage(t *testing.T) {
	t.Parallel()
	file := written(t)
	_, want, err := read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for n := range file {
		if _, _, err := read(bytes.NewReader(file[:n])); !errors.Is(err, backup.ErrDamaged) && !errors.Is(err, backup.ErrNoBackup) {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	const header = 10 // of gzip: time and system are nobody's business
	for i := header; i < len(file); i++ {
		for bit := range 8 {
			flipped := bytes.Clone(file)
			flipped[i] ^= 1 << bit
			_, got, err := read(bytes.NewReader(flipped))
			if err == nil && !reflect.DeepEqual(got, want) { // the last byte of the compressed data has bits that mean nothing
				t.Errorf("bit %d of byte %d of %d is not noticed", bit, i, len(file))
			}
			if err != nil && !errors.Is(err, backup.ErrDamaged) && !errors.Is(err, backup.ErrNoBackup) && !errors.Is(err, backup.ErrNewer) {
				t.Errorf("bit %d of byte %d of %d: %v", bit, i, len(file), err)
			}
		}
	}
	for _, more := range [][]byte{{0}, file} {
		if _, _, err := read(bytes.NewReader(append(bytes.Clone(file), more...))); !errors.Is(err, backup.ErrDamaged) {
			t.Errorf("something behind it: %v", err)
		}
	}
	broken := errors.New("input/output error")
	if _, _, err := read(io.MultiReader(bytes.NewReader(file[:50]), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a file that cannot be read: %v", err)
	}
}

func packed(text string) string {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return out.String()
}

// What is whole as a gzip file need not be a backup.
func TestNoBackup(t *testing.T) {
	t.Parallel()
	raw, err := gzip.NewReader(bytes.NewReader(written(t)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(raw)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	without := func(i int) string {
		return packed(strings.Join(append(append([]string(nil), lines[:i]...), lines[i+1:]...), ""))
	}
	line := func(i int, text string) string {
		changed := append([]string(nil), lines...)
		changed[i] = text + "\n"
		return packed(strings.Join(changed, ""))
	}
	newer, err := json.Marshal(map[string]any{"format": "latchkey-backup", "formatVersion": 2})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"empty":                {"", backup.ErrNoBackup},
		"text":                 {"SQLite format 3\x00", backup.ErrNoBackup},
		"another gzip":         {packed("hello\n"), backup.ErrNoBackup},
		"JSON":                 {packed("{}\n"), backup.ErrNoBackup},
		"empty gzip":           {packed(""), backup.ErrDamaged},
		"newer":                {packed(string(newer) + "\n"), backup.ErrNewer},
		"without a table":      {without(1), backup.ErrDamaged},
		"without a row":        {without(2), backup.ErrDamaged},
		"without the seal":     {without(len(lines) - 2), backup.ErrDamaged},
		"a changed row":        {line(2, `["x",0,0,""]`), backup.ErrDamaged},
		"a short row":          {line(2, `["x"]`), backup.ErrDamaged},
		"another kind":         {line(2, `[1,"",0,""]`), backup.ErrDamaged},
		"not base64":           {line(2, `["x",0,0,"*"]`), backup.ErrDamaged},
		"a strange text":       {line(2, `[[],0,0,""]`), backup.ErrDamaged},
		"no JSON":              {line(2, `[`), backup.ErrDamaged},
		"an endless row":       {line(2, `["`+strings.Repeat("x", 33<<20)+`"]`), backup.ErrDamaged},
		"a row before a table": {line(1, `["x",0,0,""]`), backup.ErrDamaged},
		"another table":        {line(1, `{"table":"b"}`), backup.ErrDamaged},
	} {
		if _, _, err := read(strings.NewReader(c.file)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A hostile file is refused, and nothing else happens.
func FuzzReader(f *testing.F) {
	f.Add(written(f))
	f.Add([]byte(packed(`{"format":"latchkey-backup","formatVersion":1}` + "\n" + `{"seal":{"rows":{},"sha256":""}}` + "\n")))
	f.Fuzz(func(_ *testing.T, file []byte) { _, _, _ = read(bytes.NewReader(file)) })
}
