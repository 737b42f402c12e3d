package exchange

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"collate/internal/diag"
	"collate/internal/spoof"
)

// What a list may have at most.
const (
	maxListed = 50_000
	maxNames  = 1000    // aliases of one entity
	maxValue  = 4 << 10 // bytes
)

// IsList reports whether a file is a list of entities, by its ending.
func IsList(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".csv", ".tsv", ".json", ".jsonl", ".ijson", ".ftm", ".tei", ".xml":
		return true
	}
	return false
}

// ReadList reads people, places and organisations from a table, entities of
// FollowTheMoney or a register in TEI. What may be a mistake comes as warnings, what
// is one as the error, a diag.List; both by position. A slug that the file does not give is "".
func ReadList(file string, data []byte) (list []Listed, warnings diag.List, err error) {
	r := &listReader{file: file, slugs: map[string]int{}}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch ext := strings.ToLower(path.Ext(file)); {
	case !utf8.Valid(data):
		r.errs.Add(diag.Pos{File: file}, "save it as UTF-8", "the list is not UTF-8")
	case ext == ".csv", ext == ".tsv":
		r.table(data)
	case ext == ".tei", ext == ".xml":
		r.tei(data)
	default:
		r.things(data)
	}
	if len(r.list) == 0 && len(r.errs) == 0 {
		r.errs.Add(diag.Pos{File: file}, "docs/data.md says what is read", "nobody and nothing is listed here")
	}
	r.hold()
	return r.list, r.warnings, r.errs.Err()
}

type listReader struct {
	file           string
	list           []Listed
	slugs          map[string]int // indices into list, by the ids of the file
	warnings, errs diag.List
	full           bool // there was more than is read
}

// add adds an entity, unless there are too many.
func (r *listReader) add(l Listed) {
	if len(r.list) == maxListed {
		if !r.full {
			r.errs.Add(l.Pos, "cut the list into several", "a list has more than %d entries", maxListed)
		}
		r.full = true
		return
	}
	r.list = append(r.list, l)
}

var wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]{0,18}$`)

// hold checks the values of what was read, and tidies them.
func (r *listReader) hold() {
	for i := range r.list {
		l := &r.list[i]
		l.Wikidata = strings.TrimSpace(l.Wikidata)
		if at := strings.LastIndexByte(l.Wikidata, '/'); at >= 0 {
			l.Wikidata = l.Wikidata[at+1:] // of an address
		}
		if l.Wikidata != "" && !wikidataForm.MatchString(l.Wikidata) {
			r.errs.Add(l.Pos, "write the letter Q and digits", "%q is no item of Wikidata", l.Wikidata)
		}
		if at := l.At; at != nil && !(-90 <= at.Lat && at.Lat <= 90 && -180 <= at.Lon && at.Lon <= 180) { // also not a number
			r.errs.Add(l.Pos, "degrees north, -90 to 90, and east, -180 to 180",
				"%v, %v is no place on the Earth", at.Lat, at.Lon)
		}
		if l.At != nil && l.Folder != "places" {
			r.warnings.Add(l.Pos, "", "warning: coordinates are read of places alone")
			l.At = nil
		}
		for _, value := range []*string{&l.Title, &l.Sort, &l.Role, &l.Kind, &l.Source, &l.Precision} {
			r.holdText(l, value)
		}
		if l.Title == "" {
			r.errs.Add(l.Pos, "give it a title", "an entry has no name")
		}
		if len(l.Aliases) > maxNames {
			r.errs.Add(l.Pos, "take some out", "%q has more than %d names", l.Title, maxNames)
			l.Aliases = nil
		}
		var aliases []string
		for _, alias := range l.Aliases {
			r.holdText(l, &alias)
			if alias != "" && alias != l.Title && !slices.Contains(aliases, alias) {
				aliases = append(aliases, alias)
			}
		}
		l.Aliases = aliases
	}
}

func (r *listReader) holdText(l *Listed, value *string) {
	if len(*value) > maxValue {
		r.errs.Add(l.Pos, "write less here", "a value has more than %d KB", maxValue>>10)
	}
	text := strings.Join(strings.Fields(*value), " ")
	if found := spoof.Hidden(text, 1); found != nil {
		r.errs.Add(l.Pos, "take it out", "a value has a sign that nobody sees")
	}
	*value = text
}

// columnNames are what else columns are called.
var columnNames = map[string]string{
	"name": "title", "label": "title", "id": "slug", "alias": "aliases", "names": "aliases", "type": "folder",
	"category": "folder",
	"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "qid": "wikidata", "wikidata_id": "wikidata",
	"organisation": "organisations", "organization": "organisations", "organizations": "organisations", "position": "role",
	"sort_key": "sort", "parent": "within",
}

// folderOf returns the folder that a word stands for, "" if none.
func folderOf(word string) string {
	switch word = strings.ToLower(strings.TrimSpace(word)); word {
	case "people", "person", "persons":
		return "people"
	case "places", "place", "location", "locations", "address":
		return "places"
	case "organisations", "organisation", "organization", "organizations", "org", "orgs", "company", "publicbody":
		return "organisations"
	}
	return ""
}

// separator is what parts the fields of a table, by its first line.
func separator(head string) rune {
	best, most := ',', strings.Count(head, ",")
	for _, s := range ";\t" {
		if n := strings.Count(head, string(s)); n > most {
			best, most = s, n
		}
	}
	return best
}

// table reads comma-separated values (RFC 4180), or those of spreadsheets that part
// by semicolons or tabs.
func (r *listReader) table(data []byte) {
	head, _, _ := strings.Cut(string(data), "\n")
	c := csv.NewReader(bytes.NewReader(data))
	c.Comma, c.FieldsPerRecord, c.ReuseRecord = separator(head), -1, true
	at := func(field int) diag.Pos {
		line, column := c.FieldPos(field)
		return diag.Pos{File: r.file, Line: line, Col: column}
	}
	record, err := c.Read()
	if err != nil {
		r.csvError(err)
		return
	}
	columns := r.columns(record, at)
	if columns == nil {
		return
	}
	whole := folderOf(strings.TrimSuffix(path.Base(strings.ReplaceAll(r.file, `\`, "/")), path.Ext(r.file)))
	for !r.full {
		record, err := c.Read()
		if err != nil {
			r.csvError(err)
			return
		}
		r.row(record, columns, whole, at)
	}
}

func (r *listReader) csvError(err error) {
	if errors.Is(err, io.EOF) {
		return
	}
	pos, msg := diag.Pos{File: r.file}, err.Error()
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		pos.Line, pos.Col, msg = e.Line, e.Column, e.Err.Error()
	}
	r.errs.Add(pos, `put a value with the separator, a quotation mark or a line break into "…", and a mark in it twice`,
		"no table: %s", msg)
}

// columns returns what stands in each column, "" for what is not read, or nil if
// that cannot be told.
func (r *listReader) columns(record []string, at func(int) diag.Pos) []string {
	known := append(Columns(), "url", "page")
	columns := make([]string, len(record))
	for i, name := range record {
		key := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
		if as := columnNames[key]; as != "" {
			key = as
		}
		switch hint := diag.DidYouMean(key, known); {
		case slices.Contains(columns[:i], key) && key != "":
			r.errs.Add(at(i), "keep one of them", "the column %q stands here twice", key)
		case slices.Contains(known, key):
			columns[i] = key
		case hint != "":
			r.errs.Add(at(i), hint, "no column %q is known", name)
		default:
			r.warnings.Add(at(i), "columns: "+strings.Join(Columns(), ", "), "warning: the column %q is not read", name)
		}
	}
	if !slices.Contains(columns, "title") {
		r.errs.Add(at(0), "the first line names the columns: "+strings.Join(Columns(), ", "), "no column has the title")
	}
	if len(r.errs) > 0 {
		return nil
	}
	return columns
}

func (r *listReader) row(record, columns []string, whole string, at func(int) diag.Pos) {
	cells, pos := map[string]string{}, map[string]diag.Pos{}
	for i, value := range record {
		if i >= len(columns) {
			r.errs.Add(at(i), "put values with the separator into quotation marks",
				"a row has more fields than there are columns")
			break
		}
		cells[columns[i]], pos[columns[i]] = strings.TrimSpace(Uninert(value)), at(i)
	}
	l := Listed{
		Folder: whole, Slug: cells["slug"], Title: cells["title"], Sort: cells["sort"],
		Role: cells["role"], Kind: cells["kind"],
		Within: cells["within"], PartOf: cells["part_of"], Source: cells["source"], Precision: cells["precision"],
		Wikidata: cells["wikidata"], Aliases: items(cells["aliases"]),
		Organisations: items(cells["organisations"]), Pos: pos["title"],
	}
	if l.Pos.File == "" {
		l.Pos = at(0)
	}
	if word := cells["folder"]; word != "" {
		if l.Folder = folderOf(word); l.Folder == "" {
			r.errs.Add(pos["folder"], diag.DidYouMean(word, []string{"people", "places", "organisations"}),
				"%q is no folder", word)
			return
		}
	}
	if l.Folder == "" {
		r.errs.Add(l.Pos, "add a column folder with people, places or organisations, or call the file people.csv",
			"whether %q is a person, a place or an organisation is not said", l.Title)
		return
	}
	if cells["lat"] != "" || cells["lon"] != "" {
		l.At = &Point{r.number(cells["lat"], pos["lat"], l.Pos), r.number(cells["lon"], pos["lon"], l.Pos)}
	}
	r.add(l)
}

func (r *listReader) number(value string, pos, row diag.Pos) float64 {
	f, err := strconv.ParseFloat(value, 64)
	if err != nil {
		if pos.File == "" {
			pos = row
		}
		r.errs.Add(pos, "write it with digits and a point: 59.9", "%q is no number of degrees", value)
	}
	return f
}

// items parts the list of a cell.
func items(cell string) []string {
	var list []string
	for item := range strings.SplitSeq(cell, strings.TrimSpace(between)) {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// A readThing is an entity of FollowTheMoney.
type readThing struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

func (t *readThing) first(name string) string {
	if values := t.Properties[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// thingFolders are the folders of schemata; others are left out.
var thingFolders = map[string]string{
	"Person": "people", "Address": "places", "Organization": "organisations",
	"PublicBody": "organisations", "Company": "organisations",
}

// things reads entities of FollowTheMoney, a line each.
func (r *listReader) things(data []byte) {
	var links []readThing
	line := 0
	for text := range bytes.Lines(data) {
		line++
		pos := diag.Pos{File: r.file, Line: line, Col: 1}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		var t readThing
		if err := json.Unmarshal(text, &t); err != nil || t.Schema == "" {
			if e, ok := errors.AsType[*json.SyntaxError](err); ok {
				pos.Col = int(e.Offset)
			}
			r.errs.Add(pos, "each line is a JSON object with id, schema and properties", "no entity of FollowTheMoney")
			if len(r.errs) > 20 {
				return
			}
			continue
		}
		folder := thingFolders[t.Schema]
		switch {
		case t.Schema == "Membership" || t.Schema == "UnknownLink":
			links = append(links, t)
			continue
		case folder == "" || r.full:
			continue
		}
		l := Listed{Folder: folder, Title: t.first("name"), Aliases: t.Properties["alias"], Pos: pos}
		l.Wikidata = t.first("wikidataId")
		if prefix, slug, ok := strings.Cut(t.ID, "."); ok && prefix == folder {
			l.Slug = slug
		}
		switch folder {
		case "people":
			l.Role = t.first("position")
		case "places":
			l.Title, l.Kind = orElse(l.Title, t.first("full")), t.first("summary")
			if t.first("latitude") != "" {
				l.At = &Point{r.number(t.first("latitude"), pos, pos), r.number(t.first("longitude"), pos, pos)}
				l.Source, l.Precision = t.first("publisher"), t.first("remarks")
			}
		case "organisations":
			l.Kind = t.first("classification")
		}
		if _, twice := r.slugs[t.ID]; twice {
			r.errs.Add(pos, "keep one of the two", "the id %q stands here twice", t.ID)
		}
		r.slugs[t.ID] = len(r.list)
		r.add(l)
	}
	for _, t := range links {
		if t.Schema == "Membership" {
			r.relate("member-of", t.first("member"), t.first("organization"))
		} else {
			r.relate(strings.ReplaceAll(t.first("role"), " ", "-"), t.first("subject"), t.first("object"))
		}
	}
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// relate notes a relation between two ids of the file. Others than the three that
// pages have are left out.
func (r *listReader) relate(name, from, to string) {
	i, ok := r.slugs[from]
	j, there := r.slugs[to]
	if !ok || !there || max(i, j) >= len(r.list) {
		return
	}
	// A title finds a page whose slug is not known yet.
	other := orElse(r.list[j].Slug, r.list[j].Title)
	switch l := &r.list[i]; {
	case name == "member-of" && l.Folder == "people" && r.list[j].Folder == "organisations":
		l.Organisations = append(l.Organisations, other)
	case name == "within" && l.Folder == "places" && r.list[j].Folder == "places":
		l.Within = other
	case name == "part-of" && l.Folder == "organisations" && r.list[j].Folder == "organisations":
		l.PartOf = other
	}
}
