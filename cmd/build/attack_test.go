package main_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/attack"
	"collate/internal/corpus"
	"collate/internal/spoof"
)

// long says that tests may take minutes: COLLATE_LONG=1.
func long() bool { return os.Getenv("COLLATE_LONG") == "1" }

// An attacked site is content in every text of which stand the same attacks.
type attacked struct {
	values []string // each the text of one page of each kind
}

// attackedSites returns sites that have, all together, every attack in every text that
// can be typed; a part of that unless COLLATE_LONG=1. Some texts begin with an attack
// that matters at the beginning.
func attackedSites() []attacked {
	size, every, most := 600, 64, 6 // bytes of one text; pages of a kind
	if long() {
		size, every, most = 3000, 1, 12 // with more reports there are no pages of two
	}
	var first, texts []string
	all := attack.Texts()
	for _, c := range attack.Contexts() {
		for i, s := range all[c] {
			if i%every == 0 {
				texts = append(texts, s)
			}
			if i%(4*every) == 0 && (c == attack.CSV || c == attack.URL || c == attack.JSON || c == attack.Lines ||
				long() && (c == attack.HTML || c == attack.Attribute)) {
				first = append(first, s)
			}
		}
	}
	var sites []attacked
	var site attacked
	add := func(value string) {
		if len(value) > size { // where many marks of quotation would pair
			first, rest, _ := strings.Cut(value, `"`)
			value = first + `"` + marks.Replace(rest)
		}
		if site.values = append(site.values, withWords(value)); len(site.values) == most {
			sites, site = append(sites, site), attacked{}
		}
	}
	value, next := "", 0
	for _, s := range texts {
		if value == "" && next < len(first) {
			value, next = first[next], next+1
		}
		if value += " " + s; len(value) > size {
			add(value)
			value = ""
		}
	}
	add(value)
	for _, s := range first[next:] {
		add(s)
	}
	return append(sites, site)
}

// A typed value is what stands behind a key.
type typed func(s *attackedPage) any

// An attackedPage is the i-th page of a kind.
type attackedPage struct {
	value string // "" for harmless words
	kind  string
	i     int
}

// text is a value that may be any text. It ends in a word that makes it the page's own,
// and begins with a letter if a name is wanted and it has none.
func text(s *attackedPage) any {
	switch s.kind {
	case "person", "place", "organisation":
		return fmt.Sprintf("%s %s%d", s.value, s.kind, s.i+1)
	}
	return fmt.Sprintf("%s item%d", s.value, s.i+1)
}

// quoted is a text without marks of quotation.
func quoted(s *attackedPage) any { return "Say " + unquoted.Replace(fmt.Sprint(text(s))) }

var unquoted = strings.NewReplacer(`"`, "", "“", "", "”", "", "„", "", "«", "", "»", "", "‘", "", "’", "", "'", "", "‹", "", "›", "", "\uff02", "", "\uff07", "",
	"`", "", "″", "", "′", "", "[", "(", "]", ")", "…", "", "...", "", "''", "", "‴", "")

// marks leaves out those that a quotation may have.
var marks = strings.NewReplacer(`"`, "", "“", "", "”", "", "„", "", "«", "", "»", "", "\uff02", "", "‘", "", "’", "", "‹", "", "›", "")

// withWords puts a word between two marks of quotation that have none, which are no
// quotation of anything.
func withWords(s string) string {
	return wordless.ReplaceAllString(wordless.ReplaceAllString(s, "${1}q ${2}"), "${1}q ${2}")
}

var wordless = regexp.MustCompile("([\"“”„«»\uff02][^\\pL\\pN\"“”„«»\uff02]*)([\"“”„«»\uff02])")

// texts is a list of texts.
func texts(s *attackedPage) any {
	return []any{fmt.Sprint(text(s), " also"), fmt.Sprint(text(s), " again")}
}

// is is a value that has a form, and so refuses attacks.
func is(v any) typed { return func(*attackedPage) any { return v } }

// own is a reference to the page of a kind with the same number.
func own(kind string) typed {
	return func(s *attackedPage) any { return []string{fmt.Sprintf("%s-%d", kind, s.i+1)} }
}

func cite(s *attackedPage) any { return fmt.Sprintf("@report-%d, ¶ 1", s.i+1) }

// fields are the keys of every table of docs/content.md, which a test of package corpus
// holds to the program.
func fields() map[string]map[string]typed {
	return map[string]map[string]typed{
		"site.yaml": {
			"title": text, "base_url": is("https://example.org/explainer/"), "language": is("en"), "edition": is("2020-02-01"),
			"zones": rows("site.yaml: zones", 1), "ignore": rows("site.yaml: ignore", 1),
			"corrections": rows("site.yaml: corrections", 1),
		},
		"site.yaml: zones":       {"name": is("Asia/Tehran"), "label": text},
		"site.yaml: ignore":      {"name": text, "why": text},
		"site.yaml: corrections": {"date": is("2020-02-01"), "page": is("people/person-1"), "text": text},
		"index.md":               {"title": text, "standfirst": text, "draft": is(true)},
		"articles/": {
			"title": text, "standfirst": text, "label": text, "publisher": text, "byline": texts, "credit": text, "date": is("2020-01-08T10:00Z"),
			"url": is("https://example.com/a?b=c&d=%22%3E%3Cscript%3Epwned(1)%3C/script%3E'"), "text": is("full"), "original": row("articles/: original"),
			"speakers": rows("articles/: speakers", 1), "draft": is(true),
		},
		"articles/: speakers": {"quote": quoted, "paragraph": is("p9"), "says": text},
		"articles/: original": {
			"file": text, "sha256": is(strings.Repeat("0a", 32)), "language": text, "found": row("articles/: original: found"), "cut": rows("articles/: original: cut", 2),
		},
		"articles/: original: found": {
			"title": text, "standfirst": text, "publisher": text, "byline": text, "credit": text, "date": text, "url": text, "language": text,
		},
		"articles/: original: cut": {"what": text, "lines": is("4-7"), "words": is(12)},
		"people/": {
			"title": text, "sort": text, "aliases": texts, "role": text, "organisations": own("organisation"), "wikidata": is("Q796"), "draft": is(true),
		},
		"places/": {
			"title": text, "aliases": texts, "kind": text, "coordinates": row("places/: coordinates"), "within": is("place-within"), "wikidata": is("Q796"), "draft": is(true),
		},
		"places/: coordinates": {
			"lat": func(s *attackedPage) any { return 30 + s.i }, "lon": func(s *attackedPage) any { return 40 + 2*s.i }, "source": text, "precision": text,
		},
		"organisations/": {"title": text, "aliases": texts, "kind": text, "part_of": is("organisation-above"), "wikidata": is("Q796"), "draft": is(true)},
		"events/": {
			"title": text, "when": is("2020-01-08T01:30Z~"), "precision": text, "places": own("place"), "people": own("person"), "organisations": own("organisation"),
			"after": is([]string{"event-before"}), "before": is([]string{"event-behind"}), "accounts": rows("events/: accounts", 2), "draft": is(true),
		},
		"events/: accounts": {"printed": text, "when": is("2020-01-08T01:30Z~"), "cite": cite},
		"claims/": {
			"question": text, "kind": is("text"), "unit": is(""), "several": is(true), "events": own("event"), "answers": rows("claims/: answers", 2), "draft": is(true),
		},
		"claims/: answers": {"value": text, "printed": text, "says": text, "origin": text, "of": text, "cite": cite, "note": text},
	}
}

// row is a mapping of a table's keys, rows a list of some.
func row(table string) typed { return func(s *attackedPage) any { return mapping(table, s) } }

func rows(table string, n int) typed {
	return func(s *attackedPage) any {
		var list []any
		for range n {
			list = append(list, mapping(table, s))
		}
		return list
	}
}

func mapping(table string, s *attackedPage) map[string]any {
	m := map[string]any{}
	for key, v := range fields()[table] {
		if value := v(s); value != "" {
			m[key] = value
		}
	}
	return m
}

// write writes the content folder of a site, with values that are harmless instead if
// asked to, and returns it.
func (a attacked) write(t *testing.T, harmless bool) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	put := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, value := range a.values {
		if harmless {
			value = "Plain words"
		}
		page := func(kind string) *attackedPage { return &attackedPage{value: value, kind: kind, i: i} }
		own := fmt.Sprint(text(page("item")))
		cite := fmt.Sprintf(" [@report-%d, ¶ 1]\n\n", i+1)
		if i == 0 {
			put("site.yaml", front("site.yaml", page("item")))
			put("index.md", "---\n"+front("index.md", page("item"))+"---\n\n## "+escapeMarkdown(own)+"\n\n"+bodyOf(value, own, cite))
		}
		put(fmt.Sprintf("articles/report-%d.md", i+1), "---\n"+front("articles/", page("item"))+"---\n\n"+
			escapeMarkdown(own)+" ^p1\n\n"+escapeMarkdown(fmt.Sprint(text(page("person"))))+" also. Again, "+escapeMarkdown(fmt.Sprint(text(page("person"))))+" again. ^p2\n\n"+
			escapeMarkdown(fmt.Sprint(text(page("place"))))+" ^p3\n\n"+escapeMarkdown(fmt.Sprint(text(page("organisation"))))+" ^p4\n\n"+
			"“"+escapeMarkdown(fmt.Sprint(quoted(page("item"))))+"”, said a man. ^p9\n\n| "+escapeMarkdown(own)+" |\n|---|\n| "+escapeMarkdown(own)+" ^p10 |\n")
		for folder, kind := range map[string]string{
			"people/": "person", "places/": "place", "organisations/": "organisation", "events/": "event", "claims/": "claim",
		} {
			put(fmt.Sprintf("%s%s-%d.md", folder, kind, i+1), "---\n"+front(folder, page(kind))+"---\n\n"+bodyOf(value, own, cite))
		}
	}
	put("places/place-within.md", "---\ntitle: Withinland\n---\n")
	put("organisations/organisation-above.md", "---\ntitle: Office Above\n---\n")
	put("events/event-before.md", "---\ntitle: Before\nwhen: 2020-01-07T01:30Z\n---\n\nIt was. [@report-1, ¶ 1]\n")
	put("events/event-behind.md", "---\ntitle: Behind\nwhen: 2020-01-09T01:30Z\n---\n\nIt was. [@report-1, ¶ 1]\n")
	return dir
}

// bodyOf is the text of a page that cites: a value wherever a text may have it.
func bodyOf(value, own, cite string) string {
	safe := strings.NewReplacer("-->", "", "--", "", "`", "").Replace(marks.Replace(value))
	e := escapeMarkdown(marks.Replace(own)) // words in marks must stand once in what is cited
	return e + cite +
		"[" + e + "](<https://example.com/" + url.PathEscape(value) + "?q=" + url.QueryEscape(value) + "> \"" + escapeMarkdown(value) + "\")" + cite +
		"![" + e + "](https://example.com/x.png)" + cite +
		"It has 7777 parts. <!-- derived: counted " + safe + " -->" + cite +
		"- " + e + cite + "> *" + e + "*" + cite +
		"Some `" + safe + "` code." + cite +
		"~~~ " + strings.ReplaceAll(value, "~", "") + "\n" + value + "\n~~~\n"
}

// escapeMarkdown escapes all that Markdown could take for a mark.
func escapeMarkdown(s string) string {
	return strings.TrimSpace(punctuation.ReplaceAllString(s, `\$0`))
}

var punctuation = regexp.MustCompile(`[!-/:-@\[-\x60{-~]`)

// front is the front matter of a table's keys.
func front(table string, s *attackedPage) string {
	var b strings.Builder
	m := mapping(table, s)
	for _, key := range slices.Sorted(maps.Keys(m)) {
		b.WriteString(key + ": ")
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(m[key]) // which is plain
	}
	return b.String()
}

// build builds the site of a content folder and returns the output folder.
func build(t *testing.T, content string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	cmd := exec.Command("build", "--quiet", "--content", content, "--out", out, "--cache", os.DevNull)
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%.5000s", cmd, err, msg)
	}
	return out
}

// TestAttacks puts attacks into every text of every kind of page, and holds what is made
// to what harmless words are made into: the same elements and attributes, the texts
// unchanged. COLLATE_LONG=1 takes all attacks.
func TestAttacks(t *testing.T) {
	sites := attackedSites()
	shape := shapeOf(t, build(t, attacked{sites[0].values[:3]}.write(t, true)))
	n := 0
	for i, site := range sites {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			out := build(t, site.write(t, false))
			shape.hold(t, out)
			site.holdTexts(t, out)
		})
		n += len(strings.Join(site.values, ""))
	}
	t.Logf("%d sites, %d bytes in each text", len(sites), n)
}

// TestEveryKeyIsAttacked holds the fields that are attacked to docs/content.md, which a test
// of package corpus holds to the program.
func TestEveryKeyIsAttacked(t *testing.T) {
	doc, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	known, heading, n := fields(), "", 0
	row := regexp.MustCompile("^\\| `([a-z_0-9]+)`( ●)? \\|")
	for line := range strings.SplitSeq(string(doc), "\n") {
		if h, ok := strings.CutPrefix(line, "#"); ok {
			heading = strings.TrimSpace(strings.TrimLeft(h, "#"))
		}
		if m := row.FindStringSubmatch(line); m != nil {
			n++
			if known[heading][m[1]] == nil {
				t.Errorf("nothing attacks %q of %s", m[1], heading)
			}
		}
	}
	if n < 70 {
		t.Errorf("only %d keys are documented", n)
	}
}

// TestFormsRefuse writes every attack into every value that has a form: the mistake is
// reported where it stands, unless the value is one of the form.
func TestFormsRefuse(t *testing.T) {
	var all []string
	texts := attack.Texts()
	for _, c := range attack.Contexts() {
		for i, s := range texts[c] {
			if long() || i%120 == 0 {
				all = append(all, s)
			}
		}
	}
	for i, s := range attack.Hidden() {
		if long() || i%120 == 0 {
			all = append(all, s)
		}
	}
	quote := func(s string) string {
		out, _ := json.Marshal(s) // which YAML reads
		return string(out)
	}
	const one = "---\ntitle: A\n"
	n := 0
	for _, tt := range []struct{ file, text string }{
		{"site.yaml", "base_url: @\n"},
		{"site.yaml", "language: @\n"},
		{"site.yaml", "edition: @\n"},
		{"site.yaml", "zones: [@]\n"},
		{"site.yaml", "zones: [{name: @}]\n"},
		{"articles/a.md", one + "date: @\n---\n\nIt burned.\n"},
		{"articles/a.md", one + "url: @\n---\n\nIt burned.\n"},
		{"articles/a.md", one + "text: @\n---\n\nIt burned.\n"},
		{"articles/a.md", one + "draft: @\n---\n\nIt burned.\n"},
		{"articles/a.md", one + "original: {file: x, sha256: @}\n---\n\nIt burned.\n"},
		{"articles/a.md", one + "original: {file: x, sha256: " + strings.Repeat("0a", 32) + ", cut: [{what: x, lines: @}]}\n---\n\nIt burned.\n"},
		{"articles/a.md", one + "original: {file: x, sha256: " + strings.Repeat("0a", 32) + ", cut: [{what: x, words: @}]}\n---\n\nIt burned.\n"},
		{"articles/a.md", one + "speakers: [{quote: x, says: y, paragraph: @}]\n---\n\nIt burned.\n"},
		{"people/a.md", one + "organisations: [@]\n---\n"},
		{"people/a.md", one + "wikidata: @\n---\n"},
		{"people/a.md", one + "draft: @\n---\n"},
		{"places/a.md", one + "within: @\n---\n"},
		{"places/a.md", one + "coordinates: {lat: @, lon: 1}\n---\n"},
		{"places/a.md", one + "coordinates: {lat: 1, lon: @}\n---\n"},
		{"organisations/a.md", one + "part_of: @\n---\n"},
		{"events/a.md", one + "when: @\n---\n"},
		{"events/a.md", one + "when: 2020\nplaces: [@]\n---\n"},
		{"events/a.md", one + "when: 2020\npeople: [@]\n---\n"},
		{"events/a.md", one + "when: 2020\norganisations: [@]\n---\n"},
		{"events/a.md", one + "when: 2020\nafter: [@]\n---\n"},
		{"events/a.md", one + "when: 2020\nbefore: [@]\n---\n"},
		{"events/a.md", one + "when: 2020\naccounts: [{printed: x, when: @, cite: \"\\u0040b, ¶ 1\"}]\n---\n"},
		{"claims/a.md", "---\nquestion: A\nkind: @\nanswers: []\n---\n"},
		{"claims/a.md", "---\nquestion: A\nkind: text\nseveral: @\nanswers: [{value: a, says: b, cite: \"\\u0040b, ¶ 1\"}]\n---\n"},
		{"claims/a.md", "---\nquestion: A\nkind: count\nanswers: [{value: @, says: x, cite: \"\\u0040b, ¶ 1\"}]\n---\n"},
		{"claims/a.md", "---\nquestion: A\nkind: time\nanswers: [{value: @, says: x, cite: \"\\u0040b, ¶ 1\"}]\n---\n"},
		{"claims/a.md", "---\nquestion: A\nkind: distance\nanswers: [{value: @, says: x, cite: \"\\u0040b, ¶ 1\"}]\n---\n"},
		{"claims/a.md", "---\nquestion: A\nkind: yes-no\nanswers: [{value: @, says: x, cite: \"\\u0040b, ¶ 1\"}]\n---\n"},
		{"claims/a.md", "---\nquestion: A\nkind: text\nevents: [@]\nanswers: []\n---\n"},
	} {
		before, _, _ := strings.Cut(tt.text, "@")
		line, col := 1+strings.Count(before, "\n"), len(before)-strings.LastIndex(before, "\n")
		for _, s := range all {
			n++
			at := fmt.Sprintf("content/%s:%d:%d: ", tt.file, line, col)
			if found := spoof.Hidden(quote(s), 1); found != nil {
				at = fmt.Sprintf("content/%s:%d:%d: ", tt.file, line, col+found[0].At)
			}
			content := fstest.MapFS{
				"articles/b.md": {Data: []byte("---\ntitle: B\n---\n\nIt burned.\n")},
				tt.file:         {Data: []byte(strings.Replace(tt.text, "@", quote(s), 1))},
			}
			if _, err := corpus.Load(content, "content"); err == nil {
				isWeb := strings.HasPrefix(strings.ToLower(strings.TrimSpace(s)), "http") && strings.Contains(tt.text, "url:") && !strings.Contains(s, "@")
				if isBool := s == "true" && !strings.Contains(tt.text, "kind: @"); !isWeb && !isBool {
					t.Errorf("%s: %q is taken", tt.text, s)
				}
			} else if !strings.Contains("\n"+err.Error(), "\n"+at) {
				t.Errorf("%s: %q: %v, want it at %s", tt.text, s, err, at)
			}
		}
	}
	t.Logf("%d values", n)
}
