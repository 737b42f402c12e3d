package render

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/site"
)

// quotations is the page of quotations of the invented site with further
// reports.
func quotations(t *testing.T, reports map[string]string) []byte {
	t.Helper()
	fsys := invented(t)
	for name, text := range reports {
		fsys["articles/"+name+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Night\n---\n\n" + text)}
	}
	files, err := everything(templates(t), plan(t, fsys, site.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return content(files, "quotations.html")
}

// TestQuotationsCompared holds a page with all that can be said of an utterance
// against testdata/golden/quotations-compared.html.
func TestQuotationsCompared(t *testing.T) {
	page := quotations(t, map[string]string{
		"report-c": "“There was nothing left to save & nobody to blame in this harbour, [they] said,” Jane Doe told the " +
			"Board. “Nobody was hurt.”\n\nRui Faro said: “There was nothing left to save.”\n",
		"report-d": "“There was really nothing left to save and nobody to blame in this harbor, [the men] said,” said a keeper.\n\n" +
			"“Nothing left to save,” Jane Doe said again. She was “nobody to blame”.\n",
		"report-e": "There was nothing left to save and nobody to blame, according to the Board.\n\n" +
			"“Nobody knew that night what had burned,” said the crowd.\n",
	})
	golden(t, "quotations-compared.html", page)
}

// An explainer of one report says nothing of others; one without quotations
// says so.
func TestQuotationsOfOneReport(t *testing.T) {
	one := func(text string) string {
		fsys := fstest.MapFS{"articles/a.md": {Data: []byte("---\ntitle: Night\n---\n\n" + text)}}
		files, err := everything(templates(t), plan(t, fsys, site.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		_, main, _ := bytes.Cut(content(files, "quotations.html"), []byte("<main"))
		main, _, _ = bytes.Cut(main, []byte("</main>"))
		return string(main)
	}
	page := one("“It is gone for good,” a keeper said. He was “gone for good”.")
	if !strings.Contains(page, "One utterance, by speaker, as one report quotes it.") {
		t.Errorf("no count of utterances in\n%s", page)
	}
	for _, s := range []string{"more than", "another", "other", "same", "<del>", "<ins>"} {
		if strings.Contains(page, s) {
			t.Errorf("%q stands in\n%s", s, page)
		}
	}
	if page := one("Nobody spoke."); !strings.Contains(page, "One report, and no quotation in it.") {
		t.Errorf("no empty state in\n%s", page)
	}
}
