package card_test

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"collate/internal/card"
)

func draw(t testing.TB, c card.Card) []byte {
	t.Helper()
	data, err := card.Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDraw(t *testing.T) {
	for _, tt := range []struct {
		name string
		card card.Card
	}{
		{"usual", card.Card{Kicker: "Five reports, one event", Title: "Fire at the old harbour", Site: "Collate"}},
		{"empty", card.Card{}},
		{"long title", card.Card{Title: strings.Repeat("a very long headline ", 40), Site: "Collate"}},
		{"one endless word", card.Card{Kicker: strings.Repeat("k", 300), Title: strings.Repeat("W", 500), Site: "x"}},
		{"many endless words", card.Card{Title: strings.Repeat(strings.Repeat("W", 60)+" ", 30)}},
		{"not UTF-8", card.Card{Title: "fire \xff\x00\n at"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := draw(t, tt.card)
			if len(data) > 60*1024 {
				t.Errorf("%d bytes, want at most 60 KB", len(data))
			}
			if again := draw(t, tt.card); !bytes.Equal(data, again) {
				t.Error("the same card gives other bytes")
			}
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if got := img.Bounds(); got != image.Rect(0, 0, 1200, 630) {
				t.Errorf("bounds %v", got)
			}
			// Nothing runs into the margins: right of 1116 and left of 80 there
			// is paper from under the bar at the top to the bottom.
			for y := 14; y < 630; y++ {
				for _, x := range []int{0, 79, 1120, 1199} {
					if img.At(x, y) != img.At(0, 629) {
						t.Fatalf("something is drawn at %d,%d", x, y)
					}
				}
			}
		})
	}
}

func TestDrawSaysWhatItIsGiven(t *testing.T) {
	blank := draw(t, card.Card{})
	for _, c := range []card.Card{{Kicker: "a"}, {Title: "a"}, {Site: "a"}, {Title: "ä"}, {Title: "قاسم"}} {
		if bytes.Equal(draw(t, c), blank) {
			t.Errorf("%+v draws nothing", c)
		}
	}
	// An accent set apart is the letter with its accent.
	if !bytes.Equal(draw(t, card.Card{Title: "Zoe\u0308"}), draw(t, card.Card{Title: "Zoë"})) {
		t.Error("a decomposed ë differs from a composed one")
	}
}

func TestMissing(t *testing.T) {
	for _, tt := range []struct {
		card card.Card
		want []rune
	}{
		{card.Card{Kicker: "Person", Title: "Qassem Soleimani", Site: "Collate"}, nil},
		{card.Card{Title: "Ḥashd al-Shaʿbī, Łódź – Σίσυφος – Сулеймани"}, nil},
		{card.Card{Title: "two\n lines\u00ad\u200e"}, nil},
		{card.Card{Kicker: "北京", Title: "京 北京", Site: "a"}, []rune{'京', '北'}},
	} {
		got, err := card.Missing(tt.card)
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("Missing(%+v) = %q, %v, want %q", tt.card, got, err, tt.want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		draw(b, card.Card{Kicker: "An explainer", Title: "Missiles on two bases in Iraq", Site: "Collate"})
	}
}
