package storetest

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/element"
	"latchkey/internal/errs"
	"latchkey/internal/usage"
)

// Sightings of a version on a website are one row, the last seen come first, and those that were not seen for long go.
func testSightings(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	seen := func(origin, version string, after time.Duration) usage.Sighting {
		return usage.Sighting{KeyID: sc.key.ID, Origin: origin, Version: version, Requests: 2, FirstAt: moment.Add(after), LastAt: moment.Add(after)}
	}
	must(t, s.AddUsage(ctx, usage.Batch{Elements: []usage.Sighting{
		seen("https://a.example", "1.0.0", 0), seen("https://a.example", "1.1.0", time.Minute), seen("", "1.0.0", time.Second), {KeyID: "gone", Version: "1.0.0"},
	}}))
	must(t, s.AddUsage(ctx, usage.Batch{Elements: []usage.Sighting{seen("https://a.example", "1.0.0", time.Hour), seen("", "1.0.0", -time.Hour)}}))
	list, err := s.Sightings(ctx, sc.key.ID)
	must(t, err)
	again, earlier := seen("https://a.example", "1.0.0", time.Hour), seen("", "1.0.0", time.Second)
	again.FirstAt, again.Requests, earlier.Requests = moment, 4, 4
	if want := []usage.Sighting{again, seen("https://a.example", "1.1.0", time.Minute), earlier}; !reflect.DeepEqual(list, want) {
		t.Errorf("got  %+v\nwant %+v", list, want)
	}
	must(t, s.ForgetUsage(ctx, moment.Add(time.Minute)))
	if list, err := s.Sightings(ctx, sc.key.ID); err != nil || len(list) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	for n := range usage.MaxSightings + 20 {
		must(t, s.AddUsage(ctx, usage.Batch{Elements: []usage.Sighting{seen(fmt.Sprint("https://", n, ".example"), "9.0.0", 2*time.Hour+time.Duration(n)*time.Second)}}))
	}
	list, err = s.Sightings(ctx, sc.key.ID)
	must(t, err)
	if len(list) != usage.MaxSightings || list[0].Origin != fmt.Sprint("https://", usage.MaxSightings+19, ".example") || list[len(list)-1].Origin != "https://20.example" {
		t.Errorf("%d kept, from %s to %s", len(list), list[0].Origin, list[len(list)-1].Origin)
	}
}

// A build is stored once, whoever stores it, and its bytes are due when it goes. Only where they are lost it is stored again.
func testBuilds(t *testing.T, s Store) {
	ctx := t.Context()
	late := moment.Add(3 * time.Hour)
	build := func(id, key string) element.Build {
		return element.Build{ID: id, Version: "1.0.0", Files: []string{"panel-0123456789ab-en.js", "element-" + id + ".js"}, BlobKey: key, FirstRun: moment, LastRun: moment}
	}
	wantKind(t, s.AddBuild(ctx, build("a", "b_unknown"), ""), errs.Unavailable) // nobody noted its bytes
	for _, key := range []string{"b_1", "b_2", "b_3", "b_4"} {
		must(t, s.NoteFile(ctx, key, moment.Add(2*time.Hour)))
	}
	must(t, s.AddBuild(ctx, build("a", "b_1"), ""))
	must(t, s.AddBuild(ctx, build("a", "b_2"), ""))
	must(t, s.AddBuild(ctx, build("b", "b_3"), ""))
	must(t, s.RunBuild(ctx, "b", moment.Add(time.Hour)))
	must(t, s.RunBuild(ctx, "b", moment))
	ran := build("b", "b_3")
	ran.LastRun = moment.Add(time.Hour)
	if list, err := s.Builds(ctx); err != nil || !reflect.DeepEqual(list, []element.Build{ran, build("a", "b_1")}) {
		t.Errorf("%+v, %v", list, err)
	}
	wantDue(t, s, late, "b_2", "b_4")
	replaced := build("a", "b_4")
	replaced.LastRun = moment.Add(time.Minute)
	must(t, s.AddBuild(ctx, replaced, "b_1"))
	if list, err := s.Builds(ctx); err != nil || len(list) != 2 || !reflect.DeepEqual(list[1], replaced) {
		t.Errorf("%+v, %v", list, err)
	}
	wantDue(t, s, late, "b_2")
	file := Dump(t, s)
	must(t, s.RemoveBuilds(ctx, []string{"a", "absent"}))
	wantDue(t, s, moment, "b_4")
	must(t, Restore(t, s, file))
	if list, err := s.Builds(ctx); err != nil || len(list) != 2 {
		t.Errorf("restored %+v, %v", list, err)
	}
	wantDue(t, s, moment)
}

// What the website said about the page is stored with the question, for the owner alone, and goes with a fork.
func testPageContext(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	q := newQuery(sc.conversation.ID)
	q.Context = `{"page":"/teapots"}`
	_, err := s.AcceptQuery(ctx, chat.Acceptance{Query: q, Owner: "me", Lease: moment.Add(time.Hour)})
	must(t, err)
	q.Status, q.FinishedAt = chat.Interrupted, &q.CreatedAt
	must(t, s.Finish(ctx, q, true))
	stored := func(id string) string {
		list, err := s.ArchivedQueries(ctx, id, 0, 10)
		must(t, err)
		return list[0].Context
	}
	if got := stored(sc.conversation.ID); got != q.Context {
		t.Errorf("stored %q", got)
	}
	if seen, err := s.Query(ctx, sc.conversation.ID, q.ID); err != nil || seen.Context != "" {
		t.Errorf("the visitor sees %q, %v", seen.Context, err)
	}
	fork := newConversation(sc.assistant.ID, sc.key.ID)
	must(t, s.ForkConversation(ctx, fork, sc.conversation.ID, []string{newQuery(fork.ID).ID}))
	if got := stored(fork.ID); got != q.Context {
		t.Errorf("in the fork %q", got)
	}
	again := newQuery(sc.conversation.ID)
	again.Question, again.Context = q.Question, `{"page":"/kettles"}`
	accepted, err := s.AcceptQuery(ctx, chat.Acceptance{Query: again, Owner: "me", Lease: moment.Add(time.Hour), InterruptedSince: q.CreatedAt.Add(-time.Minute)})
	must(t, err)
	if got := stored(sc.conversation.ID); accepted.QueryID != q.ID || got != again.Context {
		t.Errorf("asked again: %+v, %q", accepted, got)
	}
}
