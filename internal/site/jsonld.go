package site

import (
	"strconv"

	"collate/internal/jsontext"
)

// A jsonLD is JSON for a script element while it is written. What is empty is
// left out.
type jsonLD []byte

// members writes what is in an object that has begun, and ends it.
func (w *jsonLD) members(d *schema) {
	*w = jsontext.AppendInScript(append(*w, `"@type":`...), d.Type)
	w.text("name", d.Name)
	w.text("headline", d.Headline)
	w.text("text", d.Text)
	w.text("description", d.Description)
	w.text("url", d.URL)
	w.text("mainEntityOfPage", d.MainPage)
	w.text("image", d.Image)
	w.text("inLanguage", d.Language)
	w.text("datePublished", d.Published)
	w.number("wordCount", d.Words)
	w.texts("alternateName", d.AlternateName)
	w.text("jobTitle", d.JobTitle)
	w.text("sameAs", d.SameAs)
	w.text("encodingFormat", d.EncodingType)
	w.text("contentUrl", d.ContentURL)
	w.text("contentSize", d.ContentSize)
	w.text("temporalCoverage", d.Covers)
	w.text("startDate", d.Start)
	w.number("position", d.Position)
	w.number("numberOfItems", d.Number)
	w.point("geo", d.Geo)
	w.one("item", d.Item)
	w.text("item", d.ItemURL)
	w.list("itemListElement", d.Items)
	w.list("location", d.Location)
	w.one("containedInPlace", d.Within)
	w.one("parentOrganization", d.PartOf)
	w.list("memberOf", d.MemberOf)
	w.one("publisher", d.Publisher)
	w.list("author", d.Author)
	w.one("spokenByCharacter", d.Speaker)
	w.list("appearance", d.Appearance)
	w.list("citation", d.Citation)
	w.one("mainEntity", d.MainEntity)
	w.one("isPartOf", d.IsPartOf)
	w.list("isBasedOn", d.IsBasedOn)
	w.list("hasPart", d.HasPart)
	w.list("mentions", d.Mentions)
	w.list("distribution", d.Distribution)
	*w = append(*w, '}')
}

// key writes the key of an object's member that is not the first.
func (w *jsonLD) key(name string) {
	*w = append(append(append(*w, `,"`...), name...), `":`...)
}

func (w *jsonLD) text(key, text string) {
	if text != "" {
		w.key(key)
		*w = jsontext.AppendInScript(*w, text)
	}
}

func (w *jsonLD) texts(key string, list []string) {
	if len(list) == 0 {
		return
	}
	w.key(key)
	for i, text := range list {
		*w = jsontext.AppendInScript(append(*w, before(i)), text)
	}
	*w = append(*w, ']')
}

func (w *jsonLD) number(key string, n int) {
	if n != 0 {
		w.key(key)
		*w = strconv.AppendInt(*w, int64(n), 10)
	}
}

func (w *jsonLD) point(key string, at *geo) {
	if at == nil {
		return
	}
	w.key(key)
	*w = append(*w, `{"@type":"GeoCoordinates","latitude":`...)
	*w = strconv.AppendFloat(*w, at.Latitude, 'f', -1, 64)
	*w = append(*w, `,"longitude":`...)
	*w = append(strconv.AppendFloat(*w, at.Longitude, 'f', -1, 64), '}')
}

func (w *jsonLD) one(key string, d *schema) {
	if d != nil {
		w.key(key)
		*w = append(*w, '{')
		w.members(d)
	}
}

func (w *jsonLD) list(key string, list []schema) {
	if len(list) == 0 {
		return
	}
	w.key(key)
	for i := range list {
		*w = append(*w, before(i), '{')
		w.members(&list[i])
	}
	*w = append(*w, ']')
}

// before is what stands before the i-th entry of a list.
func before(i int) byte {
	if i == 0 {
		return '['
	}
	return ','
}
