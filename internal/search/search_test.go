package search_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"collate/internal/search"
)

// foldTable reads the pairs that Fold and search.js must agree on.
func foldTable(t *testing.T) [][2]string {
	t.Helper()
	data, err := os.ReadFile("testdata/fold.json")
	if err != nil {
		t.Fatal(err)
	}
	var table [][2]string
	if err := json.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	return table
}

func TestFold(t *testing.T) {
	for _, pair := range foldTable(t) {
		if got := search.Fold(pair[0]); got != pair[1] {
			t.Errorf("Fold(%q) = %q, want %q", pair[0], got, pair[1])
		}
	}
}

func TestFoldIsSettledForEveryRune(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		once := search.Fold(string(r))
		if twice := search.Fold(once); twice != once {
			t.Errorf("%U folds to %q, then to %q", r, once, twice)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "U.S.-led", "Kata’ib", "a.b. c", "\xff", "ﬁ.ﬁ", "a.́b", "é.a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := search.Fold(s)
		if twice := search.Fold(once); twice != once {
			t.Errorf("Fold is not settled: %q, then %q", once, twice)
		}
		if strings.TrimSpace(once) != once || strings.Contains(once, "  ") {
			t.Errorf("Fold(%q) = %q has a stray space", s, once)
		}
		if !utf8.ValidString(once) {
			t.Errorf("Fold(%q) = %q is not UTF-8", s, once)
		}
		parts := strings.Split(s, " ")
		for i, part := range parts {
			parts[i] = search.Fold(part)
		}
		parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
		if apart := strings.Join(parts, " "); apart != once {
			t.Errorf("Fold(%q) = %q, of what stands between blanks %q", s, once, apart)
		}
	})
}

func TestScript(t *testing.T) {
	got, err := search.Script([]search.Document{
		{
			Kind: search.Paragraph, Title: "Report A ¶2", Page: "articles/report-a.html", Fragment: "p2",
			Text: "A fire <broke>\n out & spread.",
		},
		{
			Kind: search.Person, Title: "Zoë Müller", Page: "people/zoe-muller.html", Note: "harbour master",
			Names: []string{"Zoe Muller", "Mueller", "mueller", "", "—"},
		},
		{Kind: search.Paragraph, Title: "Report A ¶3", Page: "articles/report-a.html", Fragment: "p3"},
		{Kind: search.Paragraph, Title: "Report B ¶3", Page: "articles/report-b.html", Fragment: "p3", Language: "fa"},
		{Kind: search.Place, Title: "Old harbour", Page: "places/old-harbour.html"},
		{Kind: search.Quotation, Title: "Al Doe", Page: "quotations.html", Fragment: "al-doe-it-burns", Text: "It burns."},
		{Kind: search.Person, Title: "Al Doe", Page: "people/al-doe.html", Names: []string{"A. Doe"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `collateSearch({"docs":[` +
		`[0,"Zoë Müller","people/zoe-muller.html",["Mueller"],"harbour master"],` +
		`[0,"Al Doe","people/al-doe.html",["A. Doe"]],` +
		`[1,"Old harbour","places/old-harbour.html"],` +
		`[6,"Al Doe","quotations.html#al-doe-it-burns",[],"","It burns."],` +
		`[7,"Report A ¶2","articles/report-a.html#p2",[],"","A fire <broke> out & spread."],` +
		`[7,"Report A ¶3","#p3"],` +
		`[7,"Report B ¶3","articles/report-b.html#p3",[],"","","fa"]` +
		`]})` + "\n"
	if string(got) != want {
		t.Errorf("Script:\n got %s\nwant %s", got, want)
	}
}

func TestScriptOfNothing(t *testing.T) {
	got, err := search.Script(nil)
	if err != nil || string(got) != `collateSearch({"docs":[]})`+"\n" {
		t.Errorf("Script(nil) = %q, %v", got, err)
	}
}

func TestScriptRefuses(t *testing.T) {
	ok := search.Document{Kind: search.Event, Title: "Fire", Page: "timeline.html", Fragment: "fire"}
	for _, tt := range []struct {
		name   string
		change func(*search.Document)
		want   string
	}{
		{"kind", func(d *search.Document) { d.Kind = 8 }, `search document 1 ("Fire"): unknown kind 8`},
		{"title", func(d *search.Document) { d.Title = " " }, `search document 1 (" "): no title`},
		{"no page", func(d *search.Document) { d.Page = "" }, `search document 1 ("Fire"): "" is not the path of a page`},
		{
			"absolute path",
			func(d *search.Document) { d.Page = "/timeline.html" },
			`search document 1 ("Fire"): "/timeline.html" is not the path of a page`,
		},
		{
			"scheme",
			func(d *search.Document) { d.Page = "javascript:alert(1)" },
			`search document 1 ("Fire"): "javascript:alert(1)" is not the path of a page`,
		},
		{
			"upwards",
			func(d *search.Document) { d.Page = "a/../../b.html" },
			`search document 1 ("Fire"): "a/../../b.html" is not the path of a page`,
		},
		{
			"fragment",
			func(d *search.Document) { d.Page = "timeline.html#fire" },
			`search document 1 ("Fire"): "timeline.html#fire" is not the path of a page`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := ok
			tt.change(&bad)
			_, err := search.Script([]search.Document{ok, bad})
			if err == nil || err.Error() != tt.want {
				t.Errorf("got error %v\nwant %s", err, tt.want)
			}
		})
	}
}

// FuzzScript holds that the index is JSON inside one call, that it keeps every
// document, and that each name of a document can be found by its folded words.
func FuzzScript(f *testing.F) {
	f.Add("Qassem Soleimani", "Suleimani", "general", "He said: \u2028 </script>")
	f.Add("x", "\xff\x00", "\"\\", "'")
	f.Add("١", "١.a", "", "")
	f.Fuzz(func(t *testing.T, title, name, note, text string) {
		doc := search.Document{
			Kind: search.Person, Title: title, Names: []string{name, title}, Page: "people/x.html",
			Note: note, Text: text,
		}
		script, err := search.Script([]search.Document{doc, doc})
		if strings.TrimSpace(title) == "" {
			if err == nil {
				t.Error("a document without a title was taken")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		docs := decode(t, script)
		if len(docs) != 2 {
			t.Fatalf("%d documents, want 2", len(docs))
		}
		for _, spelling := range []string{title, name} {
			if !findable(docs[0], spelling) {
				t.Errorf("%q does not find %v", spelling, docs[0])
			}
		}
	})
}

// findable reports whether one of the names of row folds to the same words as spelling.
func findable(row []any, spelling string) bool {
	want := search.Fold(spelling)
	names := []string{row[1].(string)}
	if len(row) > 3 {
		for _, n := range row[3].([]any) {
			names = append(names, n.(string))
		}
	}
	return want == "" || slices.ContainsFunc(names, func(n string) bool { return search.Fold(n) == want })
}

// decode reads a script as the browser does.
func decode(t *testing.T, script []byte) [][]any {
	t.Helper()
	body, ok := strings.CutPrefix(string(script), "collateSearch(")
	body, end := strings.CutSuffix(body, ")\n")
	if !ok || !end || strings.ContainsAny(body, "\n\r\u2028\u2029") {
		t.Fatalf("not one call on one line: %q", script)
	}
	var index struct{ Docs [][]any }
	if err := json.Unmarshal([]byte(body), &index); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	return index.Docs
}
