package site

import (
	"bufio"
	"bytes"
	"html/template"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/exchange"
	"collate/internal/jsontext"
	"collate/internal/markdown"
)

// A Data page is the data of data.html: what can be downloaded.
type Data struct {
	Frame
	Files   []DataFile
	Sources string // URL of the list of content files
}

// A DataFile is one download.
type DataFile struct {
	Link
	ID     string
	What   string
	Size   string
	Sample template.HTML // its beginning, highlighted
}

// An export is a file of data: what it holds, in which language a sample of it is
// highlighted, and how it is made.
type export struct {
	path, what, lang string

	// One of the two is there. What has addresses that are to be checked is
	// made whole; what is as long as all reports together is written in pieces.
	whole func() []byte
	write func(w io.Writer) error
}

// exports are the downloads, in the order shown. What would have nothing in it is
// left out.
func (p *plan) exports() []export {
	list := []export{
		{path: explainerPath, what: p.say("data.explainer"), lang: "json", write: func(w io.Writer) error {
			return jsontext.WriteIndented(w, p.everything())
		}},
		{path: schemaPath, what: p.say("data.schema"), lang: "json", write: func(w io.Writer) error {
			_, err := w.Write(schemaOfExplainer())
			return err
		}},
		{path: mentionsPath, what: p.say("data.mentions"), write: p.writeMentions},
	}
	if p.hasEntities() {
		list = append(list, export{path: entitiesPath, what: p.say("data.entities"), write: p.writeEntities})
	}
	if len(p.x.Claims()) > 0 {
		list = append(list, export{path: claimsPath, what: p.say("data.claims"), write: p.writeClaims})
	}
	if slices.ContainsFunc(p.c.Places, func(e *corpus.Entity) bool { return e.Coordinates != nil }) {
		list = append(list, export{path: placesPath, what: p.say("data.places"), lang: "json", whole: func() []byte {
			return jsontext.AppendIndented(nil, p.geoJSON())
		}})
	}
	if dated := p.datedMoments(); len(dated) > 0 {
		list = append(list, export{
			path: calendarPath, what: p.say("data.calendar") + p.undated(len(dated)), write: p.writeCalendar,
		})
	}
	if len(p.articles) > 0 {
		list = append(list, export{path: thingsPath, what: p.say("data.things"), lang: "json", write: p.writeThings})
	}
	if len(p.articles) > 0 {
		list = append(list,
			export{path: bibTeXPath, what: p.say("data.bibtex"), write: p.writeBibTeX},
			export{path: cslPath, what: p.say("data.csl"), lang: "json", write: p.writeCSL})
	}
	if n := p.datedToYear(); n > 0 {
		list = append(list, export{
			path: slidesPath, what: p.say("data.slides") + p.undated(n), lang: "json", write: p.writeTimeline,
		})
	}
	if p.hasEntities() {
		list = append(list, export{path: teiPath, what: p.say("data.tei"), write: p.writeTEI})
	}
	if p.hasBeacon() {
		list = append(list, export{path: beaconPath, what: p.say("data.beacon"), write: p.writeBeacon})
	}
	if n := len(p.articles); 0 < n && n <= annotatedMost {
		list = append(list, export{
			path: annotationsPath, what: p.say("data.annotations"), lang: "json", write: p.writeAnnotations,
		})
	}
	return list
}

const (
	explainerPath = "data/explainer.json"
	mentionsPath  = "data/mentions.csv"
	placesPath    = "data/places.geojson"
	sampleLines   = 14
	sampleBytes   = 4000 // at most
)

// A download is what the page on the data says of a file.
type download struct {
	path  string
	bytes int
	head  []byte // its first sampleBytes
}

// noting returns the file as it is, but that the download notes what is to be
// said of it, while it is written if it is not held.
func (d *download) noting(f File) File {
	d.path = f.Path
	if f.Write == nil {
		_, _ = d.Write(f.Data)
		return f
	}
	return File{Path: f.Path, Write: func(w io.Writer) error { return f.Write(io.MultiWriter(d, w)) }}
}

// Write notes a piece of the file.
func (d *download) Write(piece []byte) (int, error) {
	d.bytes += len(piece)
	d.head = append(d.head, piece[:min(len(piece), sampleBytes-len(d.head))]...)
	return len(piece), nil
}

func (p *plan) data(files []download) Page {
	s := p.sheet(dataPath)
	d := &Data{Sources: s.to("source/files.html", "")}
	about := about{
		heading: p.say("page.data"), description: p.say("data.description"),
		kind: p.reportsCompared(), note: p.say("data.note"), schema: p.dataset(), styles: []string{ups + highlightPath},
	}
	for _, known := range append(p.exports(), export{path: packagePath, what: p.say("data.package"), lang: "json"}) {
		for _, f := range files {
			if f.path != known.path {
				continue
			}
			d.Files = append(d.Files, DataFile{
				Link: Link{s.to(f.path, ""), strings.TrimPrefix(f.path, "data/")},
				ID:   anchor(strings.TrimPrefix(f.path, "data/")), What: known.what, Size: p.size(f.bytes),
				Sample: sample(f.head, known.lang),
			})
			if s.base == "" {
				continue
			}
			about.schema.Distribution = append(about.schema.Distribution, schema{
				Type: "DataDownload", Name: f.path, EncodingType: mediaType(f.path), ContentURL: s.base + f.path,
				ContentSize: p.size(f.bytes),
			})
		}
	}
	d.Frame = s.frame(about)
	return Page{dataPath, "data.html", d}
}

func mediaType(path string) string {
	switch path[strings.LastIndexByte(path, '.'):] {
	case ".csv":
		return "text/csv"
	case ".geojson":
		return "application/geo+json"
	case ".ics":
		return "text/calendar"
	case ".bib":
		return "application/x-bibtex"
	case ".xml":
		return "application/tei+xml"
	case ".txt":
		return "text/plain"
	case ".jsonld":
		return "application/ld+json"
	}
	if strings.HasSuffix(path, ".csl.json") {
		return "application/vnd.citationstyles.csl+json"
	}
	if strings.HasSuffix(path, ".ftm.json") { // a line each
		return "application/json+ftm"
	}
	if path == schemaPath {
		return "application/schema+json"
	}
	return "application/json"
}

// size prints a number of bytes for people: "812 bytes", "14 KB".
func (p *plan) size(n int) string {
	if n < 1024 {
		return p.say("data.bytes", "n", n)
	}
	return p.say("data.kilobytes", "n", (n+512)/1024)
}

// sample highlights the first lines of a file. Of a line that is longer than what is
// shown there is what stands before its last quotation mark, so that no address is cut.
func sample(head []byte, lang string) template.HTML {
	end := 0
	for range sampleLines {
		n := bytes.IndexByte(head[end:], '\n')
		if n < 0 {
			break
		}
		end += n + 1
	}
	if end == 0 {
		end = bytes.LastIndexByte(head, '"') + 1
	}
	text := strings.ReplaceAll(string(head[:end]), "\r\n", "\n")
	return template.HTML(markdown.Highlight(text, lang)) //nolint:gosec // package markdown escapes
}

// dataFiles make the downloads, each when it is asked for.
func (p *plan) dataFiles() []func() File {
	var files []func() File
	for _, e := range p.exports() {
		files = append(files, func() File {
			if e.whole != nil {
				return File{Path: e.path, Data: e.whole()}
			}
			return File{Path: e.path, Write: e.write}
		})
	}
	return files
}

// The types below are explainer.json. IDs are "people/jane-doe"; a citation is
// "report-d#p2". Lists are sorted as on the pages.
type (
	everythingJSON struct {
		Title         string               `json:"title"`
		URL           string               `json:"url,omitempty"`
		Edition       string               `json:"edition,omitempty"`
		Reports       iter.Seq[reportJSON] `json:"reports"`
		People        iter.Seq[entityJSON] `json:"people"`
		Places        iter.Seq[entityJSON] `json:"places"`
		Organisations iter.Seq[entityJSON] `json:"organisations"`
		Events        iter.Seq[eventJSON]  `json:"events"`
		Claims        iter.Seq[claimJSON]  `json:"claims,omitempty"` // nil without
		Quotations    iter.Seq[saidJSON]   `json:"quotations"`
	}
	saidJSON struct {
		Speaker   string         `json:"speaker,omitempty"`
		Entity    corpus.ID      `json:"entity,omitempty"`
		Text      string         `json:"text"`
		Page      string         `json:"page"`
		Printings []printingJSON `json:"printings"`
		Unmarked  []string       `json:"without_marks,omitempty"`
	}
	printingJSON struct {
		Report    corpus.ID    `json:"report"`
		Places    []string     `json:"places"`
		Text      string       `json:"text"`
		Shortened bool         `json:"shortened,omitempty"`
		Signs     bool         `json:"other_capitals_or_punctuation,omitempty"`
		Changes   []changeJSON `json:"changes,omitempty"`
		Spelled   [][2]string  `json:"spelling,omitempty"` // in the text, in this printing
	}
	changeJSON struct {
		Kind    string `json:"kind"`
		LeftOut string `json:"left_out,omitempty"`
		PutIn   string `json:"put_in,omitempty"`
	}
	reportJSON struct {
		ID         corpus.ID       `json:"id"`
		Label      string          `json:"label"`
		Title      string          `json:"title"`
		Supplied   bool            `json:"title_supplied,omitempty"`
		Publisher  string          `json:"publisher,omitempty"`
		Byline     []string        `json:"byline,omitempty"`
		Date       string          `json:"date,omitempty"`
		Digest     bool            `json:"digest,omitempty"`
		File       string          `json:"original_file,omitempty"`
		SHA256     string          `json:"original_sha256,omitempty"`
		Paragraphs []paragraphJSON `json:"paragraphs"`
	}
	paragraphJSON struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	entityJSON struct {
		ID          corpus.ID        `json:"id"`
		Name        string           `json:"name"`
		Names       []string         `json:"names"`
		Role        string           `json:"role,omitempty"`
		Kind        string           `json:"kind,omitempty"`
		Within      corpus.ID        `json:"within,omitempty"`
		PartOf      corpus.ID        `json:"part_of,omitempty"`
		MemberOf    []corpus.ID      `json:"organisations,omitempty"`
		Wikidata    string           `json:"wikidata,omitempty"`
		Coordinates *coordinatesJSON `json:"coordinates,omitempty"`
		Mentions    int              `json:"mentions"`
		Reports     []corpus.ID      `json:"reports"`
	}
	coordinatesJSON struct {
		Lat       float64 `json:"lat"`
		Lon       float64 `json:"lon"`
		Source    string  `json:"source,omitempty"`
		Precision string  `json:"precision,omitempty"`
	}
	eventJSON struct {
		ID            corpus.ID     `json:"id"`
		Title         string        `json:"title"`
		When          string        `json:"when"`
		Start         string        `json:"start,omitempty"`
		End           string        `json:"end,omitempty"`
		Precision     string        `json:"precision,omitempty"`
		Text          string        `json:"text,omitempty"`
		Places        []corpus.ID   `json:"places,omitempty"`
		People        []corpus.ID   `json:"people,omitempty"`
		Organisations []corpus.ID   `json:"organisations,omitempty"`
		After         []corpus.ID   `json:"after,omitempty"`
		Before        []corpus.ID   `json:"before,omitempty"`
		Cites         []string      `json:"cites"`
		Accounts      []accountJSON `json:"accounts,omitempty"`
		Verdict       string        `json:"verdict,omitempty"` // on the accounts
		Clash         bool          `json:"clash,omitempty"`
	}
	accountJSON struct {
		Printed     string   `json:"printed"`
		When        string   `json:"when,omitempty"`
		Start       string   `json:"start,omitempty"`
		End         string   `json:"end,omitempty"`
		Cites       []string `json:"cites"`
		ClashesWith []int    `json:"clashes_with,omitempty"` // accounts of the event, from 0
	}
)

func (p *plan) everything() everythingJSON {
	claims := p.x.Claims()
	all := everythingJSON{
		Title: p.title(), URL: p.base,
		Reports:       each(len(p.articles), func(i int) reportJSON { return reportData(p.articles[i]) }),
		People:        p.entitiesJSON(p.c.People),
		Places:        p.entitiesJSON(p.c.Places),
		Organisations: p.entitiesJSON(p.c.Organisations),
		Events:        each(len(p.moments), p.eventData),
		Quotations:    each(len(p.x.Utterances()), p.saidData),
	}
	if t := p.c.Site.Edition; !t.IsZero() {
		all.Edition = t.Format(time.DateOnly)
	}
	if len(claims) > 0 {
		all.Claims = each(len(claims), func(i int) claimJSON { return p.claimData(&claims[i]) })
	}
	return all
}

// each is a list that is made one by one.
func each[T any](n int, one func(i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range n {
			if !yield(one(i)) {
				return
			}
		}
	}
}

func reportData(a *corpus.Article) reportJSON {
	r := reportJSON{
		ID: a.ID, Label: a.Label, Title: a.Title, Supplied: a.Supplied, Publisher: a.Publisher, Byline: a.Byline,
		Date: a.Date.Raw, Digest: a.Digest, Paragraphs: make([]paragraphJSON, len(a.Paragraphs)),
	}
	if a.Original != nil {
		r.File, r.SHA256 = a.Original.File, a.Original.SHA256
	}
	for i, para := range a.Paragraphs {
		r.Paragraphs[i] = paragraphJSON{para.ID, a.Text(i)}
	}
	return r
}

func (p *plan) entitiesJSON(list []*corpus.Entity) iter.Seq[entityJSON] {
	return each(len(list), func(i int) entityJSON { return p.entityData(list[i]) })
}

func (p *plan) entityData(e *corpus.Entity) entityJSON {
	d := entityJSON{
		ID: e.ID, Name: e.Title, Role: e.Role, Kind: e.What, Within: e.Within, PartOf: e.PartOf,
		MemberOf: e.Organisations, Wikidata: e.Wikidata, Mentions: p.x.Count(e.ID),
		Names: make([]string, len(e.Names)), Reports: make([]corpus.ID, 0, p.x.Reports(e.ID)),
	}
	for i, n := range e.Names {
		d.Names[i] = n.Text
	}
	if at := e.Coordinates; at != nil {
		d.Coordinates = &coordinatesJSON{at.Lat, at.Lon, at.Source, at.Precision}
	}
	var last *corpus.Article
	for _, b := range p.x.Backlinks(e.ID) {
		if b.Article != last {
			last = b.Article
			d.Reports = append(d.Reports, last.ID)
		}
	}
	return d
}

func (p *plan) eventData(i int) eventJSON {
	m := &p.moments[i]
	e := m.Event
	d := eventJSON{
		ID: e.ID, Title: e.Title, When: e.When.Raw, Precision: e.Precision, Places: e.Places, People: e.People,
		Text: bodyText(&e.Page), Organisations: e.Organisations, Cites: p.citeKeys(e),
		Clash: m.Accounts.Verdict == collate.Disagree,
		After: ids(e.After), Before: ids(e.Before),
	}
	if v := m.Accounts.Verdict; v != collate.OneReport {
		d.Verdict = v.String()
	}
	d.Start, d.End = ends(e.When)
	for j, a := range e.Accounts {
		account := accountJSON{Printed: a.Printed, When: a.When.Raw, Cites: []string{}, ClashesWith: m.Accounts.Clashes[j]}
		account.Start, account.End = ends(a.When)
		for _, r := range p.x.Citations.Account(e.ID, j) {
			account.Cites = append(account.Cites, paragraphKey(r.Article, r.Paragraph))
		}
		d.Accounts = append(d.Accounts, account)
	}
	return d
}

func (p *plan) saidData(i int) saidJSON {
	u := &p.x.Utterances()[i]
	d := saidJSON{Speaker: u.Speaker, Entity: u.Entity, Text: u.Text, Page: p.saidURL(i)}
	for _, printing := range u.Printings {
		a := printing.Article
		out := printingJSON{
			Report: a.ID, Text: printing.Text, Shortened: printing.Shortened(), Signs: printing.Signs, Places: []string{},
		}
		for _, q := range printing.Quotes {
			out.Places = append(out.Places, paragraphKey(a, q.Paragraph))
		}
		for _, c := range printing.Changes {
			out.Changes = append(out.Changes, changeJSON{c.Kind.String(), c.Base, c.Text})
		}
		for _, v := range printing.Spelled {
			out.Spelled = append(out.Spelled, [2]string{v.Base, v.Text})
		}
		d.Printings = append(d.Printings, out)
	}
	for _, e := range u.Embedded {
		d.Unmarked = append(d.Unmarked, paragraphKey(e.Article, e.Paragraph))
	}
	return d
}

// ends returns the first instant that a known time may be and the first after it.
func ends(w corpus.When) (start, end string) {
	if !w.Known() {
		return "", ""
	}
	return w.Start.Format(time.RFC3339), w.End.Format(time.RFC3339)
}

func ids(events []corpus.Neighbour) []corpus.ID {
	var list []corpus.ID
	for _, n := range events {
		list = append(list, n.Event)
	}
	return list
}

// paragraphKey names a paragraph of a report in data: "report-d#p2".
func paragraphKey(a *corpus.Article, paragraph int) string {
	return a.Slug + "#" + a.Paragraphs[paragraph].ID
}

// citeKeys lists the paragraphs that an event cites, each once, in the order
// cited.
func (p *plan) citeKeys(e *corpus.Event) []string {
	keys := []string{}
	seen := map[string]bool{}
	for _, r := range p.eventRefs(e) {
		if k := paragraphKey(r.Article, r.Paragraph); !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}

func mentionColumns() []string {
	return []string{"report", "paragraph", "start", "end", "printed", "entity", "name", "page"}
}

// writeMentions lists every mention in the reports in reading order. Offsets
// are bytes into the paragraph's text as explainer.json has it.
func (p *plan) writeMentions(w io.Writer) error {
	t := newTable(w)
	t.add(mentionColumns()...)
	for _, a := range p.articles {
		path := p.reportOf[a].path
		mentions, i := p.x.Mentions.On(a.ID), 0 // the paragraph
		for j := range mentions {
			m := &mentions[j]
			for i < len(a.Paragraphs) && a.Paragraphs[i].Block < int(m.Block) {
				i++
			}
			if i == len(a.Paragraphs) || a.Paragraphs[i].Block != int(m.Block) { // in a heading
				continue
			}
			t.plain(a.Slug)
			t.plain(a.Paragraphs[i].ID)
			t.number(int(m.Start))
			t.number(int(m.End))
			t.text(a.Text(i)[m.Start:m.End])
			t.plain(string(m.Entity.ID))
			t.text(m.Entity.Title)
			t.plain(path, "#", p.known[m.Entity].mentions, itoa(int(m.N)))
			t.end()
		}
	}
	return t.Flush()
}

// A table is a file of comma-separated values while it is written, as
// encoding/csv writes it.
type table struct {
	*bufio.Writer // keeps its error for Flush
	record        []byte
}

func newTable(w io.Writer) *table { return &table{Writer: bufio.NewWriterSize(w, 32<<10)} }

// add writes a record.
func (t *table) add(record ...string) {
	for _, field := range record {
		t.text(field)
	}
	t.end()
}

// text writes a field of a record.
func (t *table) text(field string) {
	field = exchange.Inert(field)
	if needsQuotes(field) {
		field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
	}
	t.plain(field)
}

// plain writes a field of what never needs quotation marks, such as a slug.
func (t *table) plain(parts ...string) {
	for _, part := range parts {
		t.record = append(t.record, part...)
	}
	t.record = append(t.record, ',')
}

func (t *table) number(n int) { t.record = append(strconv.AppendInt(t.record, int64(n), 10), ',') }

// end ends a record.
func (t *table) end() {
	t.record[len(t.record)-1] = '\n'
	_, _ = t.Write(t.record)
	t.record = t.record[:0]
}

// needsQuotes says whether a field has to stand in quotation marks.
func needsQuotes(field string) bool {
	for i := range len(field) {
		if c := field[i]; c <= ',' && (c == ',' || c == '"' || c == '\r' || c == '\n') {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(field)
	return field == `\.` || unicode.IsSpace(first)
}

// The types below are places.geojson.
type (
	collectionJSON struct {
		Type     string        `json:"type"`
		Features []featureJSON `json:"features"`
	}
	featureJSON struct {
		Type       string         `json:"type"`
		ID         corpus.ID      `json:"id"`
		Geometry   pointJSON      `json:"geometry"`
		Properties propertiesJSON `json:"properties"`
	}
	pointJSON struct {
		Type        string     `json:"type"`
		Coordinates [2]float64 `json:"coordinates"` // longitude first
	}
	propertiesJSON struct {
		Name      string `json:"name"`
		Kind      string `json:"kind,omitempty"`
		Precision string `json:"precision,omitempty"`
		Source    string `json:"source,omitempty"`
		Mentions  int    `json:"mentions"`
		Page      string `json:"page"`
	}
)

func (p *plan) geoJSON() collectionJSON {
	c := collectionJSON{Type: "FeatureCollection"}
	for _, e := range p.c.Places {
		if e.Coordinates == nil {
			continue
		}
		path, _ := p.pagePath(e.ID)
		at := e.Coordinates
		c.Features = append(c.Features, featureJSON{
			Type: "Feature", ID: e.ID, Geometry: pointJSON{"Point", [2]float64{at.Lon, at.Lat}},
			Properties: propertiesJSON{e.Title, e.What, at.Precision, at.Source, p.x.Count(e.ID), p.base + path},
		})
	}
	return c
}
