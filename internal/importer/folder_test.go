package importer

import (
	"slices"
	"strings"
	"testing"
)

// Three reports of one site, with a menu, a line above and a line under each,
// and a sentence that two of them share.
func siteOf(name string, paragraphs ...string) Source {
	menu := "Eastport Echo\nHarbour\nQuay news\nTides\nLetters page\nThe lighthouse column\nFish of the day\nNets\nRopes\nKnots\n"
	text := menu + "\n" + name + "\n\nBy Ann Lee\n\nThe Echo is printed on paper that comes from the mills of the island.\n\n" +
		strings.Join(paragraphs, "\n\n") + "\n\nWhat " + name + " means for the town, for its boats and for those who sail in them, is " +
		"to be told on another day, when more of it is known than now." + "\n\nThe Echo was founded in 1902 by fishermen, and it is still owned by them.\n"
	return Source{File: strings.ToLower(strings.Fields(name)[0]) + ".txt", Raw: []byte(text)}
}

func TestLinesOfSite(t *testing.T) {
	const shared = "The harbour office has said that it will open the quay on Monday."
	sources := []Source{
		siteOf("Fire burns two boats", "Two boats burnt at the old quay on Friday night, the watchman said.", shared),
		siteOf("Tug to be sold", "The tug that lifted the wrecks is to be sold to a museum in the north.", shared),
		siteOf("Gulls leave the island", "For the first time in memory no gull was seen over Port Amber this week."),
	}
	report, pages, err := Plan(t.Context(), sources, nil, Options{NoDrafts: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages[2:] { // the first two are the fingerprints and the ledger
		text := string(page.Data)
		if strings.Contains(text, "mills of the island") || strings.Contains(text, "founded in 1902") {
			t.Errorf("%s holds a line of the site:\n%s", page.Path, text)
		}
		if !strings.Contains(text, "Gulls") && !strings.Contains(text, shared) {
			t.Errorf("%s lost the sentence that two reports share:\n%s", page.Path, text)
		}
	}
	want := []Cut{{lineOfSite, "16", 14}, {lineOfSite, "24", 15}}
	got := slices.DeleteFunc(slices.Clone(report.Files[0].Cuts), func(c Cut) bool { return c.What != lineOfSite })
	if !slices.Equal(got, want) {
		t.Errorf("cuts %v, want %v", got, want)
	}

	// One alone keeps them: nothing tells that they are no part of it.
	_, pages, _ = Plan(t.Context(), sources[:1], nil, Options{NoDrafts: true})
	if !strings.Contains(string(pages[2].Data), "founded in 1902") {
		t.Errorf("cut without a second report:\n%s", pages[2].Data)
	}
}

const wreck = "The wreck of the ferry was lifted from the bottom of the harbour on Friday after eleven weeks of work. " +
	"The crane that did it had come all the way from Rotterdam, and it is to go back there before the storms begin. " +
	"Nobody had thought that it could be done before winter, said the man who led the work for the harbour office. " +
	"He would not say what it had cost, nor who is going to pay for it in the end, but he was pleased with the result."

func TestSameArticleTwice(t *testing.T) {
	page := func(site, title string) []byte {
		return []byte(`<html><head><meta property="og:site_name" content="` + site + `"><title>` + title +
			"</title></head><body><article><h1>" + title + "</h1><p>" + strings.ReplaceAll(wreck, ". ", ".</p><p>") +
			"</p></article></body></html>")
	}
	text := []byte("Ferry lifted\n\n" + wreck + "\n")
	tests := []struct {
		name    string
		sources []Source
		want    string // statuses
		says    string
	}{
		{
			"text and page",
			[]Source{{File: "1.txt", Raw: text}, {File: "2.html", Raw: page("Echo", "Ferry lifted")}},
			"1.txt:new 2.html:refused", "2.html: has the text of 1.txt (take one of them away",
		},
		{
			"two publishers",
			[]Source{
				{File: "1.html", Raw: page("Echo", "Ferry lifted")}, {File: "2.html", Raw: page("Herald", "Wreck is up")},
			},
			"1.html:new 2.html:new", "",
		},
		{
			"two stories",
			[]Source{{File: "1.txt", Raw: text}, {File: "2.txt", Raw: []byte(fireTwo)}},
			"1.txt:new 2.txt:new", "",
		},
	}
	for _, tt := range tests {
		report, _, err := Plan(t.Context(), tt.sources, nil, Options{NoDrafts: true})
		if got := statuses(report); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		switch {
		case tt.says == "" && err != nil, tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)):
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.says)
		}
		if tt.name == "two publishers" && !slices.Contains(report.Files[1].Warnings, "has the text of 1.html, from another site") {
			t.Errorf("%s: warnings %q", tt.name, report.Files[1].Warnings)
		}
	}

	// A report that is a page already is known again under another name, and
	// goes on being imported under its own.
	_, pages, _ := Plan(t.Context(), tests[0].sources[:1], nil, Options{NoDrafts: true})
	report, _, err := Plan(t.Context(), []Source{{File: "1.txt", Raw: text}, {File: "0.txt", Raw: append(text, "x"...)}}, pages, Options{NoDrafts: true})
	if statuses(report) != "0.txt:refused 1.txt:unchanged" || !strings.Contains(err.Error(), "has the text of articles/report-a.md") {
		t.Errorf("again: %s, %v", statuses(report), err)
	}
}
