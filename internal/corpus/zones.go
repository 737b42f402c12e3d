package corpus

import (
	_ "embed"
	"fmt"
	"strings"

	"collate/internal/diag"
)

// zoneNames lists the time zones that may be meant; others are accepted.
//
//go:embed zones.txt
var zoneNames string

// zoneHint says which time zone an unknown name may mean.
func zoneHint(name string) string {
	var names []string
	city := "/" + strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
	for line := range strings.Lines(zoneNames) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasSuffix(strings.ToLower(line), strings.ToLower(city)) {
			return fmt.Sprintf("did you mean %q?", line)
		}
		names = append(names, line)
	}
	if hint := diag.DidYouMean(name, names); hint != "" {
		return hint
	}
	return "use a name of the IANA database, such as UTC or Asia/Baghdad"
}
