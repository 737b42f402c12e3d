// Package sitediff compares two builds of a site by what readers see: the text of
// each page's main part, without what is around it on every page. It reads output
// folders, as they were published or are to be, and knows no content.
package sitediff

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"znkr.io/diff"

	"collate/internal/diag"
)

// A Page is one that differs.
type Page struct {
	Path string // from the site's root, slash-separated
	How  How
	Text []Line // of a changed page: what differs, in its order
}

// A How says how a page differs.
type How int

// How pages differ, in the order in which they are listed.
const (
	Added How = iota
	Gone
	Changed
)

func (h How) String() string { return [...]string{"new", "gone", "changed"}[h] }

// A Line is a paragraph, a heading, a cell or the like that one of the two pages
// has.
type Line struct {
	New  bool // the new page has it, else the old one
	Text string
}

// maxPage is how many bytes of a page are read: as much as a page may have.
const maxPage = 512 << 20

// repeated reports whether a page holds only what other pages hold, too, or what
// is in the content folder.
func repeated(name string) bool { return name == "dossier.html" || strings.HasPrefix(name, "source/") }

// Compare returns the pages that differ between two output folders, by how and
// then by path.
func Compare(before, now fs.FS) ([]Page, error) {
	was, err := pagesOf(before)
	if err != nil {
		return nil, err
	}
	is, err := pagesOf(now)
	if err != nil {
		return nil, err
	}
	var pages []Page
	for _, name := range was {
		if _, found := slices.BinarySearch(is, name); !found {
			pages = append(pages, Page{Path: name, How: Gone})
		}
	}
	for _, name := range is {
		if _, found := slices.BinarySearch(was, name); !found {
			pages = append(pages, Page{Path: name, How: Added})
			continue
		}
		a, err := textOf(before, name)
		if err != nil {
			return nil, err
		}
		b, err := textOf(now, name)
		if err != nil {
			return nil, err
		}
		if lines := compare(a, b); lines != nil {
			pages = append(pages, Page{name, Changed, lines})
		}
	}
	slices.SortStableFunc(pages, func(a, b Page) int { return int(a.How - b.How) })
	return pages, nil
}

// pagesOf lists the pages of a site, sorted.
func pagesOf(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case !d.IsDir() && path.Ext(name) == ".html" && !repeated(name):
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

func textOf(fsys fs.FS, name string) ([]string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return Text(io.LimitReader(f, maxPage))
}

// breaks are elements whose text stands on lines of its own.
var breaks = map[atom.Atom]bool{
	atom.P: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Li: true,
	atom.Ul: true, atom.Ol: true, atom.Dt: true, atom.Dd: true, atom.Dl: true, atom.Div: true, atom.Section: true,
	atom.Article: true, atom.Aside: true, atom.Nav: true, atom.Table: true, atom.Caption: true, atom.Tr: true,
	atom.Th: true, atom.Td: true, atom.Figure: true, atom.Figcaption: true, atom.Blockquote: true, atom.Pre: true,
	atom.Br: true,
	atom.Hr: true, atom.Details: true, atom.Summary: true, atom.Form: true, atom.Main: true,
}

// silent are elements without a text that is read.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Svg: true, atom.Noscript: true,
}

// Text returns the lines of a page's main part; of a page without one, all.
func Text(r io.Reader) ([]string, error) {
	z := html.NewTokenizer(r)
	var lines []string
	var current strings.Builder
	end := func() {
		if text := strings.Join(strings.Fields(current.String()), " "); text != "" {
			lines = append(lines, text)
		}
		current.Reset()
	}
	inSilent := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			end()
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			return lines, nil
		case html.TextToken:
			if inSilent == 0 {
				current.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case silent[tag]:
				inSilent++
			case tag == atom.Main:
				current.Reset()
				lines = nil // what stands before it is the frame
			case breaks[tag]:
				end()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case silent[tag]:
				inSilent = max(0, inSilent-1)
			case tag == atom.Main:
				end()
				return lines, nil
			case breaks[tag]:
				end()
			}
		case html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

// compare returns the lines that one of two texts has; nil if they are the same.
func compare(was, is []string) []Line {
	var lines []Line
	for _, e := range diff.Edits(was, is) {
		switch e.Op {
		case diff.Match:
		case diff.Delete:
			lines = append(lines, Line{Text: e.X})
		case diff.Insert:
			lines = append(lines, Line{New: true, Text: e.Y})
		}
	}
	return lines
}

// How much is printed. A comment on GitHub has 65,536 letters at most.
const (
	mostBytes   = 55_000
	mostLines   = 10  // of a page
	mostLetters = 240 // of a line
	mostListed  = 50  // pages that are new or gone
)

// Markdown prints pages for a comment on GitHub. What a page says stands in
// blocks of code, in which nobody is mentioned and nothing is markup, and behind a
// sign, so that no line of it ends the block.
func Markdown(pages []Page) string {
	p := printer{fence: "```", code: "`", bold: "**"}
	return p.pages(pages)
}

// Plain prints pages for a terminal.
func Plain(pages []Page) string { return (&printer{}).pages(pages) }

type printer struct {
	strings.Builder
	fence, code, bold string
}

func (p *printer) pages(pages []Page) string {
	var n [Changed + 1]int
	for _, page := range pages {
		n[page.How]++
	}
	if len(pages) == 0 {
		return "No page reads differently.\n"
	}
	var parts []string
	for how, n := range n {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, How(how)))
		}
	}
	fmt.Fprintf(p, "%sPages: %s%s\n", p.bold, strings.Join(parts, ", "), p.bold)
	listed := [Changed + 1]int{}
	for i, page := range pages {
		if p.Len() > mostBytes {
			fmt.Fprintf(p, "\nand %d more\n", len(pages)-i)
			break
		}
		if page.How != Changed {
			if listed[page.How]++; listed[page.How] == 1 {
				fmt.Fprintf(p, "\n%s:\n\n", page.How)
			}
			switch {
			case listed[page.How] <= mostListed:
				fmt.Fprintf(p, "- %s%s%s\n", p.code, name(page.Path), p.code)
			case listed[page.How] == n[page.How]:
				fmt.Fprintf(p, "- and %d more\n", n[page.How]-mostListed)
			}
			continue
		}
		fmt.Fprintf(p, "\n%s%s%s\n\n", p.code, name(page.Path), p.code)
		p.lines(page.Text)
	}
	return p.String()
}

// lines prints how the text of a page differs.
func (p *printer) lines(lines []Line) {
	if p.fence != "" {
		fmt.Fprintf(p, "%sdiff\n", p.fence)
	}
	for _, line := range lines[:min(len(lines), mostLines)] {
		sign := "-"
		if line.New {
			sign = "+"
		}
		text := diag.Printable(line.Text)
		if letters := []rune(text); len(letters) > mostLetters {
			text = string(letters[:mostLetters]) + " …"
		}
		fmt.Fprintf(p, "%s %s\n", sign, text)
	}
	if len(lines) > mostLines {
		fmt.Fprintf(p, "  and %d lines more\n", len(lines)-mostLines)
	}
	if p.fence != "" {
		fmt.Fprintln(p, p.fence)
	}
}

// name writes a path with nothing in it that Markdown or a terminal knows.
func name(file string) string {
	return strings.Map(func(r rune) rune {
		digit, letter := '0' <= r && r <= '9', 'a' <= r|0x20 && r|0x20 <= 'z'
		if strings.ContainsRune("/.-_", r) || digit || r < 0x80 && letter {
			return r
		}
		return '?'
	}, file)
}
