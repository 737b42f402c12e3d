// Package collate holds the templates and the static files that come with the
// program, so that it works in a folder that has only content.
package collate

import (
	"embed"
	"io/fs"
)

//go:embed templates static
var files embed.FS

// Templates returns the templates: base.html, one file a kind of page,
// partials.
func Templates() fs.FS { return folder("templates") }

// Static returns the files that are copied byte for byte.
func Static() fs.FS { return folder("static") }

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil { // only for a name that is no path
		panic(err)
	}
	return sub
}
