package worklist

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/link"
	"collate/internal/xref"
)

// find returns what a content folder leaves to do: name, text, name, text.
func find(t *testing.T, files ...string) List {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	c, err := corpus.Load(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	c.LabelReports(func(letter string) string { return "Report " + letter })
	mentions, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	citations, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	events, err := collate.Timeline(c)
	if err != nil {
		t.Fatal(err)
	}
	return Find(xref.Build(c, events, mentions, citations, nil), "content/site.yaml")
}

func page(front, body string) string { return "---\n" + front + "\n---\n" + body + "\n" }

// TestSilent holds which figures of a silent report a claim may miss.
func TestSilent(t *testing.T) {
	reportA := page("title: A\nlabel: Report A", "Twelve boats burned. ^p1\n\nThe pier is about 3 km from the mill. ^p2")
	claim := page("question: How many boats burned?\nkind: count\nunit: boats\nanswers:\n"+
		"  - {value: twelve, says: the report itself, cite: \"@report-a, ¶ 1\"}", "")
	far := page("question: How far is the pier?\nkind: distance\nanswers:\n"+
		"  - {value: about 3 km, says: the report itself, cite: \"@report-a, ¶ 2\"}", "")
	for _, tt := range []struct {
		name, text string
		more       []string // files
		want       []string
	}{
		{"nothing", "Boats burned. ^p1", nil, nil},
		{"something else", "Twelve sheds burned. ^p1", nil, nil},
		{"a figure", "At least 20 boats burned, and 3 boats sank. ^p1", nil, []string{
			"content/articles/report-b.md:5:1: Report B answers nothing to “How many boats burned?”, but has “At least 20 boats”, and 1 more " +
				"(if it answers that, write - {value: at least 20, says: …, cite: \"@report-b, ¶ 1\"} under answers in content/claims/boats.md:2)",
		}},
		{"one is no figure in words", "One boat burned. ^p1\n\nOnly 1 boat. ^p2", nil, []string{
			"content/articles/report-b.md:7:6: Report B answers nothing to “How many boats burned?”, but has “1 boat” " +
				"(if it answers that, write - {value: \"1\", says: …, cite: \"@report-b, ¶ 2\"} under answers in content/claims/boats.md:2)",
		}},
		{"it answers another claim", "Dozens of boats lay there, 30 boats in all. ^p1", []string{"claims/lay.md", page(
			"question: How many boats lay there?\nkind: count\nunit: boats\nanswers:\n"+
				"  - {value: dozens, says: the report itself, cite: \"@report-b, ¶ 1\"}\n"+
				"  - {value: \"30\", says: the report itself, cite: \"@report-b, ¶ 1\"}\n"+
				"  - {value: twelve, says: the report itself, cite: \"@report-a, ¶ 1\"}", "",
		)}, nil},
		{"a distance", "It is 4 km from there. ^p1", []string{"claims/far.md", far}, []string{
			"content/articles/report-b.md:5:7: Report B answers nothing to “How far is the pier?”, but has “4 km” " +
				"(if it answers that, write - {value: \"4 km\", says: …, cite: \"@report-b, ¶ 1\"} under answers in content/claims/far.md:2)",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := append([]string{
				"articles/report-a.md", reportA, "articles/report-b.md", page("title: B\nlabel: Report B", tt.text),
				"claims/boats.md", claim,
			}, tt.more...)
			var got []string
			for _, i := range find(t, files...).Of(SilentAnswer) {
				got = append(got, fmt.Sprintf("%s: %s (%s)", i.Pos, i.Text, i.Mend))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSure holds which aliases can be added without asking.
func TestSure(t *testing.T) {
	person := func(name string) string { return page("title: "+name, "") }
	for _, tt := range []struct {
		name, printed string
		files         []string
		want          string
	}{
		{"an accent", "Zoe Muller ran.", []string{"people/zoe.md", person("Zoë Müller")}, "Zoe Muller"},
		{"a place", "He saw Ain al-Asad in Iraq.", []string{"places/asad.md", person("Aïn al–Asad")}, "Ain al-Asad"},
		{"another letter", "Zoe Moller ran.", []string{"people/zoe.md", person("Zoe Muller")}, ""},
		{"one word", "Then Soren ran to Soren.", []string{"people/soren.md", person("Sóren")}, ""},
		{"two of that name", "Zoe Muller ran.", []string{"people/zoe.md", person("Zoë Müller"), "people/zoe-2.md", person("Zöe Muller")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := append([]string{"articles/report-a.md", page("title: A", tt.printed+" They said "+strings.TrimSuffix(tt.printed, "."))}, tt.files...)
			var got []string
			for _, i := range find(t, files...) {
				if i.Aliases != nil {
					got = append(got, i.Aliases.Names...)
				}
			}
			if strings.Join(got, "|") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSignless(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Zoë Müller", "Zoe Muller"},
		{"O’Neil’s", "O'Neil"},
		{"the Roes’", "the Roes"},
		{"Ain al–Asad", "Ain al-Asad"},
		{"Jane\u00a0 Doe", "Jane Doe"},
		{"Søren", "Søren"}, // a letter of its own
	} {
		if got := signless(tt.in); got != tt.want {
			t.Errorf("signless(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestShellQuote(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Jane Doe", `"Jane Doe"`},
		{"Jane “Jo” O'Neil", `"Jane “Jo” O'Neil"`},
		{`Jane "Jo" O'Neil`, `'Jane "Jo" O'\''Neil'`},
		{"$(rm)", "'$(rm)'"},
	} {
		if got := shellQuote(tt.in); got != tt.want {
			t.Errorf("shellQuote(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

// TestSorted holds the order: by rule, then by place, each once.
func TestSorted(t *testing.T) {
	item := func(rule, file string, line int, text string) Item {
		return Item{Rule: rule, Pos: diag.Pos{File: file, Line: line}, Text: text}
	}
	l := List{
		item(Draft, "a", 1, "x"), item(UncitedSentence, "b", 1, "x"), item(UncitedSentence, "a", 10, "x"),
		item(UncitedSentence, "a", 9, "y"), item(UncitedSentence, "a", 9, "x"), item(Draft, "a", 1, "x"), item(Mistake, "z", 1, "x"),
	}
	var got []string
	for _, i := range l.Sorted() {
		got = append(got, fmt.Sprint(i.Rule, " ", i.Pos, " ", i.Text))
	}
	want := []string{
		"mistake z:1 x", "uncited-sentence a:9 x", "uncited-sentence a:9 y", "uncited-sentence a:10 x", "uncited-sentence b:1 x", "draft a:1 x",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRulesAreDocumented holds docs/check.md to the rules: their order, headings
// and levels, and a section with an example for each.
func TestRulesAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/check.md")
	if err != nil {
		t.Fatal(err)
	}
	var got, want, sections, ids []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\| (error|warning|note) \\|").FindAllStringSubmatch(string(text), -1) {
		got = append(got, m[1]+": "+m[2]+", "+m[3])
	}
	for _, s := range strings.Split(string(text), "\n### ")[1:] {
		name, rest, _ := strings.Cut(s, "\n")
		sections = append(sections, name)
		if !strings.Contains(rest, "```") {
			t.Errorf("%s has no example", name)
		}
	}
	for _, r := range Rules() {
		want = append(want, fmt.Sprintf("%s: %s, %s", r.ID, r.Heading, r.Level))
		ids = append(ids, r.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(ids, sections); diff != "" {
		t.Error(diff)
	}
}
