package site

import (
	"cmp"
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/exchange"
	"collate/internal/jsontext"
)

const (
	packagePath = "data/datapackage.json"
	schemaPath  = "data/explainer.schema.json"
)

// The types below are datapackage.json (datapackage.org, version 2).
type (
	packageJSON struct {
		Profile     string          `json:"$schema"`
		Name        string          `json:"name"`
		Title       string          `json:"title"`
		Description string          `json:"description"`
		Homepage    string          `json:"homepage,omitempty"`
		Version     string          `json:"version,omitempty"`
		Created     string          `json:"created,omitempty"`
		Sources     []packageSource `json:"sources,omitempty"`
		Resources   []packagedFile  `json:"resources"`
	}
	packageSource struct {
		Title string `json:"title"`
		Path  string `json:"path,omitempty"`
	}
	packagedFile struct {
		Name        string       `json:"name"`
		Type        string       `json:"type,omitempty"`
		Path        string       `json:"path"`
		Description string       `json:"description"`
		Format      string       `json:"format"`
		MediaType   string       `json:"mediatype"`
		Encoding    string       `json:"encoding"`
		Bytes       int          `json:"bytes"`
		Dialect     *dialectJSON `json:"dialect,omitempty"`
		Schema      *tableJSON   `json:"schema,omitempty"`
	}
	dialectJSON struct {
		LineTerminator string `json:"lineTerminator"`
	}
	tableJSON struct {
		Fields []columnJSON `json:"fields"`
	}
	columnJSON struct {
		Name string `json:"name"`
		Type string `json:"type"`
	}
)

// columnsOf are the columns of each table.
func columnsOf(path string) []string {
	switch path {
	case mentionsPath:
		return mentionColumns()
	case claimsPath:
		return claimColumns()
	case entitiesPath:
		return exchange.Columns()
	}
	return nil
}

func columnType(name string) string {
	switch name {
	case "start", "end", "mentions":
		return "integer"
	case "lat", "lon":
		return "number"
	}
	return "string"
}

// packaged makes what describes the other files of data. Whose the reports' words
// are it says in words, since nobody but the editor can give a licence.
func (p *plan) packaged(files []download) File {
	d := packageJSON{
		Profile: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:    cmp.Or(asciiOnly(anchor(p.title())), "explainer"),
		Title:   p.title(), Description: p.say("data.package-about"), Homepage: p.base, Version: p.edition(),
	}
	if p.newest != "" {
		d.Created = p.stamp().Format(time.RFC3339)
	}
	for _, a := range p.articles[:min(len(p.articles), listMost)] {
		d.Sources = append(d.Sources, packageSource{p.reportName(a) + ": " + headline(a), cmp.Or(a.URL, p.absolute(a.ID))})
	}
	for i, e := range p.exports() {
		f := &files[i]
		if f.bytes == 0 { // it was not made
			continue
		}
		name := strings.TrimPrefix(e.path, "data/")
		one := packagedFile{
			Name: name, Path: name, Description: e.what, Format: name[strings.LastIndexByte(name, '.')+1:],
			MediaType: mediaType(e.path), Encoding: "utf-8", Bytes: f.bytes,
		}
		if columns := columnsOf(e.path); columns != nil {
			one.Type, one.Dialect, one.Schema = "table", &dialectJSON{"\n"}, &tableJSON{}
			for _, c := range columns {
				one.Schema.Fields = append(one.Schema.Fields, columnJSON{c, columnType(c)})
			}
		}
		d.Resources = append(d.Resources, one)
	}
	return File{Path: packagePath, Data: jsontext.AppendIndented(nil, d)}
}

// schemaOfExplainer is the JSON Schema (2020-12) of explainer.json, made of the types
// that it is written from: what they have not is no key of it.
func schemaOfExplainer() []byte {
	defs := map[string]any{}
	root, _ := schemaOf(reflect.TypeFor[everythingJSON](), defs).(map[string]any)
	whole, _ := defs[strings.TrimPrefix(root["$ref"].(string), "#/$defs/")].(map[string]any)
	delete(defs, "everything")
	whole["$schema"], whole["$defs"] = "https://json-schema.org/draft/2020-12/schema", defs
	whole["title"] = "explainer.json, as Collate writes it"
	data, err := json.MarshalIndent(whole, "", "  ")
	if err != nil { // only texts stand in it
		panic("site: " + err.Error())
	}
	return append(data, '\n')
}

// formats are those of keys whose values have one.
var formats = map[string]string{"edition": "date", "start": "date-time", "end": "date-time"}

func schemaOf(t reflect.Type, defs map[string]any) any {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), defs)
	case reflect.String:
		if t == reflect.TypeFor[corpus.ID]() {
			return map[string]any{"type": "string", "pattern": "^[a-z]+/[^/]+$"}
		}
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer", "minimum": 0}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Array:
		return map[string]any{
			"type": "array", "items": schemaOf(t.Elem(), defs), "minItems": t.Len(), "maxItems": t.Len(),
		}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem(), defs)}
	case reflect.Func: // an iter.Seq
		return map[string]any{"type": "array", "items": schemaOf(t.In(0).In(0), defs)}
	}
	name := strings.TrimSuffix(t.Name(), "JSON")
	if _, ok := defs[name]; !ok {
		properties, required := map[string]any{}, []string{}
		defs[name] = map[string]any{}
		for field := range t.Fields() {
			key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			value := schemaOf(field.Type, defs)
			if m, ok := value.(map[string]any); ok && formats[key] != "" && m["type"] == "string" {
				m["format"] = formats[key]
			}
			properties[key] = value
			if options == "" {
				required = append(required, key)
			}
		}
		defs[name] = map[string]any{
			"type": "object", "properties": properties, "required": required, "additionalProperties": false,
		}
	}
	return map[string]any{"$ref": "#/$defs/" + name}
}
