package xref

import (
	"fmt"
	"testing"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/testcorpus"
)

func BenchmarkBuildGenerated(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			c, err := corpus.Load(testcorpus.FS(n), "content")
			if err != nil {
				b.Fatal(err)
			}
			m, err := link.Find(c)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				cs, err := cite.Resolve(c)
				if err != nil {
					b.Fatal(err)
				}
				events, err := collate.Timeline(c)
				if err != nil {
					b.Fatal(err)
				}
				Build(c, events, m, cs, nil)
			}
		})
	}
}
