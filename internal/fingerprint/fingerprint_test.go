package fingerprint

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
	"collate/internal/diag"
)

// report makes a fingerprint of paragraphs, numbered from 1.
func report(slug string, paragraphs ...string) Print {
	f := Print{Article: slug, SHA256: strings.Repeat("0a", 32)}
	for i, text := range paragraphs {
		f.Paragraphs = append(f.Paragraphs, Shingle(i+1, text))
	}
	return f
}

func run(a string, paragraphA, atA int, b string, paragraphB, atB, words int) Run {
	return Run{Paragraph{a, paragraphA}, Paragraph{b, paragraphB}, atA, atB, words}
}

func TestShared(t *testing.T) {
	const ten = "the old ferry left the quay at half past six"
	for _, tt := range []struct {
		name string
		a, b []string
		want []Run
	}{
		{"ten words, first and last differ", []string{"Then " + ten + " again."}, []string{"Nothing here.", "So " + ten + ", once more."}, []Run{run("a", 1, 1, "b", 2, 1, 10)}},
		{"a whole paragraph", []string{ten}, []string{ten}, []Run{run("a", 1, 0, "b", 1, 0, 10)}},
		{"nine words", []string{"old ferry left the quay at half past six"}, []string{ten}, []Run{run("a", 1, 0, "b", 1, 1, 9)}},
		{"eight words", []string{"ferry left the quay at half past six"}, []string{ten}, nil},
		{"nine with another in the middle", []string{"the old ferry left the pier at half past six"}, []string{ten}, nil},
		{
			"case and typography",
			[]string{"THE U.S. ferry’s crew \u2014 22 men & boys, 1,500 kg of soft-\u00adware \u2014 left at 1.5 knots"},
			[]string{"the US ferry's crew: 22 men and boys / 1500 kg of soft ware, left at 1.5 knots"},
			[]Run{run("a", 1, 0, "b", 1, 0, 17)},
		},
		{
			"accents composed or not",
			[]string{"the caf\u00e9 by the quay was shut for a whole year"},
			[]string{"the cafe\u0301 by the quay was shut for a whole year"},
			[]Run{run("a", 1, 0, "b", 1, 0, 11)},
		},
		{"another number", []string{"the ferry left with 22 men and boys aboard at six"}, []string{"the ferry left with 23 men and boys aboard at six"}, nil},
		{"a point in a number", []string{"the ferry left at 1.5 knots for the island in fog"}, []string{"the ferry left at 15 knots for the island in fog"}, nil},
		{"in quotations of both", []string{"“" + ten + "”"}, []string{"He said: “" + ten + "”"}, nil},
		{"in a quotation of one", []string{ten}, []string{"He said: \"" + ten + "\""}, nil},
		{"in a quotation that stays open", []string{ten}, []string{"He said: “" + ten}, nil},
		{
			"over a quotation",
			[]string{"the old ferry left the “quay” at half past six in the fog"},
			[]string{"the old ferry left the “quay” at half past six in the fog"},
			nil,
		},
		{
			"behind quotations, one in another",
			[]string{"One, “two ‘three’ four” five, " + ten},
			[]string{"“Six” " + ten + " seven"},
			[]Run{run("a", 1, 2, "b", 1, 0, 10)},
		},
		{"over paragraphs", []string{"the old ferry left the quay", "at half past six"}, []string{ten}, nil},
		{"in one report", []string{ten, ten}, []string{"nothing"}, nil},
		{
			"in two paragraphs of one",
			[]string{ten, "And " + ten},
			[]string{"Well, " + ten},
			[]Run{run("a", 1, 0, "b", 1, 1, 10), run("a", 2, 1, "b", 1, 1, 10)},
		},
		{
			"twice in a paragraph: the first counts",
			[]string{ten + ", and later " + ten},
			[]string{"Well, " + ten},
			[]Run{run("a", 1, 0, "b", 1, 1, 10)},
		},
		{
			"the longer one, though it stands behind",
			[]string{ten + " in the morning"},
			[]string{ten + ", or was it that " + ten + " in the morning"},
			[]Run{run("a", 1, 0, "b", 1, 14, 13)},
		},
		{
			"two runs of one paragraph",
			[]string{ten + ", but nobody saw the master of the ship go ashore"},
			[]string{"nobody saw the master of the ship go ashore when " + ten},
			[]Run{run("a", 1, 0, "b", 1, 10, 10), run("a", 1, 11, "b", 1, 0, 9)},
		},
		{
			"two that overlap in one report",
			[]string{"one two three four five six seven eight nine ten eleven twelve"},
			[]string{"one two three four five six seven eight nine ten, no: four five six seven eight nine ten eleven twelve"},
			[]Run{run("a", 1, 0, "b", 1, 0, 10), run("a", 1, 3, "b", 1, 11, 9)},
		},
		{"no words", []string{"", "“All is quoted.”", "— … —"}, []string{""}, nil},
	} {
		a, b := report("a", tt.a...), report("b", tt.b...)
		for _, both := range [][]Print{{a, b}, {b, a}} {
			if diff := cmp.Diff(tt.want, Shared(both)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.name, diff)
			}
		}
	}
}

// generated makes words that no other call makes in this order.
func generated(r *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return words
}

// generatedReports makes reports of paragraphs of generated words.
func generatedReports(reports, paragraphs, words int) (texts [][][]string) {
	r := rand.New(rand.NewPCG(1, 2))
	for range reports {
		var text [][]string
		for range paragraphs {
			text = append(text, generated(r, words))
		}
		texts = append(texts, text)
	}
	return texts
}

func fingerprints(texts [][][]string) []Print {
	var prints []Print
	for i, text := range texts {
		var paragraphs []string
		for _, words := range text {
			paragraphs = append(paragraphs, strings.Join(words, " "))
		}
		prints = append(prints, report(fmt.Sprintf("report-%03d", i), paragraphs...))
	}
	return prints
}

// Runs planted into generated text are found where they were planted and as
// long as they were; nothing else is.
func TestSharedFindsWhatIsPlanted(t *testing.T) {
	texts := generatedReports(40, 10, 60)
	if runs := Shared(fingerprints(texts)); len(runs) > 0 {
		t.Fatalf("found in text that has nothing in common: %v", runs)
	}
	r := rand.New(rand.NewPCG(3, 4))
	var want []Run
	for i := 0; i+1 < len(texts); i += 2 {
		for p := range 10 {
			length := 7 + r.IntN(20) // some too short
			atA, atB := r.IntN(60-length+1), r.IntN(60-length+1)
			other := (p + 3) % 10
			planted := generated(r, length)
			copy(texts[i][p][atA:], planted)
			copy(texts[i+1][other][atB:], planted)
			if length >= ShortestRun {
				want = append(want, run(fmt.Sprintf("report-%03d", i), p+1, atA, fmt.Sprintf("report-%03d", i+1), other+1, atB, length))
			}
		}
	}
	if len(want) < 150 || len(want) > 190 {
		t.Fatalf("%d runs planted", len(want))
	}
	got := Shared(fingerprints(texts))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-planted +found):\n%s", diff)
	}
	back := fingerprints(texts)
	slices.Reverse(back)
	if diff := cmp.Diff(got, Shared(back)); diff != "" {
		t.Errorf("in another order (-first +second):\n%s", diff)
	}
}

func TestSharesAndOrigins(t *testing.T) {
	reports := []Print{
		report("c", "A b c d e f g h i j k l."),
		report("a", "A b c d e f g h i j k l m n o p.", "Not “in here” at all."),
		report("b", "One.", "D e f g h i j k l m n o. A b c d e f g h i."),
		report("d", "Alone."),
	}
	runs := Shared(reports)
	// a ¶1 and b ¶2 have d to o, and a to i, in common; a ¶1 and c ¶1 a to l; b ¶2 and c ¶1 d to l and a to i.
	want := []Share{
		{"c", 12, 12, []Common{{"a", 12}, {"b", 12}}},
		{"a", 19, 15, []Common{{"b", 15}, {"c", 12}}},
		{"b", 22, 21, []Common{{"a", 21}, {"c", 18}}},
		{"d", 1, 0, nil},
	}
	if diff := cmp.Diff(want, Shares(reports, runs)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := Shares(nil, nil); len(got) > 0 || Shared(nil) != nil {
		t.Errorf("of no reports: %v", got)
	}
}

// What a word is, and what is hashed, can never change: fingerprints outlive
// the texts. The hash is the first 12 bits of
//
//	printf '%s' 'the us ferrys 1.5 crew and' | sha256sum
//	printf '%s' 'us ferrys 1.5 crew and men' | sha256sum
func TestShingleIsForEver(t *testing.T) {
	s := Shingle(3, "The U.S. ferry’s “old” words, the U.S. ferry’s 1.5 crew & men, left at six.")
	if s.N != 3 || len(s.Pieces) != 2 || s.Pieces[0].Words != 3 || s.Pieces[0].Hashes != nil || s.Pieces[1].Words != 11 {
		t.Fatalf("%+v", s)
	}
	if h := s.Pieces[1].Hashes; len(h) != 6 || h[1] != 0xb6e || h[2] != 0xd1f {
		t.Errorf("hashes %03x", h)
	}
}

func TestFolded(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"The U.S.-led force", "the|us|led|force"},
		{"at 1:30 a.m. (2230 GMT)", "at|1|30|am|2230|gmt"},
		{"1.30am", "1.30am"},
		{"1,500 men; 5% of 1.5 m.", "1500|men|5|of|1.5|m"},
		{"Kata’ib, Iran's, the troops’ base", "kataib|irans|the|troops|base"},
		{"enough...the rest…and", "enough|the|rest|and"},
		{"AT&T, R & D", "at|and|t|r|and|d"},
		{"\u00c9t\u00e9 \u0130zmir 2020\u201321", "\u00e9t\u00e9|izmir|2020|21"},
		{"a\u200bb zero width", "ab|zero|width"},
		{"\xff\xfe bad", "bad"},
		{"", ""},
	} {
		if got := strings.Join(folded(tt.in), "|"); got != tt.want {
			t.Errorf("folded(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

const fileOfTwo = `collate fingerprints 1

report-a 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a
^p1 9+2+10 AAABAC//+A+B+C+D+E
^p12 0
^p2 8

report-b 1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b
`

func TestParseFingerprints(t *testing.T) {
	got, err := Parse([]byte(fileOfTwo), "f")
	want := []Print{
		{
			Article: "report-a", SHA256: strings.Repeat("0a", 32), Pos: diag.Pos{File: "f", Line: 3, Col: 1},
			Paragraphs: []Shingled{
				{1, []Piece{{9, []uint16{0, 1, 2, 4095}}, {2, nil}, {10, []uint16{3968, 3969, 3970, 3971, 3972}}}}, {12, nil}, {2, []Piece{{8, nil}}},
			},
		},
		{Article: "report-b", SHA256: strings.Repeat("1b", 32), Pos: diag.Pos{File: "f", Line: 8, Col: 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if back := string(Format(got)); back != fileOfTwo {
		t.Errorf("written again:\n%s", back)
	}
	if got, err := Parse(nil, "f"); got != nil || err != nil || Format(nil) != nil {
		t.Errorf("an empty file: %v, %v", got, err)
	}
	if got, err := Parse([]byte(strings.ReplaceAll(fileOfTwo, "\n", "\r\n")), "f"); len(got) != 2 || err != nil {
		t.Errorf("with CR: %v, %v", got, err)
	}
}

func TestParseFingerprintsMistakes(t *testing.T) {
	for _, tt := range []struct{ old, new, want string }{
		{"prints 1", "prints 2", `f:1:1: "collate fingerprints 1" is wanted here`},
		{"collate", "<<<<<<< HEAD\ncollate", `f:1:1: "collate fingerprints 1" is wanted here`},
		{"\nreport-a", "^p1 0\nreport-a", "f:2:1: a report's slug and the checksum of its original are wanted here"},
		{"report-b 1b", "report-b xb", "f:8:10: a checksum of 64 hex digits is wanted here"},
		{"report-b 1b", "report-b 1B", "f:8:10: a checksum of 64 hex digits is wanted here"},
		{"report-b 1b", "report-b b", "f:8:10: a checksum of 64 hex digits is wanted here"},
		{"\nreport-b", "\n>>>>>>> theirs\nreport-b", "f:8:9: a checksum of 64 hex digits is wanted here"},
		{"report-b", "report-a", `f:8:1: a second fingerprint of "report-a"`},
		{"^p12", "^p1", "f:5:1: a second paragraph ^p1"},
		{"^p12", "^p012", `f:5:1: "^p012" is no paragraph's id`},
		{"^p12", "^12", `f:5:1: "^12" is no paragraph's id`},
		{"^p2 8", "^p2", `f:6:5: "" is no number of words`},
		{"^p2 8", "^p2 8+0", `f:6:7: "0" is no number of words`},
		{"^p2 8", "^p2 08", `f:6:5: "08" is no number of words`},
		{"^p2 8", "^p2 8 AA", "f:6:7: more hashes than words call for"},
		{"^p2 8", "^p2 9", "f:6:7: fewer hashes than words call for"},
		{"^p2 8", "^p2 2147483647", "f:6:16: fewer hashes than words call for"},
		{"^p2 8", "^p2 2147483648", `f:6:5: "2147483648" is no number of words`},
		{"+10 AA", "+11 AA", "f:4:20: fewer hashes than words call for"},
		{"+10 AA", "+9 AA", "f:4:27: more hashes than words call for"},
		{"C//", "C/_", "f:4:19: this is no hash"},
	} {
		damaged := strings.Replace(fileOfTwo, tt.old, tt.new, 1)
		if damaged == fileOfTwo {
			t.Fatalf("no %q", tt.old)
		}
		got, err := Parse([]byte(damaged), "f")
		if err == nil || err.Error() != tt.want+" (import the original again: that mends the file)" {
			t.Errorf("%q for %q: %v, want %s", tt.new, tt.old, err, tt.want)
		}
		if len(got) > 1 && !strings.HasPrefix(tt.new, "^p1 0") && !strings.HasPrefix(tt.new, "\n>>>") {
			t.Errorf("%q for %q: %d fingerprints come back", tt.new, tt.old, len(got))
		}
	}
	_, err := Parse([]byte("collate fingerprints 1\n^p1 0\na b\n^p1 x\n"), "f")
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("of three mistakes: %v", err)
	}
}

func FuzzParseFingerprints(f *testing.F) {
	f.Add([]byte(fileOfTwo))
	f.Add(Format(fingerprints(generatedReports(2, 2, 12))))
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := Parse(data, "f")
		if err != nil {
			for _, e := range err.(diag.List) {
				if e.Pos.Line < 1 || e.Pos.Col < 1 {
					t.Errorf("no place: %v", e)
				}
			}
		}
		Shared(once)
		twice, err := Parse(Format(once), "f")
		if err != nil {
			t.Fatal(err)
		}
		for i := range once {
			once[i].Pos = twice[i].Pos
		}
		if diff := cmp.Diff(once, twice); diff != "" {
			t.Errorf("read, written and read (-once +twice):\n%s", diff)
		}
	})
}

func FuzzShingle(f *testing.F) {
	f.Add("The old ferry “left” the quay at half past six in the morning, and came back.")
	f.Add("one two three four five six seven eight nine\xe2")
	f.Fuzz(func(t *testing.T, text string) {
		r := Print{Article: "a", SHA256: strings.Repeat("0a", 32), Paragraphs: []Shingled{Shingle(1, text)}}
		read, err := Parse(Format([]Print{r}), "f")
		if err != nil {
			t.Fatal(err)
		}
		other := read[0]
		other.Article = "b"
		shares := Shares([]Print{r, other}, Shared([]Print{r, other}))
		long := 0
		for _, p := range r.Paragraphs[0].Pieces {
			if p.Words >= ShortestRun {
				long += p.Words
			}
		}
		if shares[0].Shared > long || (shares[0].Shared == 0) != (long == 0) || shares[0].Words != r.Words() {
			t.Errorf("of %d words in long pieces, %d are shared with the same text", long, shares[0].Shared)
		}
	})
}

func TestReadFingerprints(t *testing.T) {
	if got, err := Read(fstest.MapFS{}, "content"); got != nil || err != nil {
		t.Errorf("of no file: %v, %v", got, err)
	}
	got, err := Read(fstest.MapFS{"articles/.fingerprints": {Data: []byte(fileOfTwo)}}, "content")
	if err != nil || len(got) != 2 || got[0].Pos.String() != "content/articles/.fingerprints:3:1" {
		t.Errorf("%v, %v", got, err)
	}
	_, err = Read(fstest.MapFS{"articles/.fingerprints/x": {}}, "content")
	if err == nil || !strings.HasPrefix(err.Error(), "content/articles/.fingerprints: ") {
		t.Errorf("of a folder: %v", err)
	}
}

func TestCurrent(t *testing.T) {
	article := func(slug, sum string) *corpus.Article {
		a := &corpus.Article{Page: corpus.Page{Slug: slug, Pos: diag.Pos{File: slug + ".md", Line: 2, Col: 8}}, Label: strings.ToUpper(slug)}
		if sum != "" {
			a.Original = &corpus.Original{File: slug + ".txt", SHA256: sum}
		}
		return a
	}
	printOf := func(slug, sum string) Print {
		return Print{Article: slug, SHA256: sum, Pos: diag.Pos{File: ".fingerprints", Line: 3}}
	}
	c := &corpus.Corpus{Articles: []*corpus.Article{article("a", "1"), article("b", "2"), article("c", "3"), article("d", "")}}
	got, warnings := Current(c, []Print{printOf("a", "1"), printOf("b", "1"), printOf("e", "5")})
	if len(got) != 1 || got[0].Article != "a" {
		t.Errorf("current: %v", got)
	}
	want := []string{
		".fingerprints:3: warning: the fingerprint of B is not of the original that the page names; shared text is not looked for (import its original again)",
		`.fingerprints:3: warning: a fingerprint of "e", which is no report (take it out, or import any report: that does)`,
		"c.md:2:8: warning: no fingerprint of C; shared text is not looked for (run: build import c.txt)",
	}
	if diff := cmp.Diff(want, strings.Split(warnings.Error(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Text that repeats itself, and text that all reports have, cost what their
// words cost: a run a pair, not one for each of their places.
func TestSharedOfRepetition(t *testing.T) {
	same := make([]Print, 60)
	for i := range same {
		same[i] = report(strconv.Itoa(i), strings.Repeat("no ", 600), strings.Repeat("a b c d e f g ", 80))
	}
	if got, want := len(Shared(same)), 60*59/2*2; got != want {
		t.Errorf("%d runs, want %d", got, want)
	}
}

func BenchmarkShared(b *testing.B) {
	for _, bm := range []struct {
		name    string
		reports []Print
	}{
		{"500 of 600 words", fingerprints(generatedReports(500, 12, 50))},
		{"a paragraph in all", fingerprints(withTheSame(1))},
		{"all the same", fingerprints(withTheSame(12))},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			runs := 0
			for b.Loop() {
				runs = len(Shared(bm.reports))
			}
			b.ReportMetric(float64(runs), "runs")
		})
	}
}

// withTheSame gives 500 reports of 600 words their first n paragraphs in common.
func withTheSame(n int) [][][]string {
	texts := generatedReports(500, 12, 50)
	for _, text := range texts {
		copy(text[:n], texts[0][:n])
	}
	return texts
}

func BenchmarkShingle(b *testing.B) {
	text := strings.Join(generatedReports(1, 1, 600)[0][0], " ")
	for b.Loop() {
		Shingle(1, text)
	}
}
