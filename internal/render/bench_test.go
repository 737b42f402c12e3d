package render

import (
	"fmt"
	"path"
	"runtime"
	"sync/atomic"
	"testing"

	"collate/internal/site"
	"collate/internal/testcorpus"
)

// BenchmarkSiteGenerated plans and renders generated folders and drops what is
// made.
func BenchmarkSiteGenerated(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			parsed, x := templates(b), index(b, testcorpus.FS(n))
			o := site.Options{Words: english(b)}
			b.ReportAllocs()
			var pages atomic.Int64
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				err := Site(parsed, site.Plan(x, o), func(f File) error {
					if path.Ext(f.Path) == ".html" {
						pages.Add(1)
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			made := float64(pages.Load())
			b.ReportMetric(made/float64(b.N), "pages/op")
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/made, "allocs/page")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/made, "B/page")
		})
	}
}
