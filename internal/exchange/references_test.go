package exchange

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"collate/internal/exchange/rules"
)

func TestReferences(t *testing.T) {
	list := []Reference{
		{
			Key: "report-a", Title: "50 % of {boats} & sheds_1", Authors: []string{"Ada Quill", "Reuters and others"}, Publisher: "The Gull",
			Date: at(t, "2019-05-04T00:00:00Z"), URL: "https://gull.example/a_b?c=%7B{d}", Note: "Report A", Language: "en",
		},
		{Key: "report-b", Title: "[Fire]"},
	}
	var bib, csl bytes.Buffer
	if err := WriteBibTeX(&bib, slices.Values(list)); err != nil {
		t.Fatal(err)
	}
	const wantBib = `@misc{report-a,
  author = {{Ada Quill} and {Reuters and others}},
  title = {{50 \% of \textbraceleft{}boats\textbraceright{} \& sheds\_1}},
  howpublished = {The Gull},
  year = {2019},
  month = {may},
  day = {4},
  url = {https://gull.example/a_b?c=%7B%7Bd%7D},
  note = {Report A},
  langid = {en}
}

@misc{report-b,
  title = {{[Fire]}}
}
`
	if bib.String() != wantBib {
		t.Errorf("got\n%s\nwant\n%s", bib.String(), wantBib)
	}
	if _, broken := rules.BibTeX(bib.Bytes()); broken != nil {
		t.Error(broken)
	}
	if err := WriteCSL(&csl, slices.Values(list)); err != nil {
		t.Fatal(err)
	}
	const wantCSL = `[{"id":"report-a","type":"article-newspaper","title":"50 % of {boats} & sheds_1",` +
		`"author":[{"literal":"Ada Quill"},{"literal":"Reuters and others"}],"container-title":"The Gull",` +
		`"issued":{"date-parts":[[2019,5,4]]},"URL":"https://gull.example/a_b?c=%7B{d}","note":"Report A","language":"en"},` +
		`{"id":"report-b","type":"article-newspaper","title":"[Fire]"}]`
	got := strings.Join(strings.Fields(strings.ReplaceAll(csl.String(), "\n", " ")), " ")
	if want := strings.NewReplacer(`","`, `", "`, `],"`, `], "`, `},"`, `}, "`).Replace(wantCSL); compact(got) != compact(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, broken := rules.CSL(csl.Bytes()); broken != nil {
		t.Error(broken)
	}
}

func compact(s string) string { return strings.ReplaceAll(s, " ", "") }

// FuzzBibTeX puts a text into every field: there is one entry, and nothing leaves its field.
func FuzzBibTeX(f *testing.F) {
	for _, s := range []string{"plain", "}", "{", `\`, `\}`, "a\n}\n@misc{x", "%", "$x$", "\xff", "\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		r := Reference{Key: "a", Title: "x" + s, Authors: []string{"x" + s}, Publisher: "x" + s, Note: "x" + s}
		if err := WriteBibTeX(&b, slices.Values([]Reference{r})); err != nil {
			t.Fatal(err)
		}
		entries, broken := rules.BibTeX(b.Bytes())
		if len(entries) != 1 || len(entries[0]) != 5 || broken != nil {
			t.Errorf("%v, %v", entries, broken)
		}
	})
}

func TestBeacon(t *testing.T) {
	var b bytes.Buffer
	err := WriteBeacon(&b, Beacon{
		Name: "The\nfire", Prefix: "http://www.wikidata.org/entity/", Target: "https://example.org/", Timestamp: "2019-05-20",
	}, slices.Values([]BeaconLink{{"Q1", "people/jane-doe.html", 3}}))
	const want = "#FORMAT: BEACON\n#PREFIX: http://www.wikidata.org/entity/\n#TARGET: https://example.org/\n" +
		"#RELATION: http://www.w3.org/2000/01/rdf-schema#seeAlso\n#NAME: The fire\n#TIMESTAMP: 2019-05-20\n#UPDATE: never\n\n" +
		"Q1|3|people/jane-doe.html\n"
	if b.String() != want || err != nil {
		t.Errorf("got\n%s(%v)\nwant\n%s", b.String(), err, want)
	}
	if _, broken := rules.Beacon(b.Bytes()); broken != nil {
		t.Error(broken)
	}
}

func TestTimeline(t *testing.T) {
	var b bytes.Buffer
	err := WriteTimeline(&b, "A & B", "", slices.Values([]Slide{
		{ID: "fire", Headline: "<b>Fire", Text: "It\nburned", When: "at nine", URL: "https://example.org/#fire", Link: "more", Start: at(t, "2019-05-03T21:00:00Z"), Parts: 5},
		{ID: "year", Headline: "A year", Start: at(t, "2018-01-01T00:00:00Z"), Parts: 1, End: at(t, "2018-12-31T00:00:00Z"), EndParts: 2},
	}))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"title":{"text":{"headline":"A&amp;B","text":""}},"events":[` +
		`{"unique_id":"fire","start_date":{"year":2019,"month":5,"day":3,"hour":21,"minute":0},"display_date":"atnine",` +
		`"text":{"headline":"&lt;b&gt;Fire","text":"Itburned<ahref=\"https://example.org/#fire\">more</a>"}},` +
		`{"unique_id":"year","start_date":{"year":2018},"end_date":{"year":2018,"month":12},"text":{"headline":"Ayear","text":""}}]}`
	if got := compact(strings.ReplaceAll(b.String(), "\n", "")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, broken := rules.Timeline(b.Bytes()); broken != nil {
		t.Error(broken)
	}
}
