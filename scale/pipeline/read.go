package pipeline

import (
	"context"
	"fmt"
	"path"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"collate/internal/importer"
	"collate/scale/archive"
)

func init() {
	register.DoFn4x1[context.Context, fileio.ReadableFile, func(string, Entry), func(int, Row), error](&readFn{})
	register.DoFn5x0[context.Context, string, func(*Entry) bool, func(Entry), func(int, Row)](&onceFn{})
	register.DoFn4x0[context.Context, Entry, func(Entry), func(int, Row)](&cleanFn{})
	register.Emitter2[string, Entry]()
	register.Emitter1[Entry]()
	register.Emitter2[int, Row]()
	register.Iter1[Entry]()
}

// An Entry is a report and where it was read.
type Entry struct {
	File   string
	Line   int
	Report archive.Report
}

// at returns the place of an entry.
func (e *Entry) at() string { return fmt.Sprintf("%s:%d", path.Base(e.File), e.Line) }

// before orders entries as they stand in the archive.
func (e *Entry) before(other *Entry) bool {
	if e.File != other.File {
		return e.File < other.File
	}
	return e.Line < other.Line
}

// reject makes the row that says why nothing was made of an entry.
func (e *Entry) reject(shards int, reason string) (int, Row) {
	at := e.at()
	return archive.ShardOf(at, shards), rowOf(at, archive.Rejected{At: at, Slug: e.Report.Slug, Reason: reason})
}

// readFn reads the lines of files. A file is read by one worker: lines have no
// numbers for those who begin in the middle.
type readFn struct{ Shards int }

var (
	read     = beam.NewCounter(counters, "lines read")
	rejected = beam.NewCounter(counters, "lines rejected")
)

// ProcessElement emits each report by its slug.
func (f *readFn) ProcessElement(
	ctx context.Context, file fileio.ReadableFile, emit func(string, Entry), reject func(int, Row),
) error {
	in, err := file.Open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	return archive.Lines(in, func(n int, line []byte, err error) error {
		read.Inc(ctx, 1)
		e := Entry{File: file.Metadata.Path, Line: n}
		if err == nil {
			e.Report, err = archive.Parse(line)
		}
		if err != nil {
			rejected.Inc(ctx, 1)
			reject(e.reject(f.Shards, err.Error()))
			return nil
		}
		emit(e.Report.Slug, e)
		return nil
	})
}

// onceFn takes the first of the reports that have a slug.
type onceFn struct{ Shards int }

// ProcessElement gets the entries in any order.
func (f *onceFn) ProcessElement(
	ctx context.Context, _ string, entries func(*Entry) bool, emit func(Entry), reject func(int, Row),
) {
	var first Entry
	var others []Entry // without their text
	for one := (Entry{}); entries(&one); one = (Entry{}) {
		switch {
		case first.Line == 0:
			first = one
			continue
		case one.before(&first):
			first, one = one, first
		}
		others = append(others, Entry{File: one.File, Line: one.Line, Report: archive.Report{Slug: one.Report.Slug}})
	}
	emit(first)
	for _, one := range others {
		rejected.Inc(ctx, 1)
		reject(one.reject(f.Shards, "the slug stands at "+first.at()+" too, which is taken"))
	}
}

// cleanFn makes pages of raw reports, as import does.
type cleanFn struct{ Shards int }

// ProcessElement passes pages on as they are.
func (f *cleanFn) ProcessElement(ctx context.Context, e Entry, emit func(Entry), reject func(int, Row)) {
	if e.Report.Page != "" {
		emit(e)
		return
	}
	page, err := clean(&e.Report)
	if err != nil {
		rejected.Inc(ctx, 1)
		reject(e.reject(f.Shards, err.Error()))
		return
	}
	e.Report = archive.Report{Slug: e.Report.Slug, Page: string(page)}
	emit(e)
}

// clean keeps a report on which a library panics from stopping the others.
func clean(r *archive.Report) (page []byte, err error) {
	defer recovered(&err)
	raw := r.Bytes()
	d, err := importer.Clean(raw, r.File)
	if err != nil {
		return nil, err
	}
	return d.Page(r.Slug, importer.Source{File: r.File, Raw: raw})
}

// recovered turns a panic into an error.
func recovered(err *error) {
	if bug := recover(); bug != nil {
		*err = fmt.Errorf("cannot be read: %v", bug)
	}
}
