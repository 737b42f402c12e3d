package markdown

import (
	"bytes"
	"fmt"
	"testing"

	"collate/internal/testcorpus"
)

// generated runs a benchmark over the files of generated folders: the whole of
// each, and its body.
func generated(b *testing.B, run func(b *testing.B, files, bodies [][]byte)) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			var files, bodies [][]byte
			for _, f := range testcorpus.FS(n) {
				_, body, _ := bytes.Cut(f.Data, []byte("\n---\n"))
				files, bodies = append(files, f.Data), append(bodies, body)
			}
			b.ReportAllocs()
			run(b, files, bodies)
		})
	}
}

func BenchmarkHighlightGenerated(b *testing.B) {
	generated(b, func(b *testing.B, files, _ [][]byte) {
		for b.Loop() {
			for _, f := range files {
				Highlight(string(f), "markdown")
			}
		}
	})
}

func BenchmarkParseGenerated(b *testing.B) {
	generated(b, func(b *testing.B, _, bodies [][]byte) {
		for b.Loop() {
			for _, body := range bodies {
				Parse(string(body), 1)
			}
		}
	})
}

func BenchmarkHTMLGenerated(b *testing.B) {
	generated(b, func(b *testing.B, _, bodies [][]byte) {
		docs := make([]*Doc, len(bodies))
		for i, body := range bodies {
			docs[i] = Parse(string(body), 1)
		}
		for b.Loop() {
			for _, d := range docs {
				d.HTML(Hooks{})
			}
		}
	})
}
