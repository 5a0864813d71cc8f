package app_test

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// An edit holds on the very next request, a thousand times, while others use the key without a break.
func TestEditsHoldUnderLoad(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), websites("https://one.example", "https://always.example"))
	stop, load := make(chan struct{}), sync.WaitGroup{}
	var requests, refused atomic.Int64
	for range 4 {
		load.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				a := s.Do("GET", "/assistants/"+k.AssistantID, nil, "Api-Key", k.Secret, "Origin", "https://always.example")
				requests.Add(1)
				if a.Status != http.StatusOK {
					refused.Add(1)
				}
			}
		})
	}
	wrong := 0
	const edits = 1000
	for i := range edits {
		now, before := "https://one.example", "https://two.example"
		if i%2 == 0 {
			now, before = before, now
		}
		s.MustManage("PATCH", k.Path()+"?force=true", websites(now, "https://always.example"))
		if use(s, k, now) != "" || use(s, k, before) != "ORIGIN_NOT_ALLOWED" {
			wrong++
		}
	}
	close(stop)
	load.Wait()
	if wrong > 0 || refused.Load() > 0 {
		t.Errorf("%d of %d edits did not hold on the next request; %d of %d other requests were refused", wrong, edits, refused.Load(), requests.Load())
	}
	t.Logf("%d edits held on the next request, beside %d other requests", edits, requests.Load())
}

// A change on one server holds on another of the same database within a second, and cuts the streams there.
func TestChangesReachOtherServers(t *testing.T) {
	t.Parallel()
	url := testkit.Postgres(t)
	one := testkit.Start(t, "--database-url", url)
	master := testkit.MasterKey(t, one)
	two := testkit.Start(t, "--database-url", url, "--master-key", master)
	up := providertest.New(t, providertest.Hang("Hello "))
	id := one.NewAssistant(scripted(up))
	k := one.NewKey(id, websites("https://shop.example"))
	if code := use(two, k, "https://shop.example"); code != "" {
		t.Fatalf("a new key is refused by the other server: %s", code)
	}
	c := two.NewConversation(k, "Origin", "https://shop.example")
	stream := two.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": "Hello?"}, "Api-Key", k.Secret, "Conversation-Token", c.Token, "Origin", "https://shop.example")
	if _, ok := stream.Next(); !ok {
		t.Fatal("no stream")
	}
	within := func(what, want string) {
		t.Helper()
		for began := time.Now(); ; {
			if use(two, k, "https://shop.example") == want {
				t.Logf("%s: after %v", what, time.Since(began).Round(time.Millisecond))
				return
			}
			if time.Since(began) > 5*time.Second { // the promise is one; this machine may be busy
				t.Fatalf("%s does not reach the other server", what)
			}
		}
	}
	one.MustManage("PATCH", k.Path()+"?force=true", JSON{"disabled": true})
	within("disabling", "KEY_DISABLED")
	events := stream.All()
	if last := events[len(events)-1]; last.JSON["reason"] != "KEY_DISABLED" {
		t.Errorf("the stream goes on: %s", last.Data)
	}
	one.MustManage("PATCH", k.Path(), JSON{"disabled": false})
	within("enabling", "")
	one.MustManage("PATCH", "/assistants/"+id, JSON{"name": "Renamed"})
	for began := time.Now(); two.Do("GET", "/assistants/"+id, nil, "Api-Key", k.Secret, "Origin", "https://shop.example").JSON["name"] != "Renamed"; {
		if time.Since(began) > 5*time.Second {
			t.Fatal("an assistant's change does not reach the other server")
		}
	}
	one.MustManage("DELETE", k.Path()+"?force=true", nil)
	within("deletion", "KEY_INVALID")
	one.MustManage("POST", k.Path()+"/restore", nil)
	within("restoring", "")
}
