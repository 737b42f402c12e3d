// Package jsontext writes JSON as encoding/json does, without HTML's signs
// escaped unless they are to be, by appending. It is for what is long:
// encoding/json makes the text first and indents it then, sign by sign.
package jsontext

import (
	"io"
	"iter"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"collate/internal/byteset"
)

// AppendString appends s as a JSON string. What is not UTF-8 becomes U+FFFD;
// the two separators of lines that scripts of old end at are escaped.
func AppendString(dst []byte, s string) []byte { return appendString(dst, s, special) }

// AppendInScript is AppendString for a script element of HTML: angle brackets
// and ampersands are escaped, too.
func AppendInScript(dst []byte, s string) []byte { return appendString(dst, s, specialInScript) }

// appendString looks only at the bytes that do not stand for themselves, or may
// not.
func appendString(dst []byte, s string, special *byteset.Set) []byte {
	dst = append(dst, '"')
	done := 0
	for i := special.Before(s); i < len(s); i += special.Before(s[i:]) {
		from, size := i, 1
		if s[i] >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if (r != utf8.RuneError || size > 1) && r != '\u2028' && r != '\u2029' {
				i += size
				continue
			}
		}
		i += size
		dst = append(dst, s[done:from]...)
		done = i
		dst = appendEscaped(dst, s[from:done])
	}
	return append(append(dst, s[done:]...), '"')
}

// special has what does not stand for itself, or not whatever follows it.
var special, specialInScript = with(`"\`), with(`"\<>&`)

// with returns control signs, all beyond ASCII, and some others.
func with(signs string) *byteset.Set {
	return byteset.Of(func(c byte) bool {
		return c < ' ' || c >= utf8.RuneSelf || strings.IndexByte(signs, c) >= 0
	})
}

// appendEscaped appends a quotation mark, a backslash, a control sign, one of
// HTML's, a separator of lines or a byte that is not UTF-8.
func appendEscaped(dst []byte, sign string) []byte {
	const hex = "0123456789abcdef"
	switch c := sign[0]; {
	case sign == "\u2028":
		return append(dst, `\u2028`...)
	case sign == "\u2029":
		return append(dst, `\u2029`...)
	case c >= utf8.RuneSelf:
		return append(dst, `\ufffd`...)
	case c == '"', c == '\\':
		return append(dst, '\\', c)
	case c == '\b':
		return append(dst, `\b`...)
	case c == '\f':
		return append(dst, `\f`...)
	case c == '\n':
		return append(dst, `\n`...)
	case c == '\r':
		return append(dst, `\r`...)
	case c == '\t':
		return append(dst, `\t`...)
	default:
		return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
	}
}

// AppendIndented appends v and a line break, two blanks for each level, as an
// Encoder of encoding/json with that indent does. It knows structs with the key
// of each field in its tag (and omitempty or nothing after it), lists, as slices
// or as iter.Seqs, pointers, strings, booleans, ints and float64s of the size of
// coordinates (10⁻⁶ to 10²¹), and panics at any other type.
func AppendIndented(dst []byte, v any) []byte {
	w := writer{out: dst, structs: map[reflect.Type][]field{}}
	w.value(reflect.ValueOf(v), 0)
	return append(w.out, '\n')
}

// WriteIndented writes in pieces what AppendIndented appends. With what is long
// in iter.Seqs, neither the text nor the value is ever there as a whole.
func WriteIndented(to io.Writer, v any) error {
	w := writer{to: to, structs: map[reflect.Type][]field{}}
	w.value(reflect.ValueOf(v), 0)
	w.out = append(w.out, '\n')
	w.flush()
	return w.err
}

// A writer appends one value to out, and hands on what stands there from time
// to time if there is one to hand it to.
type writer struct {
	out     []byte
	structs map[reflect.Type][]field

	to  io.Writer // or nil
	err error     // the first of to's
}

// pieceSize is about how many bytes are handed on at once.
const pieceSize = 32 << 10

func (w *writer) flush() {
	if w.err == nil {
		_, w.err = w.to.Write(w.out)
	}
	w.out = w.out[:0]
}

// A field is one of a struct.
type field struct {
	index     int
	key       string // as it is written, with the colon
	omitEmpty bool
}

func (w *writer) value(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		w.fields(v, depth)
	case reflect.Slice, reflect.Array, reflect.Func:
		w.list(v, depth)
	case reflect.Pointer:
		if v.IsNil() {
			w.out = append(w.out, "null"...)
			return
		}
		w.value(v.Elem(), depth)
	case reflect.String:
		w.out = AppendString(w.out, v.String())
	case reflect.Bool:
		w.out = strconv.AppendBool(w.out, v.Bool())
	case reflect.Int:
		w.out = strconv.AppendInt(w.out, v.Int(), 10)
	case reflect.Float64:
		w.out = strconv.AppendFloat(w.out, v.Float(), 'f', -1, 64)
	default:
		panic("jsontext: " + v.Type().String())
	}
}

func (w *writer) list(v reflect.Value, depth int) {
	if v.Kind() != reflect.Array && v.IsNil() {
		w.out = append(w.out, "null"...)
		return
	}
	w.out = append(w.out, '[')
	first := true
	for e := range elements(v) {
		if !first {
			w.out = append(w.out, ',')
		}
		first = false
		w.line(depth + 1)
		w.value(e, depth+1)
		if w.to != nil && len(w.out) > pieceSize {
			w.flush()
		}
	}
	if !first {
		w.line(depth)
	}
	w.out = append(w.out, ']')
}

// elements returns what is in a list, or comes of an iter.Seq.
func elements(v reflect.Value) iter.Seq[reflect.Value] {
	if v.Kind() == reflect.Func {
		return v.Seq()
	}
	return func(yield func(reflect.Value) bool) {
		for i := range v.Len() {
			if !yield(v.Index(i)) {
				return
			}
		}
	}
}

func (w *writer) fields(v reflect.Value, depth int) {
	w.out = append(w.out, '{')
	first := true
	for _, f := range w.fieldsOf(v.Type()) {
		value := v.Field(f.index)
		if f.omitEmpty && isEmpty(value) {
			continue
		}
		if !first {
			w.out = append(w.out, ',')
		}
		first = false
		w.line(depth + 1)
		w.out = append(w.out, f.key...)
		w.value(value, depth+1)
	}
	if !first {
		w.line(depth)
	}
	w.out = append(w.out, '}')
}

func (w *writer) fieldsOf(t reflect.Type) []field {
	fields, ok := w.structs[t]
	if !ok {
		fields = readTags(t)
		w.structs[t] = fields
	}
	return fields
}

func readTags(t reflect.Type) []field {
	var fields []field
	for f := range t.Fields() {
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields = append(fields, field{f.Index[0], strconv.Quote(key) + ": ", options == "omitempty"})
	}
	return fields
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct, reflect.Array:
		return false
	}
	return v.IsZero()
}

// line begins a line.
func (w *writer) line(depth int) {
	const blanks = "                    "
	w.out = append(w.out, '\n')
	for ; 2*depth > len(blanks); depth -= len(blanks) / 2 {
		w.out = append(w.out, blanks...)
	}
	w.out = append(w.out, blanks[:2*depth]...)
}
