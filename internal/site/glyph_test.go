package site

import "testing"

func TestInitials(t *testing.T) {
	for _, tt := range []struct{ name, sort, want string }{
		{"Jane Doe", "Doe, Jane", "JD"},
		{"Abu Mahdi al-Muhandis", "al-Muhandis, Abu Mahdi", "AM"},
		{"Mohammad Javad Zarif", "Zarif, Mohammad Javad", "MZ"},
		{"Zoë Östberg", "Östberg, Zoë", "ZÖ"},
		{"Madonna", "Madonna", "M"},
		{"Islamic Revolutionary Guard Corps", "", "IC"},
		{"twitter", "", "T"},
		{"7-Eleven", "", "E"},
		{"42", "", ""},
	} {
		if got := initials(tt.name, tt.sort); got != tt.want {
			t.Errorf("initials(%q, %q) = %q, want %q", tt.name, tt.sort, got, tt.want)
		}
	}
}
