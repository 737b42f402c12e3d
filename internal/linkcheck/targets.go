package linkcheck

import (
	"bytes"
	"iter"
	"math/bits"
	"net/url"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// A Target is a file, or an id in a file, as a hash, which is the same in every
// build. That two share one is less likely than that the disk errs. It is no type
// of its own, since package gob takes half as long again for lists of what is
// defined as uint64 as for lists of that.
type Target = uint64

// targets are any number, several of them maybe twice, in parts by their last
// bits. They grow without being moved.
type targets [parts][][]Target

const parts = 64

func (l *targets) add(t Target) {
	const chunk = 128
	part := &l[t%parts]
	n := len(*part)
	if n == 0 || len((*part)[n-1]) == chunk {
		*part = append(*part, make([]Target, 0, chunk))
		n++
	}
	(*part)[n-1] = append((*part)[n-1], t)
}

// part returns those of a part.
func (l *targets) part(i int) iter.Seq[Target] {
	return func(yield func(Target) bool) {
		for _, chunk := range l[i] {
			for _, t := range chunk {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// fileTarget returns the Target that a file is.
func fileTarget(name []byte) Target { return xxhash.Sum64(name) }

// idTarget returns the Target that an id of a file is.
func idTarget(file Target, id []byte) Target {
	return bits.RotateLeft64(file, 1) ^ xxhash.Sum64(id) // turned, or an id that reads as its file's path would be 0
}

// give notes the file that was read, which has these ids, as targets of links.
func (s *scanner) give(ids []Target) {
	s.given.add(s.file)
	for _, id := range ids {
		s.given.add(id)
	}
}

// want notes the Target of a link, taking its fragment for an id. If that is
// none, the second look knows better.
func (s *scanner) want(link []byte) {
	address, fragment, _ := bytes.Cut(link, []byte("#"))
	if !bytes.Equal(address, s.address) { // links into the same page often follow each other
		s.goTo(address)
	}
	t := s.leads
	if len(fragment) > 0 && s.hasIDs {
		if bytes.IndexByte(fragment, '%') >= 0 { // as links to ids beyond ASCII have it
			if plain, err := url.PathUnescape(string(fragment)); err == nil {
				fragment = []byte(plain)
			}
		}
		t = idTarget(t, fragment)
	}
	s.wanted.add(t)
}

// goTo finds where an address without a fragment leads.
func (s *scanner) goTo(address []byte) {
	s.address = append(s.address[:0], address...)
	address, from := s.c.cutRoot(address, s.from)
	folder := "" // of what absolute links are seen from
	if from == s.from {
		folder = s.folder
	}
	s.buf = appendPath(s.buf[:0], from, folder, address)
	s.leads, s.hasIDs = fileTarget(s.buf), isMarked(s.buf)
}

// cutRoot returns an address without what absolute links begin with, and the
// page that the rest is seen from: from, or one at the root.
func (c *Checker) cutRoot(address []byte, from string) (rest []byte, seenFrom string) {
	if rest, ok := bytes.CutPrefix(address, []byte(c.base)); ok && c.base != "" {
		return rest, "index.html"
	}
	if bytes.HasPrefix(address, []byte("/")) {
		return bytes.TrimPrefix(address, []byte(c.root)), "."
	}
	return address, from
}

// appendPath appends the path that an address without a fragment leads to from
// a page in a folder: no file's, if it leads to none.
func appendPath(dst []byte, from, folder string, address []byte) []byte {
	rest := address
	for folder != "" && bytes.HasPrefix(rest, []byte("../")) {
		rest, folder = rest[len("../"):], folder[:strings.LastIndexByte(folder[:len(folder)-1], '/')+1]
	}
	if isPlain(rest) {
		return append(append(dst, folder...), rest...)
	}
	name, _ := follow(from, string(address))
	return append(dst, name...)
}

// isPlain reports whether an address only has to be put behind a folder's
// path. One that ends in a slash is no file's.
func isPlain(address []byte) bool {
	return len(address) > 0 && (address[len(address)-1] == '/' || address[0] != '.' &&
		bytes.IndexByte(address, '?') < 0 && bytes.IndexByte(address, '%') < 0)
}

// isMarked reports whether a file has ids.
func isMarked(name []byte) bool {
	return bytes.HasSuffix(name, []byte(".html")) || bytes.HasSuffix(name, []byte(".svg"))
}
