package pipeline

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"collate/internal/corpus"
	"collate/internal/inspect"
	"collate/internal/link"
	"collate/internal/xref"
	"collate/scale/archive"
)

func init() {
	register.DoFn8x0[
		context.Context, Entry, func(int, Row), func(int, Row), func(int, Row),
		func(string, Count), func(Pair, int), func(int, Row),
	](&linkFn{})
	register.Emitter2[string, Count]()
	register.Emitter2[Pair, int]()
}

// A Count is how often reports mention an entity.
type Count struct{ Mentions, Reports int }

// A Pair is two entities, sorted.
type Pair struct{ A, B string }

var mentioned = beam.NewCounter(counters, "mentions")

// linkFn reads pages and finds what is in them.
type linkFn struct {
	Shards int
	Table  table
}

// Setup reads the entities.
func (f *linkFn) Setup(ctx context.Context) error { return f.Table.Setup(ctx) }

// ProcessElement emits of a page: itself; the line that inspect prints; what it
// has of each entity; how often it mentions it; and each two entities that a
// paragraph mentions.
func (f *linkFn) ProcessElement(
	ctx context.Context, e Entry, page, line, mention func(int, Row), count func(string, Count), pair func(Pair, int),
	reject func(int, Row),
) {
	found, err := find(&e.Report, f.Table.entities().Linker)
	if err != nil {
		rejected.Inc(ctx, 1)
		reject(e.reject(f.Shards, err.Error()))
		return
	}
	slug := e.Report.Slug
	shard := archive.ShardOf(slug, f.Shards)
	page(shard, rowOf(slug, e.Report))
	line(shard, Row{Key: slug, Line: found.line})
	for _, a := range found.appearances {
		mention(shard, rowOf(string(a.Entity)+" "+slug, a))
		count(string(a.Entity), Count{Mentions: a.Mentions, Reports: 1})
		mentioned.Inc(ctx, int64(a.Mentions))
	}
	for _, p := range found.pairs {
		pair(Pair{string(p.A), string(p.B)}, p.Paragraphs)
	}
}

// A finding is what is found in one report.
type finding struct {
	line        string
	appearances []archive.Appearance
	pairs       []xref.Pair
}

// find keeps a report that shows a bug from stopping the others.
func find(r *archive.Report, l *link.Linker) (f finding, err error) {
	defer recovered(&err)
	a, err := corpus.ParseArticle(r.Slug, r.Page)
	if err != nil {
		return finding{}, err
	}
	in := inspect.OfArticle(a, l)
	f.line = string(in.JSON())
	f.appearances, f.pairs = archive.Index(a, in.Linked())
	return f, nil
}
