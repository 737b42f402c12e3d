package byteset

import (
	"strings"
	"testing"
)

func TestBefore(t *testing.T) {
	const some = "<\x00\xff"
	set := Of(func(c byte) bool { return strings.IndexByte(some, c) >= 0 })
	for n := range 20 {
		text := strings.Repeat("x", n)
		if got := set.Before(text); got != n {
			t.Errorf("%q has %d bytes, not %d", text, n, got)
		}
		for i := range len(some) {
			for _, behind := range []string{"", "x", "<", "xxxxxxxx"} {
				if text := text + some[i:i+1] + behind; set.Before(text) != n {
					t.Errorf("%q has %d bytes before one of %q, not %d", text, n, some, set.Before(text))
				}
			}
		}
	}
}
