package importer

import (
	"regexp"
	"sync"
)

// pattern returns what returns a regular expression, compiled when it is first
// asked for: a build asks for none, and would wait 2 ms for all of them.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
