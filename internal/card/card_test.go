package card_test

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collate/internal/card"
)

func draw(t testing.TB, c card.Card) []byte {
	t.Helper()
	pngs, err := card.Draw([]card.Card{c})
	if err != nil {
		t.Fatal(err)
	}
	return pngs[0]
}

func TestDraw(t *testing.T) {
	for _, tt := range []struct {
		name string
		card card.Card
	}{
		{"usual", card.Card{Kicker: "Claim", Title: "How many sheds burned down?", Note: "Conflict", Site: "Fire at the old harbour"}},
		{"no title", card.Card{Note: "Conflict"}},
		{"empty", card.Card{}},
		{"long title", card.Card{Title: strings.Repeat("a very long headline ", 40), Site: "Collate"}},
		{"one endless word", card.Card{Kicker: strings.Repeat("k", 300), Title: strings.Repeat("W", 500), Note: strings.Repeat("n", 300), Site: "x"}},
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
	for _, c := range []card.Card{{Kicker: "a"}, {Title: "a"}, {Note: "a"}, {Site: "a"}, {Title: "ä"}, {Title: "قاسم"}} {
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
		{card.Card{Note: "北"}, []rune{'北'}},
	} {
		got, err := card.Missing([]card.Card{tt.card})
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("Missing(%+v) = %q, %v, want %q", tt.card, got, err, tt.want)
		}
	}
}

// TestDrawMany: what stands on a picture does not depend on those drawn before
// it or beside it.
func TestDrawMany(t *testing.T) {
	cards := slices.Repeat([]card.Card{
		{Kicker: "Person", Title: "Jane Doe", Note: "harbour master", Site: "Fire"},
		{Kicker: "Claim", Title: "How many sheds burned down?", Note: "Conflict", Site: "Fire"},
		{Kicker: "Person", Title: strings.Repeat("long ", 60), Site: "Fire"},
		{},
	}, 5)
	pngs, err := card.Draw(cards)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cards {
		if !bytes.Equal(pngs[i], draw(t, c)) {
			t.Errorf("picture %d differs from the same drawn alone", i)
		}
	}
	if none, err := card.Draw(nil); len(none) != 0 || err != nil {
		t.Errorf("Draw(nil) = %d pictures, %v", len(none), err)
	}
}

// TestLines counts the lines of titles and notes by the blank rows between them.
func TestLines(t *testing.T) {
	for _, tt := range []struct {
		title, note string
		want        int
	}{
		{"", "", 0},
		{"Harbour", "", 1},
		{"A fire at the old harbour", "", 2}, // too wide for one line, and not set smaller to fit
		{strings.Repeat("a very long headline ", 40), "", 4}, // cut
		{strings.Repeat("W", 500), "", 1},                    // one word, cut
		{"Harbour", "the master of the harbour", 2},
		{"Harbour", strings.Repeat("the master of the harbour ", 4), 3},
		{"Harbour", strings.Repeat("the master of the harbour ", 40), 3}, // cut after two lines
		{strings.Repeat("a very long headline ", 40), strings.Repeat("the master of the harbour ", 40), 6},
		{"Who was behind the fires at the old harbour of Oslo?", strings.Repeat("the master of the harbour ", 40), 4}, // room for one
		{"", strings.Repeat("W", 500), 1},
	} {
		img, err := png.Decode(bytes.NewReader(draw(t, card.Card{Title: tt.title, Note: tt.note})))
		if err != nil {
			t.Fatal(err)
		}
		paper, lines, inLine, since := img.At(0, 629), 0, false, 0
		for y := 150; y < 520; y++ {
			blank := true
			for x := 84; x < 1116 && blank; x++ {
				blank = img.At(x, y) == paper
			}
			switch {
			case !blank && !inLine:
				lines++
				inLine, since = true, 0
			case blank && inLine:
				if since++; since > 2 {
					inLine = false
				}
			}
		}
		if lines != tt.want {
			t.Errorf("%.30q… has %d lines, want %d", tt.title, lines, tt.want)
		}
	}
}

// BenchmarkDraw draws as many as the shipped explainer has pages with a picture
// of their own.
func BenchmarkDraw(b *testing.B) {
	var cards []card.Card
	for i := range 104 {
		cards = append(cards, card.Card{
			Kicker: []string{"Person", "Claim", "Report A"}[i%3], Title: strings.Repeat("Missiles on two bases ", 1+i%4) + strconv.Itoa(i),
			Note: "A line of the picture’s own " + strconv.Itoa(i), Site: "The missile strikes",
		})
	}
	for b.Loop() {
		if _, err := card.Draw(cards); err != nil {
			b.Fatal(err)
		}
	}
}
