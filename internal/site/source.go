package site

import (
	"collate/internal/corpus"
)

// Sources is the data of sources.html, the list of all content files.
type Sources struct {
	Frame
	Groups []FileGroup
}

// A FileGroup is the content files of one kind.
type FileGroup struct {
	Heading string
	Files   []ContentFile
}

// A ContentFile is a content file and the page that was made of it.
type ContentFile struct {
	Link
	Title string
	Page  string // URL
}

func (p *plan) sourceIndex() Page {
	const path = "source/files.html" // index.html is the story's
	s := p.sheet(path)
	d := &Sources{}
	for _, page := range p.c.Pages() {
		heading := kindTitle(page.Kind)
		if page.ID == corpus.Story {
			heading = "Story"
		}
		if n := len(d.Groups); n == 0 || d.Groups[n-1].Heading != heading {
			d.Groups = append(d.Groups, FileGroup{Heading: heading})
		}
		g := &d.Groups[len(d.Groups)-1]
		g.Files = append(g.Files, ContentFile{
			Link{s.to(sourcePath(page.ID), ""), contentPath(page.ID)}, page.Title, s.page(page.ID),
		})
	}
	d.Frame = s.frame(about{
		heading: "Markdown files", noIndex: true,
		description: "The files that this explainer was made from, as they were written.",
	})
	return Page{path, "sources.html", d}
}
