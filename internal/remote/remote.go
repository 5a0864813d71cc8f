// Package remote calls the management API of a running server for the commands that need one.
//
// Client sends calls with an access token and tells apart what the server refuses (*declare.Refusal) from what makes further calls useless: nobody listens, the
// token is not accepted, something else than a Latchkey server answers. Such errors say what to do. The token is sent in a header and is in no message.
// Client follows no redirect, repeats no call, and is safe for concurrent use.
package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"latchkey/internal/declare"
)

// Bounds of one call.
const (
	dialTimeout = 10 * time.Second
	callTimeout = 30 * time.Second
	maxAnswer   = 32 << 20 // bytes
)

// Client calls one server.
type Client struct {
	base, token, agent string
	http               *http.Client
}

// New returns a Client. server is the URL of the server, agent names the caller. It fails when server is no such URL, or the token cannot be sent.
func New(server, token, agent string) (*Client, error) {
	u, err := url.Parse(server)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("--server must be the URL of a Latchkey server, such as https://chat.example.com")
	}
	token = strings.TrimSpace(token)
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("--access-token must be an access token; `latchkey token create` prints one")
	}
	transport := http.DefaultTransport.(*http.Transport).Clone() // with the proxies of the environment
	transport.DialContext = (&net.Dialer{Timeout: dialTimeout}).DialContext
	return &Client{base: strings.TrimRight(server, "/"), token: token, agent: agent, http: &http.Client{
		Timeout: callTimeout, Transport: transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Call implements declare.API.
func (c *Client) Call(ctx context.Context, method, path, ifMatch string, body any) (answer []byte, etag string, err error) {
	req, err := c.request(ctx, method, path, ifMatch, body)
	if err != nil {
		return nil, "", err
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, "", c.unreachable(ctx, err)
	}
	defer res.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return nil, "", c.unreachable(ctx, err)
	}
	if err := c.judge(res, answer); err != nil {
		return nil, "", err
	}
	return answer, res.Header.Get("ETag"), nil
}

func (c *Client) request(ctx context.Context, method, path, ifMatch string, body any) (*http.Request, error) {
	var content io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return nil, fmt.Errorf("the call cannot be encoded: %w", err)
		}
		content = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+"/api/v1"+path, content)
	if err != nil {
		return nil, errors.New("--server must be the URL of a Latchkey server")
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Accept", "application/json, application/problem+json")
	req.Header.Set("User-Agent", c.agent)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if ifMatch != "" {
		req.Header.Set("If-Match", ifMatch)
	}
	return req, nil
}

// unreachable says why there is no answer.
func (c *Client) unreachable(ctx context.Context, err error) error {
	var dns *net.DNSError
	switch {
	case ctx.Err() != nil:
		return errors.New("interrupted")
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("nothing listens at %s: does the server run there, and is --server right?", c.base)
	case errors.As(err, &dns):
		return fmt.Errorf("there is no host %s: is --server right?", dns.Name)
	case os.IsTimeout(err):
		return fmt.Errorf("%s did not answer within %s", c.base, callTimeout)
	}
	var call *url.Error // its text has the whole URL
	if errors.As(err, &call) {
		err = call.Err
	}
	return fmt.Errorf("%s cannot be reached: %w", c.base, err)
}

// judge returns nil for an answer that carries what was asked for.
func (c *Client) judge(res *http.Response, body []byte) error {
	contentType, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	isJSON := (contentType == "application/json" || strings.HasSuffix(contentType, "+json")) && json.Valid(body)
	switch {
	case res.StatusCode/100 == 3:
		return fmt.Errorf("%s redirects to %s: give --server the URL that answers itself", c.base, place(res))
	case !isJSON && res.StatusCode == http.StatusUnauthorized, !isJSON && res.StatusCode == http.StatusForbidden:
		return fmt.Errorf("something in front of %s does not let this call pass: %s", c.base, res.Status)
	case !isJSON && res.StatusCode >= http.StatusInternalServerError:
		return fmt.Errorf("%s has no Latchkey server behind it that answers: %s", c.base, res.Status)
	case !isJSON:
		return fmt.Errorf("%s does not answer like a Latchkey server (%s, %q): is --server right?", c.base, res.Status, contentType)
	case res.StatusCode/100 == 2:
		return nil
	}
	refusal := &declare.Refusal{}
	if err := json.Unmarshal(body, refusal); err != nil || refusal.Code == "" {
		return fmt.Errorf("%s does not answer like a Latchkey server (%s): is --server right?", c.base, res.Status)
	}
	refusal.Status = res.StatusCode
	switch {
	case res.StatusCode == http.StatusUnauthorized:
		return fmt.Errorf("%s does not accept the access token (%s): is it complete, neither expired nor revoked, and made on that server with `latchkey token create`?", c.base, refusal.Code)
	case res.StatusCode == http.StatusForbidden:
		return fmt.Errorf("the access token does not allow this: %s", refusal.Error())
	case res.StatusCode == http.StatusTooManyRequests, res.StatusCode >= http.StatusInternalServerError:
		return fmt.Errorf("%s cannot answer now: %s", c.base, refusal.Error())
	}
	return refusal
}

// place is where a redirect leads, without what might be secret in it.
func place(res *http.Response) string {
	u, err := res.Location()
	if err != nil {
		return "another place"
	}
	return u.Scheme + "://" + u.Host
}
