package corpus

import (
	"regexp"
	"strings"
	"testing"
)

// FuzzControlIn holds what looks at eight bytes at once to what looks at each
// sign.
func FuzzControlIn(f *testing.F) {
	for _, sign := range []string{"", "\x00", "\n", "\x1f", "\x7f", "\u0080", "\u0085", "é", "“", "\ufffe", "\xff"} {
		for n := range 10 {
			f.Add(strings.Repeat("x", n) + sign + " and so on")
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := -1
		for i, r := range text {
			if isControl(r) {
				want = i
				break
			}
		}
		if got := controlIn(text); got != want {
			t.Errorf("controlIn(%q) = %d, want %d", text, got, want)
		}
	})
}

func FuzzIsSlug(f *testing.F) {
	for _, s := range []string{"", "-", "a", "a-b", "a--b", "-a", "a-", "7", "report-d-2", "A", "é", "a b", "a_b", "a.b"} {
		f.Add(s)
	}
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := IsSlug(s), form.MatchString(s); got != want {
			t.Errorf("IsSlug(%q) = %v, want %v", s, got, want)
		}
	})
}
