package importer

import (
	"maps"
	"slices"

	"collate/internal/fingerprint"
)

// learnFingerprints reads those that are there. What is damaged is as if it
// were not there; the build says so.
func (p *planner) learnFingerprints(data []byte) {
	list, _ := fingerprint.Parse(data, "")
	for _, f := range list {
		p.prints[f.Article] = f
	}
}

// fingerprint takes the fingerprint of an original as it was read, whatever
// becomes of its page.
func (p *planner) fingerprint(slug string, src *Source, d *Draft, ids []int) {
	f := fingerprint.Print{Article: slug, SHA256: checksum(src.Raw)}
	for i, md := range d.Paragraphs {
		if ids[i] > 0 { // else it is a sub-heading
			f.Paragraphs = append(f.Paragraphs, fingerprint.Shingle(ids[i], plain(md)))
		}
	}
	p.prints[slug] = f
}

// idsOf returns the ids that an original's paragraphs have on a page that was
// made of it. Those of a digest follow each other as the original's do, and
// have none of its words to know them by.
func (p *planner) idsOf(d *Draft, slug string, before []numberedText) []int {
	if !p.digest["articles/"+slug+".md"] {
		ids, _ := keepIDs(before, d.Paragraphs, p.ledger[slug].last)
		return ids
	}
	ids, paragraphs := keepIDs(nil, d.Paragraphs, 0)
	if paragraphs != len(before) {
		return ids
	}
	for i, n := range ids {
		if n > 0 {
			ids[i] = before[n-1].id
		}
	}
	return ids
}

// fingerprints returns the file of all that have a page.
func (p *planner) fingerprints() []byte {
	for _, page := range p.pages {
		p.have[page.Path] = page.Data
	}
	var list []fingerprint.Print
	for _, slug := range slices.Sorted(maps.Keys(p.prints)) {
		if p.have["articles/"+slug+".md"] != nil {
			list = append(list, p.prints[slug])
		}
	}
	return fingerprint.Format(list)
}
