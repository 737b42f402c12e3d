//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package lock

import "os"

// holder returns 0: who has locked a file is not told.
func holder(*os.File) int { return 0 }
