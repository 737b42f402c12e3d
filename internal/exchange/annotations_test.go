package exchange

import (
	"bytes"
	"strings"
	"testing"

	"collate/internal/exchange/rules"
)

func TestAnnotations(t *testing.T) {
	var b bytes.Buffer
	w := NewAnnotations(&b, "https://example.org/a.jsonld", "The \"fire\"", 3)
	const text = "Zoë Müller, who keeps the lighthouse, saw the fire at nine and rang the bell of the harbour."
	start := strings.Index(text, "the fire")
	w.Add(&Annotation{
		ID: "#a-1", Motivation: "identifying", Body: "https://example.org/x.html", Purpose: "identifying", Says: "Zoë",
		Passage: Passage{"https://example.org/a.html", "p2", text, start, start + len("the fire")},
	})
	w.Add(&Annotation{
		ID: "#a-2", Motivation: "assessing", Body: "https://example.org/x.html", Purpose: "linking",
		Passage: Passage{Source: "https://example.org/a.html", Paragraph: "p2", Text: text},
	})
	long := strings.Repeat("é", 301)
	w.Add(&Annotation{
		ID: "#a-3", Motivation: "linking", Says: "x",
		Passage: Passage{"https://example.org/a.html", "p3", "“" + long, len("“"), len("“" + long)},
	})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	const want = `{"@context": "http://www.w3.org/ns/anno.jsonld",
"id": "https://example.org/a.jsonld",
"type": "AnnotationCollection",
"label": "The \"fire\"",
"total": 3,
"first": {"id": "https://example.org/a.jsonld#all", "type": "AnnotationPage", "startIndex": 0, "items": [
{"id":"#a-1","type":"Annotation","motivation":"identifying","body":[{"type":"SpecificResource","purpose":"identifying","source":"https://example.org/x.html"},{"type":"TextualBody","purpose":"describing","format":"text/plain","value":"Zoë"}],"target":{"source":"https://example.org/a.html","selector":[{"type":"TextQuoteSelector","exact":"the fire","prefix":"who keeps the lighthouse, saw ","suffix":" at nine and rang the bell of"},{"type":"FragmentSelector","conformsTo":"http://tools.ietf.org/rfc/rfc3236","value":"p2","refinedBy":{"type":"TextPositionSelector","start":42,"end":50}}]}},
{"id":"#a-2","type":"Annotation","motivation":"assessing","body":[{"type":"SpecificResource","purpose":"linking","source":"https://example.org/x.html"}],"target":{"source":"https://example.org/a.html","selector":[{"type":"FragmentSelector","conformsTo":"http://tools.ietf.org/rfc/rfc3236","value":"p2"}]}},
{"id":"#a-3","type":"Annotation","motivation":"linking","body":[{"type":"TextualBody","purpose":"describing","format":"text/plain","value":"x"}],"target":{"source":"https://example.org/a.html","selector":[{"type":"FragmentSelector","conformsTo":"http://tools.ietf.org/rfc/rfc3236","value":"p3","refinedBy":{"type":"TextPositionSelector","start":1,"end":302}}]}}
]}}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if _, broken := rules.Annotations(b.Bytes()); broken != nil {
		t.Error(broken)
	}
}
