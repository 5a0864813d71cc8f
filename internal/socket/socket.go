// Package socket looks at connections in a way that package net has no name for.
//
// Its function is safe for concurrent use, takes no byte from a connection and does not wait. Where the system cannot tell (Windows), every connection seems to be open.
package socket

import "syscall"

// Ended says whether the other side has closed a connection, or it is of no use any more for another reason. Bytes that were received and not read yet hide an end behind them.
func Ended(c syscall.Conn) bool {
	raw, err := c.SyscallConn()
	if err != nil {
		return true // closed by us
	}
	over := false
	err = raw.Control(func(fd uintptr) { over = ended(fd) })
	return over || err != nil
}
