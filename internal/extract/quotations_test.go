package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// shown prints quotations one by one: their depth in dots, then their words,
// then "…" if nothing closes them.
func shown(text string) []string {
	var list []string
	for _, q := range Quotations(text) {
		s := strings.Repeat(".", q.Depth) + text[q.Start:q.End]
		if q.Open {
			s += "…"
		}
		list = append(list, s)
	}
	return list
}

func TestQuotations(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"no marks at all", nil},
		{"He said “yes” and \"no\".", []string{"yes", "no"}},
		{"The harbour’s ‘long night’ isn’t over.", []string{"long night"}},
		{"It was the 'long night' and it isn't over, Holm's men's view.", []string{"long night"}},
		{"“He told me ‘run’, so I ran,” she said.", []string{"He told me ‘run’, so I ran,", ".run"}},
		{"‘He told me “run”, so I ran’, she said.", []string{"He told me “run”, so I ran", ".run"}},
		{"‘the troops’ base is lost’, they said", []string{"the troops’ base is lost"}},
		{"the ‘lost troops’ of ‘the north’", []string{"lost troops", "the north"}},
		{"“We condemn this. We urge calm.", []string{"We condemn this. We urge calm.…"}},
		{"“We condemn this.\n\n“We urge calm.” Then", []string{"We condemn this.…", "We urge calm."}},
		{"“Lost mark. She said “no” then", []string{"Lost mark. She said…", "no"}},
		{"the ’90s, ‘90s and rock 'n' roll, the boys' den", nil},
		{"Kata‘ib and Kata’ib", nil},
		{"a 5\" gun", nil},
		{"„Ja“, sagte er. «Oui», «non».", []string{"Ja", "Oui", "non"}},
		{"“mixed\" marks", []string{"mixed"}},
		{"“” and \"\"", nil},
		{"(“bracketed”)—“dashed”", []string{"bracketed", "dashed"}},
		{"“condemn[s] this – and ‘more’”.", []string{"condemn[s] this – and ‘more’", ".more"}},
	} {
		if got := shown(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("Quotations(%q) =\n\t%q, want\n\t%q", tt.text, got, tt.want)
		}
	}
}

func TestQuotationMarks(t *testing.T) {
	text := "a “b” c"
	want := []Quotation{{Start: 5, End: 6, OuterStart: 2, OuterEnd: 9}}
	if got := Quotations(text); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func ExampleQuotations() {
	text := "“They said ‘run’,” she said. “So we ran"
	for _, q := range Quotations(text) {
		fmt.Println(q.Depth, q.Open, text[q.Start:q.End])
	}
	// Output:
	// 0 false They said ‘run’,
	// 1 false run
	// 0 true So we ran
}

func FuzzQuotations(f *testing.F) {
	for _, seed := range []string{
		"", "“a ‘b’ c”", "\"a 'b' c\"", "“a “b ‘c” d’ e", "‘a “b’ c” ’", "„a“ «b» “\n\n”", "\"\"'''\"", "\xe2\x80",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var around []Quotation
		last := -1
		for _, q := range Quotations(text) {
			checkSpan(t, text, q.Start, q.End)
			checkSpan(t, text, q.OuterStart, q.OuterEnd)
			if q.OuterStart <= last || q.Start <= q.OuterStart || q.End > q.OuterEnd || q.End <= q.Start {
				t.Fatalf("%+v is out of order in %q", q, text)
			}
			last = q.OuterStart
			for len(around) > 0 && around[len(around)-1].OuterEnd <= q.OuterStart {
				around = around[:len(around)-1]
			}
			if len(around) != q.Depth {
				t.Fatalf("%+v has %d around it in %q", q, len(around), text)
			}
			if len(around) > 0 && q.OuterEnd > around[len(around)-1].End {
				t.Fatalf("%+v crosses %+v in %q", q, around[len(around)-1], text)
			}
			around = append(around, q)
		}
	})
}
