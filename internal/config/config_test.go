package config_test

import (
	"strings"
	"testing"

	"latchkey/internal/config"
)

func valid() config.Server {
	return config.Server{Listen: "127.0.0.1:8080", Data: "data", ClientIPHeader: "X-Forwarded-For"}
}

// Every problem is reported at once, by the flag's name.
func TestValidate(t *testing.T) {
	t.Parallel()
	good := valid()
	good.TrustedProxies, good.PublicURL, good.DatabaseURL = []string{"10.0.0.0/8", " ::1 "}, "https://chat.example.com/base", "postgres:///x"
	if err := good.Validate(); err != nil {
		t.Errorf("good settings are refused: %v", err)
	}
	bad := config.Server{Listen: "8080", PublicURL: "chat.example.com", DatabaseURL: "mysql://x", TrustedProxies: []string{"10.0.0.0/8", "proxy"}}
	err := bad.Validate()
	if err == nil {
		t.Fatal("accepted")
	}
	for _, flag := range []string{"--listen", "--data must", "--public-url", "--database-url", "--trusted-proxies"} {
		if strings.Count(err.Error(), flag) != 1 {
			t.Errorf("%s is not named once in:\n%v", flag, err)
		}
	}
	noHeader := valid()
	noHeader.TrustedProxies, noHeader.ClientIPHeader = []string{"10.0.0.1"}, ""
	if noHeader.Validate() == nil {
		t.Error("trusted proxies without a header are accepted")
	}
}

func TestURL(t *testing.T) {
	t.Parallel()
	for listening, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080", "0.0.0.0:80": "http://localhost:80", "[::]:80": "http://localhost:80", "[::1]:8": "http://[::1]:8",
	} {
		s := valid()
		if got := s.URL(listening); got != want {
			t.Errorf("%s: %s, want %s", listening, got, want)
		}
	}
	s := valid()
	s.PublicURL = "https://chat.example.com/"
	if got := s.URL("127.0.0.1:1"); got != "https://chat.example.com" {
		t.Errorf("public URL %s", got)
	}
}
