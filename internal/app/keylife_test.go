package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
	"latchkey/internal/usage"
)

// use sends a request with a key from a website and returns the code of the refusal, "" when there is none.
func use(s *testkit.Server, k testkit.Key, origin string, headers ...string) string {
	if origin != "" {
		headers = append(headers, "Origin", origin)
	}
	a := s.Do("GET", "/assistants/"+k.AssistantID, nil, append(headers, "Api-Key", k.Secret)...)
	if a.Status == http.StatusOK {
		return ""
	}
	code, _ := a.JSON["code"].(string)
	return code
}

// A rotated key has a new secret and the same settings; the old one works in its grace, and usage says whether it is still used.
func TestRotateKey(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), websites("https://shop.example"))
	rotate := func(body any) (testkit.Key, testkit.Answer) {
		a := s.Manage("POST", k.Path()+"/rotate", body)
		fresh := k
		fresh.Secret, _ = a.JSON["key"].(string)
		return fresh, a
	}
	second, a := rotate(JSON{"graceSeconds": 3600})
	if a.Status != 200 || second.Secret == k.Secret || a.Header.Get("ETag") != `"v2"` || a.Header.Get("Cache-Control") != "no-store" ||
		!strings.HasSuffix(second.Secret, strings.TrimPrefix(a.JSON["hint"].(string), "…")) {
		t.Fatalf("%d %v %s", a.Status, a.Header, a.Body)
	}
	for name, key := range map[string]testkit.Key{"old": k, "new": second} {
		if code := use(s, key, "https://shop.example"); code != "" {
			t.Errorf("the %s secret is refused: %s", name, code)
		}
		if code := use(s, key, "https://evil.example"); code != "ORIGIN_NOT_ALLOWED" {
			t.Errorf("the %s secret has lost its restriction: %q", name, code)
		}
	}
	if got := s.MustManage("POST", k.Path()+"/reveal", nil)["key"]; got != second.Secret {
		t.Error("reveal does not show the new secret")
	}
	secrets := s.MustManage("GET", k.Path()+"/usage", nil)["secrets"].([]any)
	if len(secrets) != 2 || secrets[0].(JSON)["graceUntil"] != nil || secrets[1].(JSON)["graceUntil"] == nil || secrets[1].(JSON)["lastUsedAt"] == nil ||
		!strings.HasSuffix(k.Secret, strings.TrimPrefix(secrets[1].(JSON)["hint"].(string), "…")) {
		t.Errorf("secrets %v", secrets)
	}
	third, _ := rotate(nil) // at once, and older ones with it
	for secret, want := range map[string]string{k.Secret: "KEY_INVALID", second.Secret: "KEY_INVALID", third.Secret: ""} {
		if code := use(s, testkit.Key{AssistantID: k.AssistantID, Secret: secret}, "https://shop.example"); code != want {
			t.Errorf("after a rotation without grace: %q, want %q", code, want)
		}
	}
	for range 4 {
		rotate(JSON{"graceSeconds": 60})
	}
	if _, a := rotate(JSON{"graceSeconds": 60}); a.Status != 409 || a.JSON["code"] != "TOO_MANY_SECRETS" {
		t.Errorf("one secret too many: %d %s", a.Status, a.Body)
	}
	for body, location := range map[string]string{`{"graceSeconds":-1}`: "graceSeconds", `{"graceSeconds":2592001}`: "graceSeconds",
		`{"graceSeconds":"1h"}`: "graceSeconds", `{"grace":1}`: "grace"} {
		if _, a := rotate(body); a.Status != 422 || !strings.Contains(string(a.Body), `"location":"`+location+`"`) {
			t.Errorf("%s: %d %s", body, a.Status, a.Body)
		}
	}
	if a := s.Manage("POST", k.Path()+"/rotate", nil, "If-Match", `"v1"`); a.Status != 412 {
		t.Errorf("with an old version: %d %s", a.Status, a.Body)
	}
}

// The grace of an old secret never goes past the key's expiry.
func TestGraceEndsWithTheKey(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	expires := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	k := s.NewKey(s.NewAssistant(nil), JSON{"expiresAt": expires})
	s.MustManage("POST", k.Path()+"/rotate", JSON{"graceSeconds": 86400})
	old := s.MustManage("GET", k.Path()+"/usage", nil)["secrets"].([]any)[1].(JSON)
	if until, _ := time.Parse(time.RFC3339, old["graceUntil"].(string)); until.Format(time.RFC3339) != expires {
		t.Errorf("the grace ends %v, the key %s", until, expires)
	}
}

func TestRestoreKey(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	k := s.NewKey(id, websites("https://shop.example"))
	if a := s.Manage("POST", k.Path()+"/restore", nil); a.Status != 409 || a.JSON["code"] != "KEY_NOT_DELETED" {
		t.Errorf("not deleted: %d %s", a.Status, a.Body)
	}
	s.MustManage("DELETE", k.Path(), nil)
	deleted := s.MustManage("GET", k.Path(), nil)
	at, _ := time.Parse(time.RFC3339, deleted["deletedAt"].(string))
	until, _ := time.Parse(time.RFC3339, deleted["restorableUntil"].(string))
	if deleted["status"] != "DELETED" || until.Sub(at) != 30*24*time.Hour {
		t.Errorf("deleted: %v", deleted)
	}
	list := func(query string) int {
		return len(s.MustManage("GET", "/assistants/"+id+"/api-keys"+query, nil)["items"].([]any))
	}
	if list("") != 0 || list("?deleted=true") != 1 {
		t.Errorf("%d listed, %d deleted", list(""), list("?deleted=true"))
	}
	if code := use(s, k, "https://shop.example"); code != "KEY_INVALID" {
		t.Errorf("deleted: %q", code)
	}
	restored := s.MustManage("POST", k.Path()+"/restore", nil)
	if restored["status"] != "ACTIVE" || restored["deletedAt"] != nil || list("") != 1 || list("?deleted=true") != 0 {
		t.Errorf("restored: %v", restored)
	}
	if code := use(s, k, "https://shop.example"); code != "" {
		t.Errorf("restored: %q", code)
	}
	if a := s.Manage("POST", "/assistants/"+id+"/api-keys/k_none/restore", nil); a.Status != 404 {
		t.Errorf("no such key: %d", a.Status)
	}
}

// Who used a key in the last 7 days is not cut off by mistake.
func TestInUse(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t, "--trusted-proxies", "127.0.0.1")
	id := s.NewAssistant(nil)
	sites := JSON{"restriction": JSON{"type": "WEBSITES", "websites": []string{"https://*.shop.example", "https://other.example"}}}
	from := func(address string) []string { return []string{"X-Forwarded-For", address} }
	for _, c := range []struct {
		name     string
		key      JSON
		origins  []string // "" = none
		address  string
		method   string
		change   JSON
		wantLost string // origins and addresses; "*" = the whole key; "" = not refused
	}{
		{"delete", nil, []string{"https://a.example", "https://a.example", ""}, "203.0.113.9", "DELETE", nil, "https://a.example=2 =1 203.0.113.0/24=3"},
		{"disable", nil, []string{"https://a.example"}, "203.0.113.9", "PATCH", JSON{"disabled": true}, "https://a.example=1 203.0.113.0/24=1"},
		{"expire", nil, []string{"https://a.example"}, "203.0.113.9", "PATCH", JSON{"expiresAt": "2020-01-01T00:00:00Z"}, "https://a.example=1 203.0.113.0/24=1"},
		{"rename", nil, []string{"https://a.example"}, "203.0.113.9", "PATCH", JSON{"name": "Other"}, ""},
		{"not used", nil, nil, "", "DELETE", nil, ""},
		{"a website is taken away that was used", sites, []string{"https://www.shop.example", "https://other.example"}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"websites": []string{"https://other.example"}}}, "https://www.shop.example=1"},
		{"one that was not used", sites, []string{"https://www.shop.example"}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"websites": []string{"https://*.shop.example"}}}, ""},
		{"it was refused anyway", sites, []string{"https://www.shop.example", "https://evil.example"}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"websites": []string{"https://www.shop.example"}}}, ""},
		{"websites for one that named none", nil, []string{""}, "203.0.113.9", "PATCH", sites, "=1"},
		{"only reported", sites, []string{"https://www.shop.example"}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"websites": []string{"https://other.example"}, "reportOnly": true}}, ""},
		{"addresses that hold the network", nil, []string{""}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"203.0.0.0/16"}}}, ""},
		{"addresses that do not", nil, []string{""}, "2001:db8:1:2::3", "PATCH",
			JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"203.0.113.9"}}}, "2001:db8:1::/48=1"},
		{"one of the listed addresses", JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"203.0.113.0/24"}}}, []string{""}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"ipAddresses": []string{"203.0.113.8/29"}}}, ""},
		{"websites in place of addresses", JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"203.0.113.0/24"}}}, []string{""}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"type": "WEBSITES", "websites": []string{"https://a.example"}}}, "=1"},
		{"a restriction that was only tried comes into force", JSON{"restriction": JSON{"type": "WEBSITES", "websites": []string{"https://a.example"}, "reportOnly": true}},
			[]string{"https://copycat.example"}, "203.0.113.9", "PATCH", JSON{"restriction": JSON{"reportOnly": false}}, ""},
		{"an end that is near", nil, []string{"https://a.example"}, "203.0.113.9", "PATCH",
			JSON{"expiresAt": time.Now().Add(time.Hour).UTC().Format(time.RFC3339)}, "https://a.example=1 203.0.113.0/24=1"},
		{"an end that is far", nil, []string{"https://a.example"}, "203.0.113.9", "PATCH",
			JSON{"expiresAt": time.Now().Add(30 * 24 * time.Hour).UTC().Format(time.RFC3339)}, ""},
		{"another one", JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"203.0.113.0/24"}}}, []string{""}, "203.0.113.9", "PATCH",
			JSON{"restriction": JSON{"ipAddresses": []string{"203.0.113.8"}}}, "203.0.113.9=1"},
	} {
		k := s.NewKey(id, c.key)
		for _, origin := range c.origins {
			use(s, k, origin, from(c.address)...)
		}
		for _, dryRun := range []string{"?dryRun=true", ""} {
			if c.method == "DELETE" && dryRun != "" {
				continue
			}
			a := s.Manage(c.method, k.Path()+dryRun, orNil(c.change))
			if c.wantLost == "" {
				if a.Status >= 300 {
					t.Errorf("%s: %d %s", c.name, a.Status, a.Body)
				}
				continue
			}
			if got := lost(a); a.Status != 409 || a.JSON["code"] != "KEY_IN_USE" || got != c.wantLost {
				t.Errorf("%s: %d, cut off %q, want %q: %s", c.name, a.Status, got, c.wantLost, a.Body)
			}
		}
		if c.wantLost == "" {
			continue
		}
		if got := s.MustManage("GET", k.Path(), nil); got["status"] != "ACTIVE" || got["version"] != 1.0 {
			t.Errorf("%s: something was changed: %v", c.name, got)
		}
		if a := s.Manage(c.method, k.Path()+"?force=true", orNil(c.change)); a.Status >= 300 {
			t.Errorf("%s: forced: %d %s", c.name, a.Status, a.Body)
		}
	}
}

// An address that was cut off with force does not hold back every later edit, and those whom nobody can tell apart are not taken for nobody.
func TestInUseAfterForce(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	k := s.NewKey(id, nil)
	use(s, k, "")
	s.MustManage("PATCH", k.Path()+"?force=true", JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"127.0.0.1"}}})
	for _, change := range []JSON{{"name": "Renamed"}, {"limits": JSON{"messagesPerDay": 5}}, {"restriction": JSON{"ipAddresses": []string{"127.0.0.1", "203.0.113.9"}}}} {
		if a := s.Manage("PATCH", k.Path(), change); a.Status != 200 {
			t.Errorf("%v: %d %s", change, a.Status, a.Body)
		}
	}
	crowd := s.NewKey(id, websites("https://*.shop.example", "https://mine.example"))
	for i := range usage.MaxCallers + 1 {
		use(s, crowd, fmt.Sprintf("https://s%d.shop.example", i))
	}
	use(s, crowd, "https://mine.example")
	a := s.Manage("PATCH", crowd.Path(), JSON{"restriction": JSON{"websites": []string{"https://*.shop.example"}}})
	if got := lost(a); a.Status != 409 || got != "(others)=2" {
		t.Errorf("%d: %q", a.Status, got)
	}
}

func orNil(body JSON) any {
	if body == nil {
		return nil
	}
	return body
}

// lost is who would be cut off, with the number of requests.
func lost(a testkit.Answer) string {
	inUse, _ := a.JSON["inUse"].(JSON)
	if inUse == nil || inUse["lastUsedAt"] == nil {
		return "nobody is named"
	}
	var all []string
	for _, o := range inUse["origins"].([]any) {
		all = append(all, fmt.Sprintf("%v=%v", o.(JSON)["origin"], o.(JSON)["requests"]))
	}
	for _, o := range inUse["ipAddresses"].([]any) {
		all = append(all, fmt.Sprintf("%v=%v", o.(JSON)["ipAddress"], o.(JSON)["requests"]))
	}
	return strings.Join(all, " ")
}

// A dry run answers what would be stored, and stores nothing.
func TestKeyDryRun(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	path := "/assistants/" + id + "/api-keys"
	a := s.Manage("POST", path+"?dryRun=true", JSON{"name": "Try", "restriction": JSON{"type": "WEBSITES", "websites": []string{"Example.com/"}}})
	if a.Status != 200 || a.JSON["id"] != "" || a.JSON["key"] != "" || !strings.Contains(string(a.Body), `"https://example.com"`) || a.Header.Get("ETag") != "" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if got := s.MustManage("GET", path, nil)["items"].([]any); len(got) != 0 {
		t.Errorf("a key was made: %v", got)
	}
	k := s.NewKey(id, nil)
	a = s.Manage("PATCH", k.Path()+"?dryRun=true", JSON{"name": "Other", "restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"10.0.0.5/8"}}})
	if a.Status != 200 || a.JSON["name"] != "Other" || !strings.Contains(string(a.Body), `"10.0.0.0/8"`) {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if got := s.MustManage("GET", k.Path(), nil); got["name"] != "Test" || got["version"] != 1.0 {
		t.Errorf("it was stored: %v", got)
	}
	trail := s.MustManage("GET", "/audit?objectId="+k.ID, nil)["items"].([]any)
	if len(trail) != 1 {
		t.Errorf("audited: %v", trail)
	}
	for _, bad := range []string{path + "?dryRun=true", k.Path() + "?dryRun=true"} {
		method := "POST"
		if strings.HasPrefix(bad, k.Path()) {
			method = "PATCH"
		}
		if a := s.Manage(method, bad, JSON{"name": "", "limits": JSON{"messagesPerDay": -1}}); a.Status != 422 || strings.Count(string(a.Body), "location") != 2 {
			t.Errorf("%s: %d %s", bad, a.Status, a.Body)
		}
	}
	if a := s.Manage("POST", "/assistants/none/api-keys?dryRun=true", JSON{"name": "Try"}); a.Status != 404 {
		t.Errorf("no such assistant: %d", a.Status)
	}
}

// Usage and refusals are told by hour and by website, up to the request before.
func TestUsage(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		up := providertest.New(t, providertest.Words("Hello ", "there."))
		id := s.NewAssistant(scripted(up))
		k := s.NewKey(id, websites("https://shop.example", "https://*.shop.example"))
		for _, origin := range []string{"https://shop.example", "https://www.shop.example", "https://shop.example", "https://evil.example", "https://evil.example", "null", ""} {
			use(s, k, origin)
		}
		c := s.NewConversation(k, "Origin", "https://shop.example")
		stream := s.Stream("POST", c.Path+"/queries?sse=true", JSON{"request": "Hello?"}, "Api-Key", k.Secret, "Conversation-Token", c.Token, "Origin", "https://shop.example")
		if text := testkit.Text(stream.All()); text == "" {
			t.Fatal("no answer")
		}
		used := s.MustManage("GET", k.Path()+"/usage", nil)
		total := used["total"].(JSON)
		if total["requests"] != 5.0 || total["conversations"] != 1.0 || total["messages"] != 1.0 || total["outputTokens"] == 0.0 {
			t.Errorf("total %v", total)
		}
		origins := used["origins"].([]any)
		if len(origins) != 2 || origins[0].(JSON)["origin"] != "https://shop.example" || origins[0].(JSON)["requests"] != 4.0 || origins[1].(JSON)["requests"] != 1.0 {
			t.Errorf("origins %v", origins)
		}
		if hours := used["hours"].([]any); len(hours) == 0 || len(hours) > 2 {
			t.Errorf("hours %v", hours)
		}
		denied := s.MustManage("GET", k.Path()+"/denials", nil)
		var callers []string
		for _, c := range denied["callers"].([]any) {
			callers = append(callers, fmt.Sprint(c.(JSON)["code"], " ", c.(JSON)["origin"], " ", c.(JSON)["count"]))
		}
		want := "ORIGIN_NOT_ALLOWED https://evil.example 2, ORIGIN_MISSING  1, ORIGIN_NOT_ALLOWED null 1"
		if got := strings.Join(callers, ", "); got != want || denied["total"] != 4.0 {
			t.Errorf("callers %s, total %v", got, denied["total"])
		}
		object := s.MustManage("GET", k.Path(), nil)
		if object["lastUsedAt"] == nil || object["lastUsedOrigin"] != "https://shop.example" || object["lastUsedAddress"] != "127.0.0.0/24" {
			t.Errorf("last used %v %v %v", object["lastUsedAt"], object["lastUsedOrigin"], object["lastUsedAddress"])
		}
		for _, query := range []string{"?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", "?from=yesterday"} {
			if a := s.Manage("GET", k.Path()+"/usage"+query, nil); a.Status != 422 {
				t.Errorf("%s: %d %s", query, a.Status, a.Body)
			}
		}
		if a := s.Manage("GET", k.Path()+"/denials?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", nil); a.Status != 200 || len(a.JSON["callers"].([]any)) != 0 {
			t.Errorf("another day: %d %s", a.Status, a.Body)
		}
	})
}

// A restriction that only reports lets everybody through and tells its owner whom it would refuse.
func TestReportOnly(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	k := s.NewKey(id, JSON{"restriction": JSON{"type": "WEBSITES", "websites": []string{"https://shop.example"}, "reportOnly": true}})
	for _, origin := range []string{"https://shop.example", "https://evil.example", "null", ""} {
		if code := use(s, k, origin); code != "" {
			t.Errorf("%q is refused: %s", origin, code)
		}
	}
	if warnings := fmt.Sprint(s.MustManage("GET", k.Path(), nil)["warnings"]); !strings.Contains(warnings, "REPORT_ONLY") || !strings.Contains(warnings, "EVERYWHERE") {
		t.Errorf("warnings %s", warnings)
	}
	denied := s.MustManage("GET", k.Path()+"/denials", nil)
	callers := denied["callers"].([]any)
	if denied["total"] != 0.0 || len(callers) != 3 || callers[0].(JSON)["reportOnly"] != true {
		t.Errorf("denials %v", denied)
	}
	verdict := s.MustManage("POST", k.Path()+"/check", JSON{"origin": "https://evil.example"})
	if verdict["allowed"] != true || verdict["code"] != "" || verdict["wouldRefuse"] != "ORIGIN_NOT_ALLOWED" {
		t.Errorf("verdict %v", verdict)
	}
	s.MustManage("PATCH", k.Path()+"?force=true", JSON{"restriction": JSON{"reportOnly": false}})
	if code := use(s, k, "https://evil.example"); code != "ORIGIN_NOT_ALLOWED" {
		t.Errorf("in force: %q", code)
	}
	// A disabled key is refused also then: only the restriction is tried.
	s.MustManage("PATCH", k.Path()+"?force=true", JSON{"disabled": true, "restriction": JSON{"reportOnly": true}})
	if code := use(s, k, "https://shop.example"); code != "KEY_DISABLED" {
		t.Errorf("disabled: %q", code)
	}
}

// A key is found by any of its secrets and by its id, for checks in scripts.
func TestCheckAnyKey(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), websites("https://*.shop.example"))
	fresh := s.MustManage("POST", k.Path()+"/rotate", JSON{"graceSeconds": 60})["key"].(string)
	for _, name := range []string{k.ID, k.Secret, fresh} {
		v := s.MustManage("POST", "/api-keys/check", JSON{"key": name, "origin": "https://www.shop.example"})
		if v["keyId"] != k.ID || v["assistantId"] != k.AssistantID || v["allowed"] != true || v["matched"] != "https://*.shop.example" {
			t.Errorf("%v", v)
		}
	}
	v := s.MustManage("POST", "/api-keys/check", JSON{"key": k.ID, "origin": "https://shop.example"})
	if v["allowed"] != false || v["code"] != "ORIGIN_NOT_ALLOWED" || v["detail"] == "" {
		t.Errorf("%v", v)
	}
	for body, status := range map[string]int{`{"key":"k_none"}`: 404, `{"key":"` + k.Secret[:len(k.Secret)-1] + `"}`: 404, `{}`: 422, `{"key":"` + k.ID + `","ipAddress":"x"}`: 422} {
		if a := s.Manage("POST", "/api-keys/check", body); a.Status != status {
			t.Errorf("%s: %d %s", body, a.Status, a.Body)
		}
	}
}

// A stream ends when the time of its key does, or the grace of its secret.
func TestStreamEndsWithTheKeysTime(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up := providertest.New(t, providertest.Hang("Hello "))
	id := s.NewAssistant(scripted(up))
	soon := func() string { return time.Now().Add(1500 * time.Millisecond).UTC().Format(time.RFC3339Nano) }
	for _, c := range []struct {
		name, code string
		end        func(testkit.Key)
		key        JSON
	}{
		{"expiry", "KEY_EXPIRED", func(testkit.Key) {}, JSON{"expiresAt": soon()}}, // the first, as its time begins here
		{"expiry that is set meanwhile", "KEY_EXPIRED", func(k testkit.Key) { s.MustManage("PATCH", k.Path()+"?force=true", JSON{"expiresAt": soon()}) }, nil},
		{"grace", "KEY_INVALID", func(k testkit.Key) { s.MustManage("POST", k.Path()+"/rotate", JSON{"graceSeconds": 1}) }, nil},
		{"rotation at once", "KEY_INVALID", func(k testkit.Key) { s.MustManage("POST", k.Path()+"/rotate", nil) }, nil},
		{"deletion", "KEY_INVALID", func(k testkit.Key) { s.MustManage("DELETE", k.Path()+"?force=true", nil) }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := s.NewKey(id, c.key)
			stream := s.Ask(s.NewConversation(k), "Hello?")
			defer stream.Close()
			first, _ := stream.Next()
			c.end(k)
			events := append([]testkit.Event{first}, stream.All()...)
			last := events[len(events)-1]
			if last.JSON["reason"] != c.code || last.JSON["last"] != true {
				t.Errorf("the last frame: %s", last.Data)
			}
		})
	}
}
