package preview

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzRequest asks for any path under any name. Nothing but a file of the site is
// answered with, nobody else's page is answered to, and nobody is sent to
// another host.
func FuzzRequest(f *testing.F) {
	for _, s := range [][3]string{
		{"/news/", "localhost:8000", ""},
		{"/news/../secret.html", "127.0.0.1", "http://localhost"},
		{"/news/%2e%2e/secret.html", "[::1]:8000", "null"},
		{"/news/up/secret.html", "localhost", "http://evil.example"},
		{"/news/link.html", "evil.example", ""},
		{"//evil.example/news/", "localhost", ""},
		{"/news//evil.example", "localhost", ""},
		{"/news/people", "localhost", ""},
		{"/news/.collate-manifest", "localhost", ""},
		{"/news/.COLLATE-stage/a.html", "localhost", ""},
		{"/news/_collate/reload.js?run=1", "localhost", ""},
		{"/news/_collate/source?page=../secret.html&id=p1", "localhost", ""},
		{"/news/a\\..\\secret.html", "localhost:", ""},
		{"/news/a%00b", "[::1%25eth0]", "http://[::1"},
	} {
		f.Add(s[0], s[1], s[2])
	}
	dir := filepath.Join(f.TempDir(), "public")
	for name, text := range map[string]string{
		"../secret.html": "secret", ".collate-manifest": "secret", ".collate-stage/a.html": "secret",
		"index.html": "<body>Home</body>", "people/index.html": "<body>People</body>", "404.html": "<body>Gone</body>",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			f.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			f.Fatal(err)
		}
	}
	for from, to := range map[string]string{"link.html": "../secret.html", "up": ".."} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			f.Fatal(err)
		}
	}
	ended := make(chan struct{})
	close(ended) // so that no stream stays open
	s := New(dir, "127.0.0.1:8000", ended)
	s.Reload("/news/")
	f.Fuzz(func(t *testing.T, target, host, origin string) {
		u, err := url.ParseRequestURI(target)
		if err != nil {
			return
		}
		r := &http.Request{Method: http.MethodGet, URL: u, Host: host, Header: http.Header{}}
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r.WithContext(t.Context()))
		switch w.Code {
		case http.StatusOK, http.StatusNotFound, http.StatusForbidden, http.StatusTemporaryRedirect:
		default:
			t.Errorf("%q: status %d", target, w.Code)
		}
		if strings.Contains(w.Body.String(), "secret") && !strings.Contains(target, "secret") {
			t.Errorf("%q: %s", target, w.Body)
		}
		if w.Code == http.StatusForbidden {
			return
		}
		name := strings.ToLower(host)
		if !strings.HasPrefix(name, "localhost") && !strings.HasPrefix(name, "127.0.0.1") && !strings.Contains(name, "::1") {
			t.Errorf("the host %q is answered to", host)
		}
		if strings.Contains(origin, "evil") {
			t.Errorf("the page of %q is answered to", origin)
		}
		if to := w.Header().Get("Location"); to != "" && (!strings.HasPrefix(to, "/news/") || strings.ContainsAny(to, "\r\n\\")) {
			t.Errorf("%q leads to %q", target, to)
		}
	})
}
