package link

import (
	"fmt"
	"testing"

	"collate/internal/corpus"
	"collate/internal/testcorpus"
)

func BenchmarkFindGenerated(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			c, err := corpus.Load(testcorpus.FS(n), "content")
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			mentions := 0
			for b.Loop() {
				m, err := Find(c)
				if err != nil {
					b.Fatal(err)
				}
				mentions = 0
				for _, a := range c.Articles {
					mentions += len(m.On(a.ID))
				}
			}
			b.ReportMetric(float64(mentions)/float64(n), "mentions/article")
		})
	}
}
