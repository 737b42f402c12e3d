package main

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"collate"
	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/linkcheck"
	"collate/internal/phrase"
	"collate/internal/render"
	"collate/internal/search"
	"collate/internal/site"
	"collate/internal/testcorpus"
	"collate/internal/xref"
)

// TestStages holds the growth of each stage alone, so that one that is not
// linear is named.
func TestStages(t *testing.T) {
	needCounts(t)
	stagesOf(t, 10) // makes what is made once
	var counts [3]map[string]work
	for i, n := range sizes {
		counts[i] = stagesOf(t, n)
	}
	for _, stage := range slices.Sorted(maps.Keys(counts[0])) {
		var objects, bytes [3]float64
		for i, c := range counts {
			objects[i], bytes[i] = c[stage].objects, c[stage].bytes
		}
		grows(t, stage+": objects allocated", objects, ofOne)
		grows(t, stage+": bytes allocated", bytes, ofOne)
	}
}

// stagesOf runs the stages on a generated folder, one after the other, and
// returns what each allocates.
func stagesOf(t *testing.T, n int) map[string]work {
	t.Helper()
	all := map[string]work{}
	stage := func(name string, f func() error) {
		t.Helper()
		w, err := counted(f)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = w
	}
	words, err := phrase.Read("en", "templates", collate.Templates())
	if err != nil {
		t.Fatal(err)
	}
	templates, err := render.Parse("templates", words, collate.Templates())
	if err != nil {
		t.Fatal(err)
	}
	content := testcorpus.FS(n)

	var c *corpus.Corpus
	stage("corpus.Load", func() (err error) {
		c, err = corpus.Load(content, "content")
		return err
	})
	c.LabelReports(func(letter string) string { return letter })
	var mentions *link.Mentions
	stage("link.Find", func() (err error) {
		mentions, err = link.Find(c)
		return err
	})
	citations, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	var index *xref.Index
	stage("xref.Build", func() error {
		index = xref.Build(c, nil, mentions, citations, nil)
		return nil
	})
	docs := documents(c)
	stage("search.New and Files", func() error {
		index, err := search.New(docs, search.Paragraphs{}, 300_000)
		if err == nil {
			for range index.Files(0, 1) { // which makes them
			}
		}
		return err
	})
	var files []render.File
	stage("site.Plan and render.Site", func() error {
		return render.Site(templates, site.Plan(index, site.Options{Words: words}), func(f render.File) error {
			var data bytes.Buffer
			if err := f.CopyTo(&data); err != nil {
				return err
			}
			files = append(files, render.File{Path: f.Path, Data: data.Bytes()})
			return nil
		})
	})
	stage("linkcheck", func() error {
		checker := linkcheck.New("")
		for _, f := range files {
			checker.Add(f.Path, f.Data)
		}
		return nil
	})
	return all
}

// documents are what a search leads to, a report and its paragraphs as package
// site lists them.
func documents(c *corpus.Corpus) []search.Document {
	var docs []search.Document
	for _, a := range c.Articles {
		page := string(a.ID) + ".html"
		docs = append(docs, search.Document{Kind: search.Report, Title: a.Title, Page: page})
		for i, p := range a.Paragraphs {
			docs = append(docs, search.Document{
				Kind: search.Paragraph, Title: a.Title, Page: page, Fragment: p.ID, Text: a.Text(i),
			})
		}
	}
	return docs
}
