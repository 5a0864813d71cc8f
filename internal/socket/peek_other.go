//go:build !unix

package socket

func peek(uintptr) state { return silent }
