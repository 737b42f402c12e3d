// Package portable knows which names of files not every system can hold: a
// site that is made on one is edited and published on others.
package portable

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// device is how names begin that Windows takes for devices, whatever they end in.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)`)

// Wrong says why a file or folder cannot have a name everywhere, "" if it can.
func Wrong(name string) string {
	const most = 255 // bytes, or on some systems letters
	switch last := name[max(0, len(name)-1):]; {
	case len(name) > most:
		return fmt.Sprintf("the name has %d bytes, and files have %d at most", len(name), most)
	case !utf8.ValidString(name):
		return "the name is not UTF-8"
	case strings.ContainsFunc(name, unicode.IsControl):
		return fmt.Sprintf("the name %q holds a control character", name)
	case strings.ContainsAny(name, `<>:"/\|?*`):
		return fmt.Sprintf(`the name %q holds one of < > : " \ | ? *, which Windows has in no name`, name)
	case last == ".", last == " ":
		return fmt.Sprintf("the name %q ends in a dot or a space, which Windows leaves out", name)
	case device.MatchString(name):
		return fmt.Sprintf("Windows takes %q for a device", name)
	}
	return ""
}

// Fold returns the same for paths that are one on some disks: those that differ
// in nothing but case, or in how their accents are written.
func Fold(path string) string { return norm.NFC.String(strings.ToLower(norm.NFC.String(path))) }
