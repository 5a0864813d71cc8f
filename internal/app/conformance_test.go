package app_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/internal/address"
	"latchkey/internal/clientapi"
	"latchkey/internal/testkit"
)

// The conformance data of the packages origin and address, which their own tests hold against the packages, is held here against a whole
// server. README.md beside the data describes the fields.

type websiteCases struct {
	Origin, Referer []websiteCase
	Save            []entryCase
}

type websiteCase struct {
	Name, Verdict, Matched, Reason string
	Websites, Origin, Referer      []string
}

type entryCase struct {
	Name, Entry, Verdict, Canonical, Reason, Suggestion string
	Warnings                                            []string
}

type addressCases struct {
	Client  []clientCase
	Entries []entryCase
}

type clientCase struct {
	Name, Peer, Header, Verdict, Address, Via, Matched, Reason string
	TrustedProxies, IPAddresses                                []string
	Headers                                                    map[string][]string
}

func readCases[T any](t *testing.T, pkg string) T {
	t.Helper()
	raw, err := os.ReadFile("../" + pkg + "/testdata/conformance.json")
	if err != nil {
		t.Fatal(err)
	}
	var data T
	if err := json.Unmarshal(raw, &data); err != nil {
		t.Fatal(err)
	}
	return data
}

// inexpressible are cases that no request can carry, by name, with the reason.
type inexpressible map[string]string

// count keeps track of the cases of a test.
type count struct{ sent, broken, left map[string]bool }

func newCount() count { return count{map[string]bool{}, map[string]bool{}, map[string]bool{}} }

func (n count) note(name string, got outcome) {
	n.sent[name] = true
	if got.Refused {
		n.broken[name] = true
	}
}

func (n count) report(t *testing.T, left inexpressible) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if !n.left[name] {
			t.Errorf("there is no case %q", name)
		}
		t.Logf("cannot be expressed over HTTP: %s (%s)", name, left[name])
	}
	t.Logf("%d cases were sent, %d of them refused as no HTTP before anybody decides; %d cannot be sent", len(n.sent), len(n.broken), len(n.left))
}

var inexpressibleWebsites = inexpressible{
	"nothing listed": "a key with an empty list accepts every website",
	"leading space":  "HTTP removes blanks around a value",
	"trailing space": "HTTP removes blanks around a value",
}

// The gate decides about each case as the package does, and so does the check of the management API.
func TestWebsitesConform(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	ring := newKeyRing(s)
	data := readCases[websiteCases](t, "origin")
	n := newCount()
	for i, c := range slices.Concat(data.Origin, data.Referer) {
		if _, found := inexpressibleWebsites[c.Name]; found {
			n.left[c.Name] = true
			continue
		}
		k := ring.key("WEBSITES", "websites", c.Websites)
		want := map[string]string{"allow": "", "deny": "ORIGIN_NOT_ALLOWED"}[c.Verdict]
		if c.Reason == "MISSING" {
			want = "ORIGIN_MISSING"
		}
		got := send(t, s, k, map[string][]string{"Origin": c.Origin, "Referer": c.Referer})
		n.note(fmt.Sprint(i), got)
		if !got.is(want) {
			t.Errorf("%s: Origin %q, Referer %q: got %v, want %q", c.Name, c.Origin, c.Referer, got, want)
		}
		if origin, referer, ok := onlyValues(c); ok {
			checkVerdict(t, s, k, c.Name, JSON{"origin": origin, "referer": referer}, want, c.Matched)
		}
	}
	n.report(t, inexpressibleWebsites)
}

// onlyValues returns the values of a case that has at most one of each header, none of them empty, as the check takes them.
func onlyValues(c websiteCase) (origin, referer string, ok bool) {
	for _, header := range [][]string{c.Origin, c.Referer} {
		if len(header) > 1 || len(header) == 1 && header[0] == "" {
			return "", "", false
		}
	}
	return strings.Join(c.Origin, ""), strings.Join(c.Referer, ""), true
}

func checkVerdict(t *testing.T, s *testkit.Server, k testkit.Key, name string, facts JSON, code, matched string) {
	t.Helper()
	got := s.MustManage("POST", k.Path()+"/check", facts)
	if got["allowed"] != (code == "") || got["code"] != code || got["matched"] != matched {
		t.Errorf("%s: the check says %v, want %q, matched %q", name, got, code, matched)
	}
}

// Each website that is added is kept in the canonical form, or refused at its place with its message, by POST and by PATCH alike.
func TestWebsiteEntriesConform(t *testing.T) {
	t.Parallel()
	data := readCases[websiteCases](t, "origin")
	saveAll(t, "WEBSITES", "websites", "https://placeholder.example", data.Save)
}

// The same for IP addresses.
func TestAddressEntriesConform(t *testing.T) {
	t.Parallel()
	data := readCases[addressCases](t, "address")
	saveAll(t, "IP_ADDRESSES", "ipAddresses", "192.0.2.1", data.Entries)
}

func saveAll(t *testing.T, kind, field, placeholder string, cases []entryCase) {
	t.Helper()
	s := testkit.Start(t)
	keys := "/assistants/" + s.NewAssistant(nil) + "/api-keys"
	before := JSON{"restriction": JSON{"type": kind, field: []string{placeholder}}}
	edited := s.NewKey(strings.Split(keys, "/")[2], before)
	for _, c := range cases {
		restriction := JSON{"type": kind, field: []string{c.Entry}}
		created := s.Manage("POST", keys, JSON{"name": c.Name, "restriction": restriction})
		checkSaved(t, c, field, created, http.StatusCreated)
		s.MustManage("PATCH", edited.Path(), before)
		checkSaved(t, c, field, s.Manage("PATCH", edited.Path(), JSON{"restriction": restriction}), http.StatusOK)
		want := c.Canonical
		if c.Verdict == "refuse" {
			want = placeholder
		}
		stored := s.MustManage("GET", edited.Path(), nil)["restriction"].(JSON)[field]
		if fmt.Sprint(stored) != "["+want+"]" {
			t.Errorf("%s: %v is stored, want %s", c.Name, stored, want)
		}
	}
}

func checkSaved(t *testing.T, c entryCase, field string, a testkit.Answer, accepted int) {
	t.Helper()
	if c.Verdict == "refuse" {
		problems, _ := a.JSON["errors"].([]any)
		if a.Status != http.StatusUnprocessableEntity || len(problems) != 1 {
			t.Errorf("%s: %d %s", c.Name, a.Status, a.Body)
			return
		}
		problem := problems[0].(JSON)
		message, _ := problem["message"].(string)
		if problem["location"] != "restriction."+field+"[0]" || message == "" || !strings.Contains(message, c.Suggestion) {
			t.Errorf("%s: %v, want the way out %q", c.Name, problem, c.Suggestion)
		}
		return
	}
	var warnings []string
	list, _ := a.JSON["warnings"].([]any)
	for _, warning := range list {
		warnings = append(warnings, warning.(JSON)["code"].(string))
	}
	restriction, _ := a.JSON["restriction"].(JSON)
	if a.Status != accepted || fmt.Sprint(restriction[field]) != "["+c.Canonical+"]" || !slices.Equal(warnings, c.Warnings) {
		t.Errorf("%s: %d %s", c.Name, a.Status, a.Body)
	}
}

// What concerns a whole list: numbers 81 and 82 of the table, and 80 beyond what one entry can be.
func TestListsOfEntries(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	keys := "/assistants/" + s.NewAssistant(nil) + "/api-keys"
	many := make([]string, 1001)
	for i := range many {
		many[i] = fmt.Sprintf("https://site%d.example.com", i)
	}
	for name, c := range map[string]struct {
		restriction JSON
		location    string
	}{
		"more websites than there may be": {JSON{"type": "WEBSITES", "websites": many}, "restriction.websites"},
		"no address":                      {JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{}}, "restriction.ipAddresses"},
		"a list in one entry":             {JSON{"type": "WEBSITES", "websites": []string{"https://a.example", "b.example,c.example"}}, "restriction.websites[1]"},
	} {
		a := s.Manage("POST", keys, JSON{"name": "x", "restriction": c.restriction})
		if a.Status != 422 || !slices.Equal(locations(a), []string{c.location}) {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	a := s.Manage("POST", keys, JSON{"name": "x", "restriction": JSON{"type": "WEBSITES", "websites": []string{}}})
	if a.Status != 201 || !strings.Contains(string(a.Body), "WEBSITES_EMPTY") {
		t.Errorf("an empty list is saved without a warning: %d %s", a.Status, a.Body)
	}
}

var inexpressibleAddresses = func() inexpressible {
	list := inexpressible{
		"nothing listed": "a key cannot be saved with an empty list of addresses",
		"link-local peer: the zone of the socket is dropped": "the loopback interface has no zones",
		"trusted proxy, IPv4-mapped peer":                    "the peer is 127.0.0.1",
		"trusted IPv6 proxy":                                 "the peer is 127.0.0.1",
	}
	for _, name := range []string{
		"Unix socket", "no peer", "peer without a port", "IPv6 peer without brackets", "Unix socket with a path", "peer is a name", "peer in octal",
		"Unix socket with a header",
	} {
		list[name] = "a TCP connection always has an address and a port"
	}
	return list
}()

// The peer of a test is always 127.0.0.1. A case whose peer is the client itself, without any header, is expressed by letting 127.0.0.1 be
// the trusted proxy that names this client. In the other cases 127.0.0.1 takes the place of the peer: it is trusted if the peer is, and it
// is listed if the peer is and decides.
func TestAddressesConform(t *testing.T) {
	t.Parallel()
	data := readCases[addressCases](t, "address")
	rings := map[string]*keyRing{}
	n := newCount()
	for _, c := range data.Client {
		if _, found := inexpressibleAddresses[c.Name]; found {
			n.left[c.Name] = true
			continue
		}
		c = c.fromLoopback(t)
		flags := []string{}
		if len(c.TrustedProxies) > 0 {
			flags = append(flags, "--trusted-proxies", strings.Join(c.TrustedProxies, ","))
		}
		if c.Header != "" {
			flags = append(flags, "--client-ip-header", c.Header)
		}
		setting := strings.Join(flags, " ")
		if rings[setting] == nil {
			rings[setting] = newKeyRing(testkit.Start(t, flags...))
		}
		ring := rings[setting]
		k := ring.key("IP_ADDRESSES", "ipAddresses", c.IPAddresses)
		want := map[string]string{"allow": "", "deny": "ADDRESS_NOT_ALLOWED"}[c.Verdict]
		got := send(t, ring.server, k, c.Headers)
		n.note(c.Name, got)
		if !got.is(want) {
			t.Errorf("%s: %v with %q: got %v, want %q", c.Name, setting, c.Headers, got, want)
		}
		if c.Address != "" {
			checkVerdict(t, ring.server, k, c.Name, JSON{"ipAddress": c.Address}, want, c.Matched)
		}
	}
	n.report(t, inexpressibleAddresses)
}

const loopback = "127.0.0.1"

func (c clientCase) fromLoopback(t *testing.T) clientCase {
	t.Helper()
	peer, err := netip.ParseAddrPort(c.Peer)
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	if len(c.TrustedProxies) == 0 && len(c.Headers) == 0 {
		c.TrustedProxies, c.Headers = []string{loopback}, map[string][]string{c.Header: {c.Peer}}
		return c
	}
	if holder(t, c.TrustedProxies, peer.Addr()) != "" {
		c.TrustedProxies = append(slices.Clone(c.TrustedProxies), loopback)
	}
	if entry := holder(t, c.IPAddresses, peer.Addr()); entry != "" && c.Via == address.Socket {
		c.IPAddresses, c.Matched = []string{loopback}, loopback
	}
	if c.Via == address.Socket {
		c.Address = loopback
	}
	return c
}

// holder returns the entry that holds an address.
func holder(t *testing.T, entries []string, addr netip.Addr) string {
	t.Helper()
	for _, entry := range entries {
		parsed, err := address.ParseEntry(entry)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.Prefix.Contains(addr.Unmap()) {
			return entry
		}
	}
	return ""
}

// keyRing has one key for each list.
type keyRing struct {
	server    *testkit.Server
	assistant string
	keys      map[string]testkit.Key
}

func newKeyRing(s *testkit.Server) *keyRing {
	return &keyRing{s, s.NewAssistant(nil), map[string]testkit.Key{}}
}

func (r *keyRing) key(kind, field string, list []string) testkit.Key {
	name := strings.Join(list, " ")
	if _, found := r.keys[name]; !found {
		r.keys[name] = r.server.NewKey(r.assistant, JSON{
			"restriction": JSON{"type": kind, field: list}, "limits": JSON{"requestsPerMinute": 0}})
	}
	return r.keys[name]
}

// outcome is what a client learns of a decision.
type outcome struct {
	Status  int
	Code    string
	Refused bool // as a request that is no HTTP, before anybody decides
}

// is says whether a decision was the wanted one: "" is an admitted request.
func (o outcome) is(code string) bool {
	switch {
	case o.Refused:
		return code != ""
	case code == "":
		return o.Status == http.StatusOK
	}
	return o.Status == http.StatusForbidden && o.Code == code
}

// send asks for the assistant with exactly these header lines, as bytes on a connection: a client of net/http would refuse or mend some.
func send(t *testing.T, s *testkit.Server, k testkit.Key, headers map[string][]string) outcome {
	t.Helper()
	request := "GET /assistants/" + k.AssistantID + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nApi-Key: " + k.Secret + "\r\n"
	control := false
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		for _, value := range headers[name] {
			request += name + ": " + value + "\r\n"
			control = control || strings.ContainsAny(value, "\x00\r\n\x7f")
		}
	}
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	if _, err := conn.Write([]byte(request + "\r\n")); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if control && res.StatusCode == http.StatusBadRequest {
		return outcome{Refused: true}
	}
	var body struct{ Code string }
	if err := json.NewDecoder(res.Body).Decode(&body); err != nil {
		t.Fatalf("%q: %d: %v", headers, res.StatusCode, err)
	}
	return outcome{Status: res.StatusCode, Code: body.Code}
}

// aroundTheMatcher says which tests cover the cases of the table that are about the server, not about the packages.
var aroundTheMatcher = map[int][]string{
	83: {"TestPreflight"},                                // a preflight carries no key and decides nothing
	84: {"TestRefusals", "TestEmbedScript"},              // a refusal can be read by the page and gives nothing away
	85: {"TestUnknownKeyLooksLikeForeignWebsite"},        // nor does its shape
	86: {"TestEveryRouteIsKnown", "TestRefusals"},        // every route asks the same gate
	87: {"TestKeyEndsDuringStream"},                      // a stream is cut when its key is revoked
	88: {"TestRefusals", "TestNothingIsKept"},            // no shared cache keeps an answer
	89: {"TestKeyOnlyInItsHeader"},                       // a key in the query is none
	90: {"TestIDsAreIssued", "TestForeignConversations"}, // no client chooses the id of a conversation
}

func TestServerCasesAreCovered(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var source []byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source = append(source, text...)
	}
	for number := 83; number <= 90; number++ {
		if len(aroundTheMatcher[number]) == 0 {
			t.Errorf("no test covers number %d of the table", number)
		}
		for _, name := range aroundTheMatcher[number] {
			if !regexp.MustCompile(`(?m)^func ` + name + `\(`).Match(source) {
				t.Errorf("%s, which is to cover number %d of the table, is not there", name, number)
			}
		}
	}
}

// A key that does not exist is refused in the same shape as one that does and belongs to another website.
func TestUnknownKeyLooksLikeForeignWebsite(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	foreign, gone := s.NewKey(id, websites("https://shop.example")), s.NewKey(id, nil)
	s.Manage("DELETE", gone.Path(), nil)
	shape := func(secret string) string {
		a := s.Do("GET", "/assistants/"+id, nil, "Api-Key", secret, "Origin", "https://evil.example")
		return fmt.Sprint(a.Status, slices.Sorted(maps.Keys(a.JSON)), slices.Sorted(maps.Keys(a.Header)))
	}
	known := shape(foreign.Secret)
	for name, secret := range map[string]string{"deleted": gone.Secret, "malformed": "x", "of another assistant": "aX7kP2mQ9r" + foreign.Secret[len(id):]} {
		if got := shape(secret); got != known {
			t.Errorf("%s: %s, and a known key: %s", name, got, known)
		}
	}
}

// Every route of the client API is in clientRoutes, which TestRefusals holds against the gate. The script of a key has a test of its own.
func TestEveryRouteIsKnown(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	left := map[string]bool{}
	for _, route := range clientapi.New(clientapi.Options{}).Routes() {
		mux.Handle(route.Pattern, http.NotFoundHandler())
		left[route.Pattern] = route.Form != clientapi.AsScript
	}
	for _, route := range clientRoutes {
		path, _, _ := strings.Cut(strings.ReplaceAll(route.path, "{a}", "a"), "?")
		request, err := http.NewRequestWithContext(t.Context(), route.method, path, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, pattern := mux.Handler(request)
		left[pattern] = false
	}
	for pattern, unknown := range left {
		if unknown {
			t.Errorf("%s is not in clientRoutes", pattern)
		}
	}
}

// No cache between server and visitor keeps what one website was told, or gives it to another.
func TestNothingIsKept(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	k := s.NewKey(id, websites("https://shop.example"))
	for _, route := range clientRoutes {
		c := s.NewConversation(k, "Origin", "https://shop.example")
		asked := s.Do("POST", c.Path+"/queries", JSON{"request": "hello"}, "Api-Key", k.Secret, "Conversation-Token", c.Token, "Origin", "https://shop.example")
		query, _ := asked.JSON["id"].(string)
		path := strings.NewReplacer("{a}", id, "/c_1", "/"+c.ID, "q_1", query).Replace(route.path)
		var body any
		if route.method != "GET" {
			body = JSON{"request": "hello", "reaction": "LIKE", "lastQueryId": query, "conversations": []JSON{{"id": c.ID, "token": c.Token}}}
		}
		if strings.HasSuffix(path, "/audio") || strings.HasPrefix(path, "/grounding/") {
			continue // no answer but a refusal, here
		}
		a := s.Do(route.method, path, body, "Api-Key", k.Secret, "Conversation-Token", c.Token, "Origin", "https://shop.example")
		absent := strings.Contains(path, "/attachments") || strings.Contains(path, "/data-source/") // there are none to be had
		if (a.Status >= 400 && !absent) || !strings.Contains(a.Header.Get("Cache-Control"), "no-store") || !strings.Contains(a.Header.Get("Vary"), "Origin") {
			t.Errorf("%s %s: %d %v", route.method, path, a.Status, a.Header)
		}
	}
}

// A key is read from its header alone: what stands in a query ends up in logs and Referers.
func TestKeyOnlyInItsHeader(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t, "--log-level", "debug")
	id := s.NewAssistant(nil)
	k := s.NewKey(id, nil)
	for _, name := range []string{"api-key", "apiKey", "api_key", "Api-Key", "key", "token", "access_token"} {
		a := s.Do("GET", "/assistants/"+id+"?"+name+"="+k.Secret, nil)
		if a.Status != 401 || a.JSON["code"] != "KEY_MISSING" {
			t.Errorf("?%s=: %d %s", name, a.Status, a.Body)
		}
	}
	if strings.Contains(s.Log(), k.Secret) {
		t.Error("the log holds a key")
	}
}

// Conversations have ids that nobody can guess, whatever id a client asks for.
func TestIDsAreIssued(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	k := s.NewKey(id, nil)
	path := "/chat-bots/" + id + "/conversations"
	seen := map[string]bool{}
	for range 3 {
		a := s.Do("POST", path, JSON{"id": "mine", "token": "mine", "title": "x", "source": "INTEGRATION", "data": ""}, "Api-Key", k.Secret)
		issued, _ := a.JSON["id"].(string)
		if a.Status != 201 || len(issued) < 22 || a.JSON["token"] == "mine" || seen[issued] {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		seen[issued] = true
	}
	a := s.Do("POST", path+"/mine/queries", JSON{"request": "hello"}, "Api-Key", k.Secret, "Conversation-Token", "mine")
	if a.Status != 404 || a.JSON["code"] != "CONVERSATION_NOT_FOUND" {
		t.Errorf("an id of one's own: %d %s", a.Status, a.Body)
	}
}
