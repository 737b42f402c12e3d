package exchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"collate/internal/diag"
)

// maxDepth is how deep elements may stand within each other.
const maxDepth = 100

// teiFolders are the folders of elements.
var teiFolders = map[string]string{"person": "people", "place": "places", "org": "organisations"}

// An inTEI is an element that is open.
type inTEI struct {
	name, kind string
	text       strings.Builder
	entity     int // index into the list, -1 outside of entities
}

// tei reads the people, places and organisations of a register in TEI: persName,
// placeName, orgName; occupation; geo; idno; notes of kind and precision; relations, and
// places within places. It reads no entities that a document declares.
func (r *listReader) tei(data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var open []*inTEI
	var relations [][3]string
	for {
		line, column := d.InputPos()
		pos := diag.Pos{File: r.file, Line: line, Col: column}
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && len(open) > maxDepth {
			err = errors.New("elements stand too deep within each other")
		}
		if err != nil {
			line, column = d.InputPos()
			msg := err.Error()
			if e, ok := errors.AsType[*xml.SyntaxError](err); ok {
				msg = e.Msg
			}
			r.errs.Add(diag.Pos{File: r.file, Line: line, Col: column}, "xmllint says more", "no XML: %s", msg)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) == 0 && token.Name.Local != "TEI" && token.Name.Local != "teiCorpus" {
				r.errs.Add(pos, "the first element is to be TEI", "no TEI, but %q", token.Name.Local)
				return
			}
			e := &inTEI{name: token.Name.Local, entity: -1}
			if len(open) > 0 {
				e.entity = open[len(open)-1].entity
			}
			attributes := map[string]string{}
			for _, a := range token.Attr {
				attributes[a.Name.Local] = a.Value
			}
			e.kind = attributes["type"]
			if e.name == "relation" {
				relations = append(relations, [3]string{
					attributes["name"], strings.TrimPrefix(attributes["active"], "#"), strings.TrimPrefix(attributes["passive"], "#"),
				})
			}
			if folder := teiFolders[e.name]; folder != "" && !r.full {
				r.begin(e, folder, attributes["id"], pos)
			}
			open = append(open, e)
		case xml.EndElement:
			e := open[len(open)-1]
			open = open[:len(open)-1]
			if e.entity >= 0 && e.entity < len(r.list) {
				r.end(e, pos)
			}
			if len(open) > 0 && teiFolders[e.name] == "" && isName(open[len(open)-1].name) {
				open[len(open)-1].text.WriteString(e.text.String()) // a forename in a name
			}
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text.Write(token)
			}
		}
	}
	for _, rel := range relations {
		r.relate(rel[0], rel[1], rel[2])
	}
}

func isName(element string) bool {
	return element == "persName" || element == "placeName" || element == "orgName"
}

// begin begins an entity, within the place in which it stands.
func (r *listReader) begin(e *inTEI, folder, id string, pos diag.Pos) {
	l := Listed{Folder: folder, Pos: pos}
	if in, slug, ok := slugOfTEI(id); ok && in == folder {
		l.Slug = slug
	}
	if folder == "places" && e.entity >= 0 && r.list[e.entity].Folder == "places" {
		l.Within = orElse(r.list[e.entity].Slug, r.list[e.entity].Title)
	}
	if _, twice := r.slugs[id]; twice && id != "" {
		r.errs.Add(pos, "keep one of the two", "the xml:id %q stands here twice", id)
	}
	if id != "" {
		r.slugs[id] = len(r.list)
	}
	e.entity = len(r.list)
	r.add(l)
}

// end takes what an element of an entity said.
func (r *listReader) end(e *inTEI, pos diag.Pos) {
	l, text := &r.list[e.entity], strings.Join(strings.Fields(e.text.String()), " ")
	if text == "" {
		return
	}
	switch e.name {
	case "persName", "placeName", "orgName":
		switch {
		case e.kind == "sort":
			l.Sort = text
		case e.kind == "main" || l.Title == "":
			if l.Title != "" {
				l.Aliases = append(l.Aliases, l.Title)
			}
			l.Title = text
		default:
			l.Aliases = append(l.Aliases, text)
		}
	case "occupation":
		l.Role = orElse(l.Role, text)
	case "geo":
		parts := strings.Fields(strings.ReplaceAll(text, ",", " "))
		if len(parts) != 2 {
			r.errs.Add(pos, "write degrees north and east with a blank between: 59.9 10.7", "%q is no place", text)
			return
		}
		l.At = &Point{r.number(parts[0], pos, pos), r.number(parts[1], pos, pos)}
	case "bibl":
		l.Source = orElse(l.Source, text)
	case "idno":
		if strings.EqualFold(e.kind, "wikidata") || strings.Contains(text, "wikidata.org/") {
			l.Wikidata = text
		}
	case "note":
		switch e.kind {
		case "kind":
			l.Kind = text
		case "precision":
			l.Precision = text
		}
	}
}
