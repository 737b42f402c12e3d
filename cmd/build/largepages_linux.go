package main

import (
	"runtime"
	"runtime/debug"
	"syscall"
)

// largePages asks the kernel to give the first of the heap's memory in pages of
// 2 MB. Pages of 4 KB are each asked for when they are first touched, which is an
// eighth of the processor time of 1,000 articles; Go's runtime leaves the choice
// to the kernel, and most kernels leave it to the program. The heap has the
// memory back at once, and takes none of it before it is needed. Where the
// user has set a limit to addresses, nothing is asked for.
func largePages() {
	const most = 192 << 20 // what a build of 1,000 articles takes
	var addresses syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_AS, &addresses); err != nil || addresses.Cur < 1<<40 {
		return
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	_ = syscall.Madvise(make([]byte, most), syscall.MADV_HUGEPAGE) // a kernel that has none does as before
	runtime.GC()
}
