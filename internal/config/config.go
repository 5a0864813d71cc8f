// Package config is the settings of a server: one struct whose names are the same in the config file, in the environment
// (LATCHKEY_ and the flag's name in capitals) and on the command line; a flag beats the environment, which beats the file.
//
// Validate reports every problem at once. The package reads nothing itself: the command line parser fills the struct.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"latchkey/internal/address"
	"latchkey/internal/blob"
)

// Server is the settings of `latchkey serve`; `latchkey demo` has them too.
type Server struct {
	Listen               string   `default:"127.0.0.1:8080" help:"Address to serve on (${default})." placeholder:"HOST:PORT"`
	Data                 string   `default:"latchkey-data" help:"Folder of the database and the master key (${default})." type:"path" placeholder:"DIR"`
	DatabaseURL          string   `help:"PostgreSQL database; without it SQLite in the data folder." name:"database-url" placeholder:"postgres://…"`
	PublicURL            string   `help:"Where visitors' browsers reach this server; without it http:// and the listen address." name:"public-url" placeholder:"URL"`
	TrustedProxies       []string `help:"Addresses of the proxies in front of this server." placeholder:"CIDR,CIDR"`
	ClientIPHeader       string   `default:"X-Forwarded-For" help:"The one header in which the trusted proxies name the client (${default})." name:"client-ip-header" placeholder:"NAME"`
	MasterKey            string   `help:"Master key that encrypts secrets, 32 bytes in base64; without it a file in the data folder." name:"master-key" placeholder:"BASE64"`
	FilesURL             string   `help:"Where the files of visitors and documents are kept: file:///a/folder, or s3://bucket?region=… of any S3-compatible service, with the credentials that AWS_ variables or the machine's role give; without it a folder in the data folder." name:"files-url" placeholder:"URL"`
	OpenIDIssuer         string   `help:"OpenID Connect issuer at which console users can sign in; needs --public-url." name:"openid-issuer" placeholder:"URL"`
	OpenIDClientID       string   `help:"Id of this server at the issuer." name:"openid-client-id" placeholder:"ID"`
	OpenIDClientSecret   string   `help:"Secret of this server at the issuer." name:"openid-client-secret" placeholder:"SECRET"`
	OpenIDName           string   `default:"OpenID Connect" help:"Name of the issuer, on the button to sign in (${default})." name:"openid-name" placeholder:"NAME"`
	RequestsPerMinute    int      `default:"600" help:"Requests of one client address with one API key in a minute, where the key does not say otherwise; 0 = any number (${default})." placeholder:"N"`
	ConversationsPerHour int      `default:"120" help:"New conversations, likewise, in an hour (${default})." placeholder:"N"`
	MessagesPerMinute    int      `default:"60" help:"Messages, likewise, in a minute (${default})." placeholder:"N"`
	MessagesPerDay       int      `default:"10000" help:"Messages with one API key in a day (UTC), from everybody (${default})." placeholder:"N"`
	LogLevel             string   `default:"info" enum:"debug,info,warn,error" help:"Least severe messages that are logged: debug, info, warn or error (${default})."`
}

// Validate returns every problem, joined.
func (s *Server) Validate() error {
	var problems []error
	fail := func(flag, format string, args ...any) {
		problems = append(problems, fmt.Errorf("--%s %s", flag, fmt.Sprintf(format, args...)))
	}
	if _, _, err := net.SplitHostPort(s.Listen); err != nil {
		fail("listen", "must be HOST:PORT such as 127.0.0.1:8080, not %q", s.Listen)
	}
	if s.Data == "" {
		fail("data", "must name a folder")
	}
	if s.PublicURL != "" {
		u, err := url.Parse(s.PublicURL)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			fail("public-url", "must be a URL such as https://chat.example.com, not %q", s.PublicURL)
		}
	}
	if s.DatabaseURL != "" && !strings.HasPrefix(s.DatabaseURL, "postgres://") && !strings.HasPrefix(s.DatabaseURL, "postgresql://") {
		fail("database-url", "must begin with postgres://")
	}
	if _, err := s.Proxies(); err != nil {
		fail("trusted-proxies", "%v", err)
	}
	if s.FilesURL != "" {
		if err := blob.Check(s.FilesURL); err != nil {
			fail("files-url", "%v", err)
		}
	}
	s.validateOpenID(fail)
	for _, limit := range []struct {
		flag  string
		value int
	}{
		{"requests-per-minute", s.RequestsPerMinute}, {"conversations-per-hour", s.ConversationsPerHour},
		{"messages-per-minute", s.MessagesPerMinute}, {"messages-per-day", s.MessagesPerDay},
	} {
		if limit.value < 0 {
			fail(limit.flag, "must be 0 (any number) or more, not %d", limit.value)
		}
	}
	return errors.Join(problems...)
}

func (s *Server) validateOpenID(fail func(flag, format string, args ...any)) {
	if s.OpenIDIssuer == "" && s.OpenIDClientID == "" && s.OpenIDClientSecret == "" {
		return
	}
	if u, err := url.Parse(s.OpenIDIssuer); err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
		(u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname()))) {
		fail("openid-issuer", "must be a URL such as https://login.example.com, not %q", s.OpenIDIssuer)
	}
	for _, needed := range []struct{ flag, value string }{
		{"openid-client-id", s.OpenIDClientID}, {"openid-client-secret", s.OpenIDClientSecret}, {"openid-name", s.OpenIDName},
	} {
		if needed.value == "" {
			fail(needed.flag, "is needed to sign in with OpenID Connect")
		}
	}
	if s.PublicURL == "" {
		fail("openid-issuer", "needs --public-url: the issuer sends browsers back to it")
	}
}

// loopback says whether a host is this machine.
func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && addr.IsLoopback())
}

// Proxies returns the trusted proxies with the header that they set.
func (s *Server) Proxies() (*address.Proxies, error) {
	if len(s.TrustedProxies) == 0 {
		return nil, nil
	}
	prefixes := make([]netip.Prefix, 0, len(s.TrustedProxies))
	for _, text := range s.TrustedProxies {
		prefix, err := parsePrefix(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("must be addresses or prefixes such as 10.0.0.0/8, not %q", text)
		}
		prefixes = append(prefixes, prefix)
	}
	return address.NewProxies(prefixes, s.ClientIPHeader)
}

func parsePrefix(text string) (netip.Prefix, error) {
	if addr, err := netip.ParseAddr(text); err == nil {
		addr = addr.Unmap()
		return addr.Prefix(addr.BitLen())
	}
	prefix, err := netip.ParsePrefix(text)
	return prefix.Masked(), err
}

// Public is the public URL without a slash at its end; "" = not known.
func (s *Server) Public() string { return strings.TrimRight(s.PublicURL, "/") }

// URL is where browsers reach the server that listens on an address.
func (s *Server) URL(listening string) string {
	if public := s.Public(); public != "" {
		return public
	}
	return LocalURL(listening)
}

// LocalURL is the URL of a listening address on this machine.
func LocalURL(listening string) string {
	host, port, err := net.SplitHostPort(listening)
	if err != nil {
		return "http://" + listening
	}
	if ip, err := netip.ParseAddr(host); host == "" || (err == nil && ip.IsUnspecified()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
