package rules

import (
	"bytes"
	_ "embed" // the model
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The part of the model of FollowTheMoney that the program uses, with what schemata
// inherit, but for what is deprecated and for the far ends of links. It was printed
// from defaultModel.json of the npm package @alephdata/followthemoney 3.8.4, which is
// under the licence beside it.
//
//go:embed followthemoney.json
var followTheMoney []byte

// A Thing is an entity of FollowTheMoney as a file has it.
type Thing struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// thingForms are the values of each type of property, as the types of the Python
// package clean them (followthemoney/types).
var thingForms = map[string]*regexp.Regexp{
	"address": anyText, "name": anyText, "string": anyText, "text": anyText,
	"url": regexp.MustCompile(`^https?://[!-~]+$`),
	"date": regexp.MustCompile(`^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])` +
		`(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?)?)?$`),
	"identifier": regexp.MustCompile(`^Q[1-9]\d*$`), // only those of Wikidata are written
}

var (
	anyText = regexp.MustCompile(`\S`)
	thingID = regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$`)
)

// FollowTheMoney holds a file of entities, a line each, to the model, and returns
// them.
func FollowTheMoney(data []byte) (things []Thing, broken Broken) {
	var model map[string]struct {
		Is, Required []string
		Properties   map[string]string
	}
	if err := json.Unmarshal(followTheMoney, &model); err != nil {
		panic(err)
	}
	schemas := map[string]string{}
	for line := range bytes.Lines(data) {
		var thing Thing
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&thing); err != nil || d.More() || line[len(line)-1] != '\n' {
			broken.add("a line is no entity: %.200q (%v)", line, err)
			continue
		}
		if !thingID.MatchString(thing.ID) || len(thing.ID) > 255 || schemas[thing.ID] != "" {
			broken.add("the id %q has signs that no id has, or stands twice", thing.ID)
		}
		schemas[thing.ID] = thing.Schema
		things = append(things, thing)
	}
	for _, thing := range things {
		schema, ok := model[thing.Schema]
		if !ok {
			broken.add("%s: no schema %q", thing.ID, thing.Schema)
		}
		for _, name := range schema.Required {
			if len(thing.Properties[name]) == 0 {
				broken.add("%s: a %s needs %s", thing.ID, thing.Schema, name)
			}
		}
		for name, values := range thing.Properties {
			kind, target, _ := strings.Cut(schema.Properties[name], " ")
			for _, v := range values {
				switch {
				case kind == "":
					broken.add("%s: a %s has no %s", thing.ID, thing.Schema, name)
				case kind == "entity":
					if !slices.Contains(model[schemas[v]].Is, target) {
						broken.add("%s: %s is %q, a %q, not a %s", thing.ID, name, v, schemas[v], target)
					}
				case kind == "number":
					if _, err := strconv.ParseFloat(v, 64); err != nil {
						broken.add("%s: %s is %q", thing.ID, name, v)
					}
				case thingForms[kind] == nil || !thingForms[kind].MatchString(v):
					broken.add("%s: %s is %q, not of type %s", thing.ID, name, v, kind)
				}
			}
			if len(values) == 0 {
				broken.add("%s: %s has no value", thing.ID, name)
			}
		}
	}
	return things, broken
}
