//go:build unix

package socket

import "syscall"

// peek looks at what a socket has received without taking it: nothing more will come from who has closed the connection.
func peek(fd uintptr) state {
	var b [1]byte
	n, _, err := syscall.Recvfrom(int(fd), b[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
	switch {
	case err == syscall.EAGAIN || err == syscall.EINTR:
		return silent
	case err != nil || n == 0:
		return ended
	}
	return spoken
}
