package importer

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// front is an article's front matter, in the order of its keys.
type front struct {
	Title      string    `yaml:"title"`
	Standfirst string    `yaml:"standfirst,omitempty"`
	Label      string    `yaml:"label,omitempty"`
	Publisher  string    `yaml:"publisher,omitempty"`
	Byline     []string  `yaml:"byline,omitempty,flow"`
	Credit     string    `yaml:"credit,omitempty"`
	Date       yaml.Node `yaml:"date,omitempty"`
	URL        string    `yaml:"url,omitempty"`
	Text       string    `yaml:"text"`
	Original   original  `yaml:"original"`
}

type original struct {
	File     string     `yaml:"file"`
	SHA256   string     `yaml:"sha256"`
	Language string     `yaml:"language,omitempty"`
	Found    foundFront `yaml:"found,omitempty"`
	Cut      []cutFront `yaml:"cut,omitempty"`
}

// A foundFront writes where fields were read on one line.
type foundFront []Found

// IsZero keeps an empty one out of the front matter.
func (f foundFront) IsZero() bool { return len(f) == 0 }

// MarshalYAML writes {title: JSON-LD, date: line 3}.
func (f foundFront) MarshalYAML() (any, error) {
	n := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, one := range f {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: one.Field},
			&yaml.Node{Kind: yaml.ScalarNode, Value: one.Where})
	}
	return n, nil
}

// UnmarshalYAML reads what MarshalYAML wrote, and nothing of another shape.
func (f *foundFront) UnmarshalYAML(n *yaml.Node) error {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		*f = append(*f, Found{n.Content[i].Value, n.Content[i+1].Value})
	}
	return nil
}

// A cutFront is a Cut as front matter writes it.
type cutFront struct {
	What  string `yaml:"what"`
	Lines string `yaml:"lines,omitempty"`
	Words int    `yaml:"words"`
}

// MarshalYAML writes a cut on one line, its line numbers in quotation marks:
// "14-17" is text.
func (c cutFront) MarshalYAML() (any, error) {
	n := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	add := func(key string, value *yaml.Node) {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, value)
	}
	add("what", &yaml.Node{Kind: yaml.ScalarNode, Value: c.What})
	if c.Lines != "" {
		add("lines", &yaml.Node{Kind: yaml.ScalarNode, Value: c.Lines, Style: yaml.DoubleQuotedStyle})
	}
	add("words", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(c.Words)})
	return n, nil
}

// entityFront is the front matter of a drafted page of a name.
type entityFront struct {
	Title   string   `yaml:"title"`
	Sort    string   `yaml:"sort,omitempty"`
	Aliases []string `yaml:"aliases,omitempty,flow"`
	Role    string   `yaml:"role,omitempty"` // of a person, as the reports have it

	Coordinates *coordinates `yaml:"coordinates,omitempty,flow"` // of a place

	Draft bool `yaml:"draft"`
}

type coordinates struct {
	Lat       float64 `yaml:"lat"`
	Lon       float64 `yaml:"lon"`
	Source    string  `yaml:"source"`
	Precision string  `yaml:"precision"`
}

// frontMatter writes v between lines of dashes.
func frontMatter(v any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("---\n")
	out, err := yaml.Dump(v, yaml.WithIndent(2), yaml.WithLineWidth(-1), yaml.WithQuotePreference(yaml.QuoteDouble),
		yaml.WithCompactSeqIndent(false))
	if err != nil {
		return nil, fmt.Errorf("write front matter: %w", err)
	}
	b.Write(out)
	b.WriteString("---\n")
	return b.Bytes(), nil
}

// loose is the front matter of any Markdown page, as far as import reads it:
// its own keys and those of other systems.
type loose struct {
	Title      string   `yaml:"title"`
	Standfirst string   `yaml:"standfirst"`
	Subtitle   string   `yaml:"description"`
	Publisher  string   `yaml:"publisher"`
	Source     string   `yaml:"source"`
	Byline     any      `yaml:"byline"`
	Author     any      `yaml:"author"`
	Authors    any      `yaml:"authors"`
	Credit     string   `yaml:"credit"`
	Date       string   `yaml:"date"`
	URL        string   `yaml:"url"`
	Canonical  string   `yaml:"canonical_url"`
	Aliases    []string `yaml:"aliases"`
	Text       string   `yaml:"text"`
	Original   original `yaml:"original"`
}

// splitFrontMatter parts a page into its front matter with the opening dashes,
// the text below it, and the number of lines above that.
func splitFrontMatter(text string) (head, rest string, lines int) {
	if !strings.HasPrefix(text, "---\n") {
		return "", text, 0
	}
	end := strings.Index(text, "\n---\n")
	if end < 0 {
		if !strings.HasSuffix(text, "\n---") {
			return "", text, 0
		}
		end = len(text) - len("\n---")
		return text[:end+1], "", strings.Count(text, "\n") + 1
	}
	rest = text[end+len("\n---\n"):]
	return text[:end+1], rest, strings.Count(text[:len(text)-len(rest)], "\n")
}

// draft returns what the front matter says of an article.
func (l *loose) draft() Draft {
	d := Draft{Title: l.Title, Standfirst: l.Standfirst, Publisher: l.Publisher, Credit: l.Credit, URL: l.URL}
	if d.Standfirst == "" {
		d.Standfirst = l.Subtitle
	}
	if d.URL == "" {
		d.URL = l.Canonical
	}
	for _, names := range []any{l.Byline, l.Authors, l.Author} {
		if d.Byline == nil {
			d.Byline = stringsOf(names)
		}
	}
	d.Date = dateIn(l.Date).iso
	return d
}

// stringsOf returns a YAML value that may be one string or a list of them.
func stringsOf(v any) []string {
	switch v := v.(type) {
	case string:
		if names := namesIn(v); names != nil {
			return names
		}
	case []any:
		var list []string
		for _, one := range v {
			if s, ok := one.(string); ok && s != "" {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}
