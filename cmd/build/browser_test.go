package main_test

import (
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBrowser runs everything that only a real browser can show in one
// Chromium. Without one it is skipped, or fails if COLLATE_BROWSER=required.
func TestBrowser(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	dir := buildSite(t)
	for name, test := range map[string]func(*testing.T){
		"search":                   func(t *testing.T) { testSearch(t, b) },
		"search in shards":         func(t *testing.T) { testShards(t, b) },
		"attacks":                  func(t *testing.T) { testAttacks(t, b) },
		"fold":                     func(t *testing.T) { testFold(t, b) },
		"preview":                  func(t *testing.T) { testPreview(t, b) },
		"from right to left":       func(t *testing.T) { testRTL(t, b) },
		"build serve":              func(t *testing.T) { testServe(t, b) },
		"theme":                    func(t *testing.T) { testTheme(t, b) },
		"from disk":                func(t *testing.T) { testFromDisk(t, b, dir) },
		"search from disk":         func(t *testing.T) { testSearchFromDisk(t, b, dir) },
		"under a sub-path":         func(t *testing.T) { testSubPath(t, b, dir) },
		"without scripts":          func(t *testing.T) { testWithoutScripts(t, b, dir) },
		"looks and paper":          func(t *testing.T) { testLooks(t, b, dir) },
		"axe":                      func(t *testing.T) { testAxe(t, b, dir) },
		"keyboard":                 func(t *testing.T) { testKeyboard(t, b, dir) },
		"previews of the site":     func(t *testing.T) { testSitePreviews(t, b, dir) },
		"copied links":             func(t *testing.T) { testCopy(t, b, dir) },
		"the reader’s zone":        func(t *testing.T) { testZones(t, b, dir) },
		"the part that is read":    func(t *testing.T) { testWhereAmI(t, b, dir) },
		"targets":                  func(t *testing.T) { testTargets(t, b, dir) },
		"two reports side by side": func(t *testing.T) { testCompare(t, b, dir) },
		"all on one page":          func(t *testing.T) { testDossier(t, b, dir) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

// onePageOfEachKind lists pages of the real site, relative to its root.
var onePageOfEachKind = []string{
	"index.html", "articles/index.html", "articles/report-d.html", "people/index.html", "people/qassem-soleimani.html",
	"places/index.html", "places/ain-al-asad.html", "organisations/index.html", "organisations/pentagon.html",
	"timeline.html", "quotations.html", "map.html", "search.html", "method.html", "data.html", "404.html",
	"source/people/qassem-soleimani.html", "source/files.html", "claims/index.html", "claims/how-many-missiles.html",
	"compare/report-c--report-d.html", "dossier.html",
}

// plain reports whether a page has nothing that a script would be an aid to, and
// so has none: a content file as it was written.
func plain(path string) bool {
	return strings.HasPrefix(path, "source/") && path != "source/files.html"
}

// buildSite builds the site of this repository into a new folder. The command
// is this test binary itself, which TestMain puts into the PATH as build.
func buildSite(t *testing.T) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	cmd := exec.Command("build", "--quiet", "--base-url", "https://example.org/explainer/", "--out", out, "--cache", t.TempDir())
	cmd.Dir = "../.."
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, msg)
	}
	return out
}

// serve serves a folder under /explainer/ as GitHub Pages does, and returns the
// address. Unlike http.FileServer it lets index.html keep its name.
func serve(t *testing.T, dir string) string {
	t.Helper()
	root := os.DirFS(dir)
	server := httptest.NewServer(http.StripPrefix("/explainer/", http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			name := r.URL.Path
			if name == "" {
				name = "index.html"
			}
			data, err := fs.ReadFile(root, name)
			w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
			if err != nil {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.WriteHeader(http.StatusNotFound)
				data, _ = fs.ReadFile(root, "404.html")
			}
			_, _ = w.Write(data)
		})))
	t.Cleanup(server.Close)
	return server.URL + "/explainer/"
}

// fileURL is the address of a folder on disk, with a slash at its end.
func fileURL(dir string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
