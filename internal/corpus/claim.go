package corpus

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"collate/internal/diag"
)

// OwnVoice is who says what a report tells without naming anybody.
const OwnVoice = "the report itself"

// finish reads the answers' values, which need the claim's form and unit, and
// who gives them.
func (c *Claim) finish(errs *diag.List) {
	c.checkUnit(errs)
	if c.Several && c.Form != TextForm && c.Form != "" {
		errs.Add(c.severalPos, "take it out, or write kind: text", "of answers that are a %s one holds", c.Form)
	}
	for i := range c.Answers {
		a := &c.Answers[i]
		if a.Value != "" {
			if mistake := a.read(c.Form, c.Unit); mistake != nil {
				errs.Add(a.ValuePos, mistake.Hint, "%s", mistake.Msg)
			}
		}
		a.Speaker = speaker(a.Says, a.SaysPos, &c.refs, errs)
		speaker(a.Origin, a.OriginPos, &c.refs, errs) // for the mistakes in it
	}
}

func (c *Claim) checkUnit(errs *diag.List) {
	switch {
	case c.Form == DistanceForm && c.Unit == "":
		c.Unit = "km"
	case c.Form == DistanceForm && c.Unit != "km" && c.Unit != "mi":
		errs.Add(c.unitPos, "write km or mi; a value may have any of the two", "distances are not compared in %q", c.Unit)
	case c.Form == TimeForm || c.Form == YesNoForm || c.Form == TextForm:
		if c.Unit != "" {
			errs.Add(c.unitPos, "take it out", "an answer that is a %s has no unit", c.Form)
		}
	}
}

// read sets the field of the answer that its value comes to.
func (a *Answer) read(form Form, unit string) *diag.Error {
	var mistake *diag.Error
	switch form {
	case CountForm:
		a.Amount, mistake = parseCount(a.Value, unit)
	case DistanceForm:
		a.Amount, mistake = parseDistance(a.Value)
	case TimeForm:
		w, err := ParseWhen(a.Value)
		if e, ok := errors.AsType[*whenError](err); ok {
			return &diag.Error{Msg: e.msg, Hint: e.hint}
		}
		if !w.Known() {
			return &diag.Error{Msg: `"unknown" answers nothing`, Hint: "leave this answer out"}
		}
		a.When = w
	case YesNoForm:
		if !slices.Contains([]string{"yes", "no"}, a.Value) {
			mistake = &diag.Error{Msg: quoted(a.Value) + " is neither yes nor no", Hint: "write yes or no"}
		}
		a.Yes = a.Value == "yes"
	}
	return mistake
}

// pageForm is what names a page: "people/jane-doe".
var pageForm = regexp.MustCompile(`^[a-z_]+/[a-z0-9-]+(\.md)?$`)

// speaker returns the page that says names, "" if it is words, and notes it in
// refs. Whether there is one is checked once all pages are read.
func speaker(says string, pos diag.Pos, refs *[]pending, errs *diag.List) ID {
	if !pageForm.MatchString(says) {
		return ""
	}
	folder, slug, _ := strings.Cut(says, "/")
	if !slices.Contains(EntityKinds(), Kind(folder)) {
		errs.Add(pos, "write people/…, places/… or organisations/…, or words such as an official", "%q is no page", says)
		return ""
	}
	r := pending{Kind(folder), slug, pos}
	*refs = append(*refs, r)
	return r.id()
}
