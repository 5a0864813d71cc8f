package app_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// checkKeys asks about the keys of a server at an address.
func checkKeys(t *testing.T, s *testkit.Server, server string) {
	t.Helper()
	id := s.NewAssistant(nil)
	k := s.NewKey(id, JSON{"restriction": JSON{"type": "WEBSITES", "websites": []string{"https://*.example.com"}}})
	office := s.NewKey(id, JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"203.0.113.0/24"}}})
	do := func(stdin string, args ...string) (int, string, string) {
		code, out, log := command(server, s.Token, nil, stdin, append([]string{"keys", "check"}, args...)...)
		if strings.Contains(out+log, k.Secret) || strings.Contains(out+log, s.Token) {
			t.Errorf("a secret is shown: %s%s", out, log)
		}
		return code, out, log
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		want []string
	}{
		{"allowed by id", []string{k.ID, "--origin", "https://www.example.com"}, 0, []string{"allowed\n", "decided by the entry: https://*.example.com"}},
		{"allowed by the full key", []string{k.Secret, "--referer", "https://www.example.com/page"}, 0, []string{"allowed\n", "key: " + k.ID}},
		{"refused", []string{k.ID, "--origin", "https://example.com"}, 1, []string{"refused ORIGIN_NOT_ALLOWED", "1 of 1 verdicts are not as expected"}},
		{"refused as expected", []string{k.ID, "--origin", "https://example.com", "--expect", "refused"}, 0, []string{"refused ORIGIN_NOT_ALLOWED"}},
		{"allowed against expectation", []string{k.ID, "--origin", "https://www.example.com", "--expect", "refused"}, 1, []string{"allowed\n"}},
		{"address", []string{office.ID, "--ip", "203.0.113.9"}, 0, []string{"decided by the entry: 203.0.113.0/24"}},
		{"no address", []string{office.ID, "--ip", "nonsense"}, 2, []string{"no verdict: ipAddress must be an IPv4 or IPv6 address"}},
		{"no such key", []string{"k_none"}, 2, []string{"no verdict: There is no such"}},
		{"no key", nil, 2, []string{"name a key"}},
		{"key and file", []string{k.ID, "-f", "-"}, 2, []string{"those of the file"}},
		{"unknown expectation", []string{k.ID, "--expect", "maybe"}, 2, []string{"--expect"}},
	} {
		code, out, log := do("", c.args...)
		t.Log(c.name)
		expect(t, code, out, log, c.code, c.want...)
	}

	good := "- {key: " + k.ID + ", origin: https://www.example.com}\n- {key: " + k.Secret + ", origin: https://evil.example, expect: refused}\n- {key: " + office.ID + ", ip: 203.0.113.9, expect: allowed}\n"
	code, out, log := do(good, "-f", "-")
	expect(t, code, out, log, 0, "EXPECTED", "ORIGIN_NOT_ALLOWED", "https://*.example.com")
	if strings.Count(out, "\nok ") != 3 {
		t.Errorf("%s", out)
	}
	code, out, log = do(good+"- {key: "+k.ID+", origin: https://example.com}\n", "-f", "-")
	expect(t, code, out, log, 1, "FAIL  4     allowed   refused  ORIGIN_NOT_ALLOWED", "1 of 4 verdicts are not as expected")
	code, out, log = do(good+"- {key: k_none}\n", "-f", "-")
	expect(t, code, out, log, 2, "ERROR  4", "1 of 4 cases have no verdict")

	code, out, log = do(good, "-f", "-", "--json")
	expect(t, code, out, log, 0)
	var results []struct {
		OK      bool
		Verdict struct{ KeyID, Code, Matched string }
	}
	if err := json.Unmarshal([]byte(out), &results); err != nil || len(results) != 3 || !results[1].OK || results[1].Verdict.Code != "ORIGIN_NOT_ALLOWED" || results[1].Verdict.KeyID != k.ID {
		t.Errorf("%v %s", err, out)
	}
}

func TestKeysCheckBehindFront(t *testing.T) {
	t.Parallel()
	f := newFront(t, testkit.Start(t))
	checkKeys(t, f.s, f.URL)
}

func TestKeysCheck(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	checkKeys(t, s, s.URL)
}

// A key that only reports says what it would refuse; a server that cannot be asked has an exit code of its own.
func TestKeysCheckAnswers(t *testing.T) {
	t.Parallel()
	reports := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, 200, JSON{"keyId": "k_1", "allowed": true, "origin": "https://a.example", "wouldRefuse": "ORIGIN_NOT_ALLOWED"})
	}))
	code, out, log := command(reports, "lkt_x", nil, "", "keys", "check", "k_1", "--origin", "https://a.example")
	expect(t, code, out, log, 0, "allowed\n", "only reported, would be refused with: ORIGIN_NOT_ALLOWED")
	code, out, log = command(reports, "lkt_x", nil, "- {key: k_1, origin: https://a.example}", "keys", "check", "-f", "-")
	expect(t, code, out, log, 0, "would be ORIGIN_NOT_ALLOWED")
	code, out, log = command(serve(t, http.NotFoundHandler()), "lkt_x", nil, "", "keys", "check", "k_1")
	expect(t, code, out, log, 4, "does not answer like a Latchkey server")
}
