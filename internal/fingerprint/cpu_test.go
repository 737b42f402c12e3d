//go:build unix

package fingerprint

import (
	"syscall"
	"testing"
	"time"
)

// All pairs of 500 reports of 600 words are compared in less than 3 s of CPU,
// also when a paragraph stands in all of them.
func TestSharedTakesLittleTime(t *testing.T) {
	for _, same := range []int{0, 1} {
		reports := fingerprints(withTheSame(same))
		before := cpu(t)
		runs := Shared(reports)
		if took := cpu(t) - before; took > 3*time.Second {
			t.Errorf("%v with %d paragraphs in common", took, same)
		}
		if want := same * 500 * 499 / 2; len(runs) != want {
			t.Errorf("%d runs, want %d", len(runs), want)
		}
	}
}

func cpu(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
