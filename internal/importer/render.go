package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"
)

// render writes a draft as an article's page; ids are those of its paragraphs.
func render(d *Draft, ids []int, label string, src *Source) ([]byte, error) {
	f := front{
		Title: d.Title, Standfirst: d.Standfirst, Label: label, Publisher: d.Publisher, Byline: d.Byline, Credit: d.Credit,
		URL: d.URL, Text: "full",
		Original: original{
			File: filepath.Base(src.File), SHA256: checksum(src.Raw), Language: d.Language, Found: d.Found,
		},
	}
	if d.Date != "" {
		f.Date = yaml.Node{Kind: yaml.ScalarNode, Value: d.Date}
	}
	for _, c := range d.Cuts {
		f.Original.Cut = append(f.Original.Cut, cutFront(c))
	}
	head, err := frontMatter(f)
	if err != nil {
		return nil, err
	}
	return append(head, d.body(ids)...), nil
}

// body returns the text of a page below its front matter.
func (d *Draft) body(ids []int) []byte {
	var b bytes.Buffer
	for i, md := range d.Paragraphs {
		b.WriteByte('\n')
		b.WriteString(withID(md, ids[i]))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// Body returns the text of the page that Import writes of a file which no page
// was made of before: the paragraphs as Markdown, with ids from 1.
func (d *Draft) Body() []byte {
	ids, _ := keepIDs(nil, d.Paragraphs, 0)
	return d.body(ids)
}

// Page returns the whole page that Import writes of a file which no page was
// made of before. It alone cannot know what lines of it a site prints in other
// articles, too, which Import cuts.
func (d *Draft) Page(slug string, src Source) ([]byte, error) {
	ids, _ := keepIDs(nil, d.Paragraphs, 0)
	return render(d, ids, label(slug), &src)
}

// withID puts paragraph n's block id behind it; in a table, into the last cell.
func withID(md string, n int) string {
	if n == 0 {
		return md
	}
	if row, ok := strings.CutSuffix(md, "|"); ok && isTableText(md) {
		return fmt.Sprintf("%s ^p%d |", strings.TrimRight(row, " "), n)
	}
	return fmt.Sprintf("%s ^p%d", md, n)
}

func checksum(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// isTableText reports whether a block is a table with a row below its head, in
// which an id can stand: no other block has several lines.
func isTableText(md string) bool { return strings.HasPrefix(md, "|") && strings.Count(md, "\n") > 1 }
