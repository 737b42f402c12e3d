package portable

import (
	"strings"
	"testing"
)

func TestWrong(t *testing.T) {
	for name, want := range map[string]string{
		"style.css": "", "Größe 2.png": "", "console.js": "", "auxiliary": "", "com": "", "com10.txt": "", "a.con": "", ".nojekyll": "",
		"a b": "", "nulls.txt": "", "ü": "", strings.Repeat("a", 255): "",
		"con": "device", "CON": "device", "aux.html": "device", "Nul.tar.gz": "device", "com1": "device", "LPT9.txt": "device",
		"com¹.txt": "device", "con .txt": "device", "CONOUT$": "device",
		"a.": "ends in", "a ": "ends in", "..": "ends in",
		"a:b": "holds one of", `a\b`: "holds one of", "a?": "holds one of", `"a"`: "holds one of", "a|b": "holds one of", "a/b": "holds one of",
		"a\nb": "control", "a\x00b": "control", "a\x7f": "control", "a\u0085b": "control",
		"a\xffb": "not UTF-8", strings.Repeat("a", 256): "256 bytes", strings.Repeat("é", 128): "256 bytes",
	} {
		if got := Wrong(name); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("Wrong(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"People/X.md", "people/x.md", true},
		{"caf\u00e9.txt", "cafe\u0301.txt", true},
		{"CAF\u00c9.txt", "cafe\u0301.txt", true},
		{"\u212b", "\u00e5", true}, // the sign of the ångström, and the letter
		{"cafe.txt", "caf\u00e9.txt", false},
		{"a/b", "ab", false},
	} {
		if got := Fold(tt.a) == Fold(tt.b); got != tt.same {
			t.Errorf("%q and %q: %v, want %v", tt.a, tt.b, got, tt.same)
		}
	}
}
