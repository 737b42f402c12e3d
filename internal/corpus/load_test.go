package corpus

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// folder turns "name: text" pairs into a content folder.
func folder(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

// The invented fire at the old harbour.
func harbour(more ...string) fstest.MapFS {
	m := folder(
		"site.yaml", "title: The harbour fire\nbase_url: https://example.org/fire\nzones: [Europe/Oslo, {name: UTC, label: GMT}]\n"+
			"ignore:\n  - {name: Doe Prize, why: a prize}\n",
		"index.md", "---\ntitle: The fire\nstandfirst: It burned.\n---\n\n## What happened\n\nIt burned. [@report-a, ¶ 1]\n",
		"articles/report-a.md", "---\ntitle: \"[Harbour burns]\"\nbyline: [Kim Poe]\ndate: 2019-05-03T08:00+02:00\ntext: digest\n"+
			"original:\n  file: a.txt\n  sha256: "+strings.Repeat("0a", 32)+"\n  language: en-GB\n  found: {title: JSON-LD, date: line 3}\n  cut:\n    - {what: comment form, lines: 4-7, words: 12}\n---\n\n"+
			"## Head\n\nThe harbour burned. ^p1\n\nThen rain. ^p3\n\n> “Gone,” she said. ^p2\n",
		"articles/report-b.md", "---\ntitle: Fire\n---\nOne.\n\n- two\n\n- three\n",
		"people/jane-doe.md", "---\ntitle: Jane Doe\naliases: [Doe, Jane Doe]\norganisations: [fire-service]\nwikidata: Q42\n---\nShe ran.\n",
		"places/harbour.md", "---\ntitle: Old Harbour\nkind: harbour\ncoordinates: {lat: 59.9, lon: 10.7, source: OpenStreetMap}\nwithin: oslo\n---\n",
		"places/oslo.md", "---\ntitle: Oslo\n---\n",
		"organisations/fire-service.md", "---\ntitle: Fire Service\n---\n",
		"events/fire.md", "---\ntitle: The fire\nwhen: 2019-05-03T01:30+02:00~\nprecision: about\nplaces: [harbour]\npeople: [jane-doe]\n"+
			"accounts:\n  - {printed: about 1.30am, when: 2019-05-03T01:30+02:00, cite: \"@report-a, ¶ 1\"}\n---\n",
	)
	for i := 0; i < len(more); i += 2 {
		if more[i+1] == "" {
			delete(m, more[i])
			continue
		}
		m[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return m
}

func TestLoad(t *testing.T) {
	c, err := Load(harbour(), "content")
	if err != nil {
		t.Fatal(err)
	}
	a, b := c.Articles[0], c.Articles[1]
	got := []string{
		c.Site.Title, c.Site.BaseURL, c.Site.Language, c.Site.Zones[0].Label, c.Site.Zones[1].Label, c.Site.Ignore[0].Pos.String(),
		c.Story.Title, c.Story.Standfirst, c.Story.Pos.String(),
		a.Title, a.Label, a.Letter, a.Byline[0], a.Date.Start.Format("15:04"), fmt.Sprint(a.Supplied, a.Original.Cut, a.Digest),
		fmt.Sprint(a.Paragraphs), a.Text(2),
		b.Label, fmt.Sprint(b.Supplied, b.Date.IsZero(), b.Paragraphs, b.Digest),
		fmt.Sprint(c.People[0].Names), c.People[0].Sort, string(c.People[0].Organisations[0]),
		c.Places[0].What, fmt.Sprint(c.Places[0].Coordinates.Lat), string(c.Places[0].Within), c.Places[0].Sort,
		c.Events[0].Accounts[0].Cite, c.Events[0].Accounts[0].CitePos.String(), string(c.Events[0].People[0]),
	}
	want := []string{
		"The harbour fire", "https://example.org/fire/", "en", "Oslo", "GMT", "content/site.yaml:5:12",
		"The fire", "It burned.", "content/index.md:2:8",
		"Harbour burns", "Report A", "A", "Kim Poe", "06:00", "true [{comment form 4-7 12}] true",
		"[{p1 1 1} {p3 3 2} {p2 2 3}]", "“Gone,” she said.",
		"Report B", "false true [{p1 1 0} {p2 2 1} {p3 3 2}] false",
		"[{Jane Doe content/people/jane-doe.md:2:8} {Doe content/people/jane-doe.md:3:11}]", "Doe, Jane", "organisations/fire-service",
		"harbour", "59.9", "places/oslo", "Old Harbour",
		"@report-a, ¶ 1", "content/events/fire.md:8:65", "people/jane-doe",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLoadErrors(t *testing.T) {
	person := func(front string) []string {
		return []string{"people/kim-poe.md", "---\ntitle: Kim Poe\n" + front + "\n---\n"}
	}
	event := func(front string) []string {
		return []string{"events/rain.md", "---\ntitle: Rain\nwhen: 2019-05-03\n" + front + "\n---\n"}
	}
	article := func(front, body string) []string {
		return []string{"articles/report-c.md", "---\ntitle: Rain\n" + front + "\n---\n" + body}
	}
	place := func(front string) []string {
		return []string{"places/pier.md", "---\ntitle: Pier\n" + front + "\n---\n"}
	}
	for _, tt := range []struct {
		name  string
		files []string
		want  string
	}{
		{"unknown key", person("rôle: x\nalias: [x]"), "content/people/kim-poe.md:3:1: a person has no key \"rôle\" (did you mean \"role\"?)\n" +
			`content/people/kim-poe.md:4:1: a person has no key "alias" (did you mean "aliases"?)`},
		{
			"key of another kind",
			[]string{"organisations/kim.md", "---\ntitle: Kim\nsort: Kim\n---\n"},
			`content/organisations/kim.md:3:1: an organisation has no key "sort" (it is a key of people: take it out)`,
		},
		{
			"key of three other kinds", event("aliases: [x]"),
			`content/events/rain.md:4:1: an event has no key "aliases" (it is a key of people, places, organisations: take it out)`,
		},
		{
			"unknown key like no other", person("zzzzzz: 1"),
			`content/people/kim-poe.md:3:1: a person has no key "zzzzzz" (keys: title, sort, aliases, role, organisations, wikidata, draft)`,
		},
		{
			"citation in a role", person("role: mayor [@report-a, ¶ 1]"),
			"content/people/kim-poe.md:3:7: no citation and no link can stand here (write it below the front matter)",
		},
		{
			"id inside a paragraph", article("", "Rain. ^p1\n\nWind, ^p2\nhail. ^p3\n"),
			"content/articles/report-c.md:7:7: the id ^p2 stands inside a paragraph (put a blank line behind it, or take it out; \\^ is the sign itself)",
		},
		{
			"id that is text", article("", "Rain \\^p7 and `^p8` and &#94;p9. ^p1\n\nWind `^p2` and ^p3 hail. ^p4\n"),
			"content/articles/report-c.md:7:16: the id ^p3 stands inside a paragraph (put a blank line behind it, or take it out; \\^ is the sign itself)",
		},
		{
			"id of ten digits", article("", "One. ^p1000000000\n\nTwo. ^p999999999\n\nThree. ^p5\n\nFour.\n"),
			"content/articles/report-c.md:5:1: \"^p1000000000\" is no paragraph's id (write ^p and a number from 1, of nine digits at most)\n" +
				"content/articles/report-c.md:11:1: this paragraph has no id, while others have (end it with ^p6)",
		},
		{
			"folder in a folder",
			[]string{"people/old/kim-poe.md", "---\ntitle: Kim Poe\n---\n"},
			"content/people/old: pages stand in content/people itself (move its files up, or begin its name with _ to set it aside)",
		},
		{
			"another ending",
			[]string{"people/Kim Poe.markdown", "x"},
			"content/people/Kim Poe.markdown: only .md files are read (rename it to kim-poe.md, or begin its name with _ to set it aside)",
		},
		{"index", []string{"people/index.md", "x"}, "content/people/index.md: the list of people has this address (rename it to page.md)"},
		{
			"no link", person("---\nA [[people/kim-poe]] [[]], [[people/x\n\n`[[c`, \\[[d and \\[\\[e"),
			"content/people/kim-poe.md:4:22: this is no link to a page (write [[people/jane-doe|Jane]], or \\[\\[ for the signs themselves)\n" +
				"content/people/kim-poe.md:4:28: this is no link to a page (write [[people/jane-doe|Jane]], or \\[\\[ for the signs themselves)",
		},
		{
			"what would be left out", person("---\nA [b](javascript:c)\n\n<div>\n\n<!-- a note -->\n"),
			"content/people/kim-poe.md:4:3: the address \"javascript:c\" is no page's (write https://… without a user's name, mailto:…, or the way to a page of this site)\n" +
				"content/people/kim-poe.md:6:1: HTML is left out of the site (write it in Markdown, or \\< for the sign itself)",
		},
		{"no list", person("aliases: Poe"), "content/people/kim-poe.md:3:10: a list is wanted here (write aliases: [Doe, J. Doe])"},
		{"empty item", person("aliases: [Poe, '']"), "content/people/kim-poe.md:3:16: a text is wanted here (write aliases: [Doe, J. Doe])"},
		{"list for a text", person("role: [a]"), "content/people/kim-poe.md:3:7: one value is wanted here, not a list (put a text that begins with [ into quotes)"},
		{"key twice", person("role: a\nrole: b"), `content/people/kim-poe.md:4:1: the key "role" stands here twice (keep one of the two)`},
		{"alias twice", person("aliases: [Poe, Poe]"), `content/people/kim-poe.md:3:16: the alias "Poe" stands on line 3 already (keep one)`},
		{"alias without a letter", person(`aliases: ["--"]`), `content/people/kim-poe.md:3:11: the alias "--" has no letter (remove it)`},
		{"YAML alias", person("role: &a x\nsort: *a"), "content/people/kim-poe.md:3:7: YAML's anchors and aliases are not read (write the value out)\n" +
			"content/people/kim-poe.md:4:7: YAML's anchors and aliases are not read (write the value out)"},
		{"wikidata", person("wikidata: 42"), `content/people/kim-poe.md:3:11: "42" is no Wikidata item (write the item's number, such as Q796)`},
		{"draft", person("draft: yes"), `content/people/kim-poe.md:3:8: "yes" is not known here (write true or false)`},
		{
			"unknown organisation", person("organisations: [fire-servce]"),
			`content/people/kim-poe.md:3:17: unknown organisation "fire-servce" (did you mean "fire-service"?)`,
		},
		{
			"a path for a slug", person("organisations: [../../etc]"),
			`content/people/kim-poe.md:3:17: unknown organisation "../../etc" (create content/organisations/etc.md)`,
		},
		{"title missing", []string{"people/kim-poe.md", "---\nrole: x\n---\n"}, `content/people/kim-poe.md:1:1: a person needs the key "title" (add title: …)`},
		{"title empty", []string{"people/kim-poe.md", "---\ntitle:\n---\n"}, `content/people/kim-poe.md:2:1: "title" is empty`},
		{
			"same title",
			[]string{"people/jane.md", "---\ntitle: jane doe\n---\n"},
			`content/people/jane-doe.md:2:8: "Jane Doe" is the title of content/people/jane.md too (make the titles differ, or make one page of the two)`,
		},
		{
			"no front matter",
			[]string{"people/kim-poe.md", "Kim Poe"},
			"content/people/kim-poe.md:1:1: no front matter (begin the file with a line ---, the keys, and another line ---)",
		},
		{
			"empty file",
			[]string{"people/kim-poe.md", "\n"},
			"content/people/kim-poe.md:1:1: no front matter (begin the file with a line ---, the keys, and another line ---)",
		},
		{
			"no end",
			[]string{"people/kim-poe.md", "---\ntitle: Kim Poe\n"},
			"content/people/kim-poe.md:1:1: the front matter has no end (put a line --- after its last key)",
		},
		{
			"invalid UTF-8",
			[]string{"people/kim-poe.md", "---\ntitle: Kim\n---\nKim \xff Poe"},
			"content/people/kim-poe.md:4:5: a byte that is not UTF-8 (save the file as UTF-8)",
		},
		{
			"bad slug",
			[]string{"people/Kim Poe.md", "---\ntitle: Kim\n---\n"},
			"content/people/Kim Poe.md: the name is the page's address: small letters a to z, digits and single hyphens (rename it to kim-poe.md)",
		},
		{"unknown folder", []string{"peple/kim.md", "---\ntitle: Kim\n---\n"}, `content/peple: unknown folder "peple" (did you mean "people"?)`},
		{"page at the top", []string{"kim.md", "x"}, "content/kim.md: only index.md stands at the top (move it into one of articles, events, claims, people, places, organisations)"},
		{"when", event("when2: x"), `content/events/rain.md:4:1: an event has no key "when2" (did you mean "when"?)`},
		{
			"bad time",
			[]string{"events/rain.md", "---\ntitle: Rain\nwhen: late on Tuesday\n---\n"},
			`content/events/rain.md:3:7: "late on Tuesday" is no time (write 2020-01-08T01:30+03:00, 2020-01-08, 2020-01, 2020, two of them with a slash between, or unknown; ~ at the end for about)`,
		},
		{"account without citation", event("accounts: [{printed: noon}]"), `content/events/rain.md:4:12: an account needs the key "cite" (add cite: …)`},
		{"unknown person", event("people: [j-doe]"), `content/events/rain.md:4:10: unknown person "j-doe" (did you mean "jane-doe"?)`},
		{"article's date", article("date: Tuesday", "x"), `content/articles/report-c.md:3:7: "Tuesday" is no day and no time with an offset (write 2020-01-07 or 2020-01-07T20:22Z)`},
		{"article's text", article("text: short", "x"), `content/articles/report-c.md:3:7: "short" is not known here (write full or digest)`},
		{
			"sha256", article("original: {file: a, sha256: xyz}", "x"),
			`content/articles/report-c.md:3:29: "xyz" is no SHA-256 (it has 64 digits of 0-9 and a-f: see sha256sum)`,
		},
		{"url", article("url: javascript:alert(1)", "x"), `content/articles/report-c.md:3:6: "javascript:alert(1)" is no address on the web (write https://…)`},
		{
			"same label", append(article("label: report d", "x\n"), "articles/report-d.md", "---\ntitle: Sun\nlabel: Report D\n---\n"),
			`content/articles/report-d.md:3:8: the label "Report D" ends as that of content/articles/report-c.md does` +
				" (citations show the last word of a label: give one of the two another)",
		},
		{
			"id twice", article("label: Report C", "One. ^p1\n\nTwo. ^p1\n"),
			"content/articles/report-c.md:7:1: the id ^p1 stands on line 5 too (give this one ^p2)",
		},
		{
			"id missing", article("label: Report C", "One. ^p4\n\nTwo.\n\nThree.\n"),
			"content/articles/report-c.md:7:1: this paragraph has no id, while others have (end it with ^p5)\n" +
				"content/articles/report-c.md:9:1: this paragraph has no id, while others have (end it with ^p6)",
		},
		{"odd id", article("label: Report C", "One. ^intro\n"), `content/articles/report-c.md:5:1: "^intro" is no paragraph's id (write ^p and a number from 1, of nine digits at most)`},
		{"latitude", place("coordinates: {lat: 95, lon: 10}"), "content/places/pier.md:3:20: 95 is out of range (a latitude is between -90 and 90 degrees)"},
		{"not a number", place("coordinates: {lat: .nan, lon: north}"), `content/places/pier.md:3:20: ".nan" is no number (write it with digits and a point: 59.9)` + "\n" +
			`content/places/pier.md:3:31: "north" is no number (write it with digits and a point: 59.9)`},
		{"longitude missing", place("coordinates: {lat: 59}"), `content/places/pier.md:3:14: coordinates needs the key "lon" (add lon: …)`},
		{
			"within itself", append(place("within: harbour"), "places/oslo.md", "---\ntitle: Oslo\nwithin: pier\n---\n"),
			"content/places/harbour.md:5:9: within leads back to itself: harbour, oslo, pier, harbour (take within out of one of them)",
		},
		{
			"zone",
			[]string{"site.yaml", "zones: [Asia/Bagdad]\n"},
			`content/site.yaml:1:9: unknown time zone "Asia/Bagdad" (did you mean "Asia/Baghdad"?)`,
		},
		{"ignore without why", []string{"site.yaml", "ignore: [{name: x}]\n"}, `content/site.yaml:1:10: a name needs the key "why" (add why: …)`},
		{"not YAML", []string{"people/kim-poe.md", "---\ntitle: Kim: Poe\n---\n"}, "content/people/kim-poe.md:2:11: a colon makes no key here" +
			" (put a value with a colon in it into quotes; begin keys at the left margin)"},
		{
			"bad time with a semicolon",
			[]string{"events/rain.md", "---\ntitle: Rain\nwhen: 2020-01-05T10:00; late\n---\n"},
			`content/events/rain.md:3:7: "2020-01-05T10:00; late" is no time (write 2020-01-08T01:30+03:00, 2020-01-08, 2020-01, 2020, two of them with a slash between, or unknown; ~ at the end for about)`,
		},
		{
			"time without an offset",
			[]string{"events/rain.md", "---\ntitle: Rain\nwhen: 2020-01-05T10:00\n---\n"},
			`content/events/rain.md:3:7: "2020-01-05T10:00" has no time zone (add its offset, such as +03:00 or Z)`,
		},
		// Positions are in bytes, though YAML counts characters: ø and å are two bytes each.
		{
			"letters of two bytes", event("people: [bøå, j-doe]"),
			`content/events/rain.md:4:10: unknown person "bøå" (create content/people/boa.md)` + "\n" +
				`content/events/rain.md:4:17: unknown person "j-doe" (did you mean "jane-doe"?)`,
		},
		{"title for a slug", event("people: [Jane Doe]"), `content/events/rain.md:4:10: unknown person "Jane Doe" (did you mean "jane-doe"?)`},
		{"alias for a slug", event("people: [DOE]"), `content/events/rain.md:4:10: unknown person "DOE" (did you mean "jane-doe"?)`},
		{
			"path for a slug", event("people: [people/jane-doe.md]"),
			`content/events/rain.md:4:10: unknown person "people/jane-doe.md" (did you mean "jane-doe"?)`,
		},
		{"of another kind", event("people: [oslo]"), `content/events/rain.md:4:10: unknown person "oslo" (places/oslo.md is a place)`},
		{
			"reference twice", event("people: [jane-doe, jane-doe]"),
			`content/events/rain.md:4:20: "jane-doe" stands in this list twice (keep one of the two)`,
		},
		// Whatever refers to a page that could not be read is silent about it.
		{
			"one mistake, one message",
			[]string{"people/jane-doe.md", "Jane Doe"},
			"content/people/jane-doe.md:1:1: no front matter (begin the file with a line ---, the keys, and another line ---)",
		},
		{
			"title in brackets without quotes",
			[]string{"articles/report-c.md", "---\ntitle: [Rain]\n---\n"},
			"content/articles/report-c.md:2:8: one value is wanted here, not a list (put a text that begins with [ into quotes)",
		},
		{"title of spaces", []string{"people/kim-poe.md", "---\ntitle: ' '\n---\n"}, `content/people/kim-poe.md:2:1: "title" is empty`},
		{
			"title without a letter",
			[]string{"people/kim-poe.md", "---\ntitle: '…'\n---\n"},
			`content/people/kim-poe.md:2:8: the title "…" has no letter (write the name as reports print it)`,
		},
		{
			"lists where values are wanted", person("wikidata: [Q1]\ndraft:\n  - true"),
			"content/people/kim-poe.md:3:11: one value is wanted here, not a list (put a text that begins with [ into quotes)\n" +
				"content/people/kim-poe.md:5:3: one value is wanted here, not a list (write one value on the key's line)",
		},
		{"list for a key", person("[a]: b"), "content/people/kim-poe.md:3:1: a key is wanted here" +
			" (keys: title, sort, aliases, role, organisations, wikidata, draft)"},
		{
			"keys without colons",
			[]string{"people/kim-poe.md", "---\ntitle Kim\n---\n"},
			"content/people/kim-poe.md:2:1: a list of keys is wanted here (write one key a line: title: …)",
		},
		{
			"quotation mark not closed", person(`role: "a diver` + "\nsort: Poe"),
			"content/people/kim-poe.md:3:7: this quotation mark has no partner (close it at the end of the value)",
		},
		{"list not closed", person("aliases: [Poe\nrole: x"), "content/people/kim-poe.md:3:10: this [ has no ]" +
			" (close the list, or put a text that begins with [ into quotes)"},
		{"tab", person("accounts:\n\t- a"), "content/people/kim-poe.md:4:1: a tab stands where spaces are wanted (indent with spaces)"},
		{
			"unquoted citation", event("accounts: [{printed: noon, cite: @report-a}]"),
			"content/events/rain.md:4:34: no value begins with this character (put the value into quotes)",
		},
		{"unknown anchor", person("role: *a"), "content/people/kim-poe.md:3:7: YAML's anchors and aliases are not read" +
			" (write the value out; put a text that begins with * into quotes)"},
		{"apostrophe in quotes", person("role: 'it's'"), "content/people/kim-poe.md:3:11: this belongs to no key (put a value with a colon," +
			" a # or quotation marks in it into quotes; indent the items of a list alike)"},
		{"two documents", person("--- x\nsort: y"), "content/people/kim-poe.md:3:1: a line that begins with --- or ... ends the YAML here" +
			" (delete the line, or indent it)"},
		{"control character in the text", article("label: Report C", "One\x00.\n"), "content/articles/report-c.md:5:4: a control character (delete it)"},
		{
			"all that nobody sees", article("label: Report C\ncredit: a\u200bb", "One\u202e.\n\nTwo\ufdd0 [[]]\n"),
			"content/articles/report-c.md:4:10: U+200B, which nobody sees (delete it)\n" +
				"content/articles/report-c.md:6:4: U+202E, which turns the order of signs (delete it)\n" +
				"content/articles/report-c.md:8:4: U+FDD0, which is no character (delete it)\n" +
				"content/articles/report-c.md:8:8: this is no link to a page (write [[people/jane-doe|Jane]], or \\[\\[ for the signs themselves)",
		},
		{
			"what nobody sees, as YAML’s escapes", event(`precision: "a\u202eb\u202cc"` + "\n" + `accounts: [{printed: "\U000e0041 x", cite: "@a, ¶ 1"}]`),
			"content/events/rain.md:4:12: U+202E, which turns the order of signs (delete it)\n" +
				"content/events/rain.md:5:22: U+E0041, which nobody sees (delete it)",
		},
		{
			"what nobody sees, as character references", person("---\nA &#x202e;b, c&shy;d.\n\n&#1; [e&#xfdd0;](f.html \"g&lrm;\") `&#1;`\n\n![h](i&#x202E;.png)\n\n| &#x200b; |\n|---|\n"),
			"content/people/kim-poe.md:4:3: U+202E, which turns the order of signs (delete it)\n" +
				"content/people/kim-poe.md:6:1: a control character (delete it)\n" +
				"content/people/kim-poe.md:6:6: U+200E, which turns the order of signs (delete it)\n" +
				"content/people/kim-poe.md:8:1: U+202E, which turns the order of signs (delete it)\n" +
				"content/people/kim-poe.md:10:3: U+200B, which nobody sees (delete it)",
		},
		{"accents without end", person("role: z" + strings.Repeat("\u0323", 31)), "content/people/kim-poe.md:3:68: more than 30 accents on one letter (delete it)"},
		{"what YAML refuses", person("role: a\uffffb"), "content/people/kim-poe.md:3:8: U+FFFF, which is no character (delete it)"},
		{"what nobody sees in site.yaml", []string{"site.yaml", "\ufefftitle: a\u2066\nlanguage: x"}, "content/site.yaml:1:12: U+2066, which turns the order of signs (delete it)\n" +
			`content/site.yaml:2:11: "x" is no language tag (write en, de or pt-BR)`},
		{"control character, escaped", person(`role: "a\0b"`), "content/people/kim-poe.md:3:7: a control character (delete it)"},
		{"control character in site.yaml", []string{"site.yaml", "title: a\x1b"}, "content/site.yaml:1:9: a control character (delete it)"},
		{"alias of nothing", person("aliases: [Poe, null]"), "content/people/kim-poe.md:3:16: a text is wanted here (write aliases: [Doe, J. Doe])"},
		{"password in an address", article("url: https://kim:poe@example.org/", "x"), `content/articles/report-c.md:3:6: "https://kim:poe@example.org/" is no address on the web (write https://…)`},
		{
			"space in an address",
			[]string{"site.yaml", "base_url: https://example.org/old harbour/\n"},
			`content/site.yaml:1:11: "https://example.org/old harbour/" is no address on the web (write https://…)`,
		},
		{
			"id twice and missing", article("label: Report C", "One. ^p1\n\nTwo. ^p1\n\nThree. ^p1\n\nFour.\n"),
			"content/articles/report-c.md:7:1: the id ^p1 stands on line 5 too (give this one ^p2)\n" +
				"content/articles/report-c.md:9:1: the id ^p1 stands on line 5 too (give this one ^p3)\n" +
				"content/articles/report-c.md:11:1: this paragraph has no id, while others have (end it with ^p4)",
		},
		{
			"id too large", article("label: Report C", "One. ^p99999999999999999999\n"),
			`content/articles/report-c.md:5:1: "^p99999999999999999999" is no paragraph's id (write ^p and a number from 1, of nine digits at most)`,
		},
		{
			"id with a nought", article("label: Report C", "One. ^p01\n"),
			`content/articles/report-c.md:5:1: "^p01" is no paragraph's id (write ^p and a number from 1, of nine digits at most)`,
		},
		{"control character", person("role: a\x01b"), "content/people/kim-poe.md:3:8: a control character (delete it)"},
		{
			"lines of the original", article("original: {file: a, sha256: "+strings.Repeat("0", 64)+", cut: [{what: b, lines: 3+4, words: -1}]}", "x"),
			`content/articles/report-c.md:3:118: "3+4" is no line and no range of lines (write 14 or 14-17)` + "\n" +
				`content/articles/report-c.md:3:130: "-1" is no whole number (write it with digits: 12)`,
		},
		{
			"id alone", article("label: Report C", "One. ^p1\n\n^p2\n"),
			"content/articles/report-c.md:7:1: the id ^p2 stands alone (put it at the end of its paragraph, after a space)",
		},
		{"capital ending", []string{"people/kim.MD", "---\ntitle: Kim\n---\n"}, "content/people/kim.MD: the name is the page's" +
			" address: small letters a to z, digits and single hyphens (rename it to kim.md)"},
		{"site.yml", []string{"site.yml", "title: x"}, "content/site.yml: this file is not read (rename it to site.yaml)"},
		{
			"an address of another host",
			[]string{"site.yaml", "base_url: https://x.org//evil.example/\n"},
			`content/site.yaml:1:11: the path of "https://x.org//evil.example/" begins with // (write the site's folder: https://example.org/fire/)`,
		},
		{
			"the city of a zone",
			[]string{"site.yaml", "zones: [new york, UTC, UTC]\nlanguage: English\nbase_url: https://example.org/?a\n"},
			`content/site.yaml:1:9: unknown time zone "new york" (did you mean "America/New_York"?)` + "\n" +
				`content/site.yaml:1:24: the zone "UTC" stands here twice (keep one of the two)` + "\n" +
				`content/site.yaml:2:11: "English" is no language tag (write en, de or pt-BR)` + "\n" +
				`content/site.yaml:3:11: "https://example.org/?a" has a ? or a # in it (write the site's folder: https://example.org/fire/)`,
		},
	} {
		_, err := Load(harbour(tt.files...), "content")
		got := ""
		if err != nil {
			got = err.Error()
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestLoadNothing(t *testing.T) {
	_, err := Load(folder(), "content")
	if want := "content: there is no content here (put reports into content/articles, or run: build import FOLDER)"; err == nil || err.Error() != want {
		t.Errorf("empty: %v, want %s", err, want)
	}
	c, err := Load(folder("articles/a.md", "---\ntitle: A\n---\nOne.\r\n\r\nTwo.\r\n"), "content")
	if err != nil || len(c.Articles) != 1 || len(c.Articles[0].Paragraphs) != 2 {
		t.Errorf("one article: %v, %v", c, err)
	}
	c, err = Load(folder("articles/a.md", "\ufeff---\r\ntitle: A\r\n---\r\nOne.\r\n"), "content")
	if err != nil || c.Articles[0].Title != "A" || c.Articles[0].Text(0) != "One." {
		t.Errorf("with a byte order mark and CRLF: %v", err)
	}
}

func TestLoadForgives(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files []string
		got   func(c *Corpus) string
		want  string
	}{
		{"empty site.yaml", []string{"site.yaml", "\n"}, func(c *Corpus) string { return c.Site.Language }, "en"},
		{
			"address with other letters",
			[]string{"site.yaml", "base_url: https://example.org/bålet\n"},
			func(c *Corpus) string { return c.Site.BaseURL }, "https://example.org/b%C3%A5let/",
		},
		{"site.yaml of comments", []string{"site.yaml", "# title: Fire\n"}, func(c *Corpus) string { return c.Site.Title }, ""},
		{
			"title over two lines",
			[]string{"people/jane-doe.md", "---\ntitle: |\n  Jane\n  Doe\n---\n"},
			func(c *Corpus) string { return c.People[0].Title }, "Jane Doe",
		},
		{
			"accent behind its letter",
			[]string{"people/jane-doe.md", "---\ntitle: Zoe\u0308\n---\nRe\u0301sume\u0301\n"},
			func(c *Corpus) string { return c.People[0].Title + c.People[0].Body.Blocks[0].Text }, "Zo\u00ebR\u00e9sum\u00e9",
		},
	} {
		c, err := Load(harbour(tt.files...), "content")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := tt.got(c); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLabels(t *testing.T) {
	files := []string{"articles/zz.md", "---\ntitle: Z\ndate: 2019-01-01\n---\n", "articles/yy.md", "---\ntitle: Y\nlabel: Report B\n---\n"}
	for i := range 27 {
		files = append(files, fmt.Sprintf("articles/n%02d.md", i), fmt.Sprintf("---\ntitle: N%d\n---\n", i))
	}
	c, err := Load(folder(files...), "content")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range c.Articles {
		// The dated one comes first; B is taken; the rest follow by file.
		want, ok := map[string]string{"zz": "A", "yy": "B", "n00": "C", "n23": "Z", "n24": "AA", "n26": "AC"}[a.Slug]
		if ok && a.Letter != want {
			t.Errorf("%s is %s, want %s", a.Slug, a.Letter, want)
		}
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"title: x", "a: [1, {b: c}]", "title: &a [*a]", "title: !!binary x", "{", "- x", "title: |\n  x\n", "zones: [{}]", "? x", "%YAML 9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, front string) {
		for _, name := range []string{"people/x.md", "events/x.md", "articles/x.md", "places/x.md"} {
			text := "---\n" + front + "\n---\nbody\n"
			_, err := Load(folder(name, text), "content")
			positionsWithin(t, err, text)
		}
	})
}

// BenchmarkLoad reads 1,000 small files. A bigger folder takes in proportion.
func BenchmarkLoad(b *testing.B) {
	var files []string
	for i := range 800 {
		files = append(files, fmt.Sprintf("articles/fire-%03d.md", i), fmt.Sprintf(
			"---\ntitle: Fire %d\nlabel: Report %d\ndate: 2019-05-03T08:00+02:00\nbyline: [Kim Poe, Jane Doe]\n---\n\n%s ^p1\n\n%[3]s ^p2\n",
			i, i, strings.Repeat("The old harbour burned until the rain came. ", 5)))
	}
	for i := range 200 {
		files = append(files, fmt.Sprintf("people/kim-%03d.md", i), fmt.Sprintf(
			"---\ntitle: Kim Poe %d\naliases: [Poe %d, K. Poe %d]\nwikidata: Q42\n---\n\nA diver. [@fire-%03[1]d, ¶ 1]\n", i, i, i))
	}
	content := folder(files...)
	for b.Loop() {
		if _, err := Load(content, "content"); err != nil {
			b.Fatal(err)
		}
	}
}

// A table has one id, in its last cell, and counts as one paragraph.
func TestTableIsOneParagraph(t *testing.T) {
	c, err := Load(folder(
		"site.yaml", "title: x\n",
		"articles/report-a.md", "---\ntitle: x\n---\n\nOne. ^p1\n\n| a | b |\n| --- | --- |\n| c | d ^p2 |\n\nThree. ^p3\n",
	), "content")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, p := range c.Articles[0].Paragraphs {
		got = append(got, fmt.Sprint(p.N, " ", c.Articles[0].Text(i)))
	}
	if s := strings.Join(got, ", "); s != "1 One., 2 d, 3 Three." {
		t.Errorf("paragraphs: %s", s)
	}
}

func TestParseArticle(t *testing.T) {
	const slugs = "the name is the page's address: small letters a to z, digits and single hyphens"
	for _, tt := range []struct{ slug, page, want string }{
		{"report-a", "---\ntitle: Fire\n---\nText.\n", ""},
		{"../x", "---\ntitle: Fire\n---\nText.\n", "articles/../x.md: " + slugs + " (rename it to x)"},
		{"index", "---\ntitle: Fire\n---\nText.\n", "articles/index.md: the list of articles has this address (rename it to page)"},
		{"aux", "---\ntitle: Fire\n---\nText.\n", `articles/aux.md: Windows takes "aux" for a device (rename it to aux-page)`},
		{strings.Repeat("ab-", 41) + "c", "", "articles/" + strings.Repeat("ab-", 41) +
			"c.md: the name has 124 letters, and addresses have 120 at most (rename it to " + strings.Repeat("ab-", 39) + "ab)"},
		{"kim_poe", "---\ntitle: Fire\n---\nText.\n", "articles/kim_poe.md: " + slugs + " (rename it to kim-poe)"},
		{"a", "---\ntitle: Fire\ntitel: A\n---\nText.\n", `articles/a.md:3:1: an article has no key "titel" (did you mean "title"?)`},
	} {
		a, err := ParseArticle(tt.slug, tt.page)
		switch {
		case tt.want == "" && (err != nil || len(a.Paragraphs) != 1 || a.ID != "articles/report-a"):
			t.Errorf("%s: %v, %v", tt.slug, a, err)
		case tt.want != "" && (a != nil || err == nil || err.Error() != tt.want):
			t.Errorf("%s: %v, %v, want %s", tt.slug, a, err, tt.want)
		}
	}
}

func TestBaseURL(t *testing.T) {
	for raw, want := range map[string]string{
		"https://example.org": "https://example.org/", "https://example.org/news": "https://example.org/news/",
		"https://example.org/news//": "https://example.org/news/", "https://example.org/a//b/": "https://example.org/a//b/",
		"http://127.0.0.1:8080/": "http://127.0.0.1:8080/", "https://example.org/bålet": "https://example.org/b%C3%A5let/",
		"": "", "example.org": "", "/news/": "", "ftp://example.org/": "", "https://": "", "https://example.org/?q": "",
		"https://a b/": "", "https://example.org//evil.example/": "", "https://example.org//": "",
	} {
		if got := BaseURL(raw); got != want {
			t.Errorf("BaseURL(%q) = %q, want %q", raw, got, want)
		}
	}
}
