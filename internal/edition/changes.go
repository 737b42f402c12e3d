package edition

import (
	"reflect"
	"slices"
	"strings"

	"znkr.io/diff"

	"collate/internal/corpus"
)

// Changes are what differs between two editions.
type Changes struct {
	Story      []Passage // in the order of the story
	Reports    []Changed[Report]
	Entities   []Changed[Entity]
	Events     []Changed[Event]
	Claims     []Changed[Claim]
	Quotations []Changed[Quotation]
}

// A Changed is one thing as it was and as it is: nil if it was not there, or is
// no more.
type Changed[T any] struct{ Was, Is *T }

// A Passage is some sentences of the story that differ, as runs of words.
type Passage []Run

// A Run is words that both editions have, or one of them.
type Run struct {
	Op   Op
	Text string
}

// An Op says which edition has some words.
type Op int

// The ops.
const (
	Kept Op = iota
	Out     // the earlier alone
	In      // the later alone
)

// Between returns what differs between two editions.
func Between(was, is *Edition) *Changes {
	return &Changes{
		Story:      passages(was.Story, is.Story),
		Reports:    changed(was.Reports, is.Reports, Report.id),
		Entities:   changed(was.Entities, is.Entities, Entity.id),
		Events:     changed(was.Events, is.Events, Event.id),
		Claims:     changed(was.Claims, is.Claims, Claim.id),
		Quotations: changed(was.Quotations, is.Quotations, Quotation.id),
	}
}

// Empty reports whether nothing differs.
func (c *Changes) Empty() bool {
	return len(c.Story)+len(c.Reports)+len(c.Entities)+len(c.Events)+len(c.Claims)+len(c.Quotations) == 0
}

// changed lists what differs of two sorted lists, in their order.
func changed[T any](was, is []T, id func(T) corpus.ID) []Changed[T] {
	var list []Changed[T]
	for len(was)+len(is) > 0 {
		switch {
		case len(is) == 0 || len(was) > 0 && id(was[0]) < id(is[0]):
			list, was = append(list, Changed[T]{Was: &was[0]}), was[1:]
		case len(was) == 0 || id(is[0]) < id(was[0]):
			list, is = append(list, Changed[T]{Is: &is[0]}), is[1:]
		default:
			if !reflect.DeepEqual(was[0], is[0]) {
				list = append(list, Changed[T]{&was[0], &is[0]})
			}
			was, is = was[1:], is[1:]
		}
	}
	return list
}

// passages compares two stories by sentence, and what differs by word.
func passages(was, is []string) []Passage {
	var list []Passage
	var out, in []string
	end := func() {
		if len(out)+len(in) > 0 {
			list = append(list, passage(out, in))
		}
		out, in = nil, nil
	}
	for _, e := range diff.Edits(was, is) {
		switch e.Op {
		case diff.Match:
			end()
		case diff.Delete:
			out = append(out, e.X)
		case diff.Insert:
			in = append(in, e.Y)
		}
	}
	end()
	return list
}

// passage compares sentences by word. If they have little in common, the ones
// stand whole before the others.
func passage(was, is []string) Passage {
	out, in := strings.Join(was, " "), strings.Join(is, " ")
	a, b := strings.Fields(out), strings.Fields(in)
	edits := diff.Edits(a, b)
	kept := 0
	for _, e := range edits {
		if e.Op == diff.Match {
			kept++
		}
	}
	if 2*kept < min(len(a), len(b)) || kept == 0 {
		p := Passage{{Out, out}, {In, in}}
		return slices.DeleteFunc(p, func(r Run) bool { return r.Text == "" })
	}
	var p Passage
	var words [In + 1][]string
	end := func(ops ...Op) {
		for _, op := range ops {
			if len(words[op]) > 0 {
				p = append(p, Run{op, strings.Join(words[op], " ")})
				words[op] = nil
			}
		}
	}
	for _, e := range edits {
		switch e.Op {
		case diff.Match:
			end(Out, In)
			words[Kept] = append(words[Kept], e.X)
		case diff.Delete:
			end(Kept)
			words[Out] = append(words[Out], e.X)
		case diff.Insert:
			end(Kept)
			words[In] = append(words[In], e.Y)
		}
	}
	end(Out, In, Kept)
	return p
}

// Counts say how many things of a kind are new, changed and taken out.
type Counts struct{ New, Changed, Gone int }

// Count counts what differs.
func Count[T any](list []Changed[T]) Counts {
	var n Counts
	for _, c := range list {
		switch {
		case c.Was == nil:
			n.New++
		case c.Is == nil:
			n.Gone++
		default:
			n.Changed++
		}
	}
	return n
}
