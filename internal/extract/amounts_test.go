package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// shownAmount writes an amount as "more than a dozen missiles = (12, ) missiles".
func shownAmount(a Amount, text string) string {
	open, end := "[", "]"
	if a.Exclusive && a.Max == "" {
		open = "("
	}
	if a.Exclusive && a.Min == "" {
		end = ")"
	}
	about := ""
	if a.About {
		about = "~"
	}
	return fmt.Sprintf("%s = %s%s%s,%s%s %s", a.In(text), about, open, a.Min, a.Max, end, a.Unit)
}

func TestAmounts(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"It fired 22 missiles at them.", "22 missiles = [22,22] missiles"},
		{"more than a dozen ballistic missiles", "more than a dozen ballistic missiles = (12,] ballistic missiles"},
		{"At least 56 people were hurt", "At least 56 people = [56,] people"},
		{"some 15 boats", "some 15 boats = ~[15,15] boats"},
		{"Almost 5% of it", "Almost 5% = ~[5,5] %"},
		{"Up to 20 were there", "Up to 20 = [,20] "},
		{"no more than 20 boats", "no more than 20 boats = [,20] boats"},
		{"just over 100 boats", "just over 100 boats = ~[100,100] boats"},
		{"fewer than 300 soldiers", "fewer than 300 soldiers = [,300) soldiers"},
		{"between 15 and 20 rockets", "between 15 and 20 rockets = [15,20] rockets"},
		{"15 to 20 rockets", "15 to 20 rockets = [15,20] rockets"},
		{"Amber lost 3-2", "3 = [3,3] ; 2 = [2,2] "},
		{"10-12 shots", "10-12 shots = [10,12] shots"},
		{"dozens of boats", "dozens of boats = [24,] boats"},
		{"tens of thousands of mourners", "tens of thousands of mourners = [20000,] mourners"},
		{"several houses", "several houses = [3,] houses"},
		{"37 miles (60km) north", "37 miles = [37,37] miles; 60km = [60,60] km"},
		{"$5 million was paid", "$5 million = [5000000,5000000] $"},
		{"a £1.2million villa, sold at 17.20 GMT", "£1.2million = [1200000,1200000] £"},
		{"an actor who turns 24 next month", "24 = [24,24] "},
		{"over £1,500 in cash", "over £1,500 = (1500,] £"},
		{"in 2003 and on January 8 at 1.30am", ""},
		{"2003 people came", "2003 people = [2003,2003] people"},
		{"two of the 17 did not", "two = [2,2] ; 17 = [17,17] "},
		{"a 34-year-old man", ""},
		{"no more than 12 boats", "no more than 12 boats = [,12] boats"},
		{"just over 200 boats", "just over 200 boats = ~[200,200] boats"},
		{"just under 200 boats", "just under 200 boats = ~[200,200] boats"},
		{"several thousand mourners", "several thousand mourners = [3000,] mourners"},
		{"a few dozen boats", "a few dozen boats = [36,] boats"},
		{"about €2.5bn and £40m", "about €2.5bn = ~[2500000000,2500000000] €; £40m = [40000000,40000000] £"},
		{"", ""},
	} {
		var got []string
		for _, a := range Amounts(tt.in) {
			got = append(got, shownAmount(a, tt.in))
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.in, s, tt.want)
		}
	}
}

func FuzzAmounts(f *testing.F) {
	for _, s := range []string{"more than a dozen", "between 15 and 20", "tens of thousands of €5 million", "60km 2003 –"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, a := range Amounts(text) {
			if a.Start < end || a.End <= a.Start || a.End > len(text) {
				t.Fatalf("%q: %+v after %d", text, a, end)
			}
			if utf8.ValidString(text) && !utf8.ValidString(a.In(text)) {
				t.Fatalf("%q: %+v cuts a rune", text, a)
			}
			end = a.End
		}
	})
}
