package importer

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/exchange"
	"collate/internal/portable"
)

// A Lists says what an import of lists did.
type Lists struct {
	Pages    []Result // one an entry, by page
	Warnings diag.List
}

// ImportLists makes a page of each person, place and organisation in lists, which
// are tables, entities of FollowTheMoney or registers in TEI. A page that is there
// already is left as it is. If anything is wrong nothing is written, and the error,
// a diag.List, says all of it.
func ImportLists(ctx context.Context, files []string, content string, opt Options) (Lists, error) {
	existing, err := readContent(content)
	if err != nil {
		return Lists{}, err
	}
	var sources []Source
	for _, file := range files {
		s := Source{File: file}
		s.read()
		sources = append(sources, s)
	}
	done, pages, err := PlanLists(sources, existing)
	if err != nil || opt.DryRun || ctx.Err() != nil {
		return done, cmp.Or(err, ctx.Err())
	}
	return done, writeAll(content, pages, existing)
}

// PlanLists lays out the pages that lists give in a content folder that holds
// existing, and touches no disk.
func PlanLists(sources []Source, existing []Page) (Lists, []Page, error) {
	p := listPlanner{
		have: map[string][]byte{}, names: map[string]named{}, slugs: map[string]bool{}, titles: map[string]string{},
	}
	var list []exchange.Listed
	for _, s := range sources {
		if s.Err != nil {
			p.errs.Add(diag.Pos{File: s.File}, "", "cannot be read: %s", s.Err.Error())
			continue
		}
		entries, warnings, err := exchange.ReadList(s.File, s.Raw)
		p.done.Warnings = append(p.done.Warnings, warnings...)
		p.errs.Join(err)
		list = append(list, entries...)
	}
	for _, page := range existing {
		p.learn(page)
	}
	for i := range list {
		p.name(&list[i])
	}
	for i := range list {
		p.page(&list[i])
	}
	slices.SortStableFunc(p.done.Pages, func(a, b Result) int { return cmp.Compare(a.Target, b.Target) })
	return p.done, p.pages, p.errs.Err()
}

// A listPlanner plans the pages of lists.
type listPlanner struct {
	have   map[string][]byte // pages that are there
	names  map[string]named  // whose a name is, by its folder and its folded form
	slugs  map[string]bool   // of the pages there will be, with their folder
	titles map[string]string // slugs, by folder and folded title
	pages  []Page
	done   Lists
	errs   diag.List
}

// A named is who has a name, and where that stands.
type named struct{ id, at string }

func (p *listPlanner) learn(page Page) {
	kind, slug := path.Dir(page.Path), strings.TrimSuffix(path.Base(page.Path), ".md")
	p.have[page.Path] = page.Data
	if !slices.Contains(corpus.EntityKinds(), corpus.Kind(kind)) {
		return
	}
	p.slugs[kind+"/"+slug] = true
	var front loose
	head, _, _ := splitFrontMatter(tidyRunes.Replace(string(page.Data)))
	if yaml.Load([]byte(head), &front) != nil { // the build says what is wrong with it
		return
	}
	for _, name := range append(front.Aliases, front.Title) {
		p.names[kind+"/"+foldName(name)] = named{kind + "/" + slug, page.Path}
	}
	p.titles[kind+"/"+foldName(front.Title)] = slug
}

// name gives an entry its slug, and holds its names against those of others.
func (p *listPlanner) name(l *exchange.Listed) {
	given := l.Slug
	l.Slug = Slug(cmp.Or(l.Slug, l.Title))
	if given != "" && given != l.Slug {
		p.errs.Add(l.Pos, fmt.Sprintf("write %q, or leave it out", l.Slug), "%q is no slug", given)
		return
	}
	if l.Slug == "" || portable.Wrong(l.Slug) != "" {
		p.errs.Add(l.Pos, "give it a slug of small letters, digits and hyphens", "no file can be called %q", l.Title)
		return
	}
	id, at := l.Folder+"/"+l.Slug, fmt.Sprintf("%s:%d", l.Pos.File, l.Pos.Line)
	target := id + ".md"
	for i, name := range append([]string{l.Title}, l.Aliases...) {
		key := l.Folder + "/" + foldName(name)
		other, taken := p.names[key]
		switch {
		case taken && other.id == id && other.at == target, name == "":
		case taken && other.id != id && i == 0:
			p.errs.Add(l.Pos, "tell them apart by their titles, or keep one",
				"%q is a name of %s, too (%s)", name, other.id, other.at)
		case taken && other.id != id:
			p.errs.Add(l.Pos, "keep it at one of them: reports would not say who is meant",
				"the alias %q is a name of %s, too (%s)", name, other.id, other.at)
		case taken && i == 0 && other.at != at:
			p.errs.Add(l.Pos, "keep one of them", "%s is listed twice (%s)", id, other.at)
		default:
			p.names[key] = named{id, at}
		}
	}
	p.slugs[id] = true
	p.titles[l.Folder+"/"+foldName(l.Title)] = l.Slug
}

// page plans the page of an entry.
func (p *listPlanner) page(l *exchange.Listed) {
	f := listedFront{
		Title: l.Title, Sort: l.Sort, Aliases: l.Aliases, Role: l.Role, Kind: l.Kind, Wikidata: l.Wikidata,
		Within: p.refer(l, "within", "places", l.Within), PartOf: p.refer(l, "part_of", "organisations", l.PartOf),
	}
	for _, o := range l.Organisations {
		f.Organisations = append(f.Organisations, p.refer(l, "organisations", "organisations", o))
	}
	if l.Folder != "people" {
		f.Sort, f.Role = "", ""
	} else if f.Sort == "" {
		f.Sort = SortName(l.Title)
	}
	if l.At != nil {
		f.Coordinates = &listedPoint{l.At.Lat, l.At.Lon, l.Source, l.Precision}
	}
	target := l.Folder + "/" + l.Slug + ".md"
	data, err := frontMatter(f)
	if err != nil {
		p.errs.Add(l.Pos, "", "%s", err.Error())
		return
	}
	r := Result{File: l.Pos.File, Target: target, Title: l.Title, Status: New}
	if was, there := p.have[target]; there {
		if r.Status = Kept; string(was) == string(data) {
			r.Status = Unchanged
		}
	} else {
		p.have[target] = data
		p.pages = append(p.pages, Page{target, data})
	}
	p.done.Pages = append(p.done.Pages, r)
}

// refer returns the slug of a page that an entry names by its slug or its title.
func (p *listPlanner) refer(l *exchange.Listed, key, folder, name string) string {
	if name == "" || p.slugs[folder+"/"+name] {
		return name
	}
	if slug := p.titles[folder+"/"+foldName(name)]; slug != "" {
		return slug
	}
	var known []string
	for id := range p.slugs {
		if slug, ok := strings.CutPrefix(id, folder+"/"); ok {
			known = append(known, slug)
		}
	}
	slices.Sort(known)
	p.errs.Add(l.Pos, cmp.Or(diag.DidYouMean(name, known), "list it, too, or leave it out"),
		"%s: there is no %s/%s", key, folder, name)
	return ""
}

// listedFront is the front matter of a page that was listed.
type listedFront struct {
	Title         string       `yaml:"title"`
	Sort          string       `yaml:"sort,omitempty"`
	Aliases       []string     `yaml:"aliases,omitempty,flow"`
	Role          string       `yaml:"role,omitempty"`
	Organisations []string     `yaml:"organisations,omitempty,flow"`
	Kind          string       `yaml:"kind,omitempty"`
	Coordinates   *listedPoint `yaml:"coordinates,omitempty,flow"`
	Within        string       `yaml:"within,omitempty"`
	PartOf        string       `yaml:"part_of,omitempty"`
	Wikidata      string       `yaml:"wikidata,omitempty"`
}

type listedPoint struct {
	Lat       float64 `yaml:"lat"`
	Lon       float64 `yaml:"lon"`
	Source    string  `yaml:"source,omitempty"`
	Precision string  `yaml:"precision,omitempty"`
}
