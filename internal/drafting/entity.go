package drafting

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/gazetteer"
	"collate/internal/importer"
	"collate/internal/link"
)

// entity makes the page of a person, a place or an organisation.
func (m *maker) entity() error {
	if err := m.known(); err != nil {
		return err
	}
	s, err := m.suggested()
	if err != nil {
		return err
	}
	e := entity{title: m.opt.Name}
	for _, v := range s.Variants {
		if v.Text != e.title && !m.isPart(v.Text) && !extract.IsCommonWord(v.Text) && m.owner(v.Text) == nil {
			e.aliases = append(e.aliases, v.Text)
		}
	}
	seen, err := m.look(e)
	if err != nil {
		return err
	}
	if len(seen) == 0 && !m.opt.Anyway {
		return m.unprinted()
	}
	e.refs = refsOf(seen)
	e.role, e.roleAt = m.role(seen)
	m.write(&e)
	return nil
}

// An entity is what is known of one.
type entity struct {
	title, role string
	roleAt      []cite.Ref
	aliases     []string
	refs        []cite.Ref // paragraphs that mention it
}

// known returns an error if a page has the name.
func (m *maker) known() error {
	if e := m.owner(m.opt.Name); e != nil {
		return diag.List{{
			Pos: e.Pos, Msg: fmt.Sprintf("%q is a name of %s already", m.opt.Name, e.ID),
			Hint: "edit that page, or take the name out of it first",
		}}
	}
	for _, e := range m.c.People {
		if m.opt.Kind == corpus.People && strings.HasSuffix(fold(e.Title), " "+fold(m.opt.Name)) {
			return diag.List{{
				Pos: e.Pos, Msg: fmt.Sprintf("%q is found as a part of the name of %s", m.opt.Name, e.ID),
				Hint: "for somebody else of that name, give the full one",
			}}
		}
	}
	return nil
}

// owner returns the entity that has a name, nil if none has.
func (m *maker) owner(name string) *corpus.Entity {
	for _, kind := range corpus.EntityKinds() {
		for _, e := range m.c.Entities(kind) {
			for _, n := range e.Names {
				if fold(n.Text) == fold(name) {
					return e
				}
			}
		}
	}
	return nil
}

// fold makes ways to type a name one.
func fold(s string) string {
	return strings.TrimPrefix(strings.NewReplacer("’", "'", ".", "").Replace(strings.ToLower(s)), "the ")
}

// isPart reports whether a form of a person's name is one that is found without
// being listed.
func (m *maker) isPart(text string) bool {
	return m.opt.Kind == corpus.People && slices.Contains(strings.Fields(m.opt.Name), text)
}

// suggested returns what package link would suggest for the name; nothing if no
// suggestion has it.
func (m *maker) suggested() (link.Suggestion, error) {
	var exact, part []link.Suggestion
	for _, s := range link.Suggest(m.c, m.mentions) {
		switch {
		case fold(s.Name) == fold(m.opt.Name):
			exact = append(exact, s)
		case slices.ContainsFunc(s.Variants, func(v link.Variant) bool { return fold(v.Text) == fold(m.opt.Name) }):
			part = append(part, s)
		case m.opt.Kind == corpus.People && s.AliasOf == nil && strings.HasSuffix(fold(s.Name), " "+fold(m.opt.Name)):
			part = append(part, s)
		}
	}
	if len(part) > 0 && (len(exact) == 0 || m.opt.Kind == corpus.People && !strings.Contains(m.opt.Name, " ")) {
		var full []string
		for _, s := range part {
			full = append(full, fmt.Sprintf("%q", s.Name))
		}
		slices.Sort(full)
		msg := "the reports print %q for %s"
		if len(full) > 1 {
			msg = "the reports print %q for several: %s"
		}
		hint := "run: build new " + one(m.opt.Kind) + " " + full[0]
		return link.Suggestion{}, m.wrong(hint, msg, m.opt.Name, strings.Join(full, ", "))
	}
	if len(exact) == 0 {
		return link.Suggestion{}, nil
	}
	s := exact[0]
	if s.AliasOf != nil {
		m.left("it may be %s: if it is, delete this page and put into that one %s", s.AliasOf.ID, s.Line())
	}
	if kind := link.KindOf(s.Kind); s.Kind != extract.Unsure && kind != corpus.People && kind != m.opt.Kind {
		m.left("the words around the name speak for a %s: if it is one, move the page to %s/", one(kind), kind)
	}
	return s, nil
}

// unprinted says that no report has the name.
func (m *maker) unprinted() error {
	var all []string
	for _, s := range link.Suggest(m.c, m.mentions) {
		all = append(all, s.Name)
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range m.c.Entities(kind) {
			all = append(all, e.Title)
		}
	}
	hint := diag.DidYouMean(m.opt.Name, all)
	hint = cmp.Or(hint, "names are found with their capitals; --anyway writes the page all the same")
	return m.wrong(hint, "no report prints %q", m.opt.Name)
}

// A sighting is where a report names the entity.
type sighting struct {
	ref        cite.Ref
	start, end int // in the paragraph
}

// look finds where the reports name an entity as the build will.
func (m *maker) look(e entity) ([]sighting, error) {
	data := []byte("---\ntitle: " + corpus.Scalar(e.title) + "\n" + aliasLine(e.aliases) + "---\n")
	c, mentions, err := load(m.with(data), m.folder)
	if err != nil {
		return nil, err
	}
	var list []sighting
	for i, a := range c.Articles {
		for _, n := range mentions.On(a.ID) {
			if path := string(n.Entity.ID) + ".md"; path != m.draft.Path {
				continue
			}
			at := slices.IndexFunc(a.Paragraphs, func(p corpus.Paragraph) bool { return p.Block == int(n.Block) })
			if at >= 0 {
				list = append(list, sighting{cite.Ref{Article: m.c.Articles[i], Paragraph: at}, int(n.Start), int(n.End)})
			}
		}
	}
	return list, nil
}

func aliasLine(aliases []string) string {
	if len(aliases) == 0 {
		return ""
	}
	texts := make([]string, len(aliases))
	for i, a := range aliases {
		texts[i] = corpus.Scalar(a)
	}
	return "aliases: [" + strings.Join(texts, ", ") + "]\n"
}

func refsOf(seen []sighting) []cite.Ref {
	var refs []cite.Ref
	for _, s := range seen {
		if !slices.Contains(refs, s.ref) {
			refs = append(refs, s.ref)
		}
	}
	return refs
}

// role returns the longest description that stands beside the name, and where.
func (m *maker) role(seen []sighting) (role string, at []cite.Ref) {
	if m.opt.Kind != corpus.People {
		return "", nil
	}
	found := map[string][]cite.Ref{}
	for _, s := range seen {
		text := textOf(s.ref)
		roles := extract.RolesBeside(text, s.start, s.end)
		for _, n := range extract.Names(text) {
			if n.Start <= s.start && s.start < n.End && extract.IsRole(strings.ToLower(n.Title)) {
				roles = append(roles, strings.ToLower(n.Title))
			}
		}
		for _, words := range roles {
			if !slices.Contains(found[words], s.ref) {
				found[words] = append(found[words], s.ref)
			}
		}
	}
	for _, words := range slices.Sorted(maps.Keys(found)) {
		if len(words) > len(role) {
			role = words
		}
	}
	return role, found[role]
}

// write writes the page of an entity.
func (m *maker) write(e *entity) {
	var p page
	p.line("---")
	p.line("title: %s", corpus.Scalar(e.title))
	if m.opt.Kind == corpus.People {
		if sort := importer.SortName(e.title); sort != "" {
			p.line("sort: %s", corpus.Scalar(sort))
		}
	}
	p.WriteString(aliasLine(e.aliases))
	if len(e.aliases) > 0 {
		m.draft.Found = append(m.draft.Found, "aliases: "+strings.Join(e.aliases, ", "))
	}
	switch m.opt.Kind {
	case corpus.People:
		if e.role == "" {
			p.line("# role: …")
			m.draft.Left = append(m.draft.Left, "role: no report has a description beside the name")
			break
		}
		p.line("role: %s # as in %s", corpus.Scalar(e.role), names(e.roleAt))
		m.draft.Found = append(m.draft.Found, "role: "+e.role+", as in "+names(e.roleAt))
	case corpus.Places:
		m.place(&p, e)
	default:
		p.line("# kind: …")
	}
	p.line("draft: true")
	p.line("---")
	if len(e.refs) == 0 {
		p.toWrite(m.ask() + ", in your own words, with the paragraphs behind each sentence.")
		m.draft.Left = append(m.draft.Left, "no report prints the name: add a form of it that they print to the aliases")
	} else {
		p.toWrite(m.ask() + ", in your own words, with the paragraphs behind each sentence: " + cites(e.refs))
		m.found("named in %s", names(firstOfEach(e.refs)))
	}
	m.draft.Left = append(m.draft.Left, "the text: a sentence or two of your own, then take out draft: true")
	m.draft.Data = []byte(p.String())
}

// ask says what the text of a page is to tell.
func (m *maker) ask() string {
	switch m.opt.Kind {
	case corpus.People:
		return "who this is, and what they did and said here"
	case corpus.Places:
		return "what happened here"
	}
	return "what this is, and what it did and said here"
}

// firstOfEach returns the first paragraph of each report.
func firstOfEach(refs []cite.Ref) []cite.Ref {
	var list []cite.Ref
	for _, r := range refs {
		if !slices.ContainsFunc(list, func(o cite.Ref) bool { return o.Article == r.Article }) {
			list = append(list, r)
		}
	}
	return list
}

// place writes what is known of a place.
func (m *maker) place(p *page, e *entity) {
	if extract.IsCountry(e.title) {
		p.line("kind: country")
		m.draft.Left = append(m.draft.Left, "coordinates: countries get no mark on the map, and need none")
		return
	}
	p.line("# kind: …")
	switch found := gazetteer.Find(append([]string{e.title}, e.aliases...)...); len(found) {
	case 1:
		g := found[0]
		p.line("coordinates: {lat: %g, lon: %g, source: %s, precision: city}", g.Lat, g.Lon, corpus.Scalar(gazetteer.Source))
		m.found("coordinates: those of %s in %s; see that it is the one", g, gazetteer.Source)
	case 0:
		p.line("# coordinates: {lat: …, lon: …, source: …, precision: site}")
		m.draft.Left = append(m.draft.Left, "coordinates: the program's list of cities has no "+e.title)
	default:
		p.line("# coordinates: {lat: …, lon: …, source: …, precision: city}")
		for _, g := range found {
			m.left("coordinates: it may be %s, {lat: %g, lon: %g}", g, g.Lat, g.Lon)
		}
	}
}
