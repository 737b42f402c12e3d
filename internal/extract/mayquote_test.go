package extract

import "testing"

func TestMayQuote(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"Doe's boat and the crews’ boats burned.", false},
		{"", false},
		{"'Fire!' she cried.", true},
		{"She cried: 'Fire!'", true},
		{"She cried: “Fire!”", true},
		{"She cried ‘fire’.", true},
		{`She cried "fire".`, true},
		{"It burns — Jane Doe (@doe)", true},
	} {
		if got := MayQuote(tt.text); got != tt.want {
			t.Errorf("MayQuote(%q) = %t, want %t", tt.text, got, tt.want)
		}
		if n := len(Quotations(tt.text)); n > 0 && !tt.want {
			t.Errorf("%q has %d quotations", tt.text, n)
		}
	}
}

// FuzzMayQuote looks for a text with a quotation that MayQuote does not see.
func FuzzMayQuote(f *testing.F) {
	for _, s := range []string{"'a'", "a'b'c", "(‘a’)", "„a“", "«a»", "’a’", "”a”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !MayQuote(text) && len(Quotations(text)) > 0 {
			t.Errorf("Quotations(%q) = %v, which MayQuote does not see", text, Quotations(text))
		}
	})
}
