package app_test

import (
	"bufio"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/internal/httpx"
	"latchkey/internal/testkit"
)

// Whoever announces a body and does not send it is not waited for: neither on routes that read it, nor on those that never do.
func TestBodiesHaveTheirTime(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), nil)
	began := time.Now()
	answered := make(chan string)
	requests := map[string]string{
		"no key":     "POST /chat-bots/x/conversations HTTP/1.1\r\nContent-Length: 1000\r\n",
		"a key":      "POST /chat-bots/" + k.AssistantID + "/conversations HTTP/1.1\r\nContent-Length: 1000\r\nApi-Key: " + k.Secret + "\r\n",
		"chunked":    "POST /chat-bots/x/conversations/c/queries?sse=true HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
		"preflight":  "OPTIONS /assistants/x HTTP/1.1\r\nContent-Length: 1000\r\n",
		"health":     "GET /healthz HTTP/1.1\r\nContent-Length: 1000\r\n",
		"management": "POST /api/v1/assistants HTTP/1.1\r\nContent-Length: 1000\r\n",
	}
	for name, request := range requests {
		go func() {
			conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
			if err != nil {
				answered <- name + ": " + err.Error()
				return
			}
			defer conn.Close()
			_ = conn.SetReadDeadline(began.Add(httpx.BodyTimeout + 15*time.Second))
			if _, err = conn.Write([]byte(request + "Host: x\r\n\r\n")); err == nil {
				var res *http.Response
				if res, err = http.ReadResponse(bufio.NewReader(conn), nil); err == nil {
					_ = res.Body.Close()
				}
			}
			if err, ok := err.(net.Error); ok && err.Timeout() {
				answered <- name + " is waited for"
				return
			}
			answered <- ""
		}()
	}
	for range requests {
		if problem := <-answered; problem != "" {
			t.Error(problem)
		}
	}
}
