package corpus

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// Scalar writes a text as a value of front matter, in quotation marks if it
// needs them: beside a key, in a list in brackets or in a mapping in braces.
func Scalar(text string) string {
	list := struct {
		L []string `yaml:"l,flow"`
	}{[]string{text}}
	out, err := yaml.Dump(list, yaml.WithLineWidth(-1), yaml.WithQuotePreference(yaml.QuoteDouble))
	if err != nil {
		panic("corpus: " + err.Error()) // a text can always be written
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(out), "l: ["), "]\n")
}
