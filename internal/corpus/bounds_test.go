package corpus

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTooMuch(t *testing.T) {
	re := strings.Repeat
	page := func(front, body string) string { return "---\ntitle: A\n" + front + "---\n\n" + body }
	full := func(text string) string { return text + re("\n", MaxFile-len(text)) }
	for _, tt := range []struct{ name, file, text, want string }{
		{"a file of the most", "articles/a.md", full(page("", "One.\n")), ""},
		{
			"a byte more", "articles/a.md", full(page("", "One.\n")) + "\n",
			"content/articles/a.md: the file has more than 2 MB (cut it into several)",
		},
		{
			"a large site.yaml", "site.yaml", full("title: A\n") + "\n",
			"content/site.yaml: the file has more than 2 MB (cut it into several)",
		},
		{
			"a body and a key", "articles/a.md", page("titel: B\n", re("> ", 1e4)+"a\n"),
			"content/articles/a.md:3:1: an article has no key \"titel\" (did you mean \"title\"?)\n" +
				"content/articles/a.md:6:1: quotations and lists stand more than 100 deep within each other here (take out the marks and blanks that it begins with)",
		},
		{
			"two long paragraphs", "people/a.md", page("", re("a ", 1<<16)+"\n\n"+re("b ", 1<<16)+"\n"),
			"content/people/a.md:5:1: a paragraph has more than 64 KB (cut it in two with an empty line)\n" +
				"content/people/a.md:7:1: a paragraph has more than 64 KB (cut it in two with an empty line)",
		},
		{"brackets in YAML", "articles/a.md", page("byline: "+re("[", 2e4)+"\n", ""), "content/articles/a.md:3:10009: too many brackets inside brackets (put a text that begins with [ into quotes)"},
		{"lists in YAML", "articles/a.md", page("byline:\n  "+re("- ", 2e4)+"x\n", ""), "content/articles/a.md:4:20001: too many brackets inside brackets (put a text that begins with [ into quotes)"},
		{
			"long values", "articles/a.md", page("standfirst: "+re("b", maxText+1)+"\nbyline: [Kim, "+re("b", maxText+1)+"]\n", ""),
			"content/articles/a.md:3:13: a value has more than 4 KB (write less here, and the rest below the front matter)\n" +
				"content/articles/a.md:4:15: a value has more than 4 KB (write less here, and the rest below the front matter)",
		},
		{"a value of the most", "articles/a.md", page("standfirst: "+re("b", maxText)+"\n", ""), ""},
		{"a long list", "articles/a.md", page("byline: ["+re("b, ", maxItems)+"c]\n", ""), "content/articles/a.md:3:30010: a list has more than 10000 items (take some out)"},
		{"a long list of mappings", "site.yaml", "ignore:\n" + re("- {name: a, why: b}\n", maxItems+1), "content/site.yaml:10002:3: a list has more than 10000 items (take some out)"},
		{"a list of the most", "articles/a.md", page("byline: ["+re("b, ", maxItems-1)+"c]\n", ""), ""},
		{
			"many answers", "claims/a.md",
			"---\nquestion: A?\nkind: count\nanswers:\n" + re("- {value: \"2\", says: b, cite: \"@c, ¶ 1\"}\n", maxHeld+1) + "---\n",
			"content/claims/a.md:505:3: a list has more than 500 items (take some out)",
		},
		{
			"many accounts", "events/a.md",
			"---\ntitle: A\nwhen: 2019\naccounts:\n" + re("- {printed: b, cite: \"@c, ¶ 1\"}\n", maxHeld+1) + "---\n",
			"content/events/a.md:505:3: a list has more than 500 items (take some out)",
		},
		{"many aliases", "people/a.md", page("aliases: ["+re("b, ", maxNames)+"c]\n", ""), "content/people/a.md:3:3011: a list has more than 1000 items (take some out)"},
		{"many zones", "site.yaml", "zones: [" + re("UTC, ", 24) + "UTC]\n", "content/site.yaml:1:129: a list has more than 24 items (take some out)"},
		{"an end that is missing", "articles/a.md", "---\n" + re("a: b\n", 2e4), "content/articles/a.md:1:1: the front matter has no end (put a line --- after its last key)"},
	} {
		_, err := Load(folder(tt.file, tt.text, "people/b.md", "---\ntitle: B\n---\n"), "content")
		if got := errorText(err); got != tt.want {
			t.Errorf("%s: %.500s, want %s", tt.name, got, tt.want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestPlacesInPlaces(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want string
	}{
		{maxWithin + 1, ""},
		{maxWithin + 2, "content/places/p00.md:3:9: within leads through more than 50 others (take within out of some of them)"},
	} {
		c := folder()
		for i := range tt.n {
			within := fmt.Sprintf("within: p%02d\n", i+1)
			if i+1 == tt.n {
				within = ""
			}
			page := fmt.Sprintf("---\ntitle: Place %d\n%s---\n", i, within)
			c[fmt.Sprintf("places/p%02d.md", i)] = &fstest.MapFile{Data: []byte(page)}
		}
		if _, err := Load(c, "content"); errorText(err) != tt.want {
			t.Errorf("%d places: %v, want %s", tt.n, err, tt.want)
		}
	}
}
