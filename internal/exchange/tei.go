package exchange

import (
	"bufio"
	"encoding/xml"
	"io"
	"iter"
	"strconv"
	"strings"
)

// TEINamespace is that of the Text Encoding Initiative's elements.
const TEINamespace = "http://www.tei-c.org/ns/1.0"

// A RegisterTEI is what a register in TEI says of itself.
type RegisterTEI struct {
	Title, Language, Source, About string
}

// WriteTEI writes people, places and organisations, which come in this order, as a
// register in TEI P5: listPerson, listPlace, listOrg and listRelation in a standOff.
func WriteTEI(to io.Writer, about RegisterTEI, entities iter.Seq[Listed]) error {
	w := &teiWriter{Writer: bufio.NewWriterSize(to, 32<<10)}
	w.raw(xml.Header, `<TEI xmlns="`, TEINamespace, `" xml:lang="`, about.Language,
		"\">\n<teiHeader>\n<fileDesc>\n<titleStmt>")
	w.element("title", "", about.Title)
	w.raw("</titleStmt>\n<publicationStmt>")
	w.element("p", "", about.About)
	w.raw("</publicationStmt>\n<sourceDesc>")
	w.element("p", "", about.Source)
	w.raw("</sourceDesc>\n</fileDesc>\n</teiHeader>\n<standOff>\n")
	list := ""
	for e := range entities {
		if in := teiLists[e.Folder].list; in != list {
			w.end(list)
			w.raw("<", in, ">\n")
			list = in
		}
		w.entity(&e)
	}
	w.end(list)
	if len(w.relations) > 0 {
		w.raw("<listRelation>\n")
		for _, r := range w.relations {
			w.raw(`<relation name="`, r[0], `" active="#`, r[1], `" passive="#`, r[2], "\"/>\n")
		}
		w.end("listRelation")
	}
	w.raw("</standOff>\n</TEI>\n")
	return w.Flush()
}

// teiLists are the elements for each folder.
var teiLists = map[string]struct{ list, one, name string }{
	"people": {"listPerson", "person", "persName"}, "places": {"listPlace", "place", "placeName"},
	"organisations": {"listOrg", "org", "orgName"},
}

type teiWriter struct {
	*bufio.Writer // keeps its error for Flush
	relations     [][3]string
}

func (w *teiWriter) raw(parts ...string) {
	for _, part := range parts {
		_, _ = w.WriteString(part)
	}
}

func (w *teiWriter) end(name string) {
	if name != "" {
		w.raw("</", name, ">\n")
	}
}

// element writes an element with a text, unless that is empty, and a type if that
// is not.
func (w *teiWriter) element(name, kind, text string) {
	if text == "" {
		return
	}
	w.raw("<", name)
	if kind != "" {
		w.raw(` type="`, kind, `"`)
	}
	w.raw(">")
	_ = xml.EscapeText(w, []byte(oneLine(text))) // w keeps the error
	w.raw("</", name, ">")
}

// TEIID is the xml:id of an entity, which has no slash.
func TEIID(folder, slug string) string { return folder + "-" + slug }

func (w *teiWriter) entity(e *Listed) {
	as, id := teiLists[e.Folder], TEIID(e.Folder, e.Slug)
	w.raw("<", as.one, ` xml:id="`, id, "\">\n")
	w.element(as.name, "main", e.Title)
	w.element(as.name, "sort", e.Sort)
	for _, alias := range e.Aliases {
		w.element(as.name, "alias", alias)
	}
	w.element("occupation", "", e.Role)
	if e.At != nil {
		w.raw("<location><geo>", decimal(e.At.Lat), " ", decimal(e.At.Lon), "</geo>")
		w.element("note", "precision", e.Precision)
		w.element("bibl", "", e.Source)
		w.raw("</location>")
	}
	w.element("idno", "Wikidata", e.Wikidata)
	w.element("idno", "URI", e.URL)
	w.element("note", "kind", e.Kind)
	w.element("note", "mentions", strconv.Itoa(e.Mentions))
	w.raw("\n")
	w.end(as.one)
	relate := func(name, folder, slug string) {
		if slug != "" {
			w.relations = append(w.relations, [3]string{name, id, TEIID(folder, slug)})
		}
	}
	for _, slug := range e.Organisations {
		relate("member-of", "organisations", slug)
	}
	relate("within", "places", e.Within)
	relate("part-of", "organisations", e.PartOf)
}

// slugOfTEI returns the folder and the slug that an xml:id of WriteTEI names.
func slugOfTEI(id string) (folder, slug string, ok bool) {
	folder, slug, ok = strings.Cut(id, "-")
	_, known := teiLists[folder]
	return folder, slug, ok && known
}
