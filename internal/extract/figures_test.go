package extract

import (
	"fmt"
	"slices"
	"testing"
)

func TestFigures(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string // text=value
	}{
		{"no figure, one might say", nil},
		{"22 boats and 1,500 crates", []string{"22=22", "1,500=1500"}},
		{"oil rose 2.5% or 3 per cent", []string{"2.5%=2.5", "3 per cent=3"}},
		{"up 3 percentage points", []string{"3=3"}},
		{"2.5 million crates, a hundred boats", []string{"2.5 million=2500000", "a hundred=100"}},
		{"Twenty-two boats, thirty-one men, ninety boys", []string{"Twenty-two=22", "thirty-one=31", "ninety=90"}},
		{"more than a dozen, two dozen", []string{"a dozen=12", "two dozen=24"}},
		{"at 1.30am (10.30pm GMT)", []string{"1.30am=01:30", "10.30pm=22:30"}},
		{"at 1:30 a.m. (2230 GMT), 12 p.m., 12.05 am", []string{
			"1:30 a.m.=01:30", "2230=22:30", "12 p.m.=12:00", "12.05 am=00:05",
		}},
		{"at 17.20 GMT, 17.20 miles, £1.2million", []string{"17.20=17:20", "17.20=17.20", "1.2million=1200000"}},
		{"at 20:22", []string{"20:22=20:22"}},
		{"in 2003, 37 miles (60km)", []string{"2003=2003", "37=37", "60=60"}},
		{"1.5 and 1,2,3 and A4", []string{"1.5=1.5", "1=1", "2=2", "3=3"}},
		{"15–20 men, 3—4, nineteen—20", []string{"15=15", "20=20", "3=3", "4=4", "nineteen=19", "20=20"}},
		{"a three-day wait", []string{"three=3"}},
	} {
		var got []string
		for _, f := range Figures(tt.text) {
			got = append(got, f.In(tt.text)+"="+f.Value)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Figures(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestCountriesOf(t *testing.T) {
	for word, want := range map[string]string{
		"Iranian": "[Iran]", "Iranians": "[Iran]", "American": "[America United States]", "British": "[Britain United Kingdom]",
		"Saudi": "[Saudi Arabia]", "iranian": "[]", "Iran": "[]", "": "[]",
	} {
		if got := fmt.Sprint(CountriesOf(word)); got != want {
			t.Errorf("CountriesOf(%q) = %s, want %s", word, got, want)
		}
	}
}

func ExampleFigures() {
	text := "Two dozen boats sank at 1.30am; 5% were insured."
	for _, f := range Figures(text) {
		fmt.Println(f.In(text), f.Value, f.Clock, f.Percent)
	}
	// Output:
	// Two dozen 24 false false
	// 1.30am 01:30 true false
	// 5% 5 false true
}

func FuzzFigures(f *testing.F) {
	for _, seed := range []string{"", "1,500 2.5m 12:30 pm twenty-two a dozen 5%", "9999999999999999999999 GMT", "\xff1.\xe2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, fig := range Figures(text) {
			checkSpan(t, text, fig.Start, fig.End)
			if fig.Start < end || fig.End <= fig.Start || fig.Value == "" {
				t.Fatalf("%+v overlaps or is empty in %q", fig, text)
			}
			end = fig.End
		}
	})
}
