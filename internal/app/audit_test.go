package app_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"latchkey/internal/testkit"
)

// change is how a test performs an operation, and what the trail must then say.
type change struct {
	operation     string
	do            func(w *world) testkit.Answer
	action        string
	before, after string // parts of the values, in compact JSON; "null" = none
}

// world is what the changes are made in.
type world struct {
	*testkit.Server
	assistant, document, key, token, user, invitation string // paths
	cookie                                            string
	secrets                                           []string // that the trail must not hold
}

func (w *world) own(method, path string, body any) testkit.Answer {
	return w.Do(method, "/api/v1"+path, body, "Cookie", w.cookie)
}

func (w *world) signIn(password string) testkit.Answer {
	a := signIn(w.Server, "ada@example.com", password)
	w.cookie, _, _ = strings.Cut(a.Header.Get("Set-Cookie"), ";")
	w.secrets = append(w.secrets, strings.TrimPrefix(w.cookie, "latchkey_session="))
	return a
}

// created notes the path and the secret of a new thing.
func (w *world) created(a testkit.Answer, path *string, collection, secret string) testkit.Answer {
	id, _ := a.JSON["id"].(string)
	*path = collection + "/" + id
	if text, ok := a.JSON[secret].(string); ok {
		w.secrets = append(w.secrets, text)
	}
	return a
}

// talk asks a question in a new conversation, whose id it returns. The trail must not hold what is said.
func (w *world) talk(question string) string {
	w.secrets = append(w.secrets, question)
	secret, _ := w.MustManage("POST", w.key+"/reveal", nil)["key"].(string)
	c := w.NewConversation(testkit.Key{AssistantID: strings.TrimPrefix(w.assistant, "/assistants/"), Secret: secret})
	w.Ask(c, question).All()
	return c.ID
}

// onePixel is the shortest picture.
const onePixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

// changes are all operations that change or reveal something, in an order in which they can be made.
var changes = []change{
	{"createAssistant", func(w *world) testkit.Answer {
		w.secrets = append(w.secrets, "sk-model-secret-0001", "sk-model-secret-0002")
		body := JSON{"name": "Shop", "model": JSON{"provider": "openai", "baseUrl": "https://api.example/v1", "model": "m", "apiKey": "sk-model-secret-0001"}}
		return w.created(w.Manage("POST", "/assistants", body), &w.assistant, "/assistants", "")
	}, "assistant.create", "null", `"modelApiKey":"••••0001"`},
	{"editAssistant", func(w *world) testkit.Answer {
		return w.Manage("PATCH", w.assistant, JSON{"name": "Store", "model": JSON{"apiKey": "sk-model-secret-0002"}})
	}, "assistant.update", `"modelApiKey":"••••0001"`, `"modelApiKey":"••••0002"`},
	{"setPicture", func(w *world) testkit.Answer {
		return w.Manage("PUT", w.assistant+"/picture", onePixel, "Content-Type", "image/gif")
	}, "assistant.update", `"imageUuid":""`, `"imageUuid":"`},
	{"deletePicture", func(w *world) testkit.Answer { return w.Manage("DELETE", w.assistant+"/picture", nil) }, "assistant.update", `"imageUuid":"`, `"imageUuid":""`},
	{"addDocument", func(w *world) testkit.Answer {
		return w.created(w.Manage("POST", w.assistant+"/documents", JSON{"title": "Returns", "text": "Thirty days."}), &w.document, w.assistant+"/documents", "")
	}, "document.create", "null", `"title":"Returns"`},
	{"deleteDocument", func(w *world) testkit.Answer { return w.Manage("DELETE", w.document, nil) }, "document.delete", `"title":"Returns"`, "null"},
	{"createKey", func(w *world) testkit.Answer {
		return w.created(w.Manage("POST", w.assistant+"/api-keys", JSON{"name": "Site"}), &w.key, w.assistant+"/api-keys", "key")
	}, "api-key.create", "null", `"name":"Site"`},
	{"editKey", func(w *world) testkit.Answer { return w.Manage("PATCH", w.key, JSON{"name": "Blog"}) }, "api-key.update", `"name":"Site"`, `"name":"Blog"`},
	{"rotateKey", func(w *world) testkit.Answer {
		a := w.Manage("POST", w.key+"/rotate", JSON{"graceSeconds": 60})
		w.secrets = append(w.secrets, a.JSON["key"].(string))
		return a
	}, "api-key.rotate", `"graceUntil":"`, `"hint":"`},
	{"revealKey", func(w *world) testkit.Answer { return w.Manage("POST", w.key+"/reveal", nil) }, "api-key.reveal", "null", "null"},
	{"deleteConversation", func(w *world) testkit.Answer {
		return w.Manage("DELETE", w.assistant+"/conversations/"+w.talk("A private question"), nil)
	}, "conversation.delete", `{"conversations":1,"messages":1}`, "null"},
	{"deleteConversations", func(w *world) testkit.Answer {
		w.talk("A private question")
		return w.Manage("DELETE", w.assistant+"/conversations?expected=1", nil)
	}, "conversation.delete-all", `{"conversations":1}`, "null"},
	{"deleteKey", func(w *world) testkit.Answer { return w.Manage("DELETE", w.key+"?force=true", nil) }, "api-key.delete", `"name":"Blog"`, "null"},
	{"restoreKey", func(w *world) testkit.Answer { return w.Manage("POST", w.key+"/restore", nil) }, "api-key.restore", "null", `"name":"Blog"`},
	{"deleteAssistant", func(w *world) testkit.Answer { return w.Manage("DELETE", w.assistant, nil) }, "assistant.delete", `"name":"Store"`, "null"},
	{"createAccessToken", func(w *world) testkit.Answer {
		return w.created(w.Manage("POST", "/access-tokens", JSON{"name": "ci", "role": "viewer"}), &w.token, "/access-tokens", "token")
	}, "access-token.create", "null", `"name":"ci","role":"viewer","scopes":[]`},
	{"revokeAccessToken", func(w *world) testkit.Answer { return w.Manage("DELETE", w.token, nil) }, "access-token.revoke", `"name":"ci"`, "null"},
	{"createUser", func(w *world) testkit.Answer {
		w.secrets = append(w.secrets, goodPassword, "a second password", "a third password")
		body := JSON{"name": "Ada", "email": "ada@example.com", "role": "editor", "password": goodPassword}
		return w.created(w.Manage("POST", "/users", body), &w.user, "/users", "")
	}, "user.create", "null", `"role":"editor","disabled":false,"password":"set"`},
	{"editUser", func(w *world) testkit.Answer {
		return w.Manage("PATCH", w.user, JSON{"role": "viewer", "password": "a second password"})
	}, "user.update", `"role":"editor"`, `"role":"viewer","disabled":false,"password":"changed"`},
	{"signIn", func(w *world) testkit.Answer { return w.signIn("a second password") }, "user.sign-in", "null", `"sessionId":"s_`},
	{"signOut", func(w *world) testkit.Answer { return w.own("DELETE", "/session", nil) }, "user.sign-out", `"sessionId":"s_`, "null"},
	{"endSession", func(w *world) testkit.Answer {
		other, _ := w.signIn("a second password").JSON["id"].(string)
		w.signIn("a second password")
		return w.own("DELETE", "/sessions/"+other, nil)
	}, "user.end-session", `"sessionId":"s_`, "null"},
	{"changePassword", func(w *world) testkit.Answer {
		return w.own("POST", "/me/password", JSON{"currentPassword": "a second password", "password": "a third password"})
	}, "user.update", `"email":"ada@example.com"`, `"password":"changed"`},
	{"createInvitation", func(w *world) testkit.Answer {
		body := JSON{"email": "bob@example.com", "name": "Bob", "role": "viewer"}
		a := w.created(w.Manage("POST", "/invitations", body), &w.invitation, "/invitations", "link")
		_, secret, _ := strings.Cut(a.JSON["link"].(string), "#")
		w.secrets = append(w.secrets, secret)
		return a
	}, "invitation.create", "null", `"email":"bob@example.com","name":"Bob","role":"viewer","expiresAt":"`},
	{"deleteInvitation", func(w *world) testkit.Answer { return w.Manage("DELETE", w.invitation, nil) }, "invitation.delete", `"role":"viewer"`, "null"},
	{"acceptInvitation", func(w *world) testkit.Answer {
		_, secret, _ := strings.Cut(w.MustManage("POST", "/invitations", JSON{"email": "eve@example.com", "role": "editor"})["link"].(string), "#")
		w.secrets = append(w.secrets, secret)
		a := w.Do("POST", "/api/v1/invitations/accept", JSON{"secret": secret, "name": "Eve", "password": goodPassword})
		if made := compact(w, 1, "after"); !strings.Contains(made, `"role":"editor","disabled":false,"password":"set","invitationId":"i_`) {
			a.Status, a.Body = 500, []byte(made)
		}
		return a
	}, "user.sign-in", "null", `"sessionId":"s_`},
	{"deleteUser", func(w *world) testkit.Answer { return w.Manage("DELETE", w.user, nil) }, "user.delete", `"email":"ada@example.com"`, "null"},
}

// Every operation that changes or reveals something leaves an entry with what was before and after, and none of them holds a secret.
func TestEverythingIsAudited(t *testing.T) {
	t.Parallel()
	w := &world{Server: testkit.Start(t)}
	tested := map[string]bool{"testModel": true} // needs who may edit, and changes nothing
	for _, c := range changes {
		tested[c.operation] = true
		if a := c.do(w); a.Status >= 300 {
			t.Fatalf("%s: %d %s", c.operation, a.Status, a.Body)
		}
		entry := w.MustManage("GET", "/audit?limit=1", nil)["items"].([]any)[0].(JSON)
		actor := entry["actor"].(JSON)
		if entry["action"] != c.action || !strings.HasPrefix(c.action, entry["objectType"].(string)+".") || entry["objectId"] == "" ||
			actor["id"] == "" || actor["name"] == "" || actor["address"] != "127.0.0.1" {
			t.Errorf("%s: %v", c.operation, entry)
		}
		for member, want := range map[string]string{"before": c.before, "after": c.after} {
			if got := compact(w, 0, member); (want == "null") != (got == "null") || !strings.Contains(got, want) {
				t.Errorf("%s: %s is %s, want %s", c.operation, member, got, want)
			}
		}
	}
	for _, op := range operations(t, w.Server) {
		changesNothing := op.method == "GET" || op.id == "lookAtInvitation" || (op.role == "viewer" && strings.HasSuffix(op.scope, ":read"))
		if !changesNothing && !tested[op.id] {
			t.Errorf("say in changes how to perform %s, and what the audit trail must say", op.id)
		}
	}
	trail := string(w.Manage("GET", "/audit/export", nil).Body)
	for _, secret := range append(w.secrets, w.Token, "argon2") {
		if secret == "" || strings.Contains(trail, secret) {
			t.Errorf("the trail holds %q", secret)
		}
	}
}

// compact returns a member of an entry as it is written; 0 is the newest.
func compact(w *world, n int, member string) string {
	lines := bytes.Split(w.Manage("GET", "/audit/export", nil).Body, []byte("\n"))
	var entry map[string]json.RawMessage
	_ = json.Unmarshal(lines[n], &entry) // else there is no such member
	return string(entry[member])
}

// The filters choose, alone and together, in the list and in the export alike.
func TestAuditFilters(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	first, second := s.NewAssistant(nil), s.NewAssistant(JSON{"name": "Other"})
	k := s.NewKey(first, nil)
	s.MustManage("PATCH", k.Path(), JSON{"name": "x"})
	me := s.MustManage("GET", "/me", nil)["id"].(string)
	for query, want := range map[string]string{
		"":                      "api-key.update api-key.create assistant.create assistant.create access-token.create",
		"?assistantId=" + first: "api-key.update api-key.create assistant.create",
		"?objectId=" + second:   "assistant.create",
		"?objectType=api-key":   "api-key.update api-key.create",
		"?actorId=" + me + "&action=api-key.update":               "api-key.update",
		"?actorId=command":                                        "access-token.create",
		"?actorId=nobody":                                         "",
		"?from=2100-01-01T00:00:00Z":                              "",
		"?to=2100-01-01T00:00:00%2B02:00&objectType=access-token": "access-token.create",
		"?from=" + time.Now().Add(-time.Hour).UTC().Format(time.RFC3339) + "&objectId=" + k.ID: "api-key.update api-key.create",
	} {
		var listed, exported []string
		for _, e := range s.MustManage("GET", "/audit"+query, nil)["items"].([]any) {
			listed = append(listed, e.(JSON)["action"].(string))
		}
		a := s.Manage("GET", "/audit/export"+query, nil)
		for lines := bufio.NewScanner(bytes.NewReader(a.Body)); lines.Scan(); {
			var e JSON
			if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
				t.Fatalf("%q: %v", lines.Text(), err)
			}
			exported = append(exported, e["action"].(string))
		}
		if got := strings.Join(listed, " "); got != want || fmt.Sprint(exported) != fmt.Sprint(listed) || a.Header.Get("Content-Type") != "application/x-ndjson" {
			t.Errorf("%s: listed %s, exported %v (%s), want %s", query, got, exported, a.Header.Get("Content-Type"), want)
		}
	}
	for _, query := range []string{"?from=yesterday", "?to=5", "?objectId=" + strings.Repeat("x", 101)} {
		for _, path := range []string{"/audit", "/audit/export"} {
			if a := s.Manage("GET", path+query, nil); a.Status != 422 {
				t.Errorf("%s%s: %d %s", path, query, a.Status, a.Body)
			}
		}
	}
}
