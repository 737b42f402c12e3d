package main

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Twenty articles are built, again, and again with one edited.
func TestBench(t *testing.T) {
	cmd := exec.Command("go", "run", ".", "-n", "20", "-rounds", "1", "-hugo", "", "-dir", t.TempDir())
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, stderr.String())
	}
	// 20 articles, 5 people and 3 places have a page, and their sources.
	row := regexp.MustCompile(`\| Collate \| 20 \| (.*) \| \d+\.\d\d s \(.*\) \| \d+\.\d\d s \(.*\) \| .* MB \| ([5-9]\d) \| \d{3} \| \d\.\d MB \|`)
	rows := row.FindAllSubmatch(stdout, -1)
	if len(rows) != 3 {
		t.Fatalf("%d rows of three builds in\n%s", len(rows), stdout)
	}
	for i, build := range []string{all, again, edited} {
		if string(rows[i][1]) != build || string(rows[i][2]) != string(rows[0][2]) {
			t.Errorf("row %d is %q, want that of %q, with as many pages as the first", i, rows[i][0], build)
		}
	}
}

func TestTable(t *testing.T) {
	used := func(wall, cpu, peak int) usage {
		return usage{time.Duration(wall) * time.Second, time.Duration(cpu) * time.Second, int64(peak) * 1e6}
	}
	results := []*result{
		{"Collate", 10, all, []usage{used(1, 2, 30), used(3, 4, 40), used(2, 3, 50)}, site{12, 20, 1.5e6}},
		{"Hugo", 10, all, []usage{used(2, 4, 60), used(2, 8, 40), used(8, 12, 100)}, site{11, 15, 1e6}},
		{"Collate", 1000, all, []usage{used(200, 30, 500)}, site{1002, 2000, 1.5e8}},
		{"Hugo", 1000, all, []usage{used(100, 60, 1000)}, site{1001, 1500, 1e8}},
	}
	var b strings.Builder
	if err := table(&b, []tool{{name: "Collate"}, {name: "Hugo"}}, results); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| Collate | 10 | all, into an empty folder | 2.00 s (1.00–3.00) | 3.00 s (2.00–4.00) | 40 MB | 12 | 20 | 1.5 MB |\n",
		// wall: 1/2, 3/2, 2/8; processor: 2/4, 4/8, 3/12; memory: 30/60, 40/40, 50/100
		"| 10 | all, into an empty folder | 0.50 | 0.50 | 0.50 |\n",
		"| 1000 | all, into an empty folder | 2.00 | 0.50 | 0.50 |\n",
		// a hundred times as many: wall × 100 is the power of 1, processor × 10 of a half
		"| Collate | 10 to 1000 | 1.00 | 0.50 | 0.55 |\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no row\n%sin\n%s", want, b.String())
		}
	}
}

func TestMedian(t *testing.T) {
	for _, tt := range []struct {
		list []float64
		want float64
	}{
		{[]float64{3}, 3},
		{[]float64{3, 1}, 2},
		{[]float64{9, 1, 2}, 2},
		{[]float64{4, 1, 3, 2}, 2.5},
	} {
		if got := median(tt.list); got != tt.want {
			t.Errorf("median(%v) = %v, want %v", tt.list, got, tt.want)
		}
	}
}
