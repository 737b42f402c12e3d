package importer

import (
	"path"
	"slices"
	"strings"
	"testing"
)

func TestKeepIDs(t *testing.T) {
	before := []numberedText{{1, "One two three four."}, {2, "Five six seven eight."}, {5, "Same."}, {6, "Same."}}
	for _, tt := range []struct {
		name   string
		blocks []string
		last   int
		want   []int
		after  int
	}{
		{"as it was", []string{"One two three four.", "Five six seven eight.", "Same.", "Same."}, 6, []int{1, 2, 5, 6}, 6},
		{"turned round", []string{"Same.", "Five six seven eight.", "One two three four."}, 6, []int{5, 2, 1}, 6},
		{"a word more", []string{"One two and three four.", "## Six", "Same."}, 6, []int{1, 0, 5}, 6},
		{"two like one", []string{"One two three nine.", "One two three four."}, 6, []int{7, 1}, 7},
		{"the likest wins", []string{"One two ten ten.", "One two three ten."}, 6, []int{7, 1}, 7},
		{"new, after one that went", []string{"Nothing of it."}, 8, []int{9}, 9},
		{"no ledger", []string{"Nothing of it."}, 0, []int{7}, 7},
		{"empty", nil, 6, []int{}, 6},
	} {
		got, after := keepIDs(before, tt.blocks, tt.last)
		if !slices.Equal(got, tt.want) || after != tt.after {
			t.Errorf("%s: %v, last %d; want %v, %d", tt.name, got, after, tt.want, tt.after)
		}
	}
}

func TestParagraphsOf(t *testing.T) {
	const page = "---\ntitle: x\n---\n\nOne. ^p1\r\n\r\n## Two\n\nNo id.\n\n| a |\n| --- |\n| b ^p3 |\n\nLast. ^p12"
	got := paragraphsOf([]byte(page))
	want := []numberedText{{1, "One."}, {3, "| a |\n| --- |\n| b |"}, {12, "Last."}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestLedger(t *testing.T) {
	l := ledger{"report-b": {"bb", 7}, "report-a": {"aa", 12}}
	const want = "aa p12 report-a\nbb p7 report-b\n"
	if got := string(l.bytes()); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := string(readLedger([]byte("<<<<<<< ours\n" + want + "x py z\n")).bytes()); got != want {
		t.Errorf("read back: %q", got)
	}
}

// A page whose original changes twice never gives an id a second time.
func TestPlanAgain(t *testing.T) {
	const (
		one   = "The watchman saw the first smoke above the northern quay at a quarter past nine."
		two   = "Four engines came over the bridge, and their crews pumped water until the morning."
		three = "Nobody has said yet who will pay for the roof, which lies in the basin now."
	)
	raw := func(paragraphs ...string) []byte {
		return []byte("Fire at the quay\n\n" + strings.Join(paragraphs, "\n\n") + "\n")
	}
	var content []Page
	for _, tt := range []struct {
		name   string
		raw    []byte
		status Status
		want   []int
	}{
		{"first", raw(one, two), New, []int{1, 2}},
		{"again", raw(one, two), Unchanged, []int{1, 2}},
		{"shorter", raw(one), Updated, []int{1}},
		{"another", raw(three, one), Updated, []int{3, 1}},
		{"again", raw(three, one), Unchanged, []int{3, 1}},
	} {
		report, pages, err := Plan(t.Context(), []Source{{File: "1.txt", Raw: tt.raw}}, content, Options{})
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if got := report.Files[0].Status; got != tt.status {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.status)
		}
		if tt.status == Unchanged {
			if len(pages) > 0 {
				t.Errorf("%s: writes %d pages", tt.name, len(pages))
			}
			continue
		}
		content = pages // the article, and what import remembers of it
		var got []int
		for _, p := range pages {
			if path.Ext(p.Path) == ".md" {
				for _, b := range paragraphsOf(p.Data) {
					got = append(got, b.id)
				}
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: ids %v, want %v", tt.name, got, tt.want)
		}
	}
	for i, p := range content {
		if path.Ext(p.Path) == ".md" {
			content[i].Data = append(slices.Clone(p.Data), "Mine. ^p4\n"...)
		}
	}
	report, pages, err := Plan(t.Context(), []Source{{File: "1.txt", Raw: raw(one, three, two)}}, content, Options{})
	want := []string{"- Mine. ^p4", "+ " + two + " ^p5"}
	if err == nil || len(pages) > 0 || !slices.Equal(report.Files[0].Diff, want) {
		t.Errorf("touched: %v, %d pages, diff %q, want %q", err, len(pages), report.Files[0].Diff, want)
	}
}

func TestIsVessel(t *testing.T) {
	for name, want := range map[string]bool{
		"MV Tern": true, "M/V Tern": true, "U.S.S. Tern": true, "HMS Tern": true, "Mv Tern": false, "MV": false, "Ann Tern": false,
	} {
		if got := isVessel(name); got != want {
			t.Errorf("isVessel(%q) = %t", name, got)
		}
	}
}
