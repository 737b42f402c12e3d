package exchange

import (
	"io"
	"strings"

	"collate/internal/jsontext"
)

// Things writes entities of FollowTheMoney, a line of JSON each, as OpenAleph and
// the command ftm read them.
type Things struct {
	pieces
	properties int // of the entity that is written
}

// NewThings returns a writer of entities to w.
func NewThings(w io.Writer) *Things { return &Things{pieces: pieces{to: w}} }

// Begin begins an entity. Its id is of letters, digits, points and hyphens.
func (t *Things) Begin(id, schema string) {
	t.out = append(t.out, `{"id":`...)
	t.out = jsontext.AppendString(t.out, id)
	t.out = append(t.out, `,"schema":`...)
	t.out = jsontext.AppendString(t.out, schema)
	t.out = append(t.out, `,"properties":{`...)
	t.properties = 0
}

// Property writes the values of a property, but for those that are empty.
func (t *Things) Property(name string, values ...string) {
	n := 0
	for _, v := range values {
		if strings.TrimSpace(v) == "" {
			continue
		}
		if n == 0 {
			if t.properties > 0 {
				t.out = append(t.out, ',')
			}
			t.out = append(append(append(t.out, '"'), name...), `":`...)
			t.out = append(t.out, '[')
			t.properties++
		} else {
			t.out = append(t.out, ',')
		}
		n++
		t.out = jsontext.AppendString(t.out, v)
	}
	if n > 0 {
		t.out = append(t.out, ']')
	}
}

// End ends the entity.
func (t *Things) End() {
	t.out = append(t.out, "}}\n"...)
	t.handOn()
}

// pieces is what is written, in pieces.
type pieces struct {
	to  io.Writer
	out []byte
	err error // the first of to's
}

const pieceSize = 32 << 10 // bytes that are handed on at once, about

// handOn hands on what stands there, if it is enough.
func (p *pieces) handOn() {
	if len(p.out) > pieceSize {
		_ = p.Flush() // which keeps the error
	}
}

// Flush hands on what is left, and returns the first error.
func (p *pieces) Flush() error {
	if p.err == nil {
		_, p.err = p.to.Write(p.out)
	}
	p.out = p.out[:0]
	return p.err
}
