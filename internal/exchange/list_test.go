package exchange

import "testing"

func TestInert(t *testing.T) {
	for _, tt := range []struct{ field, want string }{
		{"Jane Doe", "Jane Doe"},
		{"", ""},
		{"about -3", "about -3"},
		{"-3", "-3"},
		{"+1.5e3", "+1.5e3"},
		{"=1+1", "'=1+1"},
		{"=HYPERLINK(\"http://example.org\",\"x\")", "'=HYPERLINK(\"http://example.org\",\"x\")"},
		{"@SUM(1)", "'@SUM(1)"},
		{"+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
		{"-2+3", "'-2+3"},
		{"-3 to 5", "'-3 to 5"},
		{"  =1", "'  =1"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'\r=1"},
		{"＝1", "'＝1"},
		{"x;=1;y; @z;-3;", "x;'=1;y;' @z;-3;"},
		{"'=1", "'=1"},
	} {
		if got := Inert(tt.field); got != tt.want {
			t.Errorf("Inert(%q) = %q, want %q", tt.field, got, tt.want)
		}
		if back := Uninert(tt.want); back != tt.field && tt.field[0] != '\'' {
			t.Errorf("Uninert(%q) = %q, want %q", tt.want, back, tt.field)
		}
	}
}
