package site

import (
	"testing"
	"time"

	"collate/internal/corpus"
)

func TestCitation(t *testing.T) {
	edition := time.Date(2019, 5, 5, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, title, site string
		edition           time.Time
		url               string
		want              Citation
	}{
		{
			"all that is known", "Jane Doe", "The fire", edition, "https://example.org/fire/people/jane-doe.html",
			Citation{
				"Jane Doe. (2019, May 5). In The fire. https://example.org/fire/people/jane-doe.html",
				`@misc{jane-doe-2019,
  title = {{Jane Doe}},
  howpublished = {The fire},
  year = {2019},
  month = {may},
  note = {Edition of 5 May 2019},
  url = {https://example.org/fire/people/jane-doe.html}
}`,
				`[{"id":"jane-doe","type":"webpage","title":"Jane Doe","container-title":"The fire","language":"en",` +
					`"issued":{"date-parts":[[2019,5,5]]},"URL":"https://example.org/fire/people/jane-doe.html"}]`,
			},
		},
		{
			"the explainer itself, without date and address", "The fire", "The fire",
			time.Time{},
			"",
			Citation{
				"The fire. (n.d.).",
				"@misc{the-fire,\n  title = {{The fire}}\n}",
				`[{"id":"the-fire","type":"webpage","title":"The fire","language":"en"}]`,
			},
		},
		{
			"a question with signs", `Who paid 5 % & “Éva_1” {x}?`, "The fire.",
			time.Time{},
			"",
			Citation{
				`Who paid 5 % & “Éva_1” {x}? (n.d.). In The fire.`,
				"@misc{who-paid-5-va-1-x,\n  title = {{Who paid 5 \\% \\& “Éva\\_1” \\textbraceleft{}x\\textbraceright{}?}},\n  howpublished = {The fire.}\n}",
				`[{"id":"who-paid-5-éva-1-x","type":"webpage","title":"Who paid 5 % & “Éva_1” {x}?",` +
					`"container-title":"The fire.","language":"en"}]`,
			},
		},
		{
			"a question in letters that no BibTeX key has", "چه کسی دید؟", "The fire",
			time.Time{},
			"",
			Citation{
				"چه کسی دید؟ (n.d.). In The fire.",
				"@misc{page,\n  title = {{چه کسی دید؟}},\n  howpublished = {The fire}\n}",
				`[{"id":"چه-کسی-دید","type":"webpage","title":"چه کسی دید؟","container-title":"The fire","language":"en"}]`,
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &plan{words: english(t), c: &corpus.Corpus{
				Site: corpus.Site{Title: tt.site, Language: "en", Edition: tt.edition},
			}}
			p.editionNote, p.citedDate = p.noteEdition(), p.citationDate()
			got := *p.citation(tt.title, tt.url)
			if got.Text != tt.want.Text {
				t.Errorf("text %q\nwant %q", got.Text, tt.want.Text)
			}
			if got.BibTeX != tt.want.BibTeX {
				t.Errorf("BibTeX %s\nwant %s", got.BibTeX, tt.want.BibTeX)
			}
			if got.CSL != tt.want.CSL {
				t.Errorf("CSL %s\nwant %s", got.CSL, tt.want.CSL)
			}
		})
	}
}
