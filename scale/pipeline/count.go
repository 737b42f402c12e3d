package pipeline

import (
	"cmp"
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"collate/internal/corpus"
	"collate/scale/archive"
)

func init() {
	register.Function2x1(addCounts)
	register.Function2x1(addNumbers)
	register.Function2x1(less)
	register.DoFn2x0[[]byte, func(string, Count)](&listFn{})
	register.DoFn3x0[Pair, int, func(string, archive.With)](&bothFn{})
	register.DoFn4x0[string, func(*Count) bool, func(*[]archive.With) bool, func(int, Row)](&entityFn{})
	register.Emitter2[string, archive.With]()
	register.Iter1[Count]()
	register.Iter1[[]archive.With]()
}

func addCounts(a, b Count) Count { return Count{a.Mentions + b.Mentions, a.Reports + b.Reports} }

func addNumbers(a, b int) int { return a + b }

// less orders the entities beside another as package xref does: the last is
// that of the most paragraphs, of those the first by name, then by ID.
func less(a, b archive.With) bool {
	return cmp.Or(
		cmp.Compare(a.Paragraphs, b.Paragraphs), cmp.Compare(b.Name, a.Name), cmp.Compare(b.Entity, a.Entity),
	) < 0
}

// listFn lists all entities, so that those that no report mentions are counted,
// too.
type listFn struct{ Table table }

// Setup reads the entities.
func (f *listFn) Setup(ctx context.Context) error { return f.Table.Setup(ctx) }

// ProcessElement emits a count of 0 for each.
func (f *listFn) ProcessElement(_ []byte, emit func(string, Count)) {
	for _, id := range f.Table.entities().IDs() {
		emit(string(id), Count{})
	}
}

// bothFn says of two entities to each that the other is beside it.
type bothFn struct{ Table table }

// Setup reads the entities.
func (f *bothFn) Setup(ctx context.Context) error { return f.Table.Setup(ctx) }

// ProcessElement gets how many paragraphs mention both.
func (f *bothFn) ProcessElement(p Pair, paragraphs int, emit func(string, archive.With)) {
	a, b := corpus.ID(p.A), corpus.ID(p.B)
	emit(p.A, archive.With{Entity: b, Name: f.Table.entities().Name(b), Paragraphs: paragraphs})
	emit(p.B, archive.With{Entity: a, Name: f.Table.entities().Name(a), Paragraphs: paragraphs})
}

// entityFn makes an entity's line of the index.
type entityFn struct {
	Shards int
	Table  table
}

// Setup reads the entities.
func (f *entityFn) Setup(ctx context.Context) error { return f.Table.Setup(ctx) }

// ProcessElement gets one count, and one list at most.
func (f *entityFn) ProcessElement(
	id string, counts func(*Count) bool, with func(*[]archive.With) bool, emit func(int, Row),
) {
	var n Count
	counts(&n)
	e := archive.Entity{
		ID: corpus.ID(id), Name: f.Table.entities().Name(corpus.ID(id)), Mentions: n.Mentions, Reports: n.Reports,
		With: []archive.With{},
	}
	with(&e.With)
	emit(archive.ShardOf(id, f.Shards), rowOf(id, e))
}
