package main

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
)

// table prints the figures as Markdown: all of them, then Collate's as parts of
// the other tool's, then how they grow.
func table(w io.Writer, tools []tool, results []*result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s/%s, %d processors. Medians of %d turns, in brackets the least and the most.\n\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), len(results[0].runs))
	b.WriteString("| tool | articles | build | wall | processor | peak memory | pages | files | size |\n" +
		"| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for _, r := range results {
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %.0f MB | %d | %d | %.1f MB |\n",
			r.tool, r.articles, r.build, seconds(r.each(wall)), seconds(r.each(cpu)), median(r.each(memory)),
			r.site.pages, r.site.files, float64(r.site.bytes)/1e6)
	}
	if len(tools) > 1 {
		ratios(&b, tools, results)
	}
	growth(&b, results)
	_, err := io.WriteString(w, b.String())
	return err
}

func wall(u usage) float64   { return u.wall.Seconds() }
func cpu(u usage) float64    { return u.cpu.Seconds() }
func memory(u usage) float64 { return float64(u.peak) / 1e6 }

// each returns a figure of each run.
func (r *result) each(of func(usage) float64) []float64 {
	var list []float64
	for _, u := range r.runs {
		list = append(list, of(u))
	}
	return list
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	n := len(list)
	return (list[(n-1)/2] + list[n/2]) / 2
}

// seconds returns "1.53 s (1.51–1.70)".
func seconds(list []float64) string {
	return fmt.Sprintf("%.2f s (%.2f–%.2f)", median(list), slices.Min(list), slices.Max(list))
}

// ratios prints the first tool's figures divided by the second's, turn by turn.
func ratios(b *strings.Builder, tools []tool, results []*result) {
	fmt.Fprintf(b, "\n%s ÷ %s, medians of the ratios in each turn:\n\n", tools[0].name, tools[1].name)
	b.WriteString("| articles | build | wall | processor | peak memory |\n| ---: | --- | ---: | ---: | ---: |\n")
	for _, r := range results {
		i := slices.IndexFunc(results, func(o *result) bool {
			return o.tool == tools[1].name && o.articles == r.articles && o.build == r.build
		})
		if r.tool != tools[0].name {
			continue
		}
		fmt.Fprintf(b, "| %d | %s |", r.articles, r.build)
		for _, of := range []func(usage) float64{wall, cpu, memory} {
			ours, theirs := r.each(of), results[i].each(of)
			for turn := range ours {
				ours[turn] /= theirs[turn]
			}
			fmt.Fprintf(b, " %.2f |", median(ours))
		}
		b.WriteString("\n")
	}
}

// growth prints, for builds of all, the power of the number of articles with
// which figures grow from each number to the next: 1 is linear.
func growth(b *strings.Builder, results []*result) {
	first := true
	for i, r := range results {
		j := i + slices.IndexFunc(results[i:], func(o *result) bool {
			return o.tool == r.tool && o.build == r.build && o.articles > r.articles
		})
		if r.build != all || j < i {
			continue
		}
		if first {
			b.WriteString("\nGrowth, as a power of the number of articles:\n\n" +
				"| tool | articles | wall | processor | peak memory |\n| --- | ---: | ---: | ---: | ---: |\n")
			first = false
		}
		fmt.Fprintf(b, "| %s | %d to %d |", r.tool, r.articles, results[j].articles)
		for _, of := range []func(usage) float64{wall, cpu, memory} {
			times := median(results[j].each(of)) / median(r.each(of))
			fmt.Fprintf(b, " %.2f |", math.Log(times)/math.Log(float64(results[j].articles)/float64(r.articles)))
		}
		b.WriteString("\n")
	}
}
