package key_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"latchkey/internal/key"
)

var mint = key.NewMint([]byte("0123456789abcdef0123456789abcdef"), false)

func TestSecret(t *testing.T) {
	t.Parallel()
	secret := mint.New("aX7kP2mQ9r")
	if id, ok := key.ParseSecret(secret); !ok || id != "aX7kP2mQ9r" || len(secret) != 10+3+43+6 {
		t.Fatalf("%q: %q %v", secret, id, ok)
	}
	if key.Hint(secret) != "…"+secret[len(secret)-4:] {
		t.Errorf("hint %q", key.Hint(secret))
	}
	if mint.New("aX7kP2mQ9r") == secret {
		t.Error("two secrets are equal")
	}
	for name, bad := range map[string]string{
		"empty": "", "no dash": strings.ReplaceAll(secret, "-", ""), "cut": secret[:len(secret)-1], "longer": secret + "0",
		"other marker": strings.Replace(secret, "-lk", "-lx", 1), "no assistant": secret[10:], "space": " " + secret,
		"very long": strings.Repeat("a", 10_000), "not base62": secret[:20] + "_" + secret[21:], "unicode": secret[:20] + "é" + secret[22:],
	} {
		if _, ok := key.ParseSecret(bad); ok {
			t.Errorf("%s: accepted %q", name, bad)
		}
	}
}

// Every single mistyped character, and every swap of two neighbours, is noticed without a look-up.
func TestChecksum(t *testing.T) {
	t.Parallel()
	secret := mint.New("aX7kP2mQ9r")
	for i := range len(secret) {
		for _, c := range []byte("0aZ") {
			if changed := secret[:i] + string(c) + secret[i+1:]; changed != secret {
				if _, ok := key.ParseSecret(changed); ok {
					t.Errorf("accepted %q for %q", changed, secret)
				}
			}
		}
		if i > 0 && secret[i] != secret[i-1] {
			swapped := secret[:i-1] + string(secret[i]) + string(secret[i-1]) + secret[i+1:]
			if _, ok := key.ParseSecret(swapped); ok {
				t.Errorf("accepted %q for %q", swapped, secret)
			}
		}
	}
}

func FuzzParseSecret(f *testing.F) {
	f.Add(mint.New("aX7kP2mQ9r"))
	f.Add("-lk")
	f.Fuzz(func(t *testing.T, text string) {
		id, ok := key.ParseSecret(text)
		if ok && (!strings.HasPrefix(text, id+"-lk") || strings.Contains(id, "-")) {
			t.Errorf("%q gives %q", text, id)
		}
		key.DigestOf(text)
	})
}

func draft(change func(*key.Draft)) key.Draft {
	d := key.NewDraft()
	d.Name = "Test"
	change(&d)
	return d
}

// The bounds of every option, on both sides.
func TestBounds(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("é", n) }
	prompts := func(n int) []string { return strings.Split(strings.Repeat("x,", n-1)+"x", ",") }
	for _, c := range []struct {
		field string
		good  func(*key.Draft)
		bad   func(*key.Draft)
	}{
		{"name", func(d *key.Draft) { d.Name = long(100) }, func(d *key.Draft) { d.Name = long(101) }},
		{"name", func(d *key.Draft) { d.Name = " x " }, func(d *key.Draft) { d.Name = "  " }},
		{"configuration.webComponentOpenerSize", func(d *key.Draft) { d.Configuration.WebComponentOpenerSize = 40 }, func(d *key.Draft) { d.Configuration.WebComponentOpenerSize = 39 }},
		{"configuration.webComponentOpenerSize", func(d *key.Draft) { d.Configuration.WebComponentOpenerSize = 140 }, func(d *key.Draft) { d.Configuration.WebComponentOpenerSize = 141 }},
		{"configuration.marginBottom", func(d *key.Draft) { d.Configuration.MarginBottom = 10 }, func(d *key.Draft) { d.Configuration.MarginBottom = 9 }},
		{"configuration.chatEngagementPromptRotateTime", func(d *key.Draft) { d.Configuration.ChatEngagementPromptRotateTime = 1 }, func(d *key.Draft) { d.Configuration.ChatEngagementPromptRotateTime = 0 }},
		{"configuration.maxMessagePerConversation", func(d *key.Draft) { d.Configuration.MaxMessagePerConversation = 0 }, func(d *key.Draft) { d.Configuration.MaxMessagePerConversation = -1 }},
		{"configuration.tooManyMessageErrorText", func(d *key.Draft) { d.Configuration.TooManyMessageErrorText = long(500) }, func(d *key.Draft) { d.Configuration.TooManyMessageErrorText = long(501) }},
		{"configuration.chatEngagementPrompts", func(d *key.Draft) { d.Configuration.ChatEngagementPrompts = prompts(20) }, func(d *key.Draft) { d.Configuration.ChatEngagementPrompts = prompts(21) }},
		{"configuration.chatEngagementPrompts[0]", func(d *key.Draft) { d.Configuration.ChatEngagementPrompts = []string{long(280)} }, func(d *key.Draft) { d.Configuration.ChatEngagementPrompts = []string{long(281)} }},
		{"configuration.chatEngagementPrompts[0]", func(d *key.Draft) { d.Configuration.ChatEngagementPrompts = nil }, func(d *key.Draft) { d.Configuration.ChatEngagementPrompts = []string{" "} }},
		{"configuration.headerColor", func(d *key.Draft) { d.Configuration.HeaderColor = " #ABCDEF " }, func(d *key.Draft) { d.Configuration.HeaderColor = "#abc" }},
		{"configuration.position", func(d *key.Draft) { d.Configuration.Position = "left" }, func(d *key.Draft) { d.Configuration.Position = "LEFT" }},
		{"configuration.chatEngagementPromptMode", func(d *key.Draft) { d.Configuration.ChatEngagementPromptMode = "random" }, func(d *key.Draft) { d.Configuration.ChatEngagementPromptMode = "" }},
		{"configuration.privacyPolicyURL", func(d *key.Draft) { d.Configuration.PrivacyPolicyURL = "https://example.com/p?x#y" }, func(d *key.Draft) { d.Configuration.PrivacyPolicyURL = "javascript:alert(1)" }},
		{"configuration.privacyPolicyURL", func(d *key.Draft) { d.Configuration.PrivacyPolicyURL = "" }, func(d *key.Draft) { d.Configuration.PrivacyPolicyURL = "data:text/html,x" }},
		{"configuration.termsOfServiceURL", func(d *key.Draft) { d.Configuration.TermsOfServiceURL = "http://example.com" }, func(d *key.Draft) { d.Configuration.TermsOfServiceURL = "/terms" }},
		{"configuration.termsOfServiceURL", func(d *key.Draft) {}, func(d *key.Draft) { d.Configuration.TermsOfServiceURL = "https://user:pw@example.com" }},
		{"restriction.ipAddresses", func(d *key.Draft) { d.Restriction.Type = key.Websites }, func(d *key.Draft) { d.Restriction.Type = key.IPAddresses }},
		{"restriction.type", func(d *key.Draft) { d.Restriction.Type = key.None }, func(d *key.Draft) { d.Restriction.Type = "" }},
		{"restriction.websites", func(d *key.Draft) { d.Restriction.Websites = sites(1000) }, func(d *key.Draft) { d.Restriction.Websites = sites(1001) }},
		{"limits.messagesPerDay", func(d *key.Draft) { d.Limits.MessagesPerDay = new(int) }, func(d *key.Draft) { minus := -1; d.Limits.MessagesPerDay = &minus }},
	} {
		good := draft(c.good)
		if _, problems := good.Validate(); len(problems) > 0 {
			t.Errorf("%s: a good value is refused: %+v", c.field, problems)
		}
		bad := draft(c.bad)
		if _, problems := bad.Validate(); len(problems) != 1 || problems[0].Location != c.field || problems[0].Message == "" {
			t.Errorf("%s: a bad value gives %+v", c.field, problems)
		}
	}
}

func sites(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("https://site%d.example.com", i)
	}
	return list
}

func TestStatus(t *testing.T) {
	t.Parallel()
	now := time.Now()
	past := now.Add(-time.Second)
	for want, k := range map[key.Status]key.Key{
		key.Active:   {},
		key.Deleted:  {DeletedAt: &past, Draft: key.Draft{Disabled: true}},
		key.Disabled: {Draft: key.Draft{Disabled: true, ExpiresAt: &past}},
		key.Expired:  {Draft: key.Draft{ExpiresAt: &past}},
	} {
		if got := k.Status(now); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	k := key.Key{Draft: draft(func(d *key.Draft) { d.Restriction.Type = key.Websites })}
	if w := k.Warnings(); len(w) != 1 || w[0].Code != "WEBSITES_EMPTY" || !strings.Contains(w[0].Message, "EVERY website") {
		t.Errorf("%+v", w)
	}
	k.Restriction.Websites = []string{"https://example.com"}
	if w := k.Warnings(); w == nil || len(w) != 0 {
		t.Errorf("%+v", w)
	}
	k.Restriction.ReportOnly = true
	if w := k.Warnings(); len(w) != 1 || w[0].Code != "REPORT_ONLY" || !strings.Contains(w[0].Message, "EVERYWHERE") {
		t.Errorf("%+v", w)
	}
	k.Restriction = key.Restriction{Type: key.IPAddresses, IPAddresses: []string{"0.0.0.0/0"}, ConfirmWideAddresses: true}
	if w := k.Warnings(); len(w) == 0 || w[0].Code != "TOO_WIDE" {
		t.Errorf("%+v", w)
	}
}

// What was changed on the way to the canonical form is said, where it is stored.
func TestCorrections(t *testing.T) {
	t.Parallel()
	d := draft(func(d *key.Draft) {
		d.Restriction.Websites = []string{"https://a.example", "HTTPS://B.example:443/#x", "https://a.example/", "b.example"}
		d.Restriction.IPAddresses = []string{"10.0.0.5/8", "::ffff:203.0.113.5"}
	})
	got, problems := d.Validate()
	want := []key.Correction{
		{Field: "restriction.websites[1]", From: "HTTPS://B.example:443/#x", To: "https://b.example",
			Message: "Written in lower case; the scheme's own port is left out; the slash at the end is left out; the fragment is left out."},
		{Field: "restriction.websites[2]", From: "https://a.example/", Message: "It is in the list already."},
		{Field: "restriction.websites[2]", From: "b.example", Message: "It is in the list already."},
		{Field: "restriction.ipAddresses[0]", From: "10.0.0.5/8", To: "10.0.0.0/8",
			Message: "The bits behind the prefix are set to zero: the whole range is meant."},
		{Field: "restriction.ipAddresses[1]", From: "::ffff:203.0.113.5", To: "203.0.113.5", Message: "Written as the IPv4 address that it is."},
	}
	if len(problems) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\n%+v", got, problems)
	}
	again, problems := d.Validate()
	if len(again)+len(problems) > 0 {
		t.Errorf("the canonical form is corrected: %+v %+v", again, problems)
	}
}

// A prefix that holds much of the internet has to be confirmed.
func TestWideAddresses(t *testing.T) {
	t.Parallel()
	for _, entry := range []string{"0.0.0.0/0", "::/0", "10.0.0.0/7", "2000::/15"} {
		d := draft(func(d *key.Draft) { d.Restriction.IPAddresses = []string{entry} })
		if _, problems := d.Validate(); len(problems) != 1 || !strings.Contains(problems[0].Message, "confirmWideAddresses") {
			t.Errorf("%s: %+v", entry, problems)
		}
		d.Restriction.ConfirmWideAddresses = true
		if _, problems := d.Validate(); len(problems) > 0 || d.Restriction.IPAddresses[0] != entry {
			t.Errorf("%s, confirmed: %+v", entry, problems)
		}
	}
}

// Only who knows the mark can make a key that is looked up.
func TestMint(t *testing.T) {
	t.Parallel()
	stranger := key.NewMint(make([]byte, key.MarkSize), false)
	older := key.NewMint([]byte("0123456789abcdef0123456789abcdef"), true)
	for range 100 {
		own, foreign := mint.New("aX7kP2mQ9r"), stranger.New("aX7kP2mQ9r")
		if _, ok := key.ParseSecret(foreign); !ok {
			t.Fatal("it does not even look like a key")
		}
		if !mint.Made(own) || mint.Made(foreign) || !older.Made(foreign) {
			t.Fatalf("own %v, foreign %v, with older keys %v", mint.Made(own), mint.Made(foreign), older.Made(foreign))
		}
		moved := strings.Replace(own, "aX7kP2mQ9r", "bX7kP2mQ9r", 1)
		if mint.Made(moved) {
			t.Fatal("the mark holds for another assistant")
		}
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limit      int
		text, want string
	}{{0, "", ""}, {5, "", key.DefaultErrorText}, {5, "Enough", "Enough"}, {0, "Enough", "Enough"}} {
		config := key.Configuration{MaxMessagePerConversation: c.limit, TooManyMessageErrorText: c.text}
		if got := config.ErrorText(); got != c.want {
			t.Errorf("limit %d, text %q: %q", c.limit, c.text, got)
		}
	}
}
