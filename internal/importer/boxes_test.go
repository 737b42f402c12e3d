package importer

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func parseHTML(t *testing.T, text string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func bodyText(doc *goquery.Document) string { return squeeze(textOf(doc.Find("body").Nodes...)) }

const quay = "Two boats burnt at the old quay on Friday night, said the watchman who saw it."

func TestStripBoxes(t *testing.T) {
	long := strings.Repeat("<p>"+quay+"</p>", 4)
	tests := []struct{ name, html, want string }{
		{"a box of links", long + "<div><h3>Related stories</h3><ul><li>One</li><li>Two</li></ul></div>", strings.Repeat(quay+" ", 4)},
		{"a newsletter", long + "<div><div><b>Sign up for our newsletter</b></div> every day</div><p>End.</p>", strings.Repeat(quay+" ", 4) + "End."},
		{"a label inside a paragraph", long + "<p>They wrote <b>Related stories</b> on it.</p>", strings.Repeat(quay+" ", 4) + "They wrote Related stories on it."},
		{"a box around the headline", "<div><p>Advertisement</p><h1>Fire</h1>" + long + "</div>", "Advertisement Fire " + strings.Repeat(quay+" ", 4)},
		{"a heading with nothing in its box", long + "<h2>More news</h2>", strings.Repeat(quay+" ", 4) + "More news"},
	}
	for _, tt := range tests {
		doc := parseHTML(t, tt.html)
		stripBoxes(doc)
		if got := bodyText(doc); got != strings.TrimSpace(tt.want) {
			t.Errorf("%s: left\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestStripOtherArticles(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{
			"a page that scrolls on", "<article><h1>Fire</h1><p>One.</p></article><article><h1>Cat</h1><p>Two.</p></article>",
			"Fire One.",
		},
		{
			"entries of a live report", "<article><h1>Fire</h1><article>Noon.</article><article>Night.</article></article>",
			"Fire Noon. Night.",
		},
		{"no headline in any", "<article>One.</article><article>Two.</article>", "One. Two."},
	}
	for _, tt := range tests {
		doc := parseHTML(t, tt.html)
		stripOtherArticles(doc)
		if got := bodyText(doc); got != tt.want {
			t.Errorf("%s: left %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestBreakParagraphs(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"double breaks", "<td>One.<br><br>Two <b>three</b>.<br> <br>Four.</td>", "<p>One.</p><p>Two <b>three</b>.</p><p>Four.</p>"},
		{"single breaks", "<td>One.<br>Two.</td>", "One.<br/>Two."},
		{"a division of prose", "<td><div>" + quay + "</div></td>", "<p>" + quay + "</p>"},
		{"a division of divisions", "<td><div><div>One</div></div></td>", "<div><div>One</div></div>"},
		{"blocks between breaks", "<td>One.<br><br><ul><li>Two</li></ul>Three.</td>", "<p>One.</p><ul><li>Two</li></ul><p>Three.</p>"},
	}
	for _, tt := range tests {
		doc := parseHTML(t, "<table><tr>"+tt.html+"</tr></table>")
		breakParagraphs(doc.Nodes[0])
		got, err := doc.Find("td").Html()
		if err != nil {
			t.Fatal(err)
		}
		if got = strings.ReplaceAll(got, "<p> </p>", ""); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// What a class calls furniture goes, unless it holds the page's prose.
func TestStripByName(t *testing.T) {
	prose := strings.Repeat("<p>"+quay+"</p>", 3)
	all := strings.TrimSpace(strings.Repeat(quay+" ", 3))
	tests := []struct{ name, html, want string }{
		{"comments", prose + `<div class="post-comments"><p>I saw it as well.</p></div>`, all},
		{"in camel case", prose + `<div id="articleRelated">Ten boats</div>`, all},
		{"a sidebar that holds the article", `<div class="sidebar-content">` + prose + "</div>", all},
		{"a paywall around its end", prose + `<div class="paywall">` + prose + "</div>", all + " " + all},
		{"a nag in one", prose + `<div class="paywall"><p>Subscribe to go on reading today.</p></div>`, all},
		{"a word within another", prose + `<p class="broadcast">On the air.</p>`, all + " On the air."},
		{"a form around the page", `<form>` + prose + `</form>`, all},
		{"a form beside it", prose + `<form>Search</form>`, all},
	}
	for _, tt := range tests {
		doc := parseHTML(t, tt.html)
		strip(doc, "")
		if got := bodyText(doc); got != tt.want {
			t.Errorf("%s: left\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestIsLinkOnly(t *testing.T) {
	tests := []struct {
		html string
		want bool
	}{
		{`<a href="/x">Ferry runs aground in fog</a>`, true},
		{`Read also: <a href="/x">Ferry runs aground in fog</a>`, true},
		{`<a href="/x">Why did the ferry run aground?</a>`, true},
		{`<a href="/x">The ferry ran aground in the fog.</a>`, false}, // a sentence
		{`The ferry <a href="/x">ran aground in fog</a>`, false},
		{`<a href="/x">Ferry runs</a> <a href="/y">aground in fog</a>`, false},
		{`<a href="/x">Ferry</a>`, false},
	}
	for _, tt := range tests {
		doc := parseHTML(t, "<p>"+tt.html+"</p>")
		if got := isLinkOnly(doc.Find("p").Nodes); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.html, got, tt.want)
		}
	}
}
