package importer

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The counts and words below were read off the raw files by hand.
var originals = []struct {
	file, slug        string
	paragraphs        int
	first, last       string // three words each, of the first and the last paragraph
	title, standfirst string // how they begin
	byline            []string
	publisher, credit string
	date              string
	cuts              []Cut
}{
	{
		file: "000_b7594beef8e4aef5.txt", slug: "report-a", paragraphs: 13,
		first: "Iran has launched", last: "the situation closely.", title: "[Iran has launched a series",
		cuts: []Cut{{"comment form", "28-30", 15}},
	},
	{
		file: "001_ac562507bd9a16b2.txt", slug: "report-b", paragraphs: 23,
		first: "Iran’s Islamic Revolution", last: "operations in Iraq.",
		title: "Iran launches missiles on Iraq bases", standfirst: "The Pentagon in a statement",
		cuts: []Cut{
			{"logo", "1-3", 2},
			{"repeated headline", "9", 14},
			{"photo caption", "11", 32},
			{"advertisement", "19", 1},
			{"advertisement", "61", 1},
		},
	},
	{
		file: "002_5b270befc245c221.txt", slug: "report-c", paragraphs: 33,
		first: "The Iraqi military", last: "by Mr Trump.", title: "Iran missile strike: Two US-Iraq bases",
		standfirst: "Donald Trump tweets ‘all is well’", byline: []string{"Bel Trew", "Andrew Buncombe"},
		publisher: "The Independent", credit: "Additional reporting by Reuters", date: "2020-01-07T20:22Z",
		cuts: []Cut{{"photo caption", "9", 21}, {"photo caption", "43", 13}, {"sign-in form", "81-88", 43}},
	},
	{
		file: "003_6873d5bf916a9cbb.txt", slug: "report-d", paragraphs: 27,
		first: "Iran has launched", last: "other terrorist groups.”", title: "[Iran has launched more than",
		cuts: []Cut{{"comment form", "56-58", 15}, {"related stories", "60-70", 123}, {"newsletter", "72", 43}, {"related stories", "74-76", 58}},
	},
	{
		// A wall of 468 words. Whoever wrote the digest cut it by hand, by the
		// same rule, and found seven paragraphs too.
		file: "004_690d2bf8d7e80f92.txt", slug: "report-e", paragraphs: 7,
		first: "Iran missile attacks", last: "cut oil supplies.", title: "Iran launches strikes on US troops in Iraq",
		byline: []string{"Nicklaus Predovic"},
		cuts: []Cut{
			{"repeated headline", "3", 8}, {"tag list", "37", 35}, {"author box", "39", 3}, {"comment form", "41-43", 15},
		},
	},
}

func originalsFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("COLLATE_ORIGINALS")
	if folder == "" {
		t.Skip("COLLATE_ORIGINALS names no folder with the raw reports")
	}
	return folder
}

func TestCleanOriginals(t *testing.T) {
	folder := originalsFolder(t)
	for _, want := range originals {
		raw, err := os.ReadFile(filepath.Join(folder, want.file))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Clean(raw, want.file)
		if err != nil {
			t.Errorf("%s: %v", want.file, err)
			continue
		}
		if len(d.Paragraphs) != want.paragraphs {
			t.Fatalf("%s: %d paragraphs, want %d", want.file, len(d.Paragraphs), want.paragraphs)
		}
		begin, end := d.Paragraphs[0], strings.Fields(d.Paragraphs[len(d.Paragraphs)-1])
		if got := strings.Join(end[len(end)-3:], " "); !strings.HasPrefix(begin, want.first) || got != want.last {
			t.Errorf("%s: from %.30q to %q, want %q to %q", want.file, begin, got, want.first, want.last)
		}
		if !strings.HasPrefix(d.Title, want.title) || !strings.HasPrefix(d.Standfirst, want.standfirst) ||
			want.standfirst == "" && d.Standfirst != "" {
			t.Errorf("%s: title %q, standfirst %q", want.file, d.Title, d.Standfirst)
		}
		if d.Publisher != want.publisher || d.Credit != want.credit || d.Date != want.date ||
			!slices.Equal(d.Byline, want.byline) {
			t.Errorf("%s: publisher %q, credit %q, date %q, byline %q", want.file, d.Publisher, d.Credit, d.Date, d.Byline)
		}
		if !slices.Equal(d.Cuts, want.cuts) {
			t.Errorf("%s: cuts %v, want %v", want.file, d.Cuts, want.cuts)
		}
		kept := strings.Join(d.Paragraphs, "\n")
		for _, debris := range []string{
			"Leave a Reply", "Advertisement", "Logo", "Required fields", "Tagged", "(Photo", "forum",
		} {
			if strings.Contains(kept, debris) {
				t.Errorf("%s: %q was kept", want.file, debris)
			}
		}
		checkWords(t, want.file, raw, &d)
	}
}

// checkWords checks that each word of a text file is kept, moved or cut, once.
func checkWords(t *testing.T, name string, raw []byte, d *Draft) {
	t.Helper()
	sum := d.Words
	for _, c := range slices.Concat(d.Cuts, d.Moved) {
		sum += c.Words
	}
	broken := len(regexp.MustCompile(`\pL-\n\p{Ll}`).FindAll(raw, -1)) // words, at lines' ends
	if all := len(strings.Fields(string(raw))); sum > all || sum < all-broken {
		t.Errorf("%s: %d words in paragraphs, cuts and front matter, but %d in the file", name, sum, all)
	}
	inParagraphs := 0
	for _, p := range d.Paragraphs {
		for w := range strings.FieldsSeq(strings.TrimPrefix(p, "## ")) {
			if !strings.HasPrefix(p, "|") || strings.Trim(w, "|-") != "" { // no mark of a table
				inParagraphs++
			}
		}
	}
	if inParagraphs != d.Words {
		t.Errorf("%s: the paragraphs have %d words, but count %d", name, inParagraphs, d.Words)
	}
}

func TestImportOriginals(t *testing.T) {
	folder, content := originalsFolder(t), t.TempDir()
	for range 2 { // the second import changes nothing
		report, err := Import(t.Context(), []string{folder}, content, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range originals {
			if got := report.Files[i].Target; got != "articles/"+want.slug+".md" {
				t.Errorf("%s became %s, want %s", want.file, got, want.slug)
			}
		}
	}
	for _, draft := range []string{
		"people/qassem-soleimani.md", "people/mark-esper.md", "people/jonathan-hoffman.md", "people/mohammad-javad-zarif.md",
		"people/abu-mahdi-al-muhandis.md", "people/donald-trump.md", "places/iraq.md", "places/erbil.md",
		"organisations/quds-force.md", "organisations/islamic-revolutionary-guard-corps.md",
	} {
		if _, err := os.Stat(filepath.Join(content, filepath.FromSlash(draft))); err != nil {
			t.Error(err)
		}
	}
}
