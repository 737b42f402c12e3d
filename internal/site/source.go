package site

import (
	"collate/internal/corpus"
)

// Sources is the data of sources.html, the list of all content files.
type Sources struct {
	Frame
	Groups []FileGroup
	Pager  Pager
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

// sourceIndex makes the list of all content files, on a page or several.
func (p *plan) sourceIndex() []Page {
	const path = "source/files.html" // index.html is the story's
	parts := cut(p.c.Pages(), func(page *corpus.Page) int { return 150 + 4*len(page.ID) + len(page.Title) })
	texts := numbered(p, parts)
	pages := make([]Page, len(parts))
	for i, part := range parts {
		s := p.sheet(partPath(path, i+1))
		d := &Sources{Pager: s.pager(path, p.say("data.files-parts"), texts, i+1)}
		for _, page := range part {
			heading := p.kindTitle(page.Kind)
			if page.ID == corpus.Story {
				heading = p.say("menu.story")
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
			heading: p.pageOf(p.say("data.files"), i+1, len(parts)), noIndex: true,
			description: p.say("data.files-what"),
		})
		pages[i] = Page{s.path, "sources.html", d}
	}
	return pages
}
