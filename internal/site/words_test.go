package site

import "testing"

func TestAnchor(t *testing.T) {
	for in, want := range map[string]string{
		"What happened":           "what-happened",
		"The night’s 22 missiles": "the-nights-22-missiles",
		"“All is well!”, he said": "all-is-well-he-said",
		"Zürich – and then?":      "zürich-and-then",
		"explainer.json":          "explainer-json",
	} {
		if got := anchor(in); got != want {
			t.Errorf("anchor(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOpening(t *testing.T) {
	for _, tt := range []struct {
		in   string
		max  int
		want string
	}{
		{"One two three.", 3, "One two three."},
		{"One two, three four.", 2, "One two …"},
	} {
		if got := opening(tt.in, tt.max); got != tt.want {
			t.Errorf("opening(%q, %d) = %q, want %q", tt.in, tt.max, got, tt.want)
		}
	}
}

func TestRounded(t *testing.T) {
	for v, want := range map[float64]string{
		0.04: "0.0", 3.14: "3.1", 9.96: "10", 182.4: "182", 999.7: "1,000", 9986: "9,990",
	} {
		if got := timesOf(t).rounded(v); got != want {
			t.Errorf("rounded(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestSaid(t *testing.T) {
	const long = "The fire was seen at nine in the evening by a man who walked his dog along the old harbour wall. " +
		"Forty-two boats burned before the second engine came from the town on the other side of the bay. " +
		"Nobody was hurt."
	for _, tt := range []struct {
		name, text string
		near       []string
		want       string
	}{
		{"short", "Nobody was hurt.", nil, "Nobody was hurt."},
		{
			"nothing near", long, nil,
			"The fire was seen at nine in the evening by a man who walked his dog along the old harbour wall.",
		},
		{
			"the sentence meant", long,
			[]string{"It was dark. Forty-two boats burned."},
			"Forty-two boats burned before the second engine came from the town on the other side of the bay.",
		},
	} {
		if got := said(tt.text, tt.near); got != tt.want {
			t.Errorf("%s: said = %q, want %q", tt.name, got, tt.want)
		}
	}
}
