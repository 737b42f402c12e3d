package site

import (
	"collate/internal/card"
	"collate/internal/xref"
)

// Picture returns what the picture says that other sites show beside a link to
// this one.
func Picture(x *xref.Index) card.Card { return newPlan(x, Options{}).picture() }

func (p *plan) picture() card.Card {
	kicker := p.reportsInWords()
	if len(p.articles) > 0 {
		kicker += " compared"
	}
	return card.Card{Kicker: kicker, Title: p.title(), Site: "Collate"}
}

// pictureFile draws the picture. Without a base URL no page can name it.
func (p *plan) pictureFile() []File {
	if p.base == "" {
		return nil
	}
	png, err := card.Draw(p.picture())
	if err != nil { // the fonts are part of the program
		panic("site: " + err.Error())
	}
	return []File{{picturePath, png}}
}
