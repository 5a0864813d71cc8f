package storetest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/backup"
	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/picture"
)

// Dump returns a backup of a store.
func Dump(t *testing.T, s Store) []byte {
	t.Helper()
	var file bytes.Buffer
	_, err := s.Backup(t.Context(), &file, backup.Manifest{ID: "b_1", Latchkey: "test", CreatedAt: moment})
	must(t, err)
	return file.Bytes()
}

// Content is the rows of a backup, sorted, without the trail of backups themselves.
func Content(t *testing.T, file []byte) []string {
	t.Helper()
	packed, err := gzip.NewReader(bytes.NewReader(file))
	must(t, err)
	text, err := io.ReadAll(packed)
	must(t, err)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	rows := slices.DeleteFunc(lines[1:len(lines)-1], func(line string) bool { return strings.Contains(line, `"backup.restore"`) })
	slices.Sort(rows)
	return rows
}

// Restore restores a backup.
func Restore(t *testing.T, s Store, file []byte) error {
	t.Helper()
	r, err := backup.NewReader(bytes.NewReader(file))
	must(t, err)
	return s.Restore(t.Context(), r, func() account.Entry {
		return account.Record(time.Now(), someone(), "backup.restore", "b_1", "", nil, nil)
	})
}

// Fill puts something into every table that has a way in.
func Fill(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	_, err := s.Setting(ctx, "empty", []byte{})
	must(t, err)
	_, err = s.Setting(ctx, "bytes", []byte{0, 255, '\n', '"'})
	must(t, err)
	must(t, s.CreateToken(ctx, account.Token{ID: "at_1", TokenDraft: account.TokenDraft{Name: "CI", Role: account.Editor}, CreatedAt: moment}, []byte("digest"), note("access-token.create", "at_1")))
	for range 3 {
		sc := setScene(t, s)
		sc.assistant.Version, sc.assistant.ImageID = 2, "one"
		must(t, s.UpdatePicture(ctx, sc.assistant, picture.Set{picture.Low: {0xff, 0xd8, 0}}, note("assistant.update", sc.assistant.ID)))
		d, passages := newDocument(sc.assistant.ID)
		passages[0].Text = "emoji 👩‍👩‍👧 <b>&amp;</b> \u2028 \" \\ line\nbreak\r\n" + strings.Repeat("x", 200_000)
		must(t, s.AddDocument(ctx, d, passages, note("document.create", d.ID)))
		stored(t, s, newAttachment(sc.conversation.ID, moment), "b_"+sc.conversation.ID)
		q := ask(t, s, sc.conversation.ID, "me", moment)
		must(t, Append(s, q.ID, chat.Piece{Number: 0, Text: "Yes"}))
		finished := moment.Add(time.Second)
		q.Answer, q.Status, q.FinishedAt = "Yes.", chat.Done, &finished
		must(t, s.Finish(ctx, q, false))
	}
}

// What is restored is what was backed up, whatever was there before, and it can be backed up again.
func testBackup(t *testing.T, s Store) {
	Fill(t, s)
	file := Dump(t, s)
	before := setScene(t, s)
	must(t, Restore(t, s, file))
	_, err := s.Assistant(t.Context(), before.assistant.ID)
	wantKind(t, err, errs.NotFound)
	again := Dump(t, s)
	if got, want := Content(t, again), Content(t, file); !slices.Equal(got, want) {
		t.Fatalf("%d rows after the restore, %d before", len(got), len(want))
	}
	must(t, Restore(t, s, again))
	trail, err := s.Audit(t.Context(), account.Filter{}, 1)
	must(t, err)
	if len(trail) != 1 || trail[0].Action != "backup.restore" || trail[0].ObjectType != "backup" {
		t.Errorf("the newest audit entry is %+v", trail)
	}
	data, err := s.Data(t.Context())
	must(t, err)
	if data["assistants"] != 3 || data["settings"] != 0 {
		t.Errorf("the database says that it holds %v", data)
	}
}

// A backup that is cut, changed or of another version changes nothing.
func testBrokenRestore(t *testing.T, s Store) {
	Fill(t, s)
	file := Dump(t, s)
	setScene(t, s)
	want := Content(t, Dump(t, s))
	for name, damage := range damages(t, file) {
		if err := Restore(t, s, damage); err == nil {
			t.Errorf("%s: restored", name)
		}
		if got := Content(t, Dump(t, s)); !slices.Equal(got, want) {
			t.Fatalf("%s: the database was changed", name)
		}
	}
}

// damages are backups that must not be restored.
func damages(t *testing.T, file []byte) map[string][]byte {
	t.Helper()
	flipped := bytes.Clone(file)
	flipped[len(flipped)*3/4] ^= 1
	all := map[string][]byte{"cut": file[:len(file)-20], "half": file[:len(file)/2], "flipped": flipped}
	for name, change := range map[string]func(m *backup.Manifest, rows []backup.Row) []backup.Row{
		"other schema":  func(m *backup.Manifest, rows []backup.Row) []backup.Row { m.Schema++; return rows },
		"unknown table": func(m *backup.Manifest, rows []backup.Row) []backup.Row { m.Tables[0].Name = "other"; return rows },
		"unknown column": func(m *backup.Manifest, rows []backup.Row) []backup.Row {
			m.Tables[0].Columns[0].Name = "other"
			return rows
		},
		"a row twice": func(_ *backup.Manifest, rows []backup.Row) []backup.Row { return slices.Insert(rows, 0, rows[0]) },
		"a row without its parent": func(m *backup.Manifest, rows []backup.Row) []backup.Row {
			return slices.DeleteFunc(rows, func(r backup.Row) bool { return m.Tables[r.Table].Name == "assistants" })
		},
		"NULL where none may be": func(_ *backup.Manifest, rows []backup.Row) []backup.Row { rows[0].Values[1] = nil; return rows },
	} {
		all[name] = rewritten(t, file, change)
	}
	return all
}

// rewritten is a whole backup with other content.
func rewritten(t *testing.T, file []byte, change func(*backup.Manifest, []backup.Row) []backup.Row) []byte {
	t.Helper()
	r, err := backup.NewReader(bytes.NewReader(file))
	must(t, err)
	var rows []backup.Row
	_, err = r.Check(func(row backup.Row) { rows = append(rows, row) })
	must(t, err)
	rows = change(&r.Manifest, rows)
	var out bytes.Buffer
	w, err := backup.NewWriter(&out, r.Manifest)
	must(t, err)
	for i := range r.Manifest.Tables {
		must(t, w.Table())
		for _, row := range rows {
			if row.Table == i {
				must(t, w.Row(row.Values))
			}
		}
	}
	_, err = w.Close()
	must(t, err)
	return out.Bytes()
}

// An answer that was running when the backup was made is marked as interrupted, with its text so far, by the next server.
func testRestoreRunning(t *testing.T, s Store) {
	sc := setScene(t, s)
	q := ask(t, s, sc.conversation.ID, "me", time.Now().Add(time.Hour))
	must(t, Append(s, q.ID, chat.Piece{Number: 0, Text: "So far"}))
	must(t, Restore(t, s, Dump(t, s)))
	interrupted, err := s.Interrupt(t.Context(), "me", false, time.Now())
	must(t, err)
	list, err := s.Queries(t.Context(), sc.conversation.ID, 0, 10)
	must(t, err)
	if interrupted != 1 || len(list) != 1 || list[0].Status != chat.Interrupted || list[0].Answer != "So far" {
		t.Errorf("%d interrupted: %+v", interrupted, list)
	}
}

// A backup that is made while others write shows one state: every conversation has the queries that it counts.
func testBackupSnapshot(t *testing.T, s Store) {
	sc := setScene(t, s)
	var writers, begun sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		begun.Add(1)
		writers.Go(func() {
			first := sync.OnceFunc(begun.Done)
			defer first()
			c := newConversation(sc.assistant.ID, sc.key.ID)
			if err := s.CreateConversation(t.Context(), c); err != nil {
				t.Error(err)
				return
			}
			for range 500 {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := s.AcceptQuery(t.Context(), chat.Acceptance{Query: newQuery(c.ID), Owner: "me", Lease: moment}); err != nil {
					t.Error(err)
					return
				}
				first()
			}
		})
	}
	begun.Wait()
	for range 3 {
		consistent(t, Dump(t, s))
	}
	close(stop)
	writers.Wait()
}

func consistent(t *testing.T, file []byte) {
	t.Helper()
	r, err := backup.NewReader(bytes.NewReader(file))
	must(t, err)
	counted, stored := map[string]int64{}, map[string]int64{}
	_, err = r.Check(func(row backup.Row) {
		value := func(column string) any {
			i := slices.IndexFunc(r.Manifest.Tables[row.Table].Columns, func(c backup.Column) bool { return c.Name == column })
			return row.Values[i]
		}
		switch r.Manifest.Tables[row.Table].Name {
		case "conversations":
			if n := value("message_count").(int64); n > 0 {
				counted[value("id").(string)] = n
			}
		case "queries":
			stored[value("conversation_id").(string)]++
		}
	})
	must(t, err)
	if !maps.Equal(counted, stored) {
		t.Errorf("the conversations count %v queries, and there are %v", counted, stored)
	}
}

// While others write, a restore leaves nothing of what they wrote: no row of theirs comes between.
func testRestoreUnderWriters(t *testing.T, s Store) {
	Fill(t, s)
	file := Dump(t, s)
	sc := setScene(t, s) // is not in the backup
	var writers, begun sync.WaitGroup
	for i := range 4 {
		begun.Add(1)
		writers.Go(func() {
			first := sync.OnceFunc(begun.Done)
			defer first()
			c := newConversation(sc.assistant.ID, sc.key.ID)
			err := s.CreateConversation(t.Context(), c)
			for err == nil {
				q := newQuery(c.ID)
				if _, err = s.AcceptQuery(t.Context(), chat.Acceptance{Query: q, Owner: "me", Lease: moment}); err == nil && i%2 == 0 {
					q.Status = chat.Done
					err = s.Finish(t.Context(), q, true)
				}
				first()
			}
		})
	}
	begun.Wait()
	must(t, Restore(t, s, file))
	writers.Wait()
	if got := Content(t, Dump(t, s)); !slices.Equal(got, Content(t, file)) {
		t.Error("something of the writers is in what was restored")
	}
}

// A writer that fails ends the backup, and the database goes on.
func testBackupFailure(t *testing.T, s Store) {
	Fill(t, s)
	full := errors.New("no space left on device")
	if _, err := s.Backup(t.Context(), &fullDisk{room: 1000, err: full}, backup.Manifest{}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := contextEnded(t)
	cancel()
	if _, err := s.Backup(ctx, io.Discard, backup.Manifest{}); err == nil {
		t.Error("a backup went on without its caller")
	}
	setScene(t, s)
}

type fullDisk struct {
	room int
	err  error
}

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.room -= len(p); d.room < 0 {
		return 0, d.err
	}
	return len(p), nil
}
