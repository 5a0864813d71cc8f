// Package socket looks at connections in a way that package net has no name for.
//
// Its functions are safe for concurrent use, take no byte from a connection and do not wait. Where the system cannot tell (Windows), every connection seems to be open and silent.
package socket

import "syscall"

// Ended says whether the other side has closed a connection, or it is of no use any more for another reason. Bytes that were received and not read yet hide an end behind them.
func Ended(c syscall.Conn) bool { return look(c) == ended }

// Silent says whether a connection is open and nothing was received on it that is not read yet.
func Silent(c syscall.Conn) bool { return look(c) == silent }

// state is what can be seen of a connection.
type state int

const (
	silent state = iota
	spoken       // something waits to be read
	ended
)

func look(c syscall.Conn) state {
	raw, err := c.SyscallConn()
	if err != nil {
		return ended // by us
	}
	seen := ended
	if err := raw.Control(func(fd uintptr) { seen = peek(fd) }); err != nil {
		return ended
	}
	return seen
}
