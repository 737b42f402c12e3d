package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/cite"
	compare "collate/internal/collate"
	"collate/internal/importer"
)

// The order of the shipped events, and how their accounts stand to each other,
// checked by hand against the five reports.
func TestShippedTimeline(t *testing.T) {
	c := loadShipped(t)
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	events, err := compare.Timeline(c)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		accounts := compare.CompareAccounts(e, cs)
		line := []string{e.Slug}
		if accounts.Verdict != compare.OneReport {
			line[0] += ": " + accounts.Verdict.String()
		}
		for i, others := range accounts.Clashes {
			for _, j := range others {
				line = append(line, fmt.Sprintf("%s “%s” with %s “%s”",
					cs.Account(e.ID, i)[0].Name(), e.Accounts[i].Printed, cs.Account(e.ID, j)[0].Name(), e.Accounts[j].Printed))
			}
		}
		got = append(got, strings.Join(line, "; "))
	}
	const midnight = "B ¶4 “just after midnight”"
	clashes := func(with string) string { return "; " + with + " with " + midnight }
	const twenty = "D ¶14 “at about 3.20am”"
	half, gmt, half2 := "D ¶2 “about 1.30am local time”", "D ¶2 “10.30pm GMT”", "E ¶1 “about 1:30 a.m. (2230 GMT)”"
	want := []string{
		"capture-of-al-asad",
		"pence-visits-al-asad",
		"trump-visits-al-asad: compatible", // December 2018 is within the 18 months of D
		"kataib-hezbollah-attacks",         // unknown, but before the drone strike
		"killing-of-soleimani: compatible", // Friday, last week, less than a week before
		"mourning-declared",
		// Tuesday. Dates come first.
		"mourning-and-stampede",
		"funeral-in-kerman",
		"shamkhani-on-13-scenarios",
		"allies-leave-baghdad",
		"esper-news-briefing: compatible", // Tuesday (B, E) and Tuesday afternoon (C)
		"trump-warns-iran",
		// Wednesday in Baghdad: from 21:00 GMT on Tuesday.
		"burial-of-soleimani", // C has no time, so there is nothing to compare A's with
		"iraq-notified",
		"congress-briefed",
		// Midnight to half past it, and a quarter of an hour about half past one; the early hours of C and E hold both.
		"strike-on-ain-al-asad: conflict; " + midnight + " with " + half + "; " + midnight + " with " + gmt + "; " + midnight + " with " + half2 +
			clashes(half) + clashes(gmt) + clashes(half2),
		"strike-on-erbil: compatible",         // B, which has midnight, does not speak of Erbil
		"iran-warns-us-allies",                // a date, but after the launch
		"irgc-claims-the-strikes: compatible", // the early hours of Wednesday, and Wednesday
		"zarif-tweets",
		"pentagon-statement",
		"raab-statement",
		"grisham-statement", // Tuesday night in Washington: from 23:00 GMT
		"pompeo-and-esper-at-the-white-house",
		"trump-tweets-all-is-well: all agree", // late on Tuesday, A and E
		"markets-recover",                     // a date, but after the tweets
		"second-wave: conflict; " + midnight + " with " + twenty + "; " + twenty + " with " + midnight,
		"khamenei-speaks-in-qom",               // on Wednesday, once “last night” was over
		"trump-statement-announced: all agree", // Wednesday morning, A, C and E; D has only the morning
		"personnel-to-taji",
		"rocket-attacks-on-us-installations",
		"nato-suspends-training", // “As a result” of the rockets
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
}

// The paragraph that each relation was read from, which its event cites.
func TestRelationsAreCited(t *testing.T) {
	c := loadShipped(t)
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"burial-of-soleimani after mourning-and-stampede":                 "C ¶31",
		"esper-news-briefing before strike-on-ain-al-asad":                "E ¶4",
		"iran-warns-us-allies after strike-on-ain-al-asad":                "A ¶6",
		"iran-warns-us-allies after strike-on-erbil":                      "A ¶6",
		"irgc-claims-the-strikes after strike-on-ain-al-asad":             "D ¶13",
		"kataib-hezbollah-attacks before killing-of-soleimani":            "D ¶18",
		"khamenei-speaks-in-qom after strike-on-ain-al-asad":              "D ¶12",
		"markets-recover after trump-tweets-all-is-well":                  "E ¶7",
		"markets-recover after zarif-tweets":                              "E ¶7",
		"mourning-and-stampede before strike-on-ain-al-asad":              "C ¶7",
		"mourning-declared after killing-of-soleimani":                    "B ¶17",
		"nato-suspends-training after rocket-attacks-on-us-installations": "B ¶23",
		"raab-statement after strike-on-ain-al-asad":                      "D ¶25",
		"second-wave after strike-on-ain-al-asad":                         "D ¶14",
		"shamkhani-on-13-scenarios after killing-of-soleimani":            "D ¶19",
		"strike-on-ain-al-asad after killing-of-soleimani":                "A ¶1",
		"trump-statement-announced after trump-tweets-all-is-well":        "A ¶9",
		"trump-tweets-all-is-well after strike-on-ain-al-asad":            "D ¶4",
		"trump-warns-iran before strike-on-ain-al-asad":                   "C ¶25",
		"zarif-tweets after strike-on-ain-al-asad":                        "B ¶6",
	}
	got := map[string]string{}
	for _, e := range c.Events {
		var cited []string
		for i := range e.Accounts {
			for _, r := range cs.Account(e.ID, i) {
				cited = append(cited, r.Name())
			}
		}
		for i, b := range e.Body.Blocks {
			for j := range b.Cites {
				for _, r := range cs.In(e.ID, i, j) {
					cited = append(cited, r.Name())
				}
			}
		}
		add := func(relation string) {
			got[relation] = "not cited: " + want[relation]
			if slices.Contains(cited, want[relation]) {
				got[relation] = want[relation]
			}
		}
		for _, n := range e.After {
			add(e.Slug + " after " + strings.TrimPrefix(string(n.Event), "events/"))
		}
		for _, n := range e.Before {
			add(e.Slug + " before " + strings.TrimPrefix(string(n.Event), "events/"))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("relations and where they were read (-want +got):\n%s", diff)
	}
}

// The words by which reports date events are the reports' own: cite holds them
// against the digests, this against the originals.
func TestAccountsAgainstOriginals(t *testing.T) {
	folder := originalsFolder(t)
	c := loadShipped(t)
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	straighten := strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", `\`, "")
	originals := map[string][]string{} // paragraphs, by report
	for _, a := range c.Articles {
		raw, err := os.ReadFile(filepath.Join(folder, a.Original.File))
		if err != nil {
			t.Fatal(err)
		}
		draft, err := importer.Clean(raw, a.Original.File)
		if err != nil {
			t.Fatal(err)
		}
		originals[a.Slug] = draft.Paragraphs
	}
	for _, e := range c.Events {
		for i, a := range e.Accounts {
			printed := straighten.Replace(a.Printed)
			first, rest := printed[:1], printed[1:] // whose capital is a matter of the sentence
			for _, r := range cs.Account(e.ID, i) {
				text := straighten.Replace(originals[r.Article.Slug][r.Paragraph])
				if !strings.Contains(text, strings.ToLower(first)+rest) && !strings.Contains(text, strings.ToUpper(first)+rest) {
					t.Errorf("%s: no %q in the original of %s", e.Slug, a.Printed, r.Name())
				}
			}
		}
	}
}
