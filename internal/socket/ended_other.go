//go:build !unix

package socket

func ended(uintptr) bool { return false }
