package edition

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/spoof"
)

// Folder is where editions are noted, in the content folder.
const Folder = "editions"

// Ending is that of their files.
const Ending = ".json"

// What is read is bounded: pages list all of it.
const (
	maxFile     = 16 << 20 // bytes
	maxEditions = 1000
)

// form is the number of the files' form. It changes with what is in them.
const form = 1

// A document is a file. The sum is that of all behind its line.
type document struct {
	Form int    `json:"collate-edition"`
	Sum  string `json:"sha256"`
	Name string `json:"edition"`

	Story      []string    `json:"story"`
	Reports    []Report    `json:"reports"`
	Entities   []Entity    `json:"entities"`
	Events     []Event     `json:"events"`
	Claims     []Claim     `json:"claims"`
	Quotations []Quotation `json:"quotations"`
}

// Format writes an edition as JSON with a record a line, as versions of it are
// best compared.
func Format(e *Edition) []byte {
	var rest bytes.Buffer
	fmt.Fprintf(&rest, "%q: %s", "edition", line(e.Name))
	list(&rest, "story", e.Story)
	list(&rest, "reports", e.Reports)
	list(&rest, "entities", e.Entities)
	list(&rest, "events", e.Events)
	list(&rest, "claims", e.Claims)
	list(&rest, "quotations", e.Quotations)
	rest.WriteString("\n}\n")
	head := fmt.Appendf(nil, "{\n%q: %d,\n%q: %q,\n", "collate-edition", form, "sha256", check(rest.Bytes()))
	return append(head, rest.Bytes()...)
}

func list[T any](b *bytes.Buffer, name string, records []T) {
	fmt.Fprintf(b, ",\n%q: [", name)
	for i, r := range records {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.WriteString(line(r))
	}
	if len(records) > 0 {
		b.WriteByte('\n')
	}
	b.WriteByte(']')
}

func line(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil { // only strings stand in it
		panic("edition: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func check(rest []byte) string {
	whole := sha256.Sum256(rest)
	return hex.EncodeToString(whole[:])
}

// Read reads the editions that are noted in a content folder, the oldest first;
// there are none if there is no such folder. name is what its user calls it, and
// begins every position. The error is a diag.List.
func Read(fsys fs.FS, name string) ([]*Edition, error) {
	entries, err := fs.ReadDir(fsys, Folder)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) { // where a file is, there can be none
		return nil, nil
	}
	folder := path.Join(name, Folder)
	var mistakes diag.List
	if err != nil {
		mistakes.Add(diag.Pos{File: folder}, "make it a folder", "the editions cannot be read: %v", reason(err))
		return nil, mistakes.Err()
	}
	var editions []*Edition
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "_") {
			continue
		}
		if len(editions)+len(mistakes) == maxEditions {
			mistakes.Add(diag.Pos{File: folder}, "take the oldest out", "there are more than %d editions", maxEditions)
			break
		}
		file := path.Join(folder, entry.Name())
		if path.Ext(entry.Name()) != Ending {
			mistakes.Add(diag.Pos{File: file}, setAside, "this is no edition: their files end in %s", Ending)
			continue
		}
		data, err := read(fsys, path.Join(Folder, entry.Name()))
		if err != nil {
			mistakes.Add(diag.Pos{File: file}, "", "%v", reason(err))
			continue
		}
		e, err := Parse(data, file)
		mistakes.Join(err)
		if err == nil {
			editions = append(editions, e)
		}
	}
	slices.SortFunc(editions, func(a, b *Edition) int { return a.Date.Compare(b.Date) })
	return editions, mistakes.Err()
}

func read(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("the file has more than %d MB", maxFile>>20)
	}
	return data, err
}

func reason(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// setAside is what to do about a file of others.
const setAside = "begin its name with _ to set it aside"

// asWritten is what to do about a file that nobody should have changed.
const asWritten = "editions are kept as they were noted: take the file back from the version before, or delete it"

// Parse reads what Format wrote, and nothing else. file is what its user calls
// the file; its name is the edition's. The error is a diag.List.
func Parse(data []byte, file string) (*Edition, error) {
	text := strings.ReplaceAll(string(data), "\r\n", "\n") // as git may write them
	at := func(offset int, hint, format string, args ...any) error {
		var l diag.List
		l.Add(diag.At(file, text, min(max(offset, 0), len(text))), hint, format, args...)
		return l.Err()
	}
	if wrong := diag.NotUTF8(file, text); wrong != nil {
		return nil, diag.List{*wrong}
	}
	var head struct {
		Form *int `json:"collate-edition"`
	}
	dec := json.NewDecoder(strings.NewReader(text))
	if err := dec.Decode(&head); err != nil {
		return nil, at(offsetOf(err, text), asWritten, "this is not JSON: %v", err)
	}
	switch {
	case head.Form == nil:
		return nil, at(0, setAside, "this is no edition that Collate has noted")
	case *head.Form > form:
		return nil, at(strings.Index(text, "collate-edition")-1, "use that version, or delete the file",
			"a newer version of Collate has noted this edition")
	}
	var doc document
	dec = json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		offset := cmp.Or(offsetOf(err, text), int(dec.InputOffset()))
		return nil, at(offset, asWritten, "%s", strings.TrimPrefix(err.Error(), "json: "))
	}
	e := &Edition{
		Name: doc.Name, Story: doc.Story, Reports: doc.Reports, Entities: doc.Entities, Events: doc.Events,
		Claims: doc.Claims, Quotations: doc.Quotations,
	}
	if want := string(Format(e)); want != text {
		offset := 0
		for offset < min(len(want), len(text)) && want[offset] == text[offset] {
			offset++
		}
		return nil, at(offset, asWritten, "somebody has changed this edition since it was noted")
	}
	var ok bool
	if e.Date, ok = dateOf(e.Name); !ok {
		return nil, at(0, asWritten, "%q is no edition's name", e.Name)
	}
	if name := strings.TrimSuffix(path.Base(file), Ending); name != e.Name {
		return nil, at(0, "rename the file to "+e.Name+Ending, "the file holds the edition %s", e.Name)
	}
	if wrong := e.wrong(); wrong != "" {
		return nil, at(0, asWritten, "%s", wrong)
	}
	return e, nil
}

// offsetOf returns where in a text decoding it failed; 0 if that is not known.
func offsetOf(err error, text string) int {
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		return int(s.Offset) - 1
	}
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return int(t.Offset) - 1
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return len(text)
	}
	return 0
}

// wrong says what no edition that was noted has; "" if there is nothing. It is
// for files that somebody has made: their sum is right.
func (e *Edition) wrong() string {
	kinds := func(ids []corpus.ID, kinds ...corpus.Kind) bool {
		return slices.IsSorted(ids) && len(slices.Compact(slices.Clone(ids))) == len(ids) &&
			!slices.ContainsFunc(ids, func(id corpus.ID) bool {
				kind, slug, _ := strings.Cut(string(id), "/")
				return !slices.Contains(kinds, corpus.Kind(kind)) || !corpus.IsSlug(slug)
			})
	}
	var verdicts []string
	for v := range collate.Disagree + 1 {
		verdicts = append(verdicts, v.String())
	}
	switch {
	case !kinds(ids(e.Reports, Report.id), corpus.Articles),
		!kinds(ids(e.Entities, Entity.id), corpus.EntityKinds()...),
		!kinds(ids(e.Events, Event.id), corpus.Events), !kinds(ids(e.Claims, Claim.id), corpus.Claims):
		return "its pages are not in order"
	case slices.ContainsFunc(e.Claims, func(c Claim) bool { return !slices.Contains(verdicts, c.Verdict) }):
		return "it has a verdict that there is not"
	}
	for _, text := range e.texts() {
		if signs := spoof.Hidden(text, 1); len(signs) > 0 {
			return signs[0].What
		}
	}
	return ""
}

// texts returns all that pages may show. The story's sentences come in one: a
// sign may open in one of them and close in the next.
func (e *Edition) texts() []string {
	list := []string{strings.Join(e.Story, " ")}
	for _, r := range e.Reports {
		list = append(list, r.Title, r.Letter)
		for _, p := range r.Paragraphs {
			list = append(list, p.ID)
		}
	}
	for _, n := range e.Entities {
		list = append(list, n.Title, n.Is)
	}
	for _, v := range e.Events {
		list = append(list, v.Title, v.When, v.Precision)
	}
	for _, c := range e.Claims {
		list = append(list, c.Question)
		for _, a := range c.Answers {
			list = append(list, a.Value, a.Of, a.Says, string(a.Report))
		}
	}
	for _, q := range e.Quotations {
		list = append(list, q.Speaker)
	}
	return list
}

func ids[T any](records []T, id func(T) corpus.ID) []corpus.ID {
	list := make([]corpus.ID, len(records))
	for i, r := range records {
		list[i] = id(r)
	}
	return list
}

func (r Report) id() corpus.ID    { return r.ID }
func (e Entity) id() corpus.ID    { return e.ID }
func (e Event) id() corpus.ID     { return e.ID }
func (c Claim) id() corpus.ID     { return c.ID }
func (q Quotation) id() corpus.ID { return corpus.ID(q.ID) }
