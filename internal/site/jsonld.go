package site

import (
	"strconv"

	"collate/internal/jsontext"
)

// A jsonLD is JSON for a script element while it is written. What is empty is
// left out.
type jsonLD []byte

// members appends what is in an object that has begun, and ends it.
func (w jsonLD) members(d *schema) jsonLD {
	w = jsontext.AppendInScript(append(w, `"@type":`...), d.Type)
	w = w.text("name", d.Name)
	w = w.text("headline", d.Headline)
	w = w.text("text", d.Text)
	w = w.text("description", d.Description)
	w = w.text("url", d.URL)
	w = w.text("mainEntityOfPage", d.MainPage)
	w = w.text("image", d.Image)
	w = w.text("inLanguage", d.Language)
	w = w.text("datePublished", d.Published)
	w = w.number("wordCount", d.Words)
	w = w.texts("alternateName", d.AlternateName)
	w = w.text("jobTitle", d.JobTitle)
	w = w.text("sameAs", d.SameAs)
	w = w.text("encodingFormat", d.EncodingType)
	w = w.text("contentUrl", d.ContentURL)
	w = w.text("contentSize", d.ContentSize)
	w = w.text("temporalCoverage", d.Covers)
	w = w.text("startDate", d.Start)
	w = w.number("position", d.Position)
	w = w.number("numberOfItems", d.Number)
	w = w.point("geo", d.Geo)
	w = w.one("item", d.Item)
	w = w.text("item", d.ItemURL)
	w = w.list("itemListElement", d.Items)
	w = w.list("location", d.Location)
	w = w.one("containedInPlace", d.Within)
	w = w.one("parentOrganization", d.PartOf)
	w = w.list("memberOf", d.MemberOf)
	w = w.one("publisher", d.Publisher)
	w = w.list("author", d.Author)
	w = w.one("spokenByCharacter", d.Speaker)
	w = w.list("appearance", d.Appearance)
	w = w.list("citation", d.Citation)
	w = w.one("mainEntity", d.MainEntity)
	w = w.one("isPartOf", d.IsPartOf)
	w = w.list("isBasedOn", d.IsBasedOn)
	w = w.list("hasPart", d.HasPart)
	w = w.list("mentions", d.Mentions)
	w = w.list("distribution", d.Distribution)
	return append(w, '}')
}

// key appends the key of an object's member that is not the first.
func (w jsonLD) key(name string) jsonLD {
	return append(append(append(w, `,"`...), name...), `":`...)
}

func (w jsonLD) text(key, text string) jsonLD {
	if text == "" {
		return w
	}
	return jsontext.AppendInScript(w.key(key), text)
}

func (w jsonLD) texts(key string, list []string) jsonLD {
	if len(list) == 0 {
		return w
	}
	w = w.key(key)
	for i, text := range list {
		w = jsontext.AppendInScript(append(w, before(i)), text)
	}
	return append(w, ']')
}

func (w jsonLD) number(key string, n int) jsonLD {
	if n == 0 {
		return w
	}
	return strconv.AppendInt(w.key(key), int64(n), 10)
}

func (w jsonLD) point(key string, at *geo) jsonLD {
	if at == nil {
		return w
	}
	w = append(w.key(key), `{"@type":"GeoCoordinates","latitude":`...)
	w = strconv.AppendFloat(w, at.Latitude, 'f', -1, 64)
	w = append(w, `,"longitude":`...)
	return append(strconv.AppendFloat(w, at.Longitude, 'f', -1, 64), '}')
}

func (w jsonLD) one(key string, d *schema) jsonLD {
	if d == nil {
		return w
	}
	return append(w.key(key), '{').members(d)
}

func (w jsonLD) list(key string, list []schema) jsonLD {
	if len(list) == 0 {
		return w
	}
	w = w.key(key)
	for i := range list {
		w = append(w, before(i), '{').members(&list[i])
	}
	return append(w, ']')
}

// before is what stands before the i-th entry of a list.
func before(i int) byte {
	if i == 0 {
		return '['
	}
	return ','
}
