//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package lock

import "os"

// Take keeps nobody out: two at once may both end with an error.
func Take(*os.Root) (*os.File, error) { return nil, nil }
