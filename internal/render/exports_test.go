package render

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/exchange/rules"
	"collate/internal/site"
)

// folder reads a folder into memory.
func folder(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	files, err := Static(name, os.DirFS(name))
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// TestExports holds the files for other programs, of the invented explainer and of the one in
// this repository, to the rules of their formats, and each address of the site in them to
// a page with that fragment.
func TestExports(t *testing.T) {
	for name, content := range map[string]fstest.MapFS{"invented": invented(t), "shipped": folder(t, "../../content")} {
		t.Run(name, func(t *testing.T) {
			files, err := everything(templates(t), plan(t, content, site.Options{}))
			if err != nil {
				t.Fatal(err)
			}
			pages, base := map[string]string{}, ""
			for _, f := range files {
				pages[f.Path] = string(f.Data)
			}
			base = regexp.MustCompile(`"url": "([^"]+)"`).FindStringSubmatch(pages["data/explainer.json"])[1]
			_, broken := rules.Calendar([]byte(pages["data/events.ics"]))
			hold(t, "events.ics", broken)
			_, broken = rules.FollowTheMoney([]byte(pages["data/entities.ftm.json"]))
			hold(t, "entities.ftm.json", broken)
			holdLinks(t, pages, base)
		})
	}
}

func hold(t *testing.T, name string, broken rules.Broken) {
	t.Helper()
	for _, b := range broken {
		t.Errorf("%s: %s", name, b)
	}
}

// holdLinks fails the test if a file of data has an address of the site that leads nowhere.
func holdLinks(t *testing.T, pages map[string]string, base string) {
	t.Helper()
	own := regexp.MustCompile(regexp.QuoteMeta(base) + `([^"#\s|<>]*)(?:#([^"\s|<>]*))?`)
	n := 0
	for name, text := range pages {
		if !strings.HasPrefix(name, "data/") {
			continue
		}
		for _, m := range own.FindAllStringSubmatch(strings.ReplaceAll(text, "\r\n ", ""), -1) {
			n++
			page, ok := pages[m[1]]
			if m[1] != "" && !ok || m[2] != "" && strings.HasSuffix(m[1], ".html") && !strings.Contains(page, ` id="`+m[2]+`"`) {
				t.Errorf("%s: %s leads nowhere", name, m[0])
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d addresses", n)
	}
}
