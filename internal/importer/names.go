package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gosimple/slug"

	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/gazetteer"
	"collate/internal/portable"
)

// A candidate is a name that several reports may print.
type candidate struct {
	name    string
	count   int
	sure    bool             // it stands somewhere but at a sentence's start
	votes   [4]int           // by extract.NameKind
	the     int              // how often "the" stands before it
	at      map[string]bool  // reports in which a word stands before it that stands before places
	reports map[string]int   // first paragraph, by the report's slug
	kind    extract.NameKind // decided from the votes
	aliases []string
	roles   []string // descriptions that stand beside it
}

// draftNames plans a page for each name that two or more of the articles
// print and no page covers.
func (p *planner) draftNames(articles []article) {
	known := p.knownNames()
	for _, c := range candidates(articles) {
		if len(c.reports) < 2 || !c.sure || c.kind == extract.Unsure || known.cover(c) {
			continue
		}
		folder := [...]string{"", "people", "places", "organisations"}[c.kind]
		name := Slug(c.name)
		target := folder + "/" + name + ".md"
		if _, there := p.have[target]; there || name == "" {
			continue
		}
		data, err := draftPage(c)
		if err != nil {
			p.errs = append(p.errs, diag.Error{Pos: diag.Pos{File: target}, Msg: err.Error()})
			continue
		}
		p.have[target] = data
		p.pages = append(p.pages, Page{target, data})
		p.report.Drafts = append(p.report.Drafts, Result{Target: target, Status: New, Title: c.name})
	}
	slices.SortFunc(p.report.Drafts, func(a, b Result) int { return cmp.Compare(a.Target, b.Target) })
}

// Slug returns a name's slug. Letters that the slug library would turn into
// hyphens are dropped first: Kata’ib is kataib. What no file may be called on some
// systems becomes a page: Con is con-page.
func Slug(name string) string {
	made := slug.Make(strings.NewReplacer("’", "", "‘", "", "'", "", "ʿ", "", "ʾ", "", ".", "").Replace(name))
	if portable.Wrong(made) != "" {
		made += "-page"
	}
	return made
}

// A nameSet holds names with pages by their folded form.
type nameSet map[string]bool

func (p *planner) knownNames() nameSet {
	set := nameSet{}
	for _, n := range slices.Concat(p.known, p.opt.Known) {
		set[foldName(n)] = true
	}
	return set
}

func foldName(s string) string {
	s = strings.NewReplacer("’", "'", ".", "").Replace(strings.ToLower(strings.TrimSpace(s)))
	return strings.TrimPrefix(s, "the ")
}

// cover reports whether a page has the name, or a person's last name.
func (s nameSet) cover(c *candidate) bool {
	if s[foldName(c.name)] {
		return true
	}
	return c.kind == extract.Person && s[foldName(lastWord(c.name))]
}

// candidates counts the names of the articles, short forms joined to the full
// names, with their kinds. They come by name.
func candidates(articles []article) []*candidate {
	c := census{byName: map[string]*candidate{}, explains: map[string]map[string]bool{}}
	for _, a := range articles {
		for i, md := range a.draft.Paragraphs {
			if n := a.ids[i]; n > 0 {
				c.count(a.slug, n, plain(md))
			}
		}
	}
	c.joinCapitals()
	c.joinShort()
	c.joinEnds()
	list := c.sorted()
	for _, one := range list {
		one.kind = one.decided()
	}
	return list
}

// short are abbreviations that stand for a name even where no report says so.
var short = map[string]string{
	"US": "United States", "U.S.": "United States", "USA": "United States",
	"UK": "United Kingdom", "U.K.": "United Kingdom",
	"UN": "United Nations", "U.N.": "United Nations", "EU": "European Union",
}

// A census counts names over the articles.
type census struct {
	byName   map[string]*candidate
	explains map[string]map[string]bool // an acronym, and the names it stood in brackets behind
}

func (c *census) count(report string, paragraph int, text string) {
	var last extract.Name
	for i, n := range extract.Names(text) {
		name := n.In(text)
		bracketed := i > 0 && text[last.End:n.Start] == " (" && strings.HasPrefix(text[n.End:], ")")
		if bracketed && strings.ToUpper(name) == name {
			if c.explains[name] == nil {
				c.explains[name] = map[string]bool{}
			}
			c.explains[name][last.In(text)] = true
		}
		last = n
		before := lastWord(strings.TrimRight(text[:n.Start], " "))
		owned := strings.HasSuffix(before, "’s") || strings.HasSuffix(before, "'s")
		if extract.IsCommonWord(name) || owned && extract.IsOfName(name) {
			continue // no page may have it; or it is a part of another name: "Seamen’s Union"
		}
		one := c.candidate(name)
		one.count++
		one.roles = append(one.roles, extract.RolesBeside(text, n.Start, n.End)...)
		switch strings.ToLower(before) {
		case "the":
			one.the++
		case "in", "at", "near", "from", "to", "outside", "off":
			one.at[report] = true
		}
		one.sure = one.sure || !n.Opens
		one.votes[n.Kind]++
		if _, seen := one.reports[report]; !seen {
			one.reports[report] = paragraph
		}
	}
}

func (c *census) candidate(name string) *candidate {
	if c.byName[name] == nil {
		c.byName[name] = &candidate{name: name, reports: map[string]int{}, at: map[string]bool{}}
	}
	return c.byName[name]
}

// sorted returns the candidates by name.
func (c *census) sorted() []*candidate {
	list := make([]*candidate, 0, len(c.byName))
	for _, one := range c.byName {
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b *candidate) int { return cmp.Compare(a.name, b.name) })
	return list
}

// joinCapitals joins a name in capitals, as datelines print places, to the same
// name written as usual.
func (c *census) joinCapitals() {
	usual := map[string]*candidate{}
	for _, one := range c.sorted() {
		if one.name != strings.ToUpper(one.name) {
			usual[strings.ToUpper(one.name)] = one
		}
	}
	for name, owner := range usual {
		if one := c.byName[name]; one != nil {
			owner.take(one)
			delete(c.byName, name)
		}
	}
}

// joinShort joins abbreviations to the names they stand for: those that every
// reader knows, and those that a report put in brackets behind a name. Where
// reports spell that name in several ways, the one in most reports takes it.
func (c *census) joinShort() {
	for _, one := range c.sorted() {
		full, known := short[one.name]
		if known {
			kind := extract.Organisation
			if extract.IsCountry(full) {
				kind = extract.Place
			}
			c.candidate(full).votes[kind]++
		}
		var owner *candidate
		for _, name := range sortedKeys(c.explains[one.name]) {
			if o := c.byName[name]; o != nil && !known && (owner == nil || len(o.reports) > len(owner.reports)) {
				owner = o
			}
		}
		if known {
			owner = c.byName[full]
		}
		if owner != nil && owner != one {
			owner.take(one)
			delete(c.byName, one.name)
		}
	}
}

func sortedKeys(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }

// take makes other an alias.
func (c *candidate) take(other *candidate) {
	c.aliases = append(c.aliases, other.name)
	c.aliases = append(c.aliases, other.aliases...)
	slices.Sort(c.aliases)
	c.count += other.count
	c.the += other.the
	c.roles = append(c.roles, other.roles...)
	maps.Copy(c.at, other.at)
	c.sure = c.sure || other.sure
	for report, n := range other.reports {
		if first, seen := c.reports[report]; !seen || n < first {
			c.reports[report] = n
		}
	}
	for k, v := range other.votes {
		c.votes[k] += v
	}
}

// joinEnds joins a name to the only longer one that ends with it, if they may
// be of one kind: Zarif to Javad Zarif, al-Asad to Ain al-Asad. Of several
// longer ones, only those in two reports count.
func (c *census) joinEnds() {
	longer := map[string][]*candidate{}
	for _, one := range c.sorted() {
		for end := one.name; ; {
			_, rest, ok := strings.Cut(end, " ")
			if !ok {
				break
			}
			end = rest
			longer[end] = append(longer[end], one)
		}
	}
	list := c.sorted()
	// The longest names give way first, so that Zarif goes to Javad Zarif and
	// with it to Mohammad Javad Zarif.
	slices.SortStableFunc(list, func(a, b *candidate) int {
		return cmp.Compare(strings.Count(a.name, " "), strings.Count(b.name, " "))
	})
	for _, one := range list {
		owners := slices.DeleteFunc(slices.Clone(longer[one.name]), func(o *candidate) bool { return !fits(o, one) })
		rare := func(o *candidate) bool { return len(o.reports) < 2 }
		if wide := slices.DeleteFunc(slices.Clone(owners), rare); len(wide) > 0 {
			owners = wide
		}
		owners = chain(owners)
		if len(owners) == 1 {
			owners[0].take(one)
			delete(c.byName, one.name)
		}
	}
}

// chain drops names that others in the list end with the other way round: of
// Javad Zarif and Mohammad Javad Zarif the first is kept, and joins later.
func chain(owners []*candidate) []*candidate {
	if len(owners) < 2 {
		return owners
	}
	least := slices.MinFunc(owners, func(a, b *candidate) int { return cmp.Compare(len(a.name), len(b.name)) })
	for _, o := range owners {
		if o != least && !strings.HasSuffix(o.name, " "+least.name) {
			return owners
		}
	}
	return []*candidate{least}
}

// fits reports whether a short name may stand for a long one.
func fits(long, short *candidate) bool {
	a, b := long.most(), short.most()
	if extract.IsCountry(short.name) {
		return false
	}
	return a == b && a != extract.Organisation || b == extract.Unsure && a == extract.Person ||
		a == extract.Unsure && b == extract.Person || a == extract.Unsure && b == extract.Unsure
}

// most returns the kind that most cues speak for, Unsure without any.
func (c *candidate) most() extract.NameKind {
	best := extract.Unsure
	for _, k := range []extract.NameKind{extract.Person, extract.Organisation, extract.Place} {
		if c.votes[k] > 0 && (best == extract.Unsure || c.votes[k] > c.votes[best]) {
			best = k
		}
	}
	return best
}

// decided returns the kind that most cues speak for. Without any cue, two to
// four capitalised words are a person's name if "the" does not stand before them,
// and one is a place's if two reports print it as they print places; else it is
// left out.
func (c *candidate) decided() extract.NameKind {
	words := len(strings.Fields(c.name))
	switch best := c.most(); {
	case extract.IsCountry(c.name):
		return extract.Place
	case isVessel(c.name):
		return extract.Unsure // a ship is of no kind that has pages
	case best == extract.Person && words == 1:
		return extract.Unsure // a surname alone makes no page
	case best != extract.Place && words >= 2 && c.the > 0 && bodies[strings.ToLower(lastWord(c.name))]:
		return extract.Organisation
	case best == extract.Unsure && words == 1 && len(c.at) > 1 && c.the == 0:
		return extract.Place
	case best == extract.Unsure && words >= 2 && words <= 4 && isName(c.name) && 2*c.the <= c.count:
		return extract.Person
	default:
		return best
	}
}

// bodies end names of organisations whatever stands around them.
var bodies = newWords("board tribunal assembly secretariat directorate inspectorate chamber taskforce")

// vessels are the words that stand before a ship's name.
var vessels = newWords("mv ms mt mf mts ss rms hms hmas hmcs hmnzs uss usns usat ins fv sv rv rfa fgs fs bap srv")

// isVessel reports whether a name is that of a ship: "MV Tern".
func isVessel(name string) bool {
	prefix, _, ok := strings.Cut(strings.NewReplacer(".", "", "/", "").Replace(name), " ")
	return ok && prefix == strings.ToUpper(prefix) && vessels[strings.ToLower(prefix)]
}

// draftPage writes the page of a name: where the reports first print it.
func draftPage(c *candidate) ([]byte, error) {
	f := entityFront{Title: c.name, Aliases: c.aliases, Draft: true}
	if c.kind == extract.Person {
		f.Sort = SortName(c.name)
		words := strings.Fields(c.name) // which are found without being listed
		f.Aliases = slices.DeleteFunc(slices.Clone(c.aliases), func(a string) bool { return slices.Contains(words, a) })
		f.Role = c.role()
	}
	found := gazetteer.Find(c.name)
	if c.kind == extract.Place && !extract.IsCountry(c.name) && len(found) == 1 && !found[0].IsShared() {
		f.Coordinates = &coordinates{found[0].Lat, found[0].Lon, gazetteer.Source, "city"}
	}
	head, err := frontMatter(f)
	if err != nil {
		return nil, err
	}
	var cites []string
	for _, report := range slices.SortedFunc(maps.Keys(c.reports), compareSlugs) {
		cites = append(cites, fmt.Sprintf("@%s, ¶ %d", report, c.reports[report]))
	}
	return fmt.Appendf(head, "\nNamed by the reports. [%s]\n", strings.Join(cites, "; ")), nil
}

// role returns the description of a person that stands beside the name most
// often, of those the longest. One that a figure is in is left out.
func (c *candidate) role() string {
	count := map[string]int{}
	for _, r := range c.roles {
		if len(extract.Figures(r)) == 0 {
			count[r]++
		}
	}
	best := ""
	for _, r := range slices.Sorted(maps.Keys(count)) {
		if best == "" || cmp.Or(cmp.Compare(count[r], count[best]), cmp.Compare(len(r), len(best))) > 0 {
			best = r
		}
	}
	return best
}

// compareSlugs sorts report-b before report-aa.
func compareSlugs(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

// SortName puts a surname first: "Soleimani, Qassem". A particle written
// apart stays with it.
func SortName(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return ""
	}
	i := len(words) - 1
	for i > 1 && particles[words[i-1]] {
		i--
	}
	return strings.Join(words[i:], " ") + ", " + strings.Join(words[:i], " ")
}
