// Package schema has a JSON Schema for the front matter of each kind of page and
// for site.yaml, for editors that complete and check what is typed. The schemas
// are made of the tables of docs/content.md, which a test of package corpus
// holds to the program; what no schema can tell, such as whether a page exists,
// the build tells.
package schema

import (
	"embed"
	"path"
	"strings"
)

//go:embed *.json
var files embed.FS

// Kinds are what there is a schema for, sorted: "article", "site".
func Kinds() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // it is embedded
	}
	var kinds []string
	for _, e := range entries {
		kinds = append(kinds, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
	}
	return kinds
}

// Of returns the schema of one of Kinds, as indented JSON of draft 7, the newest
// that all editors read; nil for another.
func Of(kind string) []byte {
	text, err := files.ReadFile(kind + ".json")
	if err != nil {
		return nil
	}
	return text
}
