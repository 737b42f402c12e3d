package edition

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
)

// small is an edition with a record of each kind.
func small() *Edition {
	return &Edition{
		Name: "2019-05-05", Date: time.Date(2019, 5, 5, 0, 0, 0, 0, time.UTC),
		Story:    []string{"Fire", "Two sheds <burned> & fell.", "Nobody was hurt."},
		Reports:  []Report{{"articles/a", "A", "Sheds burn", []Paragraph{{"p1", "0123456789ab"}, {"p2", "ba9876543210"}}}},
		Entities: []Entity{{ID: "people/jane-doe", Title: "Jane Doe", Is: "keeper"}},
		Events:   []Event{{ID: "events/fire", Title: "Fire", When: "2019-05-03"}},
		Claims: []Claim{{
			ID: "claims/sheds", Question: "How many?", Kind: corpus.CountForm, Verdict: "one report only",
			Answers: []Answer{{Report: "articles/a", Value: "two", Says: "people/jane-doe"}},
		}},
		Quotations: []Quotation{{"00", "people/jane-doe", []corpus.ID{"articles/a"}, Once}},
	}
}

// What is written is what is read, also with the ends of lines that git may give
// it, and a record stands on a line.
func TestFormat(t *testing.T) {
	text := string(Format(small()))
	for _, line := range []string{
		`"edition": "2019-05-05",`,
		`"Two sheds <burned> & fell.",`,
		`{"id":"articles/a","letter":"A","title":"Sheds burn","paragraphs":[{"id":"p1","sum":"0123456789ab"},{"id":"p2","sum":"ba9876543210"}]}`,
		`{"id":"people/jane-doe","title":"Jane Doe","is":"keeper"}`,
	} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("no line %s in\n%s", line, text)
		}
	}
	for _, text := range []string{text, strings.ReplaceAll(text, "\n", "\r\n")} {
		got, err := Parse([]byte(text), "content/editions/2019-05-05.json")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(small(), got); diff != "" {
			t.Error(diff)
		}
	}
}

// signed is the file of an edition after it was changed by a program that makes
// the sum anew.
func signed(change func(*Edition)) string {
	e := small()
	change(e)
	return string(Format(e))
}

// What nobody has noted is refused with where and what to do.
func TestRefused(t *testing.T) {
	right := string(Format(small()))
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "x.json:1:1: this is not JSON"},
		{"a half", right[:len(right)-20], "x.json:23:"},
		{"another file", "{}", "x.json:1:1: this is no edition that Collate has noted (begin its name with _ to set it aside)"},
		{"not UTF-8", right + "\xff", "x.json:26:1: a byte that is not UTF-8"},
		{"a word", strings.Replace(right, "keeper", "Keeper", 1), "x.json:3:12: somebody has changed this edition since it was noted"},
		{"a blank", strings.Replace(right, `"is":"`, `"is": "`, 1), "x.json:14:49: somebody has changed this edition"},
		{"more behind", right + "{}", "x.json:26:1: somebody has changed"},
		{"a key", strings.Replace(right, `"is":`, `"was":`, 1), `unknown field "was"`},
		{"another type", strings.Replace(right, `"letter":"A"`, `"letter":7`, 1), "cannot unmarshal number"},
		{"a newer form", strings.Replace(right, `"collate-edition": 1`, `"collate-edition": 2`, 1), "x.json:2:1: a newer version of Collate has noted this edition"},
		{"another name", right, "x.json:1:1: the file holds the edition 2019-05-05 (rename the file to 2019-05-05.json)"},
		{"no date", signed(func(e *Edition) { e.Name = "x" }), `x.json:1:1: "x" is no edition's name`},
		{"an order", signed(func(e *Edition) { e.Name = ""; e.Reports = append(e.Reports, e.Reports[0]) }), "is no edition's name"},
	} {
		_, err := Parse([]byte(tt.text), "x.json")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	for _, tt := range []struct {
		change func(*Edition)
		want   string
	}{
		{func(e *Edition) { e.Reports = append(e.Reports, e.Reports[0]) }, "its pages are not in order"},
		{func(e *Edition) { e.Reports[0].ID = "articles/../../x" }, "its pages are not in order"},
		{func(e *Edition) { e.Entities[0].ID = "articles/jane-doe" }, "its pages are not in order"},
		{func(e *Edition) { e.Claims[0].Verdict = "true" }, "it has a verdict that there is not"},
		{func(e *Edition) { e.Story[1] = "Two\u202e sheds" }, "U+202E"},
	} {
		_, err := Parse([]byte(signed(tt.change)), "2019-05-05.json")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
}

// A folder is read in the order of the dates; what is set aside is left alone.
func TestRead(t *testing.T) {
	fsys := fstest.MapFS{"editions/.new-edition": {}, "editions/_old.json": {}}
	for _, name := range []string{"2019-05-05", "2018-12-31", "2019-05-05T0730Z"} {
		text := signed(func(e *Edition) { e.Name = name })
		fsys["editions/"+name+".json"] = &fstest.MapFile{Data: []byte(text)}
	}
	editions, err := Read(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range editions {
		names = append(names, e.Name)
	}
	if got := strings.Join(names, " "); got != "2018-12-31 2019-05-05 2019-05-05T0730Z" {
		t.Error(got)
	}
	if editions, err := Read(fstest.MapFS{}, "content"); editions != nil || err != nil {
		t.Error("without a folder:", editions, err)
	}
	_, err = Read(fstest.MapFS{"editions": {Data: []byte("x")}}, "content")
	if err == nil || !strings.HasPrefix(err.Error(), "content/editions: the editions cannot be read: ") {
		t.Error("a file in place of the folder:", err)
	}
	fsys["editions/b.json"], fsys["editions/c.yaml"] = &fstest.MapFile{}, &fstest.MapFile{}
	_, err = Read(fsys, "content")
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Error("two that are wrong:", err)
	}
	fsys = fstest.MapFS{}
	for i := range maxEditions + 1 {
		fsys[fmt.Sprintf("editions/%04d.json", i)] = &fstest.MapFile{}
	}
	if _, err = Read(fsys, "content"); err == nil || !strings.Contains(err.Error(), "there are more than 1000 editions") {
		t.Error("too many:", err)
	}
	fsys = fstest.MapFS{"editions/a.json": {Data: make([]byte, maxFile+1)}}
	if _, err = Read(fsys, "content"); err == nil || err.Error() != "content/editions/a.json: the file has more than 16 MB" {
		t.Error("too large:", err)
	}
}

// Between two editions each thing is found that is new, changed or gone.
func TestBetween(t *testing.T) {
	if c := Between(small(), small()); !c.Empty() {
		t.Error("nothing has changed:", c)
	}
	is := small()
	is.Reports[0].Paragraphs[1].Sum = "x"
	is.Reports = append(is.Reports, Report{ID: "articles/b"})
	is.Entities = []Entity{{ID: "people/ann-lee"}}
	is.Events = nil
	is.Claims[0].Verdict = "conflict"
	c := Between(small(), is)
	for _, tt := range []struct {
		what      string
		got, want Counts
	}{
		{"reports", Count(c.Reports), Counts{New: 1, Changed: 1}},
		{"entities", Count(c.Entities), Counts{New: 1, Gone: 1}},
		{"events", Count(c.Events), Counts{Gone: 1}},
		{"claims", Count(c.Claims), Counts{Changed: 1}},
		{"quotations", Count(c.Quotations), Counts{}},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.what, tt.got, tt.want)
		}
	}
	if c.Claims[0].Was.Verdict != "one report only" || c.Claims[0].Is.Verdict != "conflict" {
		t.Error("the claim", c.Claims[0])
	}
	if c.Empty() || len(c.Story) > 0 {
		t.Error("the story", c.Story)
	}
}

func TestPassages(t *testing.T) {
	const same = "Nobody was hurt."
	for _, tt := range []struct {
		name    string
		was, is []string
		want    []Passage
	}{
		{"nothing", []string{same}, []string{same}, nil},
		{
			"a word",
			[]string{"Two sheds burned.", same},
			[]string{"Three sheds burned.", same},
			[]Passage{{{Out, "Two"}, {In, "Three"}, {Kept, "sheds burned."}}},
		},
		{"a sentence more", []string{same}, []string{same, "It rained."}, []Passage{{{In, "It rained."}}}},
		{"a sentence less", []string{"It rained.", same}, []string{same}, []Passage{{{Out, "It rained."}}}},
		{
			"another sentence",
			[]string{"It rained all night."},
			[]string{"Two sheds burned down."},
			[]Passage{{{Out, "It rained all night."}, {In, "Two sheds burned down."}}},
		},
		{
			"two places",
			[]string{"A b c d.", same, "E f g h."},
			[]string{"A b c e.", same, "E f h."},
			[]Passage{{{Kept, "A b c"}, {Out, "d."}, {In, "e."}}, {{Kept, "E f"}, {Out, "g"}, {Kept, "h."}}},
		},
		{"no story before", nil, []string{same}, []Passage{{{In, same}}}},
	} {
		if diff := cmp.Diff(tt.want, passages(tt.was, tt.is)); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// FuzzParse: what is read is what was written, and nothing else.
func FuzzParse(f *testing.F) {
	f.Add(string(Format(small())))
	f.Add(strings.ReplaceAll(string(Format(small())), "\n", "\r\n"))
	f.Add(`{"collate-edition": 1}`)
	f.Add("{")
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Parse([]byte(text), "2019-05-05.json")
		if err != nil {
			return
		}
		if again := string(Format(e)); again != strings.ReplaceAll(text, "\r\n", "\n") {
			t.Errorf("%q is read, and is not what is written: %q", text, again)
		}
	})
}

// FuzzPassages: what both have and what one has make that one's words.
func FuzzPassages(f *testing.F) {
	f.Add("Two sheds burned.\nNobody was hurt.", "Three sheds burned.\nNobody was hurt.")
	f.Fuzz(func(t *testing.T, was, is string) {
		cut := func(text string) []string {
			var list []string
			for line := range strings.SplitSeq(text, "\n") {
				if line = oneLine(line); line != "" {
					list = append(list, line)
				}
			}
			return list
		}
		a, b := cut(was), cut(is)
		outs, ins := 0, 0
		for _, p := range passages(a, b) {
			for _, r := range p {
				switch n := len(strings.Fields(r.Text)); r.Op {
				case Out:
					outs += n
				case In:
					ins += n
				case Kept:
				}
			}
		}
		words := func(list []string) int { return len(strings.Fields(strings.Join(list, " "))) }
		if words(a)-outs != words(b)-ins {
			t.Errorf("%q, %q: %d words out, %d in", a, b, outs, ins)
		}
	})
}
