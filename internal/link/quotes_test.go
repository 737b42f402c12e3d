package link

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"collate/internal/corpus"
)

// quoted loads one article with Ann Lee and the harbour office, and returns its
// quotations.
func quoted(t *testing.T, front, body string) ([]string, error) {
	t.Helper()
	c, err := corpus.Load(fstest.MapFS{
		"articles/fire.md":         {Data: []byte("---\ntitle: Fire\n" + front + "---\n\n" + body)},
		"people/ann-lee.md":        {Data: []byte("---\ntitle: Ann Lee\n---\n")},
		"organisations/tidal.md":   {Data: []byte("---\ntitle: Tidal\n---\n")},
		"organisations/harbour.md": {Data: []byte("---\ntitle: Harbour Office\n---\n")},
	}, "content")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Find(c)
	var list []string
	for _, q := range m.Quotes("articles/fire") {
		text := c.Articles[0].Text(q.Paragraph)
		cue := ""
		if q.CueAt >= 0 {
			cue = q.Cue.In(c.Articles[0].Text(q.CueAt))
		}
		list = append(list, fmt.Sprintf("%d %s: %s (%s, %q, %v)", q.Paragraph, q.Speaker, q.In(text), q.Entity, cue, q.ByEditor))
	}
	return list, err
}

func TestQuotes(t *testing.T) {
	const body = "# Night\n\nAnn Lee saw “the sheds” go. “It is gone,” she said. ^p1\n\n" +
		"A watchman said: “I slept.” Tidal news agency spoke of a “sad day”. ^p2\n\n" +
		"“It is gone, and nobody knows where it went.” ^p4\n"
	for _, tt := range []struct {
		name, front string
		want        []string
	}{
		{"as read", "", []string{
			`0 Ann Lee: It is gone, (people/ann-lee, "she", false)`,
			`1 a watchman: I slept. (, "A watchman", false)`,
			`1 Tidal: sad day (organisations/tidal, "Tidal news agency", false)`,
			`2 Tidal: It is gone, and nobody knows where it went. (organisations/tidal, "Tidal news agency", false)`,
		}},
		{"corrected", "speakers:\n  - {quote: the sheds, says: people/ann-lee}\n  - {quote: 'It is  gone', says: the crew}\n" +
			"  - {quote: sad day, says: nobody}\n", []string{
			`0 Ann Lee: the sheds (people/ann-lee, "", true)`,
			`0 the crew: It is gone, (, "", true)`,
			`1 a watchman: I slept. (, "A watchman", false)`,
			`2 the crew: It is gone, and nobody knows where it went. (, "", true)`,
		}},
		{"in one paragraph", "speakers:\n  - {quote: It is gone, paragraph: p4, says: organisations/harbour}\n", []string{
			`0 Ann Lee: It is gone, (people/ann-lee, "she", false)`,
			`1 a watchman: I slept. (, "A watchman", false)`,
			`1 Tidal: sad day (organisations/tidal, "Tidal news agency", false)`,
			`2 Harbour Office: It is gone, and nobody knows where it went. (organisations/harbour, "", true)`,
		}},
	} {
		got, err := quoted(t, tt.front, body)
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v\n%q\nwant\n%q", tt.name, err, got, tt.want)
		}
	}
}

// A correction holds for whole words at the beginning of a quotation.
func TestCorrectionsOfNoQuotation(t *testing.T) {
	const body = "Ann Lee said: “It is gone.” ^p1\n\nShe left. ^p2\n"
	for front, want := range map[string]string{
		"{quote: It is gon, says: a}": `content/articles/fire.md:4:13: no quotation in this report begins “It is gon” (did you mean "It is gone."?)`,
		"{quote: is gone, says: a}": `content/articles/fire.md:4:13: no quotation in this report begins “is gone” ` +
			`(did you mean "It is gone."?)`,
		"{quote: It is, paragraph: p2, says: a}": `content/articles/fire.md:4:13: no quotation in p2 begins “It is” ` +
			`(one in p1 does)`,
		"{quote: Nothing at all, says: a}": `content/articles/fire.md:4:13: no quotation in this report begins “Nothing at all” ` +
			`(write the first words of a quotation as the report has them)`,
	} {
		if _, err := quoted(t, "speakers:\n  - "+front+"\n", body); err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", front, err, want)
		}
	}
}
