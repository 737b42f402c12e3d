package site

import (
	"cmp"
	"slices"
	"strings"

	"collate/internal/card"
	"collate/internal/corpus"
	"collate/internal/phrase"
	"collate/internal/xref"
)

// picturesMost is how many of the pages made of content files have a picture of
// their own; the rest show the site's.
const picturesMost = 300

// Pictures returns what the site's picture says, which other sites show beside
// a link to it, and then the titles and lines of the pages' own.
func Pictures(x *xref.Index, words *phrase.Book) []card.Card {
	p := newPlan(x, Options{Words: words})
	cards := []card.Card{p.picture()}
	for _, page := range x.Corpus.Pages() {
		if p.pictured[page.ID] {
			c := card.Card{Title: page.Title}
			if e := x.Entity(page.ID); e != nil {
				c.Note = roleOf(e)
			}
			cards = append(cards, c)
		}
	}
	return cards
}

func (p *plan) picture() card.Card {
	return card.Card{Kicker: p.reportsCompared(), Title: p.title(), Site: "Collate"}
}

// reportsCompared says what the explainer is: "Five reports compared".
func (p *plan) reportsCompared() string { return p.from("picture.compared") }

// choosePictures sets which content files' pages have a picture of their own:
// claims first, then entities, then reports, of each kind those first that most
// reports speak of.
func (p *plan) choosePictures() {
	type candidate struct {
		id              corpus.ID
		reports, counts int
	}
	p.pictured = map[corpus.ID]bool{}
	choose := func(list []candidate) {
		slices.SortStableFunc(list, func(a, b candidate) int {
			return cmp.Or(b.reports-a.reports, b.counts-a.counts)
		})
		for _, c := range list[:min(len(list), picturesMost-len(p.pictured))] {
			p.pictured[c.id] = true
		}
	}
	var claims, entities, reports []candidate
	for i := range p.x.Claims() {
		c := &p.x.Claims()[i]
		claims = append(claims, candidate{c.ID, c.Reports, c.Origins})
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			entities = append(entities, candidate{e.ID, p.x.Reports(e.ID), p.x.Count(e.ID)})
		}
	}
	for _, a := range p.articles {
		reports = append(reports, candidate{id: a.ID})
	}
	choose(claims)
	choose(entities)
	choose(reports)
}

// illustrate gives a page its picture: its own if it is to have one, else the
// site's.
func (s *sheet) illustrate(f *Frame, a about) {
	c, path := s.picture(), picturePath
	if a.kind != "" && (s.pictured[a.source] || a.source == "") {
		c = card.Card{Kicker: a.kind, Title: a.heading, Note: phrase.Capital(a.note), Site: s.title()}
		path = ownPicturePath(s.path)
		f.drawn = &c
	}
	f.Picture = s.base + path
	said := []string{c.Kicker, c.Title, c.Note, c.Site}
	f.PictureText = strings.Join(slices.DeleteFunc(said, func(line string) bool { return line == "" }), " · ")
}

// ownPicturePath returns where the picture of a page stands.
func ownPicturePath(page string) string { return "og/" + strings.TrimSuffix(page, ".html") + ".png" }

// pictureFiles draws the site's picture and those of pages. Without a base URL
// no page can name one, and there is none.
func (p *plan) pictureFiles(pages []Picture) []File {
	if p.base == "" {
		return nil
	}
	cards, paths := []card.Card{p.picture()}, []string{picturePath}
	for _, page := range pages {
		cards, paths = append(cards, page.Card), append(paths, page.Path)
	}
	pngs, err := card.Draw(cards)
	if err != nil { // the fonts are part of the program
		panic("site: " + err.Error())
	}
	files := make([]File, len(pngs))
	for i := range pngs {
		files[i] = File{Path: paths[i], Data: pngs[i]}
	}
	return files
}
