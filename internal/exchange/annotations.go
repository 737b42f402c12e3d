package exchange

import (
	"io"
	"strconv"
	"unicode"
	"unicode/utf8"

	"collate/internal/jsontext"
)

// Annotations writes a collection of W3C Web Annotations (JSON-LD), of one page, an
// annotation a line.
type Annotations struct {
	pieces
	n int
}

// An Annotation says something of a passage of a page.
type Annotation struct {
	ID         string // its fragment
	Motivation string // "identifying", "linking" or "assessing"
	Body       string // the address of what it is about
	Purpose    string // "identifying" or "linking"
	Says       string // in words; "" for nothing
	Passage
}

// A Passage is some words of a paragraph that has an id, on a page.
type Passage struct {
	Source     string // the page's address
	Paragraph  string // its id there
	Text       string // all of it
	Start, End int    // bytes of the words; none are meant if both are 0
}

// The most letters that are copied out of a text: of the words, and of those on
// each side of them.
const (
	exactMost = 300
	sideMost  = 32
)

// NewAnnotations begins a collection of so many annotations under an address, which
// may be relative to the file.
func NewAnnotations(to io.Writer, id, label string, total int) *Annotations {
	w := &Annotations{pieces: pieces{to: to}}
	w.out = append(w.out, "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n\"id\": "...)
	w.out = jsontext.AppendString(w.out, id)
	w.out = append(w.out, ",\n\"type\": \"AnnotationCollection\",\n\"label\": "...)
	w.out = jsontext.AppendString(w.out, label)
	w.out = append(w.out, ",\n\"total\": "...)
	w.out = strconv.AppendInt(w.out, int64(total), 10)
	w.out = append(w.out, ",\n\"first\": {\"id\": "...)
	w.out = jsontext.AppendString(w.out, id+"#all")
	w.out = append(w.out, ", \"type\": \"AnnotationPage\", \"startIndex\": 0, \"items\": ["...)
	return w
}

// Add writes an annotation.
func (w *Annotations) Add(a *Annotation) {
	if w.n > 0 {
		w.out = append(w.out, ',')
	}
	w.n++
	w.member("\n{\"id\":", a.ID)
	w.member(",\"type\":\"Annotation\",\"motivation\":", a.Motivation)
	w.out = append(w.out, ",\"body\":["...)
	if a.Body != "" {
		w.member("{\"type\":\"SpecificResource\",\"purpose\":", a.Purpose)
		w.member(",\"source\":", a.Body)
		w.out = append(w.out, '}')
	}
	if a.Says != "" {
		if a.Body != "" {
			w.out = append(w.out, ',')
		}
		w.member("{\"type\":\"TextualBody\",\"purpose\":\"describing\",\"format\":\"text/plain\",\"value\":", a.Says)
		w.out = append(w.out, '}')
	}
	w.member("],\"target\":{\"source\":", a.Source)
	w.selectors(&a.Passage)
	w.out = append(w.out, "}}"...)
	w.handOn()
}

func (w *Annotations) member(key, value string) {
	w.out = append(w.out, key...)
	w.out = jsontext.AppendString(w.out, value)
}

// selectors writes two ways to the words: what they are and stand between, if that is
// short; the paragraph, and in it how many letters stand before them.
func (w *Annotations) selectors(p *Passage) {
	w.out = append(w.out, ",\"selector\":["...)
	words := p.Text[p.Start:p.End]
	n := utf8.RuneCountInString(words)
	if 0 < n && n <= exactMost {
		w.member("{\"type\":\"TextQuoteSelector\",\"exact\":", words)
		w.member(",\"prefix\":", lastLetters(p.Text[:p.Start]))
		w.member(",\"suffix\":", firstLetters(p.Text[p.End:]))
		w.out = append(w.out, "},"...)
	}
	w.member("{\"type\":\"FragmentSelector\",\"conformsTo\":\"http://tools.ietf.org/rfc/rfc3236\",\"value\":", p.Paragraph)
	if n > 0 {
		start := utf8.RuneCountInString(p.Text[:p.Start])
		w.out = append(w.out, ",\"refinedBy\":{\"type\":\"TextPositionSelector\",\"start\":"...)
		w.out = strconv.AppendInt(w.out, int64(start), 10)
		w.out = append(w.out, ",\"end\":"...)
		w.out = strconv.AppendInt(w.out, int64(start+n), 10)
		w.out = append(w.out, '}')
	}
	w.out = append(w.out, "}]"...)
}

// firstLetters returns what a text begins with, without a word that is cut.
func firstLetters(text string) string {
	n, whole := 0, 0
	for i, r := range text {
		if n == sideMost {
			if whole == 0 {
				return text[:i]
			}
			return text[:whole]
		}
		if unicode.IsSpace(r) {
			whole = i
		}
		n++
	}
	return text
}

// lastLetters returns what a text ends with, without a word that is cut.
func lastLetters(text string) string {
	whole, at := len(text), len(text)
	for n := 0; n < sideMost && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if unicode.IsSpace(r) {
			whole = at
		}
		at -= size
	}
	if at > 0 && whole < len(text) {
		return text[whole:]
	}
	return text[at:]
}

// Close ends the collection.
func (w *Annotations) Close() error {
	w.out = append(w.out, "\n]}}\n"...)
	return w.Flush()
}
