package site

import "collate/internal/card"

// pictureFile draws the picture that other sites show beside a link to this
// one. It returns nothing if the fonts cannot be read.
func (p *plan) pictureFile() []File {
	kicker := p.reportsInWords()
	if len(p.articles) > 0 {
		kicker += " compared"
	}
	png, err := card.Draw(card.Card{Kicker: kicker, Title: p.title(), Site: "Collate"})
	if err != nil {
		return nil
	}
	return []File{{picturePath, png}}
}
