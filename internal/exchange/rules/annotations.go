package rules

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
)

// An Annotation is one of a collection's, with what the program writes.
type Annotation struct {
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Motivation string           `json:"motivation"`
	Body       []AnnotationBody `json:"body"`
	Target     struct {
		Source   string     `json:"source"`
		Selector []Selector `json:"selector"`
	} `json:"target"`
}

// An AnnotationBody is what an annotation says.
type AnnotationBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Source  string `json:"source"`
	Format  string `json:"format"`
	Value   string `json:"value"`
}

// A Selector says which part of the target is meant.
type Selector struct {
	Type       string    `json:"type"`
	Exact      *string   `json:"exact"`
	Prefix     string    `json:"prefix"`
	Suffix     string    `json:"suffix"`
	ConformsTo string    `json:"conformsTo"`
	Value      string    `json:"value"`
	Start      *int      `json:"start"`
	End        *int      `json:"end"`
	RefinedBy  *Selector `json:"refinedBy"`
}

// motivations are those of the Web Annotation Vocabulary.
var motivations = []string{
	"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
	"linking", "moderating", "questioning", "replying", "tagging",
}

// Annotations holds a file to the W3C's Web Annotation Data Model of 2017, and
// returns its annotations.
func Annotations(data []byte) ([]Annotation, Broken) {
	var broken Broken
	var c struct {
		Context string `json:"@context"`
		ID      string `json:"id"`
		Type    string `json:"type"`
		Label   string `json:"label"`
		Total   int    `json:"total"`
		First   struct {
			ID         string       `json:"id"`
			Type       string       `json:"type"`
			StartIndex int          `json:"startIndex"`
			Items      []Annotation `json:"items"`
		} `json:"first"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		broken.add("no annotations: %v", err)
		return nil, broken
	}
	if c.Context != "http://www.w3.org/ns/anno.jsonld" || c.Type != "AnnotationCollection" ||
		c.Total != len(c.First.Items) || !isIRI(c.ID) {
		broken.add("section 5.1: the collection %q of %d", c.ID, c.Total)
	}
	if c.First.Type != "AnnotationPage" || !isIRI(c.First.ID) || c.First.StartIndex != 0 {
		broken.add("section 5.2: the page %q", c.First.ID)
	}
	ids := map[string]bool{}
	for _, a := range c.First.Items {
		if a.Type != "Annotation" || !isIRI(a.ID) || ids[a.ID] || !isIRI(a.Target.Source) {
			broken.add("section 3.1: the annotation %q of %q", a.ID, a.Target.Source)
		}
		ids[a.ID] = true
		if !slices.Contains(motivations, a.Motivation) {
			broken.add("section 3.3.5: %s: the motivation %q", a.ID, a.Motivation)
		}
		for _, b := range a.Body {
			if !slices.Contains(motivations, b.Purpose) ||
				!(b.Type == "TextualBody" && b.Value != "" && b.Format == "text/plain" && b.Source == "" ||
					b.Type == "SpecificResource" && isIRI(b.Source) && b.Value == "") {
				broken.add("sections 3.2.4 and 4: %s: the body %+v", a.ID, b)
			}
		}
		if len(a.Target.Selector) == 0 {
			broken.add("section 4.2: %s: no selector", a.ID)
		}
		for _, s := range a.Target.Selector {
			s.hold(a.ID, &broken)
		}
	}
	return c.First.Items, broken
}

func (s *Selector) hold(id string, broken *Broken) {
	switch {
	case s.Type == "FragmentSelector" && s.Value != "" && s.ConformsTo == "http://tools.ietf.org/rfc/rfc3236":
	case s.Type == "TextQuoteSelector" && s.Exact != nil && *s.Exact != "":
	case s.Type == "TextPositionSelector" && s.Start != nil && s.End != nil && 0 <= *s.Start && *s.Start < *s.End:
	default:
		broken.add("sections 4.2.1 to 4.2.5: %s: the selector %+v", id, *s)
	}
	if s.RefinedBy != nil {
		s.RefinedBy.hold(id, broken)
	}
}

// isIRI reports whether a text may be an address, absolute or relative.
func isIRI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && s != "" && (u.Scheme == "" || u.Scheme == "https" || u.Scheme == "http")
}
