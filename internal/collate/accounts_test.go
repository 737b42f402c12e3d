package collate

import (
	"fmt"
	"strings"
	"testing"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/markdown"
)

// accountsOf returns an event with an account for each "A 2019-05-03": the
// letters of the reports that give it, and its time, which may be missing.
func accountsOf(t *testing.T, accounts []string) (*corpus.Event, *cite.Citations) {
	t.Helper()
	c := &corpus.Corpus{}
	for _, slug := range []string{"a", "b", "c"} {
		a := &corpus.Article{Page: corpus.Page{ID: corpus.ID("articles/" + slug), Slug: slug}, Letter: strings.ToUpper(slug)}
		a.Body = markdown.Parse("It burned.", 1)
		a.Paragraphs = []corpus.Paragraph{{ID: "p1", N: 1}}
		c.Articles = append(c.Articles, a)
	}
	e := &corpus.Event{Page: corpus.Page{ID: "events/fire", Slug: "fire"}}
	for _, text := range accounts {
		letters, when, _ := strings.Cut(text, " ")
		var account corpus.Account
		var cites []string
		for _, l := range strings.ToLower(letters) {
			cites = append(cites, fmt.Sprintf("@%c, ¶ 1", l))
		}
		account.Cite = strings.Join(cites, "; ")
		if when != "" {
			account.When = parseWhen(t, when)
		}
		e.Accounts = append(e.Accounts, account)
	}
	c.Events = []*corpus.Event{e}
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	return e, cs
}

func parseWhen(t testing.TB, s string) corpus.When {
	t.Helper()
	w, err := corpus.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestCompareAccounts(t *testing.T) {
	const (
		night    = "2019-05-03T00:00+03:00/2019-05-03T06:00+03:00"
		midnight = "2019-05-03T00:00+03:00/2019-05-03T00:30+03:00"
		half     = "2019-05-03T01:30+03:00~"
	)
	for _, tt := range []struct {
		name     string
		accounts []string
		want     Verdict
		clashes  string // of each account
	}{
		{"none", nil, OneReport, "[]"},
		{"one", []string{"A " + night}, OneReport, "[[]]"},
		{"one of two has a time", []string{"A " + night, "B"}, OneReport, "[[] []]"},
		{"no time is known", []string{"A unknown", "B unknown"}, OneReport, "[[] []]"},
		{"two of one report", []string{"A " + night, "A " + half}, OneReport, "[[] []]"},
		{"one that two reports give", []string{"AB " + half}, AllAgree, "[[]]"},
		{"the same", []string{"A " + half, "B " + half, "C"}, AllAgree, "[[] [] []]"},
		{"the same in two zones", []string{"A " + half, "B 2019-05-02T22:30Z~"}, AllAgree, "[[] []]"},
		{"about, and to the minute", []string{"A " + half, "B 2019-05-03T01:30+03:00"}, AllCompatible, "[[] []]"},
		{"one within the other", []string{"A " + night, "B " + half}, AllCompatible, "[[] []]"},
		{"some the same, some not", []string{"A " + half, "B " + half, "C " + night}, AllCompatible, "[[] [] []]"},
		{"midnight and half past one", []string{"A " + midnight, "B " + half}, Disagree, "[[1] [0]]"},
		{"and one between, which excludes neither", []string{"A " + midnight, "B " + night, "C " + half}, Disagree, "[[2] [] [0]]"},
		{
			"two against one", []string{"A " + midnight, "B " + half, "C 2019-05-02T22:35Z"}, Disagree, "[[1 2] [0] [0]]",
		},
		{"they touch", []string{"A 2019-05-03T00:00Z/2019-05-03T03:00Z", "B 2019-05-03T03:01Z/2019-05-03T06:00Z"}, Disagree, "[[1] [0]]"},
		{"the day before in another zone", []string{"A 2019-05-02", "B " + half}, AllCompatible, "[[] []]"},
		{"two days", []string{"A 2019-05-02", "B 2019-05-03"}, Disagree, "[[1] [0]]"},
		{"a month and a day of it", []string{"A 2019-05", "B 2019-05-31"}, AllCompatible, "[[] []]"},
		{"a report against itself", []string{"A " + midnight, "A " + half}, Disagree, "[[1] [0]]"},
	} {
		e, cs := accountsOf(t, tt.accounts)
		got := CompareAccounts(e, cs)
		if clashes := fmt.Sprint(got.Clashes); got.Verdict != tt.want || clashes != tt.clashes {
			t.Errorf("%s: %s, clashes %s; want %s, %s", tt.name, got.Verdict, clashes, tt.want, tt.clashes)
		}
	}
}
