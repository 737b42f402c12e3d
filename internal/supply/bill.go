package supply

import (
	"debug/buildinfo"
	"encoding/json"
	"runtime/debug"
	"strings"
)

// These are the parts of CycloneDX 1.6 that a bill has. It has no time and no
// serial number: the same program has the same.
type (
	bill struct {
		Format   string `json:"bomFormat"`
		Spec     string `json:"specVersion"`
		Version  int    `json:"version"`
		Metadata struct {
			Component component `json:"component"`
		} `json:"metadata"`
		Components []component `json:"components"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		Licences   []named    `json:"licenses,omitempty"`
		PURL       string     `json:"purl,omitempty"`
		Properties []property `json:"properties,omitempty"`
	}
	named struct {
		Licence struct {
			ID string `json:"id"`
		} `json:"license"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
)

// Bill returns the bill of materials of a program, in CycloneDX: what it says of
// itself, with the licences of modules.
func Bill(program string, modules []Module) ([]byte, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	return billOf(info, modules)
}

func billOf(info *debug.BuildInfo, modules []Module) ([]byte, error) {
	b := bill{Format: "CycloneDX", Spec: "1.6", Version: 1}
	b.Metadata.Component = component{
		Type: "application", Ref: "collate", Name: "collate", Version: info.Main.Version, Licences: licensed("MIT"),
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "GOOS", "GOARCH", "CGO_ENABLED", "-trimpath", "vcs.revision":
			b.Metadata.Component.Properties = append(b.Metadata.Component.Properties, property{s.Key, s.Value})
		}
	}
	b.Components = append(b.Components, library("stdlib", strings.TrimPrefix(info.GoVersion, "go"), nil, "BSD-3-Clause"))
	for _, m := range info.Deps {
		var ids []string
		for _, of := range modules {
			if of.Path == m.Path {
				ids = strings.Split(of.IDs(), " AND ")
			}
		}
		b.Components = append(b.Components, library(m.Path, m.Version, m, ids...))
	}
	text, err := json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}

// library returns the entry of a module; its sum in go.sum's way is a property,
// since CycloneDX knows hashes of files alone.
func library(path, version string, m *debug.Module, licences ...string) component {
	purl := "pkg:golang/" + path + "@" + version
	c := component{Type: "library", Ref: purl, Name: path, Version: version, PURL: purl, Licences: licensed(licences...)}
	if m != nil && m.Sum != "" {
		c.Properties = []property{{"go.sum", m.Sum}}
	}
	return c
}

func licensed(ids ...string) []named {
	var list []named
	for _, id := range ids {
		var n named
		n.Licence.ID = id
		list = append(list, n)
	}
	return list
}
