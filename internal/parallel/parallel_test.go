package parallel

import (
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		calls := make([]atomic.Int32, n)
		Each(n, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("of %d: %d was done %d times", n, i, got)
			}
		}
	}
}

// After an error nothing further is begun, but what others are doing.
func TestTry(t *testing.T) {
	wrong := errors.New("wrong")
	const n = 1_000_000
	var begun atomic.Int64
	err := Try(n, func(i int) error {
		begun.Add(1)
		if i == 10 {
			return wrong
		}
		return nil
	})
	if !errors.Is(err, wrong) {
		t.Errorf("Try = %v, want %v", err, wrong)
	}
	if got := begun.Load(); got == n {
		t.Errorf("all %d were begun", n)
	}
	if err := Try(n, func(int) error { return nil }); err != nil {
		t.Errorf("Try without an error = %v", err)
	}
}

// Each worker is called by one goroutine alone, and there are no more of them
// than cores, nor than there is to do.
func TestWorkers(t *testing.T) {
	for _, n := range []int{1, 500} {
		var workers, done atomic.Int64
		err := Workers(n, func() func(int) error {
			workers.Add(1)
			own := 0 // the race detector watches
			return func(int) error {
				own++
				done.Add(1)
				return nil
			}
		})
		if most := int64(min(n, runtime.GOMAXPROCS(0))); err != nil || done.Load() != int64(n) || workers.Load() > most {
			t.Errorf("%d: %d done by %d workers, %v", n, done.Load(), workers.Load(), err)
		}
	}
}
