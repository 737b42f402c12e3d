package fingerprint

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"collate/internal/diag"
	"collate/internal/tree"
)

// File is where import keeps the fingerprints of all reports, in
// the content folder.
const File = "articles/.fingerprints"

// MaxFile is how many bytes it has at most. It grows as the reports do: a word has
// about one byte.
const MaxFile = 256 << 20

// fingerprintsHeader is the file's first line. The number changes with the
// form of the file, with what counts as a word and with the hash.
const fingerprintsHeader = "collate fingerprints 1"

// Read reads the fingerprints in a content folder, sorted by
// article; there are none if there is no such file. name is what its user
// calls the folder, and begins every position. The error is a diag.List of all
// that is wrong; what is not comes back all the same.
func Read(fsys fs.FS, name string) ([]Print, error) {
	file := path.Join(name, File)
	data, err := tree.ReadFile(fsys, File, MaxFile)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) { // where a file is, there can be none
		return nil, nil
	}
	if err != nil {
		if p, ok := errors.AsType[*fs.PathError](err); ok {
			err = p.Err
		}
		return nil, diag.List{{Pos: diag.Pos{File: file}, Msg: err.Error()}}
	}
	return Parse(data, file)
}

// Parse reads what Format wrote; an empty file holds
// none. The name of the file begins every position; the error is a diag.List, and what is whole comes back with it.
func Parse(data []byte, file string) ([]Print, error) {
	p := fingerprintParser{file: file, articles: map[string]bool{}}
	for line := range bytes.Lines(data) {
		p.line++
		p.read(strings.TrimRight(string(line), "\r\n"))
		if p.line == 1 && len(p.errs) > 0 {
			break // it is something else
		}
	}
	p.close()
	slices.SortFunc(p.prints, func(a, b Print) int { return cmp.Compare(a.Article, b.Article) })
	return p.prints, p.errs.Err()
}

type fingerprintParser struct {
	file     string
	line     int
	prints   []Print
	articles map[string]bool
	errs     diag.List

	open       *Print       // the report whose paragraphs are being read
	damaged    bool         // something is wrong with it
	paragraphs map[int]bool // numbers of its paragraphs
}

// wrong reports what is wrong at a column of the line.
func (p *fingerprintParser) wrong(col int, format string, args ...any) {
	p.damaged = true
	p.errs.Add(diag.Pos{File: p.file, Line: p.line, Col: col},
		"import the original again: that mends the file", format, args...)
}

func (p *fingerprintParser) read(line string) {
	switch {
	case p.line == 1 && line == fingerprintsHeader, p.line > 1 && line == "":
	case p.line == 1:
		p.wrong(1, "%q is wanted here", fingerprintsHeader)
	case !strings.HasPrefix(line, "^"):
		p.article(line)
	case p.open == nil:
		p.wrong(1, "a report's slug and the checksum of its original are wanted here")
	default:
		p.paragraph(line)
	}
}

// close ends the report that is being read.
func (p *fingerprintParser) close() {
	if p.open != nil && !p.damaged {
		p.prints = append(p.prints, *p.open)
	}
	p.open, p.damaged = nil, false
}

// article reads "report-a 0a1b…".
func (p *fingerprintParser) article(line string) {
	p.close()
	slug, sum, _ := strings.Cut(line, " ")
	p.open = &Print{Article: slug, SHA256: sum, Pos: diag.Pos{File: p.file, Line: p.line, Col: 1}}
	p.paragraphs = map[int]bool{}
	raw, err := hex.DecodeString(sum)
	switch {
	case slug == "" || p.articles[slug]:
		p.wrong(1, "a second fingerprint of %q", slug)
	case err != nil || len(raw) != 32 || strings.ToLower(sum) != sum:
		p.wrong(len(slug)+2, "a checksum of 64 hex digits is wanted here")
	}
	p.articles[slug] = true
}

// paragraph reads "^p7 12+3 …": its id, the words of its pieces, and the
// hashes of those that are long enough, in one piece.
func (p *fingerprintParser) paragraph(line string) {
	id, rest, _ := strings.Cut(line, " ")
	n, err := strconv.Atoi(strings.TrimPrefix(id, "^p"))
	switch {
	case err != nil || n < 1 || id != "^p"+strconv.Itoa(n):
		p.wrong(1, "%q is no paragraph's id", id)
		return
	case p.paragraphs[n]:
		p.wrong(1, "a second paragraph %s", id)
	}
	p.paragraphs[n] = true
	counts, hashes, _ := strings.Cut(rest, " ")
	col := len(id) + 2
	s := Shingled{N: n, Pieces: p.pieces(counts, col)}
	col += len(counts) + 1
	for i := range s.Pieces {
		piece := &s.Pieces[i]
		if piece.Words < ShortestRun {
			continue
		}
		if piece.Words-shingle+1 > len(hashes)/hashDigits {
			p.wrong(col, "fewer hashes than words call for")
			return
		}
		size := hashDigits * (piece.Words - shingle + 1)
		var bad int
		if piece.Hashes, bad = readHashes(hashes[:size]); bad >= 0 {
			p.wrong(col+bad, "this is no hash")
			return
		}
		hashes, col = hashes[size:], col+size
	}
	if hashes != "" {
		p.wrong(col, "more hashes than words call for")
	}
	p.open.Paragraphs = append(p.open.Paragraphs, s)
}

// pieces reads "12+3", numbers of words that stand at col; 0 is for none.
func (p *fingerprintParser) pieces(counts string, col int) []Piece {
	if counts == "0" {
		return nil
	}
	var pieces []Piece
	for count := range strings.SplitSeq(counts, "+") {
		words, err := strconv.ParseInt(count, 10, 32)
		if err != nil || words < 1 || count != strconv.FormatInt(words, 10) {
			p.wrong(col, "%q is no number of words", count)
			words = 0
		}
		pieces = append(pieces, Piece{Words: int(words)})
		col += len(count) + 1
	}
	return pieces
}

// Format writes the file that keeps fingerprints, those of a
// report below its slug, reports by slug; nil for none.
func Format(prints []Print) []byte {
	if len(prints) == 0 {
		return nil
	}
	prints = slices.Clone(prints)
	slices.SortStableFunc(prints, func(a, b Print) int { return cmp.Compare(a.Article, b.Article) })
	b := []byte(fingerprintsHeader + "\n")
	for _, f := range prints {
		b = fmt.Appendf(b, "\n%s %s\n", f.Article, f.SHA256)
		for i := range f.Paragraphs {
			b = f.Paragraphs[i].append(b)
		}
	}
	return b
}

func (s *Shingled) append(b []byte) []byte {
	b = fmt.Appendf(b, "^p%d ", s.N)
	if len(s.Pieces) == 0 {
		b = append(b, '0')
	}
	for i, p := range s.Pieces {
		if i > 0 {
			b = append(b, '+')
		}
		b = strconv.AppendInt(b, int64(p.Words), 10)
	}
	gap := " "
	for _, p := range s.Pieces {
		if len(p.Hashes) > 0 {
			b = append(b, gap...)
			gap = ""
		}
		for _, h := range p.Hashes {
			b = append(b, digits[h>>6], digits[h&63])
		}
	}
	return append(b, '\n')
}

// digits are those of base64 (RFC 4648, table 1). A hash has two.
const (
	digits     = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	hashDigits = 2
)

// readHashes reads hashes of two digits each. Bad is where something else
// stands, or -1.
func readHashes(s string) (hashes []uint16, bad int) {
	hashes = make([]uint16, len(s)/hashDigits)
	for i := range len(s) {
		digit := strings.IndexByte(digits, s[i])
		if digit < 0 {
			return nil, i
		}
		hashes[i/hashDigits] = hashes[i/hashDigits]<<6 | uint16(digit)
	}
	return hashes, -1
}
