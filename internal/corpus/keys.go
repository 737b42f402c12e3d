package corpus

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"collate/internal/diag"
)

// The keys of each kind of file, in the order of docs/content.md, which a test
// holds to them.

func siteKeys(s *Site) []key {
	return []key{
		{"title", false, text(&s.Title)},
		{"base_url", false, baseURL(&s.BaseURL)},
		{"language", false, text(&s.Language)},
		{"edition", false, edition(&s.Edition)},
		{"zones", false, zones(&s.Zones)},
		{"ignore", false, list("a name", "- {name: Article 51, why: a clause of a treaty}", func(n *yaml.Node) []key {
			s.Ignore = append(s.Ignore, Ignored{})
			i := &s.Ignore[len(s.Ignore)-1]
			return ignoreKeys(i)
		})},
	}
}

func ignoreKeys(i *Ignored) []key {
	return []key{{"name", true, positioned(&i.Pos, text(&i.Name))}, {"why", true, text(&i.Why)}}
}

func zoneKeys(z *Zone) []key {
	return []key{{"name", true, text(&z.Name)}, {"label", false, text(&z.Label)}}
}

func storyKeys(p *Page) []key {
	return []key{
		{"title", true, positioned(&p.Pos, text(&p.Title))},
		{"standfirst", false, text(&p.Standfirst)},
	}
}

func articleKeys(a *Article) []key {
	var mode string
	return []key{
		{"title", true, positioned(&a.Pos, text(&a.Title))},
		{"standfirst", false, text(&a.Standfirst)},
		{"label", false, text(&a.Label)},
		{"publisher", false, text(&a.Publisher)},
		{"byline", false, names(&a.Byline, "byline: [Jane Doe, Kim Poe]")},
		{"credit", false, text(&a.Credit)},
		{"date", false, date(&a.Date)},
		{"url", false, webAddress(&a.URL)},
		{"text", false, func(d *decoder, n *yaml.Node) {
			oneOf(&mode, "full", "digest")(d, n)
			a.Digest = mode == "digest"
		}},
		{"original", false, func(d *decoder, n *yaml.Node) {
			if n.Kind != yaml.MappingNode {
				d.add(n, "write original: {file: …, sha256: …}", "the original's file and sha256 are wanted here")
				return
			}
			a.Original = &Original{}
			d.mapping(n, "original", originalKeys(a.Original))
		}},
		{"draft", false, yes(&a.Draft)},
	}
}

func originalKeys(o *Original) []key {
	return []key{
		{"file", true, text(&o.File)},
		{"sha256", true, sha256(&o.SHA256)},
		{"cut", false, list("what was cut", "- {what: comment form, lines: 4-7, words: 12}", func(*yaml.Node) []key {
			o.Cut = append(o.Cut, Cut{})
			return cutKeys(&o.Cut[len(o.Cut)-1])
		})},
	}
}

func cutKeys(c *Cut) []key {
	return []key{{"what", true, text(&c.What)}, {"lines", false, text(&c.Lines)}, {"words", false, whole(&c.Words)}}
}

// entityKeys returns the keys of a person, a place or an organisation.
func entityKeys(e *Entity) []key {
	keys := []key{{"title", true, positioned(&e.Pos, text(&e.Title))}}
	aliases := key{"aliases", false, texts(&e.Names, "aliases: [Doe, J. Doe]")}
	switch e.Kind {
	case People:
		keys = append(keys, key{"sort", false, text(&e.Sort)}, aliases, key{"role", false, text(&e.Role)},
			key{"organisations", false, references(&e.Organisations, &e.refs, Organisations)})
	case Places:
		keys = append(keys, aliases, key{"kind", false, text(&e.What)},
			key{"coordinates", false, coordinates(&e.Coordinates)}, key{"within", false, reference(&e.Within, &e.refs, Places)})
	case Organisations:
		keys = append(keys, aliases, key{"kind", false, text(&e.What)}, key{"part_of", false, reference(&e.PartOf, &e.refs, Organisations)})
	}
	return append(keys, key{"wikidata", false, wikidata(&e.Wikidata)}, key{"draft", false, yes(&e.Draft)})
}

func coordinateKeys(c *Coordinates) []key {
	return []key{
		{"lat", true, within(&c.Lat, 90, "a latitude is between -90 and 90 degrees")},
		{"lon", true, within(&c.Lon, 180, "a longitude is between -180 and 180 degrees")},
		{"source", false, text(&c.Source)},
		{"precision", false, text(&c.Precision)},
	}
}

func eventKeys(e *Event) []key {
	return []key{
		{"title", true, positioned(&e.Pos, text(&e.Title))},
		{"when", true, when(&e.When)},
		{"precision", false, text(&e.Precision)},
		{"places", false, references(&e.Places, &e.refs, Places)},
		{"people", false, references(&e.People, &e.refs, People)},
		{"organisations", false, references(&e.Organisations, &e.refs, Organisations)},
		{"accounts", false, list("an account", `- {printed: "about noon", when: 2019-05-03T12:00Z, cite: "@report-a, ¶ 2"}`, func(n *yaml.Node) []key {
			e.Accounts = append(e.Accounts, Account{Pos: diag.Pos{File: e.File, Line: n.Line, Col: n.Column}})
			return accountKeys(&e.Accounts[len(e.Accounts)-1])
		})},
		{"draft", false, yes(&e.Draft)},
	}
}

func accountKeys(a *Account) []key {
	return []key{
		{"printed", true, text(&a.Printed)},
		{"when", false, when(&a.When)},
		{"cite", true, positioned(&a.CitePos, text(&a.Cite))},
	}
}

func names(dst *[]string, example string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var list []Alias
		texts(&list, example)(d, n)
		for _, a := range list {
			*dst = append(*dst, a.Text)
		}
	}
}

// A pending reference is checked once all pages are read.
type pending struct {
	id  ID
	pos diag.Pos
}

func references(dst *[]ID, refs *[]pending, kind Kind) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var list []Alias
		texts(&list, string(kind)+": [the-file-name]")(d, n)
		for _, a := range list {
			id := ID(path.Join(string(kind), a.Text))
			if strings.Contains(a.Text, "/") {
				id = ID(string(kind) + "/" + a.Text) // ".." leads nowhere
			}
			*dst = append(*dst, id)
			*refs = append(*refs, pending{id, a.Pos})
		}
	}
}

func reference(dst *ID, refs *[]pending, kind Kind) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var slug string
		text(&slug)(d, n)
		if slug != "" {
			*dst = ID(string(kind) + "/" + slug)
			*refs = append(*refs, pending{*dst, d.pos(n)})
		}
	}
}

func coordinates(dst **Coordinates) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			d.add(n, "write coordinates: {lat: 33.3, lon: 44.4, source: …}", "a latitude and a longitude are wanted here")
			return
		}
		c := &Coordinates{}
		before := len(*d.errs)
		d.mapping(n, "coordinates", coordinateKeys(c))
		if len(*d.errs) == before {
			*dst = c
		}
	}
}

func within(dst *float64, limit float64, hint string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		before := len(*d.errs)
		number(dst)(d, n)
		if len(*d.errs) == before && !(*dst >= -limit && *dst <= limit) { // also when it is .nan
			d.add(n, hint, "%s is out of range", n.Value)
		}
	}
}

var wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]*$`)

func wikidata(dst *string) func(*decoder, *yaml.Node) {
	return matching(dst, wikidataForm, "write the item's number, such as Q796", "no Wikidata item")
}

var sha256Form = regexp.MustCompile(`^[0-9a-f]{64}$`)

func sha256(dst *string) func(*decoder, *yaml.Node) {
	return matching(dst, sha256Form, "it has 64 digits of 0-9 and a-f: see sha256sum", "no SHA-256")
}

func matching(dst *string, form *regexp.Regexp, hint, problem string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if !form.MatchString(n.Value) {
			d.add(n, hint, "%q is %s", n.Value, problem)
			return
		}
		*dst = n.Value
	}
}

func webAddress(dst *string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		u, err := url.Parse(n.Value)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			d.add(n, "write https://…", "%q is no address on the web", n.Value)
			return
		}
		*dst = n.Value
	}
}

func baseURL(dst *string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		webAddress(dst)(d, n)
		if *dst != "" && !strings.HasSuffix(*dst, "/") {
			*dst += "/"
		}
	}
}

// date reads when an article was published: a day or a time, not an interval.
func date(dst *When) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		w, err := ParseWhen(n.Value)
		if err != nil || w.Approx || w.Precision != Day && w.Precision != Minute {
			d.add(n, "write 2020-01-07 or 2020-01-07T20:22Z", "%q is no day and no time with an offset", n.Value)
			return
		}
		*dst = w
	}
}

func edition(dst *time.Time) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var w When
		date(&w)(d, n)
		*dst = w.Start
	}
}

func zones(dst *[]Zone) func(*decoder, *yaml.Node) {
	const example = "zones: [UTC, Asia/Baghdad]"
	return func(d *decoder, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
			d.add(n, "write "+example, "a list of time zones is wanted here")
			return
		}
		var list []Zone
		for _, item := range n.Content {
			z := Zone{Name: item.Value}
			at := item
			if item.Kind == yaml.MappingNode {
				d.mapping(item, "a zone", zoneKeys(&z))
				if at = valueOf(item, "name"); at == nil {
					continue
				}
			}
			z.Location, z.Label = zone(d, at, z)
			list = append(list, z)
		}
		*dst = list
	}
}

// valueOf returns the value of a mapping's key, or nil.
func valueOf(n *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// zone returns a zone's location, and its label: by default the city.
func zone(d *decoder, n *yaml.Node, z Zone) (*time.Location, string) {
	loc, err := time.LoadLocation(z.Name)
	if err != nil || z.Name == "" || z.Name == "Local" {
		d.add(n, "use a name of the IANA database, such as UTC or Asia/Baghdad", "unknown time zone %q", z.Name)
		loc = time.UTC
	}
	label := z.Label
	if label == "" {
		label = strings.ReplaceAll(z.Name[strings.LastIndexByte(z.Name, '/')+1:], "_", " ")
	}
	return loc, label
}
