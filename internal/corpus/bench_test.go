package corpus

import (
	"fmt"
	"testing"

	"collate/internal/testcorpus"
)

func BenchmarkLoadGenerated(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			fsys := testcorpus.FS(n)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(fsys, "content"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
