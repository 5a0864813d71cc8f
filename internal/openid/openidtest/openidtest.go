// Package openidtest is an OpenID Connect issuer on loopback for tests: it signs with RS256, accepts each code once and only with the verifier of its challenge,
// and says of the person who signs in whatever a test wants.
//
// It is imported by tests only. An Issuer is safe for concurrent use.
package openidtest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Client is how the server under test is known here.
const (
	ClientID     = "latchkey"
	ClientSecret = "secret of the client"
)

// Claims are what an ID token says.
type Claims = map[string]any

// Issuer is a running issuer.
type Issuer struct {
	URL string

	tb     testing.TB
	key    *rsa.PrivateKey
	mu     sync.Mutex
	change func(Claims)
	info   Claims
	hang   string
	codes  map[string]attempt
	calls  map[string]int
}

// attempt is what a browser came with.
type attempt struct{ nonce, challenge, redirect string }

// Start starts an issuer, which stops when the test ends.
func Start(tb testing.TB) *Issuer {
	tb.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		tb.Fatal(err)
	}
	i := &Issuer{tb: tb, key: key, codes: map[string]attempt{}, calls: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", i.configuration)
	mux.HandleFunc("GET /keys", i.keys)
	mux.HandleFunc("POST /token", i.token)
	mux.HandleFunc("GET /userinfo", i.userInfo)
	released := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i.mu.Lock()
		i.calls[r.URL.Path]++
		hangs := i.hang == "*" || i.hang == r.URL.Path
		i.mu.Unlock()
		if hangs {
			select {
			case <-r.Context().Done():
			case <-released:
			}
			return
		}
		mux.ServeHTTP(w, r)
	}))
	i.URL = server.URL
	tb.Cleanup(func() {
		close(released)
		server.Close()
	})
	return i
}

// Say changes the claims of the ID tokens to come: those of Ada, whose e-mail is verified. A claim that is deleted is not said.
func (i *Issuer) Say(change func(Claims)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.change = change
}

// SayWhenAsked sets what the user info says; nil = there is none.
func (i *Issuer) SayWhenAsked(info Claims) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.info = info
}

// Hang makes a path answer nothing; "*" is all of them, "" none.
func (i *Issuer) Hang(path string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.hang = path
}

// Calls says how often a path was called.
func (i *Issuer) Calls(path string) int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.calls[path]
}

// SignIn does what a person does who signs in: it takes the address to which the server sends the browser, and returns the one to which the issuer sends it back.
func (i *Issuer) SignIn(location string) string {
	i.tb.Helper()
	u, err := url.Parse(location)
	if err != nil {
		i.tb.Fatal(err)
	}
	asked := u.Query()
	for name, want := range map[string]string{
		"client_id": ClientID, "response_type": "code", "code_challenge_method": "S256", "scope": "openid email profile",
	} {
		if asked.Get(name) != want {
			i.tb.Errorf("%s = %q, want %q", name, asked.Get(name), want)
		}
	}
	if len(asked.Get("state")) < 43 || len(asked.Get("nonce")) < 43 || asked.Get("state") == asked.Get("nonce") {
		i.tb.Errorf("state %q, nonce %q", asked.Get("state"), asked.Get("nonce"))
	}
	code := rand.Text()
	i.mu.Lock()
	i.codes[code] = attempt{asked.Get("nonce"), asked.Get("code_challenge"), asked.Get("redirect_uri")}
	i.mu.Unlock()
	return asked.Get("redirect_uri") + "?" + url.Values{"code": {code}, "state": {asked.Get("state")}, "session_state": {"of the issuer alone"}}.Encode()
}

func (i *Issuer) configuration(w http.ResponseWriter, _ *http.Request) {
	said := Claims{
		"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"RS256"},
	}
	i.mu.Lock()
	if i.info != nil {
		said["userinfo_endpoint"] = i.URL + "/userinfo"
	}
	i.mu.Unlock()
	write(w, http.StatusOK, said)
}

func (i *Issuer) keys(w http.ResponseWriter, _ *http.Request) {
	e := big.NewInt(int64(i.key.E)).Bytes()
	write(w, http.StatusOK, Claims{"keys": []Claims{{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": encode(i.key.N.Bytes()), "e": encode(e)}}})
}

func (i *Issuer) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	id, _ = url.QueryUnescape(id)
	secret, _ = url.QueryUnescape(secret)
	code, verifier := r.PostFormValue("code"), sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	i.mu.Lock()
	defer i.mu.Unlock()
	a, known := i.codes[code]
	delete(i.codes, code)
	if !known || id != ClientID || secret != ClientSecret || encode(verifier[:]) != a.challenge || r.PostFormValue("redirect_uri") != a.redirect {
		write(w, http.StatusBadRequest, Claims{"error": "invalid_grant"})
		return
	}
	now := time.Now()
	claims := Claims{
		"iss": i.URL, "sub": "ada at the issuer", "aud": ClientID, "iat": now.Unix(), "exp": now.Add(time.Minute).Unix(), "nonce": a.nonce,
		"email": "ada@example.com", "email_verified": true, "name": "Ada of the issuer",
	}
	if i.change != nil {
		i.change(claims)
	}
	write(w, http.StatusOK, Claims{"access_token": "for the user info", "token_type": "Bearer", "expires_in": 60, "id_token": i.signed(claims)})
}

// signed is an ID token. A claim "alg" is the algorithm of its header; with another than RS256 it is not signed.
func (i *Issuer) signed(claims Claims) string {
	algorithm, other := claims["alg"]
	if !other {
		algorithm = "RS256"
	}
	header, _ := json.Marshal(Claims{"alg": algorithm, "kid": "1", "typ": "JWT"})
	payload, _ := json.Marshal(claims)
	text := encode(header) + "." + encode(payload)
	if other {
		return text + "."
	}
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, i.key, crypto.SHA256, sum[:])
	if err != nil {
		panic(fmt.Sprintf("openidtest: cannot sign: %v", err))
	}
	return text + "." + encode(signature)
}

func (i *Issuer) userInfo(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if r.Header.Get("Authorization") != "Bearer for the user info" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	write(w, http.StatusOK, i.info)
}

func encode(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}
