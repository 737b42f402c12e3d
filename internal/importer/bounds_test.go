package importer

import (
	"errors"
	"strings"
	"testing"

	"collate/internal/corpus"
	"collate/internal/markdown"
)

// TestTooBig holds files that would take minutes, or make a page that the build
// does not take, against those that are just small enough.
func TestTooBig(t *testing.T) {
	if maxPage != corpus.MaxFile || maxParagraph != markdown.MaxLeaf {
		t.Errorf("a page of %d bytes, a paragraph of %d; the build takes %d and %d",
			maxPage, maxParagraph, corpus.MaxFile, markdown.MaxLeaf)
	}
	re := strings.Repeat
	const prose = "The army said on Tuesday that twenty-two people were hurt in the harbour of the old town. "
	page := func(body string) string { return "<html><body><h1>Fire at the harbour</h1>" + body + "</body></html>" }
	paragraphs := re("<p>"+prose+"</p>", 3)
	for _, tt := range []struct {
		name, file, text, want string // want is "" if it is taken
	}{
		{"deep elements", "a.html", page(re("<div>", 600) + paragraphs), "its elements stand more than 512 deep within each other"},
		{"deep elements of the most", "a.html", page(re("<div>", 500) + paragraphs), ""},
		{"many tags", "a.html", page(re("<br>", maxTags+1) + paragraphs), "it has more than 400000 tags"},
		{"many lines", "a.txt", re("A fire\n\n", maxUnits+1), "it has more than 50000 paragraphs and lines"},
		{"a long word", "a.txt", "Fire at the harbour\n\n" + prose + "\n\n" + prose + re("w", maxParagraph) + ".\n\n" + prose, "a paragraph has more than 64 KB"},
		{"a long text", "a.md", "# Fire at the harbour\n\n" + re(re(prose, 500)+"\n\n", 50), "the text has more than 1.8 MB"},
		{"a long paragraph", "a.txt", "Fire at the harbour\n\n" + re(prose, 800) + "\n", ""}, // which is cut
		{"a wide table", "a.html", page(paragraphs + "<table><tr><td colspan=1000000000 rowspan=1000000000>x</td></tr></table>" + paragraphs), ""},
	} {
		d, err := Clean([]byte(tt.text), tt.file)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want == "" && len(d.Paragraphs) == 0:
			t.Errorf("%s: no paragraphs", tt.name)
		case tt.want != "" && (!errors.Is(err, ErrTooBig) || err.Error() != "too much for one report: "+tt.want):
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		case tt.want != "" && hintFor(err) == "":
			t.Errorf("%s: nothing to do about it", tt.name)
		}
	}
}
