package app_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

// comingFrom are the headers of a request from an address, through the proxy that the test plays.
func comingFrom(a string) []string { return []string{"X-Forwarded-For", a} }

// Each rate holds per key and per client address, IPv6 by /64, and says when to come again.
func TestRates(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t, "--trusted-proxies", "127.0.0.1")
	id := s.NewAssistant(nil)
	limited := JSON{"limits": JSON{"requestsPerMinute": 3, "conversationsPerHour": 2, "messagesPerMinute": 1}}
	k, other := s.NewKey(id, limited), s.NewKey(id, limited)
	get := func(k testkit.Key, from string) testkit.Answer {
		return s.Do("GET", "/assistants/"+id, nil, append(comingFrom(from), "Api-Key", k.Secret, "Origin", "https://shop.example")...)
	}
	for range 3 {
		if a := get(k, "203.0.113.9"); a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	a := get(k, "203.0.113.9")
	retry, _ := strconv.Atoi(a.Header.Get("Retry-After"))
	if a.Status != 429 || a.JSON["code"] != "RATE_LIMITED" || retry < 1 || retry > 20 || a.JSON["error"] != a.JSON["detail"] ||
		!strings.Contains(a.JSON["detail"].(string), "Too many requests") || a.Header.Get("Access-Control-Allow-Origin") != "https://shop.example" ||
		!strings.Contains(a.Header.Get("Access-Control-Expose-Headers"), "Retry-After") {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
	}
	for name, c := range map[string]struct {
		key  testkit.Key
		from string
	}{"another address": {k, "203.0.113.10"}, "another key": {other, "203.0.113.9"}} {
		if a := get(c.key, c.from); a.Status != 200 {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	for i, from := range []string{"2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3", "2001:db8::4", "2001:db8:0:1::1"} {
		if a := get(k, from); (a.Status == 429) != (i == 3) {
			t.Errorf("%s: %d", from, a.Status)
		}
	}
	script := s.Do("GET", "/embed/"+k.Secret+".js", nil, comingFrom("203.0.113.9")...)
	if script.Status != 200 || !strings.Contains(string(script.Body), "RATE_LIMITED") || !strings.HasPrefix(string(script.Body), "console.error(") {
		t.Errorf("the script: %d %s", script.Status, script.Body)
	}
	denials := s.MustManage("GET", k.Path()+"/denials", nil)
	if denials["total"] != 3.0 || denials["callers"].([]any)[0].(JSON)["code"] != "RATE_LIMITED" {
		t.Errorf("denials %v", denials)
	}
}

func TestConversationAndMessageRates(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t, "--trusted-proxies", "127.0.0.1")
	id := s.NewAssistant(nil)
	k := s.NewKey(id, JSON{"limits": JSON{"conversationsPerHour": 2, "messagesPerMinute": 1}})
	open := func(from string) testkit.Answer {
		return s.Do("POST", "/chat-bots/"+id+"/conversations", JSON{}, append(comingFrom(from), "Api-Key", k.Secret)...)
	}
	first := open("203.0.113.9")
	open("203.0.113.9")
	if a := open("203.0.113.9"); a.Status != 429 || !strings.Contains(a.JSON["error"].(string), "Too many new conversations") || a.Header.Get("Retry-After") == "" {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
	}
	if a := open("203.0.113.10"); a.Status != 201 {
		t.Errorf("another address: %d", a.Status)
	}
	c := "/chat-bots/" + id + "/conversations/" + first.JSON["id"].(string)
	ask := func(query, from string) testkit.Answer {
		return s.Do("POST", c+"/queries"+query, JSON{"request": "Hello?"}, append(comingFrom(from), "Api-Key", k.Secret, "Conversation-Token", first.JSON["token"].(string))...)
	}
	if a := ask("", "203.0.113.9"); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if a := ask("", "203.0.113.9"); a.Status != 429 || a.JSON["code"] != "RATE_LIMITED" || a.Header.Get("Retry-After") == "" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	frame := ask("?sse=true", "203.0.113.9")
	checkRefusalFrame(t, "stream", frame, "RATE_LIMITED", 429)
	if frame.Header.Get("Retry-After") == "" || !strings.Contains(string(frame.Body), "Too many messages") {
		t.Errorf("%v %s", frame.Header, frame.Body)
	}
	if a := s.Do("GET", c+"/queries", nil, append(comingFrom("203.0.113.9"), "Api-Key", k.Secret)...); a.Status != 200 {
		t.Errorf("reading is limited with asking: %d", a.Status)
	}
	if a := ask("", "203.0.113.10"); a.Status != 200 {
		t.Errorf("another address: %d", a.Status)
	}
}

// The messages of a key's day are counted exactly, under concurrency, over restarts, and given to nobody twice.
func TestDailyBudget(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, args []string) {
		id := s.NewAssistant(nil)
		k, free := s.NewKey(id, JSON{"limits": JSON{"messagesPerDay": 10}}), s.NewKey(id, nil)
		statuses := make(chan int, 40)
		for range 4 {
			c := s.NewConversation(k)
			for range 10 {
				go func() {
					res, err := http.DefaultClient.Do(askRequest(t, s, c))
					if err != nil {
						statuses <- 0
						return
					}
					_ = res.Body.Close()
					statuses <- res.StatusCode
				}()
			}
		}
		counts := map[int]int{}
		for range 40 {
			counts[<-statuses]++
		}
		if counts[200] != 10 || counts[429] != 30 {
			t.Errorf("answers by status: %v", counts)
		}
		s.Stop()
		again := testkit.StartIn(t, s.Data, args...)
		refused := again.Do("POST", again.NewConversation(k).Path+"/queries", JSON{"request": "Hello?"}, "Api-Key", k.Secret)
		if refused.Status == 200 {
			t.Errorf("after a restart: %d %s", refused.Status, refused.Body)
		}
		c := again.NewConversation(k)
		refused = again.Do("POST", c.Path+"/queries", JSON{"request": "Hello?"}, "Api-Key", k.Secret, "Conversation-Token", c.Token)
		retry, _ := strconv.Atoi(refused.Header.Get("Retry-After"))
		if refused.Status != 429 || refused.JSON["code"] != "RATE_LIMITED" || retry < 1 || retry > 86400 || !strings.Contains(refused.JSON["error"].(string), "tomorrow") {
			t.Errorf("%d %v %s", refused.Status, refused.Header, refused.Body)
		}
		again.MustManage("PATCH", k.Path(), JSON{"limits": JSON{"messagesPerDay": 11}})
		for i, want := range []int{200, 429} {
			if a := again.Do("POST", c.Path+"/queries", JSON{"request": "Hello?"}, "Api-Key", k.Secret, "Conversation-Token", c.Token); a.Status != want {
				t.Errorf("one more, %d: %d", i+1, a.Status)
			}
		}
		other := again.NewConversation(free)
		if a := again.Do("POST", other.Path+"/queries", JSON{"request": "Hello?"}, "Api-Key", free.Secret, "Conversation-Token", other.Token); a.Status != 200 {
			t.Errorf("another key: %d", a.Status)
		}
	})
}

func askRequest(t *testing.T, s *testkit.Server, c testkit.Conversation) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+c.Path+"/queries", strings.NewReader(`{"request":"Hello?"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Api-Key", c.Key.Secret)
	req.Header.Set("Conversation-Token", c.Token)
	return req
}

// The server's own rates hold for keys that name none, and a key may switch them off.
func TestDefaultRates(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t, "--requests-per-minute", "2", "--trusted-proxies", "127.0.0.1")
	id := s.NewAssistant(nil)
	for name, c := range map[string]struct {
		limits JSON
		passed int
	}{"default": {nil, 2}, "none": {JSON{"requestsPerMinute": 0}, 5}, "own": {JSON{"requestsPerMinute": 4}, 4}} {
		k, passed := s.NewKey(id, JSON{"limits": c.limits}), 0
		for range 5 {
			if use(s, k, "", comingFrom("203.0.113.9")...) == "" {
				passed++
			}
		}
		if passed != c.passed {
			t.Errorf("%s: %d passed, want %d", name, passed, c.passed)
		}
		if name == "default" && use(s, k, "") != "" {
			t.Error("the machine itself is limited by default")
		}
	}
}

// The operator learns how the server sees addresses, and what to change.
func TestClientAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		args    []string
		headers []string
		address string
		trusted bool
		message string
	}{
		{"direct", nil, nil, "127.0.0.1", false, "Your request came directly from 127.0.0.1."},
		{"a proxy that nobody has named", nil, comingFrom("203.0.113.9"), "127.0.0.1", false, "--trusted-proxies 127.0.0.1 --client-ip-header X-Forwarded-For"},
		{"a trusted proxy", []string{"--trusted-proxies", "127.0.0.1"}, comingFrom("203.0.113.9"), "203.0.113.9", true, "as the trusted proxy 127.0.0.1 says in X-Forwarded-For"},
		{"a trusted proxy that says nothing", []string{"--trusted-proxies", "127.0.0.1"}, nil, "127.0.0.1", true, "sent no X-Forwarded-For"},
		{"garbage", []string{"--trusted-proxies", "127.0.0.1"}, comingFrom("203.0.113.9, unknown"), "", true, "are refused by keys"},
		{"another header", []string{"--trusted-proxies", "127.0.0.1", "--client-ip-header", "X-Real-IP"}, comingFrom("203.0.113.9"), "127.0.0.1", true, "sent no X-Real-Ip"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, c.args...)
			a := s.Manage("GET", "/client-address", nil, c.headers...)
			if a.Status != 200 || a.JSON["address"] != c.address || a.JSON["peer"] != "127.0.0.1" || a.JSON["trusted"] != c.trusted ||
				!strings.Contains(a.JSON["message"].(string), c.message) {
				t.Errorf("%d %s", a.Status, a.Body)
			}
		})
	}
}

// Entries are explained before they are saved.
func TestPreview(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	a := s.Manage("POST", "/preview", JSON{"websites": []string{"Example.com/\nhttps://*.shop.example, *.github.io", "http://plain.example"},
		"ipAddresses": []string{"10.0.0.5/8", "0.0.0.0/0"}})
	if a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	var got []string
	for _, list := range []string{"websites", "ipAddresses"} {
		for _, item := range a.JSON[list].([]any) {
			p := item.(JSON)
			got = append(got, strings.Join([]string{p["entry"].(string), p["canonical"].(string), p["reason"].(string)}, "|"))
			if p["accepted"] == true && (len(p["matches"].([]any)) == 0 || len(p["refuses"].([]any)) == 0) {
				t.Errorf("no examples: %v", p)
			}
			if p["accepted"] == false && p["message"] == "" {
				t.Errorf("no way out: %v", p)
			}
		}
	}
	want := []string{"Example.com/|https://example.com|", "https://*.shop.example|https://*.shop.example|", "*.github.io||WILDCARD_PUBLIC_SUFFIX",
		"http://plain.example|http://plain.example|", "10.0.0.5/8|10.0.0.0/8|", "0.0.0.0/0||TOO_WIDE"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if !strings.Contains(string(a.Body), "PLAIN_HTTP") || !strings.Contains(string(a.Body), "https://www.example.com") {
		t.Errorf("neither warning nor hint: %s", a.Body)
	}
	confirmed := s.MustManage("POST", "/preview", JSON{"ipAddresses": []string{"0.0.0.0/0"}, "confirmWideAddresses": true})
	if confirmed["ipAddresses"].([]any)[0].(JSON)["accepted"] != true {
		t.Errorf("%v", confirmed)
	}
	if a := s.Manage("POST", "/preview", JSON{"websites": strings.Split(strings.Repeat("a.example ", 1001), " ")}); a.Status != 422 {
		t.Errorf("too many: %d", a.Status)
	}
}
