package figure

import "testing"

func BenchmarkSVG(b *testing.B) {
	// As many as the story shows: fourteen people and thirty pairs.
	var names []string
	for i := range 14 {
		names = append(names, string(rune('A'+i))+" Person")
	}
	var edges []Edge
	for i := range 14 {
		for _, step := range []int{1, 3, 5} {
			if k := i + step; k < 14 && len(edges) < 30 {
				edges = append(edges, Edge{i, k, 1 + i%4})
			}
		}
	}
	for _, bb := range []struct {
		name   string
		figure interface{ SVG() string }
	}{
		{"timeline", harbour(680)},
		{"agreement", matrix(530, 5)},
		{"network", network(530, names, edges...).Untangled()},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if bb.figure.SVG() == "" {
					b.Fatal("nothing drawn")
				}
			}
		})
	}

	b.Run("untangle", func(b *testing.B) {
		tangled := network(530, names, edges...)
		b.ReportAllocs()
		for b.Loop() {
			tangled.Untangled()
		}
	})
}
