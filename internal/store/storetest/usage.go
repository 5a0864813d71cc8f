package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/usage"
)

// What is counted in several batches is added up, by hour and caller.
func testUsage(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	hour := moment.Truncate(time.Hour)
	batch := usage.Batch{
		Used: []usage.Used{
			{KeyID: sc.key.ID, Hour: hour, Origin: "https://a.example", Counts: usage.Counts{Requests: 2, Conversations: 1, Messages: 1, InputTokens: 10, OutputTokens: 5}},
			{KeyID: sc.key.ID, Hour: hour.Add(-time.Hour), Origin: "", Counts: usage.Counts{Requests: 1}},
			{KeyID: "gone", Hour: hour, Counts: usage.Counts{Requests: 1}},
		},
		Denied: []usage.Denied{
			{KeyID: sc.key.ID, Hour: hour, Code: "ORIGIN_NOT_ALLOWED", Caller: "https://evil.example", Count: 3, LastAt: moment},
			{KeyID: sc.key.ID, Hour: hour, Code: "ORIGIN_NOT_ALLOWED", Caller: "https://evil.example", ReportOnly: true, Count: 1, LastAt: moment},
			{KeyID: "gone", Hour: hour, Code: "X", Count: 1, LastAt: moment},
		},
		Addresses: []usage.Address{{KeyID: sc.key.ID, Address: "203.0.113.0/24", Requests: 2, LastAt: moment}, {KeyID: "gone", Address: "x", Requests: 1, LastAt: moment}},
		Last:      []usage.Last{{KeyID: sc.key.ID, Digest: sc.secret.Digest, At: moment, Origin: "https://a.example", Address: "203.0.113.0/24"}, {KeyID: "gone", At: moment}},
	}
	for range 2 {
		must(t, s.AddUsage(ctx, batch))
	}
	used, err := s.Usage(ctx, sc.key.ID, hour.Add(-time.Hour), hour.Add(time.Hour))
	must(t, err)
	want := []usage.Used{
		{KeyID: sc.key.ID, Hour: hour.Add(-time.Hour), Counts: usage.Counts{Requests: 2}},
		{KeyID: sc.key.ID, Hour: hour, Origin: "https://a.example", Counts: usage.Counts{Requests: 4, Conversations: 2, Messages: 2, InputTokens: 20, OutputTokens: 10}},
	}
	if !reflect.DeepEqual(used, want) {
		t.Errorf("used %+v", used)
	}
	if one, err := s.Usage(ctx, sc.key.ID, hour, hour.Add(time.Hour)); err != nil || len(one) != 1 {
		t.Errorf("of one hour: %+v, %v", one, err)
	}
	denied, err := s.Denials(ctx, sc.key.ID, hour, hour.Add(time.Hour))
	must(t, err)
	if len(denied) != 2 || denied[0].Count+denied[1].Count != 8 || denied[0].ReportOnly == denied[1].ReportOnly || !denied[0].LastAt.Equal(moment) {
		t.Errorf("denied %+v", denied)
	}
	recent, err := s.Callers(ctx, sc.key.ID, moment.Add(-time.Minute))
	must(t, err)
	if !recent.LastUsedAt.Equal(moment) || len(recent.Origins) != 1 || recent.Origins[0].Requests != 4 || len(recent.Addresses) != 1 || recent.Addresses[0].Requests != 4 {
		t.Errorf("recent %+v", recent)
	}
	if later, err := s.Callers(ctx, sc.key.ID, moment.Add(time.Second)); err != nil || !reflect.DeepEqual(later, usage.Recent{}) {
		t.Errorf("since later: %+v, %v", later, err)
	}
	k, err := s.Key(ctx, sc.key.AssistantID, sc.key.ID)
	must(t, err)
	if k.LastUsedAt == nil || !k.LastUsedAt.Equal(moment) || k.LastUsedOrigin != "https://a.example" || k.LastUsedAddress != "203.0.113.0/24" || k.Version != sc.key.Version {
		t.Errorf("key %+v", k)
	}
	must(t, s.AddUsage(ctx, usage.Batch{Last: []usage.Last{{KeyID: sc.key.ID, Digest: sc.secret.Digest, At: moment.Add(-time.Second)}}}))
	if k, err := s.Key(ctx, sc.key.AssistantID, sc.key.ID); err != nil || !k.LastUsedAt.Equal(moment) {
		t.Errorf("an earlier use came later: %v, %v", k.LastUsedAt, err)
	}
	must(t, s.ForgetUsage(ctx, hour))
	if left, err := s.Usage(ctx, sc.key.ID, hour.Add(-24*time.Hour), hour.Add(time.Hour)); err != nil || len(left) != 1 {
		t.Errorf("left %+v, %v", left, err)
	}
}

// Everything that was counted for the keys of one assistant is visited, also for a deleted one, and nothing else.
func testAssistantUsage(t *testing.T, s Store) {
	ctx := t.Context()
	one, two := setScene(t, s), setScene(t, s)
	other, secret := newKey(one.assistant.ID, moment)
	other.Name = "Blog"
	must(t, s.CreateKey(ctx, other, secret, note("api-key.create", other.ID)))
	other.DeletedAt, other.Version = new(moment), other.Version+1
	must(t, s.UpdateKey(ctx, other, note("api-key.delete", other.ID)))
	hour := moment.Truncate(time.Hour)
	var batch usage.Batch
	for n, id := range []string{one.key.ID, other.ID, two.key.ID} {
		for ago := range time.Duration(3) {
			at := hour.Add(-ago * time.Hour)
			batch.Used = append(batch.Used, usage.Used{KeyID: id, Hour: at, Origin: "https://a.example", Counts: usage.Counts{Requests: 1, Conversations: 2, Messages: 3, InputTokens: 4, OutputTokens: int64(n)}})
			batch.Denied = append(batch.Denied, usage.Denied{KeyID: id, Hour: at, Code: "X", Caller: "y", ReportOnly: n == 1, Count: 5, LastAt: at})
		}
	}
	must(t, s.AddUsage(ctx, batch))
	from, to := hour.Add(-time.Hour), hour.Add(time.Hour)
	used, denied := map[usage.Used]bool{}, map[usage.Denied]bool{}
	must(t, s.EachUsed(ctx, one.assistant.ID, from, to, func(u usage.Used) { used[u] = true }))
	must(t, s.EachDenied(ctx, one.assistant.ID, from, to, func(d usage.Denied) { denied[d] = true }))
	if len(used) != 4 || len(denied) != 4 {
		t.Errorf("visited %v, %v", used, denied)
	}
	for i := range batch.Used {
		inside := batch.Used[i].KeyID != two.key.ID && !batch.Used[i].Hour.Before(from)
		if used[batch.Used[i]] != inside || denied[batch.Denied[i]] != inside {
			t.Errorf("visited: %v, want %v: %+v", used[batch.Used[i]], inside, batch.Used[i])
		}
	}
	names, err := s.KeyNames(ctx, one.assistant.ID)
	must(t, err)
	if want := map[string]string{one.key.ID: one.key.Name, other.ID: "Blog"}; !reflect.DeepEqual(names, want) {
		t.Errorf("names %v, want %v", names, want)
	}
}

// Of an hour only so many callers are told apart, however many batches and servers tell of them.
func testUsageBounds(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	hour := moment.Truncate(time.Hour)
	const rounds = 3
	for round := range rounds {
		var batch usage.Batch
		for i := range usage.MaxCallers {
			name := fmt.Sprintf("%d-%d", round, i)
			batch.Used = append(batch.Used, usage.Used{KeyID: sc.key.ID, Hour: hour, Origin: name, Counts: usage.Counts{Requests: 1}})
			batch.Denied = append(batch.Denied, usage.Denied{KeyID: sc.key.ID, Hour: hour, Code: "X", Caller: name, Count: 1, LastAt: moment})
			batch.Addresses = append(batch.Addresses, usage.Address{KeyID: sc.key.ID, Address: name, Requests: 1, LastAt: moment})
		}
		must(t, s.AddUsage(ctx, batch))
	}
	used, err := s.Usage(ctx, sc.key.ID, hour, hour.Add(time.Hour))
	must(t, err)
	denied, err := s.Denials(ctx, sc.key.ID, hour, hour.Add(time.Hour))
	must(t, err)
	var requests, denials int64
	for _, u := range used {
		requests += u.Requests
	}
	for _, d := range denied {
		denials += d.Count
	}
	const all = rounds * usage.MaxCallers
	if requests != all || denials != all || len(used) > usage.MaxCallers+1 || len(denied) > usage.MaxCallers+1 {
		t.Errorf("%d requests in %d rows, %d denials in %d rows", requests, len(used), denials, len(denied))
	}
	recent, err := s.Callers(ctx, sc.key.ID, moment.Add(-time.Hour))
	must(t, err)
	if len(recent.Addresses) > usage.MaxCallers {
		t.Errorf("%d addresses", len(recent.Addresses))
	}
}

// A rotation replaces the current secret and lets no older one work longer than its grace.
func testRotation(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	rotate := func(k key.Key, until time.Time) (key.Key, key.Secret, error) {
		_, fresh := newKey(k.AssistantID, moment)
		k.Version++
		k.Hint = fmt.Sprint("…", k.Version)
		k.UpdatedAt = moment
		return k, fresh, s.RotateKey(ctx, k, fresh, until, note("api-key.rotate", k.ID))
	}
	second, secret2, err := rotate(sc.key, moment.Add(time.Hour))
	must(t, err)
	third, secret3, err := rotate(second, moment.Add(time.Minute))
	must(t, err)
	for name, c := range map[string]struct {
		secret key.Secret
		grace  *time.Time
	}{"first": {sc.secret, new(moment.Add(time.Minute))}, "second": {secret2, new(moment.Add(time.Minute))}, "third": {secret3, nil}} {
		k, grace, err := s.KeyByDigest(ctx, c.secret.Digest)
		must(t, err)
		if k.Hint != third.Hint || !reflect.DeepEqual(grace, c.grace) {
			t.Errorf("%s: %s until %v, want %v", name, k.Hint, grace, c.grace)
		}
	}
	if sealed, err := s.SealedSecret(ctx, sc.key.ID); err != nil || string(sealed) != string(secret3.Sealed) {
		t.Errorf("the current secret: %q, %v", sealed, err)
	}
	list, err := s.Secrets(ctx, sc.key.ID)
	must(t, err)
	if len(list) != 3 {
		t.Errorf("secrets %+v", list)
	}
	if _, _, err := rotate(sc.key, moment); errs.KindOf(err) != errs.Precondition {
		t.Errorf("from an old version: %v", err)
	}
	latest := third
	for range key.MaxSecrets - 3 {
		latest, _, err = rotate(latest, moment.Add(time.Minute))
		must(t, err)
	}
	if _, _, err := rotate(latest, moment.Add(time.Minute)); !errors.Is(err, key.ErrTooManySecrets) {
		t.Errorf("one too many: %v", err)
	}
	if _, _, err = rotate(latest, moment); err != nil { // ends all of the others
		t.Error(err)
	}
	if list, err := s.Secrets(ctx, sc.key.ID); err != nil || len(list) != 1 {
		t.Errorf("after a rotation without grace: %+v, %v", list, err)
	}
}

// A purge removes what nobody can bring back, and nothing that somebody still can, or whose conversations are there.
func testPurge(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s) // this key has a conversation
	remove := func(k key.Key, at time.Time) {
		k.DeletedAt, k.Version = &at, k.Version+1
		must(t, s.UpdateKey(ctx, k, note("api-key.delete", k.ID)))
	}
	var ids []string
	for _, age := range []time.Duration{40 * 24 * time.Hour, 20 * 24 * time.Hour} {
		k, secret := newKey(sc.assistant.ID, moment)
		must(t, s.CreateKey(ctx, k, secret, note("api-key.create", k.ID)))
		remove(k, moment.Add(-age))
		ids = append(ids, k.ID)
	}
	remove(sc.key, moment.Add(-40*24*time.Hour))
	must(t, s.Purge(ctx, moment, moment.Add(-key.RestoreFor)))
	_, err := s.KeyByID(ctx, ids[0])
	wantKind(t, err, errs.NotFound)
	if _, err := s.SealedSecret(ctx, ids[1]); err != nil {
		t.Errorf("a key that can be restored has no secret: %v", err)
	}
	if _, err := s.KeyByID(ctx, sc.key.ID); err != nil {
		t.Errorf("a key with conversations is gone: %v", err)
	}
	_, err = s.SealedSecret(ctx, sc.key.ID)
	wantKind(t, err, errs.NotFound)
	if _, err := s.Conversation(ctx, sc.conversation.ID); err != nil {
		t.Error(err)
	}
	deleted, err := s.Keys(ctx, sc.assistant.ID, true, cursor.Place{}, 10)
	must(t, err)
	if len(deleted) != 2 {
		t.Errorf("deleted keys: %+v", deleted)
	}
}

// The messages of a key's day are counted over all its conversations, under concurrency.
func testDailyLimit(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	other := newConversation(sc.assistant.ID, sc.key.ID)
	must(t, s.CreateConversation(ctx, other))
	accept := func(conversationID string, at time.Time) error {
		q := newQuery(conversationID)
		q.CreatedAt = at
		_, err := s.AcceptQuery(ctx, chat.Acceptance{Query: q, KeyID: sc.key.ID, DailyLimit: 5, Owner: "me", Lease: at})
		return err
	}
	var group sync.WaitGroup
	results := make(chan error, 20)
	for i := range 20 {
		group.Go(func() { results <- accept([]string{sc.conversation.ID, other.ID}[i%2], moment) })
	}
	group.Wait()
	close(results)
	accepted := 0
	for err := range results {
		if err == nil {
			accepted++
		} else if !errors.Is(err, chat.ErrDailyLimit) {
			t.Errorf("refused with %v", err)
		}
	}
	if accepted != 5 {
		t.Errorf("%d were accepted, want 5", accepted)
	}
	a, err := s.Conversation(ctx, sc.conversation.ID)
	must(t, err)
	b, err := s.Conversation(ctx, other.ID)
	must(t, err)
	if a.QueryCount+b.QueryCount != 5 {
		t.Errorf("%d + %d queries were counted", a.QueryCount, b.QueryCount)
	}
	must(t, accept(other.ID, moment.Add(time.Second))) // the next day
}

// The changes that others made are told, this process's own are not.
func testChanges(t *testing.T, s Store) {
	setScene(t, s)
	changes, err := s.ChangesOfOthers(t.Context(), moment.Add(-time.Hour))
	must(t, err)
	if len(changes) != 0 {
		t.Errorf("own changes: %+v", changes)
	}
}
