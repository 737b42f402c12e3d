package phrase

import (
	"html/template"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/diag"
)

// folderOf is a folder of templates with these language files.
func folderOf(files map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["languages/"+name+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

const (
	en = `
numbers:
  thousands: ","
  words: [no, one, two]
  comma: ", "
  and: " and "
plain: Skip
goats: {one: one goat, other: "{n} goats"}
told: "{n:Words} of {all:words} ({who:list})"
link: <a href="{url}">{text}</a>
part:
  inner: inside {x}
  sum: A & {x}
`
	// Polish has three forms for whole numbers: 1; 2-4, 22-24 …; the rest.
	pl = `
numbers: {thousands: " ", words: [zero, jeden, dwa], and: " i "}
goats: {one: koza, few: "{n} kozy", many: "{n} kóz", other: "{n} kozy"}
`
)

func read(t *testing.T, tag string, folders ...fs.FS) *Book {
	t.Helper()
	b, err := Read(tag, "templates", folders...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSay(t *testing.T) {
	all := folderOf(map[string]string{"en": en, "pl": pl})
	for _, tt := range []struct {
		language, key string
		values        []any
		want          string
	}{
		{"en", "plain", nil, "Skip"},
		{"en", "goats", []any{"n", 1}, "one goat"},
		{"en", "goats", []any{"n", 0}, "0 goats"},
		{"en", "goats", []any{"n", 12345}, "12,345 goats"},
		{"en", "told", []any{"n", 2, "all", 3, "who", []string{"A", "B", "C"}}, "Two of 3 (A, B and C)"},
		{"en", "part.inner", []any{"x", "<b>"}, "inside <b>"},
		{"pl", "goats", []any{"n", 1}, "koza"},
		{"pl", "goats", []any{"n", 3}, "3 kozy"},
		{"pl", "goats", []any{"n", 5}, "5 kóz"},
		{"pl", "goats", []any{"n", 12}, "12 kóz"},
		{"pl", "goats", []any{"n", 1022}, "1 022 kozy"},
		{"pl", "told", []any{"n", 1, "all", 2, "who", []string{"A", "B"}}, "Jeden of dwa (A i B)"},
		{"pl-PL", "plain", nil, "Skip"},
		{"en", "gone", nil, `{no phrase "gone" in languages/en.yaml}`},
		{"en", "part.inner", nil, `{phrase "part.inner" cannot write <nil> as {x}}`},
		{"en", "part.inner", []any{"x", 1.5}, `{phrase "part.inner" cannot write float64 as {x}}`},
		{"en", "numbers.words", nil, `{phrase "numbers.words" is a list}`},
	} {
		b := read(t, tt.language, all)
		if got := b.Say(tt.key, tt.values...); got != tt.want {
			t.Errorf("%s: Say(%s, %v) = %q, want %q", tt.language, tt.key, tt.values, got, tt.want)
		}
	}
}

func TestHTML(t *testing.T) {
	b := read(t, "en", folderOf(map[string]string{"en": en}))
	got := b.HTML("link", "url", `a"b`, "text", template.HTML("<i>x</i>"))
	if want := template.HTML(`<a href="a&#34;b"><i>x</i></a>`); got != want {
		t.Errorf("HTML = %s, want %s", got, want)
	}
	// What is no markup in en.yaml is text, and so is what is put between items.
	if got, want := b.HTML("part.sum", "x", template.HTML("<i>x</i>")), template.HTML("A &amp; <i>x</i>"); got != want {
		t.Errorf("HTML = %s, want %s", got, want)
	}
	odd := read(t, "xx", folderOf(map[string]string{"en": en, "xx": "numbers: {and: ' & '}\npart: {sum: '{x} <b>'}\n"}))
	if got, want := odd.HTML("part.sum", "x", "y"), template.HTML("y &lt;b&gt;"); got != want {
		t.Errorf("HTML = %s, want %s", got, want)
	}
	list := []template.HTML{"<i>x</i>", "<i>y</i>"}
	if got, want := odd.HTML("told", "n", 1, "all", 2, "who", list), template.HTML("One of two (<i>x</i> &amp; <i>y</i>)"); got != want {
		t.Errorf("HTML = %s, want %s", got, want)
	}
	if got := odd.Say("told", "n", 1, "all", 2, "who", list); !strings.HasPrefix(got, "{phrase") {
		t.Errorf("HTML in text: %s", got)
	}
	if got, want := b.HTML("told", "n", 1, "all", 2, "who", []string{"<", "&"}), template.HTML("One of two (&lt; and &amp;)"); got != want {
		t.Errorf("HTML = %s, want %s", got, want)
	}
}

func TestForms(t *testing.T) {
	const more = `
s:
  all: "{n:words} of {who:list}"
  found: {one: "{n} hit, {x}", other: "{n} hits"}
  days: [a, b]
so: no
`
	got := read(t, "en", folderOf(map[string]string{"en": en + more})).Forms("s.")
	want := map[string]map[string]string{"all": {"other": "{n} of {who}"}, "found": {"one": "{n} hit, {x}", "other": "{n} hits"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Forms = %v, want %v", got, want)
	}
}

func TestMissing(t *testing.T) {
	b := read(t, "pl", folderOf(map[string]string{"en": en, "pl": pl}))
	if want := []string{"link", "numbers.comma", "part.inner", "part.sum", "plain", "told"}; !slices.Equal(b.Missing, want) {
		t.Errorf("Missing = %v, want %v", b.Missing, want)
	}
	if b.Language != "pl" || b.File != "templates/languages/pl.yaml" {
		t.Errorf("Language = %q, File = %q", b.Language, b.File)
	}
}

// What a user's file says takes the place of what comes with the program,
// phrase by phrase.
func TestUsersOwn(t *testing.T) {
	own := folderOf(map[string]string{"en": "plain: Jump\n", "pl": "plain: Skocz\n"})
	all := folderOf(map[string]string{"en": en, "pl": pl})
	if got := read(t, "en", own, all).Say("plain"); got != "Jump" {
		t.Errorf("English: %q", got)
	}
	b := read(t, "pl", own, all)
	if got := b.Say("plain") + ", " + b.Say("goats", "n", 1); got != "Skocz, koza" {
		t.Errorf("Polish: %q", got)
	}
	// A part of a language has what it says otherwise.
	poland := read(t, "pl-PL", folderOf(map[string]string{"pl-PL": "plain: Hop\n"}), all)
	if got := poland.Say("plain") + ", " + poland.Say("goats", "n", 1); got != "Hop, koza" || poland.Language != "pl-PL" {
		t.Errorf("Polish of Poland: %q, language %s", got, poland.Language)
	}
	if got := read(t, "fi", folderOf(map[string]string{"fi": "plain: Ohita\n"}), all).Say("plain"); got != "Ohita" {
		t.Errorf("Finnish: %q", got)
	}
}

func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"key", "plane: x\n", `templates/languages/pl.yaml:1:1: there is no phrase "plane" (did you mean "plain"?)`},
		{"key of a part", "part:\n  iner: x\n", `templates/languages/pl.yaml:2:3: there is no phrase "part.iner" (did you mean "part.inner"?)`},
		{"value", "part:\n  inner: in {y}\n", `templates/languages/pl.yaml:2:10: part.inner has no value {y} (it has {x})`},
		{"value of none", "plain: in {y}\n", `templates/languages/pl.yaml:1:8: plain has no value {y} (it has none)`},
		{"brace", "part: {inner: 'in {x'}\n", `templates/languages/pl.yaml:1:15: part.inner has a { without a } (values stand in {braces})`},
		{"way to write", "told: '{n:loud}'\n", `templates/languages/pl.yaml:1:7: {n:loud} in told says not how to write it (write {n}, {n:words}, {n:Words} or {names:list})`},
		{"a list for a text", "plain: [a]\n", "templates/languages/pl.yaml:1:8: plain is not a list (write it without [brackets])"},
		{"a text for a list", "numbers: {words: one}\n", "templates/languages/pl.yaml:1:18: numbers.words is not a list (write it as en.yaml does: [one, two])"},
		{"a list that is too short", "days: [pn]\n", "templates/languages/pl.yaml:1:7: days has 1 texts, and needs 2 (write as many as en.yaml has)"},
		{"a list in a list", "days: [pn, [wt]]\n", "templates/languages/pl.yaml:1:12: days has something in it that is not a text (write the text in quotation marks)"},
		{"a value that is a list", "told: '{who}'\n", "templates/languages/pl.yaml:1:7: {who} in told is a list (write {who:list})"},
		{"a value that is no list", "part: {inner: '{x:list}'}\n", "templates/languages/pl.yaml:1:15: {x} in part.inner is not a list (write {x})"},
		{"braces", "plain: 'a {}'\n", "templates/languages/pl.yaml:1:8: plain has {braces} without a name (write the name of a value into them, or delete them)"},
		{"form", "goats: {one: koza, othr: kozy, other: kóz}\n", `templates/languages/pl.yaml:1:20: goats has no form "othr" (the forms are zero, one, two, few, many and other)`},
		{"no other", "goats: {one: koza, few: kozy}\n", "templates/languages/pl.yaml:1:8: goats has no form other (write other: and the text for all other numbers)"},
		{"forms without a number", "plain: {one: a, other: b}\n", "templates/languages/pl.yaml:1:8: plain has no number {n} that forms could depend on (write one text)"},
		{"twice", "plain: a\nplain: b\n", "templates/languages/pl.yaml:2:1: plain stands here twice (delete one of the two)"},
		{"text for a part", "part: a\n", "templates/languages/pl.yaml:1:7: part is no phrase, but has phrases, such as part.inner (write them under it, a line each, as en.yaml does)"},
		{"tags", "link: <a href=\"{url}\">{text}\n", `templates/languages/pl.yaml:1:7: link has other HTML than in en.yaml (keep <a href="{url}"> </a>)`},
		{"tags that are too many", "soft: <b>miękki</b>\n", `templates/languages/pl.yaml:1:7: soft has other HTML than in en.yaml (it has none there)`},
		{"column in bytes", "part: {inner: ąę, iner: x}\n", `templates/languages/pl.yaml:1:21: there is no phrase "part.iner" (did you mean "part.inner"?)`},
		{"not UTF-8", "plain: a\ndays: \xff\n", "templates/languages/pl.yaml:2:7: a byte that is not UTF-8 (save the file as UTF-8)"},
		{"tab", "part:\n\tinner: x\n", "templates/languages/pl.yaml:2:1: this is not YAML: "},
		{"YAML", "plain: [a\n", "templates/languages/pl.yaml:2:1: this is not YAML: "},
		{"two documents", "plain: a\n---\nplain: b\n", "templates/languages/pl.yaml:1:1: this is not YAML: expected single document, found multiple"},
		{"no mapping", "- a\n", "templates/languages/pl.yaml:1:1: a phrase without a key (write key: text)"},
	} {
		_, err := Read("pl", "templates", folderOf(map[string]string{"pl": tt.text}), folderOf(map[string]string{"en": en + "days: [Mon, Tue]\nsoft: so&shy;ft\n"}))
		list, ok := err.(diag.List)
		if !ok || len(list) != 1 || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// A key with nothing behind it is as good as missing, and so is all of an empty
// file.
func TestEmpty(t *testing.T) {
	all := folderOf(map[string]string{"en": en})
	for _, text := range []string{"", "\n", "# later\n", "---\n", "part:\n", "plain:\npart:\n  inner: ~\n"} {
		b := read(t, "pl", folderOf(map[string]string{"pl": text}), all)
		if got := b.Say("plain") + b.Say("part.inner", "x", "y"); got != "Skipinside y" || !slices.Contains(b.Missing, "plain") {
			t.Errorf("%q: %q, missing %v", text, got, b.Missing)
		}
	}
}

// A language that has a file is not unknown if the file cannot be read.
func TestUnreadable(t *testing.T) {
	folders := folderOf(map[string]string{"en": en, "pl.yaml/more": "x: y\n"})
	_, err := Read("pl-PL", "templates", folders)
	if err == nil || !strings.HasPrefix(err.Error(), "templates/languages/pl.yaml: cannot be read: ") {
		t.Errorf("err = %v", err)
	}
}

func TestUnknown(t *testing.T) {
	_, err := Read("fi-FI", "templates", folderOf(map[string]string{"en": en, "pl": pl}))
	u, ok := err.(*Unknown)
	if !ok {
		t.Fatalf("err = %v", err)
	}
	u.Have = append(u.Have, "sv")
	const want = "there are en, pl and sv; for another write templates/languages/fi.yaml, in which each line that is missing is taken from en.yaml"
	if u.Hint() != want {
		t.Errorf("hint is %q", u.Hint())
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "ltr", "de-AT": "ltr", "fa": "rtl", "ar-IQ": "rtl", "he": "rtl", "ur": "rtl", "ckb": "rtl", "ku": "ltr",
		"az-Arab": "rtl", "pa-PK": "rtl", "pa": "ltr", "dv": "rtl", "ps": "rtl", "yi": "rtl", "": "ltr", "?": "ltr",
	} {
		if got := Direction(tag); got != want {
			t.Errorf("Direction(%q) = %s, want %s", tag, got, want)
		}
	}
}

func TestDirectionOf(t *testing.T) {
	for text, want := range map[string]string{
		"Jane Doe": "ltr", "مهرداد": "rtl", "«نارون»": "rtl", "12 نفر": "rtl", "12 (Nine)": "ltr", "שלום": "rtl", "": "", "12 – 13": "",
	} {
		if got := DirectionOf(text); got != want {
			t.Errorf("DirectionOf(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSameLanguage(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"en", "en-GB", true},
		{"de-AT", "de-CH", true},
		{"en", "de", false},
		{"sr-Latn", "sr", false},
		{"zh-TW", "zh-CN", false},
		{"", "en", false},
		{"", "", false},
		{"English", "en", false},
		{"en", "en-Latn", true},
	} {
		if got := SameLanguage(tt.a, tt.b); got != tt.want {
			t.Errorf("SameLanguage(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

// A phrase that a value with markup is put into is HTML, any other text.
func TestSayInTemplates(t *testing.T) {
	b := read(t, "en", folderOf(map[string]string{"en": en}))
	page := template.Must(template.New("").Funcs(b.Funcs()).Parse(
		`{{say "part.inner" "x" .Text}}|{{say "part.inner" "x" .HTML}}|<i title="{{say "part.inner" "x" .HTML}}">`))
	var out strings.Builder
	if err := page.Execute(&out, struct {
		Text string
		HTML template.HTML
	}{"a & b", `<bdi lang="fa">c &amp; d</bdi>`}); err != nil {
		t.Fatal(err)
	}
	const want = `inside a &amp; b|inside <bdi lang="fa">c &amp; d</bdi>|<i title="inside c &amp; d">`
	if out.String() != want {
		t.Errorf("got  %s\nwant %s", out.String(), want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pl)
	f.Add("a: {one: x}\nb: &x [*x]\n")
	english := folderOf(map[string]string{"en": en})
	f.Fuzz(func(t *testing.T, text string) {
		b, err := Read("xx", "templates", folderOf(map[string]string{"xx": text}), english)
		if err == nil && b.Say("plain") == "" && !strings.Contains(text, "plain") {
			t.Error("a phrase was lost")
		}
	})
}

func BenchmarkSay(b *testing.B) {
	book, err := Read("en", "templates", folderOf(map[string]string{"en": en}))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		book.Say("told", "n", 2, "all", 3, "who", []string{"A", "B"})
	}
}
