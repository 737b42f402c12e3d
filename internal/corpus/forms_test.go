package corpus

import (
	"regexp"
	"testing"
)

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
