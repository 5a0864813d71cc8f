package socket_test

import (
	"net"
	"runtime"
	"testing"
	"time"

	"latchkey/internal/socket"
)

func pair(t *testing.T) (one, other *net.TCPConn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	a, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close(); _ = b.Close() })
	return a.(*net.TCPConn), b.(*net.TCPConn)
}

// eventually waits for what the other end of a loopback connection has done.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); runtime.Gosched() {
		if time.Since(began) > 10*time.Second {
			t.Fatal("not seen: ", what)
		}
	}
}

func TestLook(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("cannot be told there")
	}
	c, other := pair(t)
	if socket.Ended(c) || !socket.Silent(c) {
		t.Error("a new connection is not open and silent")
	}
	if _, err := other.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a byte", func() bool { return !socket.Silent(c) })
	if socket.Ended(c) {
		t.Error("a connection that holds a byte is said to have ended")
	}
	if n, err := c.Read(make([]byte, 2)); n != 1 || err != nil {
		t.Errorf("%d bytes are left, %v", n, err)
	}
	if !socket.Silent(c) {
		t.Error("not silent after the byte was read")
	}
	_ = other.Close()
	eventually(t, "the end", func() bool { return socket.Ended(c) })
	if socket.Silent(c) {
		t.Error("silent after the end")
	}
	_ = c.Close()
	if !socket.Ended(c) || socket.Silent(c) {
		t.Error("what was closed here is said to be open")
	}
}
