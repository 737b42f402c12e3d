package rules

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
)

// teiContent are the children that TEI P5 (4.9) allows in the elements that the
// program uses, in their order, as a regular expression over their names; "#" is text.
// They follow the content models of the Guidelines' appendix C for each element.
var teiContent = map[string]string{
	"TEI": `teiHeader (standOff )+`, "teiHeader": `fileDesc `, "fileDesc": `titleStmt publicationStmt sourceDesc `,
	"titleStmt": `(title )+`, "publicationStmt": `(p )+`, "sourceDesc": `(p )+`, "p": `(# )?`, "title": `(# )?`,
	"standOff":   `((listPerson|listPlace|listOrg|listRelation) )+`,
	"listPerson": `(person )+(listRelation )*`, "listPlace": `(place )+(listRelation )*`,
	"listOrg":      `(org )+(listRelation )*`,
	"listRelation": `(relation )+`, "relation": ``,
	"person":   `((persName|occupation|affiliation|idno|note) )*`,
	"place":    `((placeName|location|desc) )*((note|bibl|idno|ptr) )*`,
	"org":      `((orgName|desc|idno) )*((note|bibl|ptr) )*`,
	"location": `((geo|note|bibl|label|desc) )*`,
	"persName": `# `, "placeName": `# `, "orgName": `# `, "occupation": `# `,
	"idno": `# `, "note": `# `, "bibl": `# `, "geo": `# `,
}

var (
	teiType = regexp.MustCompile(`^[A-Za-z]+$`)
	ncName  = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	teiGeo  = regexp.MustCompile(`^-?\d{1,2}(\.\d+)? -?\d{1,3}(\.\d+)?$`)
)

// TEI holds a file to XML and to the content models of TEI P5 as far as the program uses
// them; each pointer is to an id of the file, and no id stands twice. It returns the
// main names.
func TEI(data []byte) (names []string, broken Broken) {
	type open struct{ name, children, text string }
	var stack []open
	ids, pointers := map[string]bool{}, map[string]bool{}
	isMain := false
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			broken.add("no XML: %v", err)
			break
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if token.Name.Space != "http://www.tei-c.org/ns/1.0" || len(stack) == 0 && name != "TEI" {
				broken.add("the element %s of %q", name, token.Name.Space)
			}
			if len(stack) > 0 {
				stack[len(stack)-1].children += name + " "
			}
			stack = append(stack, open{name: name})
			isMain = false
			for _, a := range token.Attr {
				switch {
				case a.Name.Local == "id" && ncName.MatchString(a.Value) && !ids[a.Value]:
					ids[a.Value] = true
				case (a.Name.Local == "active" || a.Name.Local == "passive") && name == "relation" &&
					strings.HasPrefix(a.Value, "#"):
					pointers[a.Value[1:]] = true
				case a.Name.Local == "type" && teiType.MatchString(a.Value):
					isMain = a.Value == "main"
				case a.Name.Local == "name" && name == "relation", a.Name.Local == "lang", a.Name.Local == "xmlns":
				default:
					broken.add("%s: the attribute %s=%q", name, a.Name.Local, a.Value)
				}
			}
		case xml.EndElement:
			e := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if strings.TrimSpace(e.text) != "" {
				e.children += "# "
			}
			content, ok := teiContent[e.name]
			if !ok || !regexp.MustCompile("^(?:"+content+")$").MatchString(e.children) {
				broken.add("%s has %q, not %q", e.name, e.children, content)
			}
			if e.name == "geo" && !teiGeo.MatchString(e.text) {
				broken.add("geo is %q", e.text)
			}
			if isMain {
				names = append(names, e.text)
			}
			isMain = false
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text += string(token)
			}
		case xml.ProcInst:
		default:
			broken.add("%T", token)
		}
	}
	for id := range pointers {
		if !ids[id] {
			broken.add("a pointer to %q, which is not there", id)
		}
	}
	slices.Sort(broken)
	return names, broken
}
