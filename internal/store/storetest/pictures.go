package storetest

import (
	"bytes"
	"testing"

	"latchkey/internal/errs"
	"latchkey/internal/picture"
)

// An assistant has one picture, which comes and goes with its id, its version and its audit entry.
func testPictures(t *testing.T, s Store) {
	ctx := t.Context()
	sc, other := setScene(t, s), setScene(t, s)
	a := sc.assistant
	set := func(version int64, id string, content picture.Set) error {
		a.ImageID, a.Version = id, version
		return s.UpdatePicture(ctx, a, content, note("assistant.update", a.ID))
	}
	first := picture.Set{picture.Low: []byte{0xff, 0xd8, 0}, picture.Medium: []byte("medium"), picture.High: bytes.Repeat([]byte("high"), 20_000)}
	must(t, set(2, "one", first))
	for size, want := range first {
		if got, err := s.Picture(ctx, a.ID, "one", size); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, %v", size, len(got), err)
		}
	}
	if stored, err := s.Assistant(ctx, a.ID); err != nil || stored.ImageID != "one" || stored.Version != 2 {
		t.Errorf("%+v, %v", stored, err)
	}
	for _, absent := range [][3]string{{a.ID, "one", "X"}, {a.ID, "two", "L"}, {other.assistant.ID, "one", "L"}, {"\xff", "\x00", "L"}} {
		_, err := s.Picture(ctx, absent[0], absent[1], picture.Size(absent[2]))
		wantKind(t, err, errs.NotFound)
	}
	must(t, set(3, "two", picture.Set{picture.Low: []byte("new")}))
	for size := range first {
		_, err := s.Picture(ctx, a.ID, "one", size)
		wantKind(t, err, errs.NotFound)
	}
	wantKind(t, set(3, "three", first), errs.Precondition)
	if got, err := s.Picture(ctx, a.ID, "two", picture.Low); err != nil || string(got) != "new" {
		t.Errorf("after a stale change: %q, %v", got, err)
	}
	must(t, set(4, "", nil))
	_, err := s.Picture(ctx, a.ID, "two", picture.Low)
	wantKind(t, err, errs.NotFound)
	must(t, set(5, "four", first))
	must(t, s.DeleteAssistant(ctx, a.ID, 5, note("assistant.delete", a.ID)))
	_, err = s.Picture(ctx, a.ID, "four", picture.Low)
	wantKind(t, err, errs.NotFound)
}
