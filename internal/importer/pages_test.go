package importer

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
)

// A marked is an invented page of testdata/pages. Above its line of dashes
// stand the fields as they should be read; below, each line of the page has a
// mark before it that says what it is:
//
//	T title   S standfirst   B byline   D date   C credit
//	= a paragraph of the article, or one line of a hard-wrapped one
//	# a sub-heading of the article
//	- furniture: menus, captions, advertisements, comments, related stories
type marked struct {
	fields map[string]string
	raw    string // the page without the marks
	body   string // what should be kept
}

func readMarked(t *testing.T, file string) marked {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, page, ok := strings.Cut(string(data), "----\n")
	if !ok {
		t.Fatalf("%s: no line of dashes", file)
	}
	m := marked{fields: map[string]string{}}
	for l := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(l), ": ")
		m.fields[key] = value
	}
	for l := range strings.Lines(page) {
		mark, text, _ := strings.Cut(strings.TrimRight(l, "\n"), " ")
		m.raw += text + "\n"
		switch mark {
		case "=", "#":
			broken := strings.TrimSuffix(m.body, "-\n")
			if broken != m.body && startsLower(text) {
				m.body = broken
			}
			m.body += text + "\n"
		case "", "T", "S", "B", "D", "C", "-":
		default:
			t.Fatalf("%s: unknown mark %q", file, mark)
		}
	}
	return m
}

// shingles counts the runs of four words in a text, case and marks aside.
func shingles(text string) map[string]int {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	count := map[string]int{}
	for i := 0; i+4 <= len(words); i++ {
		count[strings.Join(words[i:i+4], " ")]++
	}
	return count
}

// A score counts shingles: expected ones, kept ones, and those that are both.
type score struct{ want, got, both int }

func (s score) precision() float64 { return float64(s.both) / float64(max(s.got, 1)) }
func (s score) recall() float64    { return float64(s.both) / float64(max(s.want, 1)) }
func (s score) f1() float64        { return 2 * float64(s.both) / float64(max(s.got+s.want, 1)) }

func (s score) add(t score) score { return score{s.want + t.want, s.got + t.got, s.both + t.both} }

func (s score) String() string {
	return fmt.Sprintf("precision %.3f, recall %.3f, F1 %.3f", s.precision(), s.recall(), s.f1())
}

func scoreOf(want, got string) score {
	var s score
	wanted, kept := shingles(want), shingles(got)
	for _, n := range wanted {
		s.want += n
	}
	for shingle, n := range kept {
		s.got += n
		s.both += min(n, wanted[shingle])
	}
	return s
}

// readabilityAlone returns what the library keeps of a page, without our rules
// before and after it.
func readabilityAlone(t *testing.T, raw []byte) string {
	t.Helper()
	article, err := readability.FromReader(bytes.NewReader(raw), nil)
	if err != nil || article.Node == nil {
		return ""
	}
	return textOf(article.Node)
}

// longLines keeps what a text has in lines of a dozen words and more, which is
// what people try first.
func longLines(text string) string {
	var b strings.Builder
	for l := range strings.Lines(text) {
		if len(strings.Fields(l)) >= 12 {
			b.WriteString(l)
		}
	}
	return b.String()
}

// The least F1 that all pages together, and each alone, may reach.
const leastText, leastHTML, leastPage = 0.98, 0.98, 0.95

// Invented pages of many layouts: as a browser's "copy all" gives them
// (NAME.page) and as their site sends them (NAME.html). Both are to give the
// same words, title, byline and date. Keys that begin with "html " are for the
// page of HTML alone, which may say more, such as the time of day.
func TestCleanPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.page")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	var text, html, lines, library score
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".page")
		m := readMarked(t, file)
		t.Run(name+".txt", func(t *testing.T) {
			d := scorePage(t, &text, []byte(m.raw), name+".txt", m)
			alone := scoreOf(m.body, longLines(m.raw))
			lines = lines.add(alone)
			t.Logf("lines of 12 words and more: %v", alone)
			checkWords(t, name, []byte(m.raw), &d)
			m.check(t, &d, "")
		})
		t.Run(name+".html", func(t *testing.T) {
			raw, err := os.ReadFile(strings.TrimSuffix(file, "page") + "html")
			if err != nil {
				t.Fatal(err)
			}
			d := scorePage(t, &html, raw, name+".html", m)
			alone := scoreOf(m.body, readabilityAlone(t, raw))
			library = library.add(alone)
			t.Logf("readability alone: %v", alone)
			m.check(t, &d, "html ")
		})
	}
	t.Logf("%d layouts as text: %v", len(files), text)
	t.Logf("%d layouts as HTML: %v", len(files), html)
	t.Logf("lines of 12 words and more of the text: %v", lines)
	t.Logf("readability alone on the HTML: %v", library)
	if text.f1() < leastText || html.f1() < leastHTML {
		t.Errorf("want at least %.2f of text and %.2f of HTML", leastText, leastHTML)
	}
}

// scorePage cleans a page and adds its score to total.
func scorePage(t *testing.T, total *score, raw []byte, name string, m marked) Draft {
	t.Helper()
	d, err := Clean(raw, name)
	if err != nil {
		t.Fatal(err)
	}
	s := scoreOf(m.body, plainText(&d))
	*total = total.add(s)
	t.Log(s)
	if s.f1() < leastPage {
		t.Errorf("%v\n%s", s, strings.Join(d.Paragraphs, "\n"))
	}
	return d
}

// check compares the fields of a draft with those of the page's head. The
// prefix names the keys that come before the common ones.
func (m marked) check(t *testing.T, d *Draft, prefix string) {
	t.Helper()
	for key, got := range map[string]string{
		"title": d.Title, "byline": strings.Join(d.Byline, "; "), "date": d.Date,
		"paragraphs": strconv.Itoa(countParagraphs(d)), "publisher": d.Publisher, "url": d.URL, "language": d.Language,
	} {
		want, ok := m.fields[prefix+key]
		if !ok {
			want, ok = m.fields[key]
		}
		if got != want && (ok || key == "byline" || key == "date") {
			t.Errorf("%s %q, want %q", key, got, want)
		}
	}
}

func plainText(d *Draft) string {
	var b strings.Builder
	for _, md := range d.Paragraphs {
		b.WriteString(plain(md) + "\n")
	}
	return b.String()
}

func countParagraphs(d *Draft) int {
	n := 0
	for _, md := range d.Paragraphs {
		if !strings.HasPrefix(md, "#") {
			n++
		}
	}
	return n
}
