package spoof

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHidden(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string // "at what"
	}{
		{"plain", "Zoë said: “No” — 5 € at 1.30\u00a0am\tor\r\nlater", nil},
		{"control characters", "a\x00b\x1b[31m\x7f\u0085\u009b", []string{
			"1 a control character", "3 a control character", "8 a control character", "9 a control character", "11 a control character",
		}},
		{"overrides and embeddings", "a \u202egpj.exe\u202c \u202a\u202b\u202d", []string{
			"2 U+202E, which turns the order of signs", "12 U+202C, which turns the order of signs", "16 U+202A, which turns the order of signs",
			"19 U+202B, which turns the order of signs", "22 U+202D, which turns the order of signs",
		}},
		{"overrides among Persian letters", "الف \u202eب", []string{"7 U+202E, which turns the order of signs"}},
		{"marks among Latin letters", "a\u200e b\u200f c\u061c", []string{
			"1 U+200E, which turns the order of signs", "6 U+200F, which turns the order of signs", "11 U+061C, which turns the order of signs",
		}},
		{"marks among Persian letters", "(BBC)\u200f به گزارش \u200eFire 3\u200e رفت\u061c", nil},
		{"marks on another line", "به گزارش\na\u200f b", []string{"17 U+200F, which turns the order of signs"}},
		{"isolates that end", "گفت \u2068BBC \u2067و\u2069\u2069 را", nil},
		{"isolates that do not", "گفت \u2068BBC را\n\u2069", []string{
			"7 U+2068, which turns the order of signs", "19 U+2069, which turns the order of signs",
		}},
		{"the outer of two isolates", "گفت \u2067a \u2066b\u2069 ", []string{"7 U+2067, which turns the order of signs"}},
		{"isolates among Latin letters", "1 \u20672 3\u2069", []string{
			"2 U+2067, which turns the order of signs", "8 U+2069, which turns the order of signs",
		}},
		{"joiners in Persian", "می\u200cخواهم، PDF\u200cها، ۲۰\u200cساله، ه\u200d. کتاب\u200cهای", nil},
		{"joiners in Devanagari and Thai", "क्\u200dष र्\u200cय ภาษา\u200bไทย", nil},
		{"joiners in Latin", "Sol\u200ceim\u200dani\u200b", []string{
			"3 U+200C, which nobody sees", "9 U+200D, which nobody sees", "15 U+200B, which nobody sees",
		}},
		{"at the ends", "\ufe0fa \n\u200d❤\u200d", []string{"0 U+FE0F, which nobody sees", "6 U+200D, which nobody sees", "12 U+200D, which nobody sees"}},
		{"at the beginning", "\u200d❤", []string{"0 U+200D, which nobody sees"}},
		{"pictures of several", "👩\u200d👧 👩🏽\u200d🚀 🏳\ufe0f\u200d🌈 ❤\ufe0f ☎\ufe0e 1\ufe0f⃣ ‼\ufe0f 葛\U000e0100", nil},
		{"a region's flag", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!", nil},
		{"tags", "a\U000e0041🏴" + strings.Repeat("\U000e0041", 8), []string{
			"1 U+E0041, which nobody sees", "37 U+E0041, which nobody sees",
		}},
		{"selectors behind letters and each other", "a\ufe0f❤\ufe0f\ufe0f \ufe0e\U000e0100", []string{
			"1 U+FE0F, which nobody sees", "10 U+FE0F, which nobody sees", "14 U+FE0E, which nobody sees", "17 U+E0100, which nobody sees",
		}},
		{"others that nobody sees", "a\u00ad\u034f\u115f\u180e\u2060\u2064\u206f\u3164\ufeff\uffa0\ufff9\U0001d173", []string{
			"1 U+00AD, which nobody sees", "3 U+034F, which nobody sees", "5 U+115F, which nobody sees", "8 U+180E, which nobody sees",
			"11 U+2060, which nobody sees", "14 U+2064, which nobody sees", "17 U+206F, which nobody sees", "20 U+3164, which nobody sees",
			"23 U+FEFF, which nobody sees", "26 U+FFA0, which nobody sees", "29 U+FFF9, which nobody sees", "32 U+1D173, which nobody sees",
		}},
		{"no characters", "\ufdd0\ufffe\U0001ffff\U0010fffe", []string{
			"0 U+FDD0, which is no character", "3 U+FFFE, which is no character", "6 U+1FFFF, which is no character", "10 U+10FFFE, which is no character",
		}},
		{"separators of lines", "a\u2028b\u2029", []string{"1 U+2028, which breaks the line", "5 U+2029, which breaks the line"}},
		{"signs around Arabic numbers", "\u0600۱۲ \u06dd", nil},
		{"no UTF-8", "a\xff\xe2\x80", nil},
	} {
		var got []string
		for _, s := range Hidden(tt.text, 100) {
			got = append(got, fmt.Sprint(s.At, " ", s.What))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	if got := len(Hidden(strings.Repeat("\x00", 50), 20)); got != 20 {
		t.Errorf("%d signs, want 20 at most", got)
	}
}

// TestIsOdd holds the ranges against Unicode's own.
func TestIsOdd(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point,
			unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) && !unicode.IsSpace(r) ||
			r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
		seen := unicode.Is(unicode.Prepended_Concatenation_Mark, r) || 0x13430 <= r && r <= 0x1343f // of hieroglyphs
		if got := isOdd(r); got != (want && !seen) {
			t.Errorf("isOdd(%U) = %v", r, got)
		}
	}
}

func TestStrip(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"as it is", "as it is"},
		{"a\u202eb\u2066c\u200b", "abc"},
		{"a\ufe0f\u200d❤", "a❤"},
		{"گفت \u2068BBC\u2069 \u2067 می\u200cخواهم", "گفت \u2068BBC\u2069  می\u200cخواهم"},
	} {
		if got := Strip(tt.in); got != tt.want {
			t.Errorf("Strip(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLookalikes(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Qassem Soleimani said", nil},
		{"Qassem Sоleimani said", []string{"7 “Sоleimani” mixes alphabets: the letter U+043E is Cyrillic"}},
		{"Qаssem Sоlеimani", []string{
			"0 “Qаssem” mixes alphabets: the letter U+0430 is Cyrillic", "8 “Sоlеimani” mixes alphabets: the letter U+043E is Cyrillic",
		}},
		{"https://www.аррle.com/", []string{"12 “аррle” mixes alphabets: the letter U+0430 is Cyrillic"}},
		{"https://www.аррӏе.com/", []string{"12 “аррӏе” only looks Latin: its letters are Cyrillic"}},
		{"Αthens", []string{"0 “Αthens” mixes alphabets: the letter U+0391 is Greek"}},
		{"Оlуmрос and Ολυμπος", []string{"0 “Оlуmрос” mixes alphabets: the letter U+041E is Cyrillic"}},
		{"Athens, Αθήνα, Москва и рос", nil},
		{"TNFα, 5 μm, 3 kΩ, ΔT, λx", nil},
		{"сор", nil},
		{"ՕԼl Ꭺmy ꓢam", []string{
			"0 “ՕԼl” mixes alphabets: the letter U+0555 is Armenian", "6 “Ꭺmy” mixes alphabets: the letter U+13AA is Cherokee",
			"12 “ꓢam” mixes alphabets: the letter U+A4E2 is Lisu",
		}},
		{"می\u200cخواهم BBC", nil},
	} {
		var got []string
		for _, s := range Lookalikes(tt.text) {
			got = append(got, fmt.Sprint(s.At, " ", s.What))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

// FuzzHidden holds what looks at bytes first to what looks at each sign.
func FuzzHidden(f *testing.F) {
	for _, sign := range []string{
		"", "\x00", "\n", "\x1f", "\x7f", "\u0080", "é", "“", "\ufffe", "\xff", "\u202e", "\u2066", "\u2069", "\u200c", "ی", "\ufe0f", "❤",
		"\u00ad", "\u061c", "\u034f", "\u115f", "\U000e0041", "🏴",
	} {
		for n := range 5 {
			f.Add(strings.Repeat("x", n) + sign + " and so on" + sign)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := 0
		for i, r := range text {
			if isOdd(r) {
				if l := lineAround(text, i); l.wrong(r, text, i) != "" {
					want++
				}
			}
		}
		if got := len(Hidden(text, len(text))); got != want {
			t.Errorf("%d hidden signs in %q, want %d", got, text, want)
		}
		stripped := Strip(text)
		if left := Hidden(stripped, 1); left != nil || len(stripped) > len(text) || want == 0 && stripped != text {
			t.Errorf("Strip(%q) = %q, with %v", text, stripped, left)
		}
		for _, s := range Lookalikes(text) {
			if r, _ := utf8.DecodeRuneInString(text[s.At:]); !isOfWord(r) {
				t.Errorf("%q: %v begins no word", text, s)
			}
		}
	})
}
