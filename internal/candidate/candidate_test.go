package candidate

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/corpus"
)

// load makes a corpus of pages: name, text, name, text.
func load(t *testing.T, pages ...string) *corpus.Corpus {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(pages); i += 2 {
		fsys[pages[i]] = &fstest.MapFile{Data: []byte(pages[i+1])}
	}
	c, err := corpus.Load(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	c.LabelReports(func(letter string) string { return "Report " + letter })
	return c
}

const (
	one = "---\ntitle: One\ndate: 2024-03-12T09:40+01:00\n---\nForty-two boats burned at about 1.30am. Three people ran for two hours. ^p1\n\n" +
		"A boat sank 5 km away, the police said on Monday. ^p2\n"
	two = "---\ntitle: Two\ndate: 2024-03-12T10:00+01:00\n---\nMore than a dozen boats burned before dawn, at 1.30am GMT; it cost $3m. ^p1\n\n" +
		"A crew of four left by 2am on 12 March 2024. ^p2\n"
	three = "---\ntitle: Three\ndate: 2024-03-13\n---\nSeven people left, and 40 boats burned on Tuesday at 1.40am, 3 miles away. ^p1\n"
)

func TestFigures(t *testing.T) {
	pages := []string{"articles/a.md", one, "articles/b.md", two, "articles/c.md", three}
	show := func(c *corpus.Corpus) string {
		var b strings.Builder
		for _, one := range Figures(c) {
			fmt.Fprintf(&b, "%s %s %d %t:", one.Noun, one.Form, one.Reports, one.Differ)
			for _, f := range one.Figures {
				fmt.Fprintf(&b, " %s=%s", f.Ref.Name(), f.Value)
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	const boats = "boats count 3 true: A ¶1=forty-two B ¶1=more than a dozen C ¶1=40\n"
	// 5 km is 4.5 to 5.5, 3 miles 4.0 to 5.6.
	const rest = "people count 2 true: A ¶1=three C ¶1=seven\nkm distance 2 false: A ¶2=5 km C ¶1=3 miles\n"
	if got := show(load(t, pages...)); got != boats+rest {
		t.Errorf("got\n%swant\n%s", got, boats+rest)
	}
	// A claim that asks about a noun takes it up.
	pages = append(pages, "claims/boats.md",
		"---\nquestion: How many boats burned?\nkind: count\nanswers:\n  - {value: \"40\", says: the report itself, cite: \"@c, ¶ 1\"}\n---\n")
	if got := show(load(t, pages...)); got != rest {
		t.Errorf("with a claim, got\n%swant\n%s", got, rest)
	}
	if got := len(FiguresOf(load(t, pages...), "boat")); got != 3 {
		t.Errorf("%d figures of boats, want 3", got)
	}
	if got := strings.Join(Nouns(load(t, pages...)), " "); got != "boats km people" {
		t.Errorf("nouns: %s", got)
	}
}

func TestMoments(t *testing.T) {
	pages := []string{"articles/a.md", one, "articles/b.md", two, "articles/c.md", three}
	show := func(c *corpus.Corpus) string {
		var b strings.Builder
		for _, m := range Moments(c) {
			fmt.Fprintf(&b, "%s %d:", m.Value, m.Reports)
			for _, at := range m.Times {
				fmt.Fprintf(&b, " %s=%s=%s", at.Ref.Name(), at.Text, at.When(c))
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	// Monday is when the police said so; by 2am is not a time of something; which zone GMT
	// makes of a clock nobody knows here.
	for _, tt := range []struct{ name, want string }{
		{"offsets of publication", "+01:00"},
		{"the first zone", "+03:00"},
		{"no zone", ""},
	} {
		list := pages
		switch tt.want {
		case "+03:00":
			list = append(list, "site.yaml", "zones: [Asia/Baghdad, UTC]\n")
		case "":
			list = append(list, "articles/d.md", "---\ntitle: Four\ndate: 2024-03-12T10:00-05:00\n---\nRain.\n")
		}
		early, late := "", ""
		if tt.want != "" {
			early, late = "2024-03-12T01:30"+tt.want+"~", "2024-03-12T01:40"+tt.want
		}
		got := show(load(t, list...))
		for _, want := range []string{
			" A ¶1=about 1.30am=" + early, " B ¶1=1.30am GMT=", " B ¶2=by 2am on 12 March 2024=\n", "=" + late + "\n",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: want %q in\n%s", tt.name, want, got)
			}
		}
	}
	for _, at := range Times(load(t, pages...)) {
		if strings.Contains(at.Text, "Monday") {
			t.Errorf("%q is when the police said so", at.Text)
		}
	}
	// An event that has it as an account takes it up.
	event := "---\ntitle: Fire\nwhen: 2024-03-12\naccounts:\n  - {printed: about 1.30am, cite: \"@a, ¶ 1\"}\n---\n"
	if got := show(load(t, append(pages, "events/fire.md", event)...)); strings.Contains(got, "A ¶1") {
		t.Errorf("with an event:\n%s", got)
	}
	if got := show(load(t, "articles/a.md", "---\ntitle: One\n---\nNothing. ^p1\n")); got != "" {
		t.Error(got)
	}
}
