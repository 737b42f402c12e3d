package collate

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkUtterances collates reports of fifteen paragraphs, a third of which
// quote: half of the quotations are printed by several reports.
func BenchmarkUtterances(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		r := rand.New(rand.NewPCG(1, 2))
		words := make([]string, 5000)
		for i := range words {
			words[i] = fmt.Sprintf("w%c%c%d", 'a'+r.IntN(26), 'a'+r.IntN(26), i)
		}
		some := func(n int) string {
			list := make([]string, n)
			for i := range list {
				list[i] = words[min(r.IntN(5000), r.IntN(5000))]
			}
			return strings.Join(list, " ")
		}
		shared := make([]string, n)
		for i := range shared {
			shared[i] = some(25)
		}
		texts := make([]string, n)
		for i := range texts {
			var t strings.Builder
			for p := range 15 {
				switch p % 6 {
				case 0:
					fmt.Fprintf(&t, "people/p%d> He said: “%s.”\n", r.IntN(50), some(25))
				case 3:
					k := r.IntN(n)
					f := strings.Fields(shared[k])
					fmt.Fprintf(&t, "people/p%d> %s “%s”.\n", k%50, some(8), strings.Join(f[r.IntN(8):len(f)-r.IntN(8)], " "))
				default:
					fmt.Fprintf(&t, "?> %s.\n", some(60))
				}
			}
			texts[i] = t.String()
		}
		articles, quotes := quotedReports(texts...)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				Utterances(articles, quotes)
			}
		})
	}
}
