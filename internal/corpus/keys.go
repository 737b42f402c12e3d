package corpus

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"collate/internal/diag"
	"collate/internal/markdown"
)

// The keys of each kind of file, in the order of docs/content.md, which a test
// holds to them.

func siteKeys(s *Site) []key {
	return []key{
		{"title", false, text(&s.Title)},
		{"base_url", false, baseURL(&s.BaseURL)},
		{"language", false, positioned(&s.LanguagePos,
			matching(&s.Language, languageForm, "write en, de or pt-BR", "no language tag"))},
		{"edition", false, positioned(&s.EditionPos, edition(&s.Edition))},
		{"zones", false, zones(&s.Zones)},
		{"ignore", false, list("a name", "- {name: Article 51, why: a clause of a treaty}", maxItems, func(*yaml.Node) []key {
			s.Ignore = append(s.Ignore, Ignored{})
			return ignoreKeys(&s.Ignore[len(s.Ignore)-1])
		})},
		{"corrections", false, list("a correction", erratumExample, maxItems, func(*yaml.Node) []key {
			s.Corrections = append(s.Corrections, Erratum{})
			return erratumKeys(&s.Corrections[len(s.Corrections)-1])
		})},
	}
}

const erratumExample = "- {date: 2026-11-20, page: people/jane-doe, text: We gave her another first name.}"

func erratumKeys(e *Erratum) []key {
	return []key{
		{"date", true, date(&e.Date)},
		{"page", true, positioned(&e.Pos, pageID(&e.Page))},
		{"text", true, prose(&e.Text)},
	}
}

// storyWord is how the story is called where others are by kind and slug.
const storyWord = "story"

// pageID reads the name of a page: its kind and its slug, or story. That it is
// there is checked once all pages are read.
func pageID(dst *ID) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		kind, slug, _ := strings.Cut(s, "/")
		switch {
		case s == storyWord:
			*dst = Story
		case slices.Contains(folders(), Kind(kind)) && IsSlug(slug):
			*dst = ID(s)
		default:
			d.add(n, "write people/jane-doe, claims/the-file-name or story", "%q names no page", s)
		}
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
		{"title", true, positioned(&p.Pos, prose(&p.Title))},
		{"standfirst", false, positioned(&p.StandfirstPos, prose(&p.Standfirst))},
		{"draft", false, yes(&p.Draft)},
	}
}

func articleKeys(a *Article) []key {
	var mode string
	return []key{
		{"title", true, positioned(&a.Pos, text(&a.Title))},
		{"standfirst", false, positioned(&a.StandfirstPos, text(&a.Standfirst))},
		{"label", false, positioned(&a.labelPos, text(&a.Label))},
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
		{"speakers", false, list("a quotation", correctionExample, maxItems, func(*yaml.Node) []key {
			a.Speakers = append(a.Speakers, Correction{})
			return correctionKeys(&a.Speakers[len(a.Speakers)-1])
		})},
		{"draft", false, yes(&a.Draft)},
	}
}

const correctionExample = `- {quote: It is gone, says: people/jane-doe}`

func correctionKeys(c *Correction) []key {
	return []key{
		{"quote", true, positioned(&c.Pos, text(&c.Quote))},
		{"paragraph", false, matching(&c.Paragraph, paragraphForm, "write p7", "no paragraph's id")},
		{"says", true, positioned(&c.SaysPos, text(&c.Says))},
	}
}

func originalKeys(o *Original) []key {
	return []key{
		{"file", true, text(&o.File)},
		{"sha256", true, positioned(&o.Pos, sha256(&o.SHA256))},
		{"language", false, text(&o.Language)},
		{"found", false, func(d *decoder, n *yaml.Node) {
			if n.Kind != yaml.MappingNode {
				d.add(n, "write found: {title: JSON-LD, date: line 3}", "where import read each field is wanted here")
				return
			}
			d.mapping(n, "found", foundKeys(o))
		}},
		{"cut", false, list("what was cut", cutExample, maxItems, func(*yaml.Node) []key {
			o.Cut = append(o.Cut, Cut{})
			return cutKeys(&o.Cut[len(o.Cut)-1])
		})},
	}
}

const cutExample = "- {what: comment form, lines: 4-7, words: 12}"

// foundKeys returns a key for each field of an article that import reads.
func foundKeys(o *Original) []key {
	fields := []string{"title", "standfirst", "publisher", "byline", "credit", "date", "url", "language"}
	keys := make([]key, len(fields))
	for i, field := range fields {
		keys[i] = key{field, false, func(d *decoder, n *yaml.Node) {
			var where string
			text(&where)(d, n)
			o.Found = append(o.Found, Found{Field: field, Where: where})
		}}
	}
	return keys
}

func cutKeys(c *Cut) []key {
	return []key{
		{"what", true, text(&c.What)},
		{"lines", false, matching(&c.Lines, linesForm, "write 14 or 14-17", "no line and no range of lines")},
		{"words", false, count(&c.Words)},
	}
}

// entityKeys returns the keys of a person, a place or an organisation.
func entityKeys(e *Entity) []key {
	keys := []key{{"title", true, positioned(&e.Pos, prose(&e.Title))}}
	aliases := key{"aliases", false, textsUpTo(maxNames, &e.Names, "aliases: [Doe, J. Doe]")}
	switch e.Kind {
	case People:
		keys = append(keys,
			key{"sort", false, text(&e.Sort)},
			aliases,
			key{"role", false, positioned(&e.RolePos, prose(&e.Role))},
			key{"organisations", false, references(&e.Organisations, &e.refs, Organisations)})
	case Places:
		keys = append(keys,
			aliases,
			key{"kind", false, prose(&e.What)},
			key{"coordinates", false, coordinates(&e.Coordinates)},
			key{"within", false, reference(&e.Within, &e.refs, Places)})
	case Organisations:
		keys = append(keys,
			aliases,
			key{"kind", false, prose(&e.What)},
			key{"part_of", false, reference(&e.PartOf, &e.refs, Organisations)})
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
		{"title", true, positioned(&e.Pos, prose(&e.Title))},
		{"when", true, when(&e.When)},
		{"precision", false, positioned(&e.PrecisionPos, prose(&e.Precision))},
		{"places", false, references(&e.Places, &e.refs, Places)},
		{"people", false, references(&e.People, &e.refs, People)},
		{"organisations", false, references(&e.Organisations, &e.refs, Organisations)},
		{"after", false, neighbours(&e.After, e)},
		{"before", false, neighbours(&e.Before, e)},
		{"accounts", false, list("an account", accountExample, maxHeld, func(*yaml.Node) []key {
			e.Accounts = append(e.Accounts, Account{})
			return accountKeys(&e.Accounts[len(e.Accounts)-1])
		})},
		{"draft", false, yes(&e.Draft)},
	}
}

const accountExample = `- {printed: about noon, when: 2019-05-03T12:00Z, cite: "@report-a, ¶ 2"}`

func accountKeys(a *Account) []key {
	return []key{
		{"printed", true, positioned(&a.PrintedPos, text(&a.Printed))},
		{"when", false, when(&a.When)},
		{"cite", true, positioned(&a.CitePos, text(&a.Cite))},
	}
}

func claimKeys(c *Claim) []key {
	return []key{
		{"question", true, positioned(&c.Pos, prose(&c.Title))},
		{"kind", true, func(d *decoder, n *yaml.Node) {
			var form string
			oneOf(&form, string(CountForm), string(TimeForm), string(DistanceForm), string(YesNoForm), string(TextForm))(d, n)
			c.Form = Form(form)
		}},
		{"unit", false, positioned(&c.unitPos, text(&c.Unit))},
		{"several", false, positioned(&c.severalPos, yes(&c.Several))},
		{"events", false, references(&c.Events, &c.refs, Events)},
		{"answers", true, func(d *decoder, n *yaml.Node) {
			if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
				d.add(n, "write "+answerExample, "a claim needs an answer")
			}
			list("an answer", answerExample, maxHeld, func(item *yaml.Node) []key {
				c.Answers = append(c.Answers, Answer{Pos: d.pos(item)})
				return answerKeys(&c.Answers[len(c.Answers)-1])
			})(d, n)
		}},
		{"draft", false, yes(&c.Draft)},
	}
}

const answerExample = `- {value: "22", says: the army, cite: "@report-a, ¶ 2"}`

func answerKeys(a *Answer) []key {
	return []key{
		{"value", true, positioned(&a.ValuePos, text(&a.Value))},
		{"printed", false, positioned(&a.PrintedPos, text(&a.Printed))},
		{"says", true, positioned(&a.SaysPos, prose(&a.Says))},
		{"origin", false, positioned(&a.OriginPos, prose(&a.Origin))},
		{"of", false, positioned(&a.OfPos, prose(&a.Of))},
		{"cite", true, positioned(&a.CitePos, text(&a.Cite))},
		{"note", false, positioned(&a.NotePos, prose(&a.Note))},
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
	kind Kind
	slug string // as typed
	pos  diag.Pos
}

func (r pending) id() ID { return ID(string(r.kind) + "/" + r.slug) }

func references(dst *[]ID, refs *[]pending, kind Kind) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var list []Alias
		texts(&list, string(kind)+": [the-file-name]")(d, n)
		for _, a := range list {
			r := pending{kind, a.Text, a.Pos}
			if slices.Contains(*dst, r.id()) {
				d.errs.Add(a.Pos, "keep one of the two", "%q stands in this list twice", a.Text)
				continue
			}
			*dst = append(*dst, r.id())
			*refs = append(*refs, r)
		}
	}
}

// neighbours reads a list of other events.
func neighbours(dst *[]Neighbour, e *Event) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var ids []ID
		var refs []pending
		references(&ids, &refs, Events)(d, n)
		for _, r := range refs {
			if r.id() == e.ID {
				d.errs.Add(r.pos, "name another event", "%q comes neither before nor after itself", r.slug)
				continue
			}
			*dst = append(*dst, Neighbour{r.id(), r.pos})
			e.refs = append(e.refs, r)
		}
	}
}

func reference(dst *ID, refs *[]pending, kind Kind) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if slug, ok := d.scalar(n); ok {
			r := pending{kind, slug, d.pos(n)}
			*dst = r.id()
			*refs = append(*refs, r)
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
		if len(*d.errs) == before && (*dst < -limit || *dst > limit) {
			d.add(n, hint, "%s is out of range", n.Value)
		}
	}
}

var (
	wikidataForm  = regexp.MustCompile(`^Q[1-9][0-9]*$`)
	sha256Form    = regexp.MustCompile(`^[0-9a-f]{64}$`)
	paragraphForm = regexp.MustCompile(`^p[1-9][0-9]*$`)
	linesForm     = regexp.MustCompile(`^[1-9][0-9]*(-[1-9][0-9]*)?$`)
	languageForm  = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

func wikidata(dst *string) func(*decoder, *yaml.Node) {
	return matching(dst, wikidataForm, "write the item's number, such as Q796", "no Wikidata item")
}

func sha256(dst *string) func(*decoder, *yaml.Node) {
	return matching(dst, sha256Form, "it has 64 digits of 0-9 and a-f: see sha256sum", "no SHA-256")
}

func matching(dst *string, form *regexp.Regexp, hint, problem string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		switch {
		case ok && form.MatchString(s):
			*dst = s
		case ok:
			d.add(n, hint, "%q is %s", s, problem)
		}
	}
}

// webAddress reads an http or https URL. Other schemes, javascript: above
// all, must not come near a link, nor a password near a page.
func webAddress(dst *string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		if !markdown.IsWeb(s) {
			d.add(n, "write https://…", "%q is no address on the web", s)
			return
		}
		*dst = s
	}
}

// baseURL reads the site's own URL.
func baseURL(dst *string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var s string
		if webAddress(&s)(d, n); s == "" {
			return
		}
		const hint = "write the site's folder: https://example.org/fire/"
		switch *dst = BaseURL(s); {
		case *dst != "":
		case strings.ContainsAny(s, "?#"):
			d.add(n, hint, "%q has a ? or a # in it", s)
		default:
			d.add(n, hint, "the path of %q begins with //", s)
		}
	}
}

// BaseURL returns a site's own URL as links are written: other letters than
// ASCII's escaped, a slash at the end. It returns "" for what is no address on the
// web or not that of a folder, or whose path begins with //: links to that would
// lead to another host.
func BaseURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || !markdown.IsWeb(raw) || strings.ContainsAny(raw, "?#") || strings.HasPrefix(u.Path, "//") {
		return ""
	}
	return strings.TrimRight(u.String(), "/") + "/"
}

// date reads when an article was published: a day or a time, not an interval.
func date(dst *When) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		w, err := ParseWhen(s)
		if err != nil || w.Approx || w.Precision != Day && w.Precision != Minute {
			d.add(n, "write 2020-01-07 or 2020-01-07T20:22Z", "%q is no day and no time with an offset", s)
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

const maxZones = 24 // each is a row or a column of what shows times

// zones reads a list of IANA names, or of mappings with a name and a label.
func zones(dst *[]Zone) func(*decoder, *yaml.Node) {
	const example = "zones: [UTC, Asia/Baghdad]"
	return func(d *decoder, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
			d.add(n, "write "+example, "a list of time zones is wanted here")
			return
		}
		if d.tooMany(n, maxZones) {
			return
		}
		var list []Zone
		for _, item := range n.Content {
			z, at := Zone{}, item
			if item.Kind == yaml.MappingNode {
				d.mapping(item, "a zone", zoneKeys(&z))
				if at = valueOf(item, "name"); at == nil || z.Name == "" {
					continue // mapping has said so
				}
			} else {
				text(&z.Name)(d, item)
			}
			if slices.ContainsFunc(list, func(o Zone) bool { return o.Name == z.Name }) {
				d.add(at, "keep one of the two", "the zone %q stands here twice", z.Name)
				continue
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
		d.add(n, zoneHint(z.Name), "unknown time zone %q", z.Name)
		loc = time.UTC
	}
	label := z.Label
	if label == "" {
		label = strings.ReplaceAll(z.Name[strings.LastIndexByte(z.Name, '/')+1:], "_", " ")
	}
	return loc, label
}
