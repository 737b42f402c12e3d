package rules

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// A Resource is a file that a Data Package describes.
type Resource struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Path        string `json:"path"`
	Description string `json:"description"`
	Format      string `json:"format"`
	MediaType   string `json:"mediatype"`
	Encoding    string `json:"encoding"`
	Bytes       int    `json:"bytes"`
	Dialect     *struct {
		LineTerminator string `json:"lineTerminator"`
	} `json:"dialect"`
	Schema *struct {
		Fields []struct {
			Name string `json:"name"`
			Type string `json:"type"`
		} `json:"fields"`
	} `json:"schema"`
}

var (
	packageName = regexp.MustCompile(`^[a-z0-9._-]+$`)
	packageDate = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`)
)

// Package holds a file to the profile datapackage.json of version 2.0, of which it
// has the required keys and, of the others, those that the program uses. It returns the
// resources.
func Package(data []byte) ([]Resource, Broken) {
	var broken Broken
	var p struct {
		Profile     string `json:"$schema"`
		Name        string `json:"name"`
		Title       string `json:"title"`
		Description string `json:"description"`
		Homepage    string `json:"homepage"`
		Version     string `json:"version"`
		Created     string `json:"created"`
		Sources     []struct {
			Title string `json:"title"`
			Path  string `json:"path"`
		} `json:"sources"`
		Resources []Resource `json:"resources"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		broken.add("no package: %v", err)
	}
	if p.Profile != "https://datapackage.org/profiles/2.0/datapackage.json" || !packageName.MatchString(p.Name) ||
		len(p.Resources) == 0 || p.Created != "" && !packageDate.MatchString(p.Created) {
		broken.add("the package %q of %q", p.Name, p.Created)
	}
	for _, s := range p.Sources {
		if s.Title == "" || s.Path != "" && !strings.HasPrefix(s.Path, "http") {
			broken.add("the source %q at %q", s.Title, s.Path)
		}
	}
	names := map[string]bool{}
	for _, r := range p.Resources {
		if !packageName.MatchString(r.Name) || names[r.Name] || r.Path == "" || strings.ContainsAny(r.Path, "/\\~:") ||
			!strings.Contains(r.MediaType, "/") || r.Encoding != "utf-8" || r.Bytes <= 0 {
			broken.add("the resource %+v", r)
		}
		names[r.Name] = true
		if (r.Type == "table") != (r.Schema != nil) || r.Schema != nil && len(r.Schema.Fields) == 0 {
			broken.add("%s: a table without fields, or fields without a table", r.Name)
		}
	}
	return p.Resources, broken
}
