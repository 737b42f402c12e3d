package collate

import (
	"testing"

	"collate/internal/corpus"
)

func TestBetween(t *testing.T) {
	for _, tt := range []struct {
		name       string
		answers    []string
		ab, ac, bc Verdict
	}{
		{"nobody", nil, OneReport, OneReport, OneReport},
		{"one", []string{"12 | self | | A"}, OneReport, OneReport, OneReport},
		{"the same answer", []string{"12 | self | | AB"}, AllAgree, OneReport, OneReport},
		{
			"worst first",
			[]string{"12 | self | | AB", "more than 10 | self | | B", "13 | self | | C"},
			AllCompatible, Disagree, Disagree,
		},
		{"other scope", []string{"12 | self | | A", "12 | self | at sea | B"}, NotComparable, OneReport, OneReport},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, cs := reports(t, 3, corpus.CountForm, tt.answers...)
			claim := Claims(c, cs, nil)[0]
			for _, pair := range []struct {
				a, b int
				want Verdict
			}{{0, 1, tt.ab}, {1, 0, tt.ab}, {0, 2, tt.ac}, {1, 2, tt.bc}} {
				if got := claim.Between(c.Articles[pair.a], c.Articles[pair.b]); got != pair.want {
					t.Errorf("%d and %d: %v, want %v", pair.a, pair.b, got, pair.want)
				}
			}
		})
	}
}

func TestAccountsBetween(t *testing.T) {
	for _, tt := range []struct {
		name     string
		accounts []string
		want     Verdict // of A and B
	}{
		{"one report", []string{"A 2019-05-03", "C 2019-05-04"}, OneReport},
		{"one without a time", []string{"A 2019-05-03", "B"}, OneReport},
		{"one account of both", []string{"AB 2019-05-03"}, AllAgree},
		{"overlap", []string{"A 2019-05-03", "B 2019-05"}, AllCompatible},
		{"a clash beside what agrees", []string{"AB 2019-05-03", "B 2019-05-06"}, Disagree},
		{"a clash with a third", []string{"AB 2019-05-03", "C 2019-05-06"}, AllAgree},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, cs := accountsOf(t, tt.accounts)
			by := map[string]*corpus.Article{}
			for i := range e.Accounts {
				for _, r := range cs.Account(e.ID, i) {
					by[r.Article.Letter] = r.Article
				}
			}
			if got := AccountsBetween(e, cs, by["A"], by["B"]); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}
