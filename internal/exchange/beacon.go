package exchange

import (
	"bufio"
	"io"
	"iter"
	"strconv"
	"strings"
)

// A Beacon is what a BEACON file says of itself.
type Beacon struct {
	Name, Description string
	Prefix            string // of the items' addresses
	Target            string // of the pages' addresses
	Timestamp         string // a day, or ""
}

// A BeaconLink says that a page is about an item.
type BeaconLink struct {
	Item, Page string // behind prefix and target
	Count      int    // how often the item is mentioned
}

// WriteBeacon writes which pages are about which items, in the text format of
// BEACON (gbv.github.io/beaconspec, sections 3 and 4).
func WriteBeacon(to io.Writer, b Beacon, links iter.Seq[BeaconLink]) error {
	w := bufio.NewWriterSize(to, 32<<10)
	for _, field := range [][2]string{
		{"FORMAT", "BEACON"},
		{"PREFIX", b.Prefix},
		{"TARGET", b.Target},
		{"RELATION", "http://www.w3.org/2000/01/rdf-schema#seeAlso"},
		{"NAME", b.Name},
		{"DESCRIPTION", b.Description},
		{"TIMESTAMP", b.Timestamp},
		{"UPDATE", "never"},
	} {
		if value := strings.TrimSpace(oneLine(field[1])); value != "" {
			_, _ = w.WriteString("#" + field[0] + ": " + value + "\n") // w keeps the error for Flush
		}
	}
	_, _ = w.WriteString("\n")
	for l := range links {
		_, _ = w.WriteString(l.Item + "|" + strconv.Itoa(l.Count) + "|" + l.Page + "\n")
	}
	return w.Flush()
}
