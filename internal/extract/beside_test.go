package extract

import (
	"strings"
	"testing"
)

func TestRolesBeside(t *testing.T) {
	for _, tt := range []struct{ text, name, want string }{
		{"The mayor of Brennhaven, Marit Lunde, said so.", "Marit Lunde", "mayor of Brennhaven"},
		{"Marit Lunde, the mayor, denied it.", "Marit Lunde", "mayor"},
		{"so said its director, Petter Ruud.", "Petter Ruud", "director"},
		{"“Out,” said Ingrid Solheim, a nurse who was on board.", "Ingrid Solheim", "nurse"},
		{"said Henrik Dahl, a spokesman for the Coast Guard.", "Henrik Dahl", "spokesman for the Coast Guard"},
		{"Ingrid Solheim, one of about 200 passengers, left.", "Ingrid Solheim", ""},
		{"so an official said President Ann Lee", "Ann Lee", ""},
		{"The city removed the top harbour commander Ann Lee", "Ann Lee", "top harbour commander"},
		{"Ann Lee, the British foreign secretary, came", "Ann Lee", "British foreign secretary"},
		{"Ann Lee, the firm said", "Ann Lee", ""},
		{"It struck the bridge, Henrik Dahl said.", "Henrik Dahl", ""},
		{"Henrik Dahl, who was in the water for hours, is well.", "Henrik Dahl", ""},
		{"Henrik Dahl", "Henrik Dahl", ""},
	} {
		at := strings.Index(tt.text, tt.name)
		if got := strings.Join(RolesBeside(tt.text, at, at+len(tt.name)), "; "); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzRolesBeside(f *testing.F) {
	f.Add("The mayor, Ann Lee, a nurse, left.", 11, 18)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if start < 0 || start > end || end > len(text) {
			t.Skip()
		}
		for _, role := range RolesBeside(text, start, end) {
			if !strings.Contains(text, role) {
				t.Errorf("%q is not in %q", role, text)
			}
		}
	})
}
