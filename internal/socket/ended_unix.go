//go:build unix

package socket

import "syscall"

// ended looks at what a socket has received without taking it: nothing more will come from who has closed the connection.
func ended(fd uintptr) bool {
	var b [1]byte
	n, _, err := syscall.Recvfrom(int(fd), b[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
	switch err {
	case syscall.EAGAIN, syscall.EINTR:
		return false // open, and silent
	case nil:
		return n == 0
	}
	return true
}
