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

// Files are kept in a folder or a bucket; a URL that may hold a secret is not repeated.
func TestFiles(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "file:///srv/files", "s3://files?region=eu-central-1"} {
		s := valid()
		s.FilesURL = url
		if err := s.Validate(); err != nil {
			t.Errorf("%q is refused: %v", url, err)
		}
	}
	for _, url := range []string{"/srv/files", "s3://id:secret@files?region=eu-central-1"} {
		s := valid()
		s.FilesURL = url
		if err := s.Validate(); err == nil || !strings.HasPrefix(err.Error(), "--files-url must be file:///a/folder") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", url, err)
		}
	}
}

// OpenID Connect needs all of its settings, and a public URL.
func TestOpenID(t *testing.T) {
	t.Parallel()
	good := valid()
	good.PublicURL, good.OpenIDIssuer, good.OpenIDClientID, good.OpenIDClientSecret, good.OpenIDName = "https://chat.example.com", "https://login.example.com/realm", "id", "secret", "Acme"
	if err := good.Validate(); err != nil {
		t.Errorf("good settings are refused: %v", err)
	}
	for flag, change := range map[string]func(*config.Server){
		"--openid-client-id":     func(s *config.Server) { s.OpenIDClientID = "" },
		"--openid-client-secret": func(s *config.Server) { s.OpenIDClientSecret = "" },
		"--openid-name":          func(s *config.Server) { s.OpenIDName = "" },
		"--openid-issuer must":   func(s *config.Server) { s.OpenIDIssuer = "" },
		"--public-url":           func(s *config.Server) { s.PublicURL = "" },
	} {
		s := good
		change(&s)
		if err := s.Validate(); err == nil || !strings.Contains(err.Error(), flag) || strings.Contains(err.Error(), "\n") {
			t.Errorf("without %s: %v", flag, err)
		}
	}
	for issuer, ok := range map[string]bool{
		"http://127.0.0.1:9000": true, "http://localhost": true, "http://login.example.com": false, "login.example.com": false, "https://x.example/?a=b": false,
	} {
		s := good
		s.OpenIDIssuer = issuer
		if err := s.Validate(); (err == nil) != ok {
			t.Errorf("%s: %v", issuer, err)
		}
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
