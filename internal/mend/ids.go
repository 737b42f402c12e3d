package mend

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"collate/internal/markdown"
)

var idForm = regexp.MustCompile(`^p([1-9][0-9]*)$`)

// IDs returns the text of an article with an id for each paragraph that has none,
// if others have: numbers above theirs and above last. ids are those that were
// given, in the order of the text. An article whose ids are not in order, or of
// which more than that would change, is returned as it is.
func IDs(text string, last int) (mended string, ids []string) {
	front, ok := frontOf(text)
	if !ok {
		return text, nil
	}
	body := lineEnd(text, front.end)
	first := 1 + strings.Count(text[:body], "\n")
	doc := markdown.Parse(text[body:], first)
	without, last := withoutID(doc, last)
	if len(without) == 0 {
		return text, nil
	}
	lines := slices.Collect(strings.Lines(text[body:]))
	for _, block := range without {
		b := &doc.Blocks[block]
		last++
		id := "p" + strconv.Itoa(last)
		line, _ := b.Pos(len(b.Text) - 1)
		at := line - first
		if at < 0 || at >= len(lines) {
			return text, nil
		}
		words := strings.TrimRight(lines[at], " \t\r\n")
		end := strings.TrimLeft(lines[at][len(words):], " \t")
		lines[at] = words + " ^" + id + end
		ids = append(ids, id)
	}
	mended = text[:body] + strings.Join(lines, "")
	if !isSameWithIDs(doc, markdown.Parse(mended[body:], first), without, ids) {
		return text, nil
	}
	return mended, ids
}

// withoutID returns the paragraphs without an id, none if no block has one or
// those that there are have mistakes, and the highest id there is, or last.
func withoutID(doc *markdown.Doc, last int) (blocks []int, highest int) {
	seen := map[string]bool{}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case b.ID == "" && (b.Kind != markdown.Paragraph || b.Text == "" || b.Cell):
		case b.ID == "":
			blocks = append(blocks, i)
		case b.Text == "" || seen[b.ID] || !idForm.MatchString(b.ID):
			return nil, last
		default:
			seen[b.ID] = true
			n, err := strconv.Atoi(b.ID[1:])
			if err != nil {
				return nil, last
			}
			last = max(last, n)
		}
	}
	if len(seen) == 0 {
		return nil, last
	}
	return blocks, last
}

// isSameWithIDs reports whether a text reads as it did, and differs by the ids of
// some blocks alone.
func isSameWithIDs(was, is *markdown.Doc, blocks []int, ids []string) bool {
	if len(was.Blocks) != len(is.Blocks) {
		return false
	}
	for i := range was.Blocks {
		a, b := &was.Blocks[i], &is.Blocks[i]
		id := a.ID
		if at := slices.Index(blocks, i); at >= 0 {
			id = ids[at]
		}
		if a.Kind != b.Kind || a.Text != b.Text || b.ID != id {
			return false
		}
	}
	return true
}

var (
	citing = regexp.MustCompile(`@([a-z0-9-]+)([^@\]"']*)`)
	number = regexp.MustCompile(`[0-9]+`)
)

// LastCited returns the highest number that follows a report's slug in any citation
// of a text, by slug: a paragraph that is not there may be cited, and no other shall
// get its number.
func LastCited(text string) map[string]int {
	last := map[string]int{}
	for _, m := range citing.FindAllStringSubmatch(text, -1) {
		for _, digits := range number.FindAllString(m[2], -1) {
			if n, err := strconv.Atoi(digits); err == nil && n < 1e6 {
				last[m[1]] = max(last[m[1]], n)
			}
		}
	}
	return last
}
