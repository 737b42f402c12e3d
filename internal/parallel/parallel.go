// Package parallel does the same to many things on all cores. How many there
// are is GOMAXPROCS, which --jobs sets. It knows nothing else.
package parallel

import (
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Each calls f with each number from 0 to before n, in no order.
func Each(n int, f func(i int)) {
	_ = Try(n, func(i int) error {
		f(i)
		return nil
	})
}

// Try is Each for what may fail: it returns the first error, after which no
// further number is begun.
func Try(n int, f func(i int) error) error {
	return Workers(n, func() func(int) error { return f })
}

// Workers is Try for what needs something to work with that no two calls may
// share. worker is called once for each core; what it returns is called with
// one number after the other.
func Workers(n int, worker func() func(i int) error) error {
	var next atomic.Int64
	var g errgroup.Group
	for range min(runtime.GOMAXPROCS(0), n) {
		g.Go(func() error {
			f := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := f(i); err != nil {
					next.Store(int64(n))
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
