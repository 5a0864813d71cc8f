//go:build linux || darwin

package blob

import "syscall"

// diskSpace is what is left to this process of the disk that a folder is on, and what it has, in bytes.
func diskSpace(path string) (free, size uint64, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(path, &s); err != nil {
		return 0, 0, err
	}
	block := uint64(s.Bsize)
	return s.Bavail * block, s.Blocks * block, nil
}
