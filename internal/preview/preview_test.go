package preview

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// site makes a folder with a few files and a server of it.
func site(t *testing.T, addr string) *Server {
	t.Helper()
	outside := t.TempDir()
	dir := filepath.Join(outside, "public")
	for name, text := range map[string]string{
		"../secret.html": "secret",
		"index.html":     "<!doctype html>\n<body>\nHome\n</body>\n", "people/index.html": "<body>People</body>",
		"404.html": "<body>Gone</body>", "style.css": "a{}", ".collate-manifest": "sums", ".collate-stage/a.html": "half",
		"data/people.json": "{}", ".git/config": "token", "people/.draft.html": "draft",
		".well-known/security.txt": "mail",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		check(t, os.MkdirAll(filepath.Dir(name), 0o755))
		check(t, os.WriteFile(name, []byte(text), 0o644))
	}
	check(t, os.Symlink("../secret.html", filepath.Join(dir, "link.html")))
	check(t, os.Symlink("..", filepath.Join(dir, "up")))
	s := New(dir, addr, t.Context().Done())
	s.Reload("/news/")
	return s
}

func TestFiles(t *testing.T) {
	s := site(t, "127.0.0.1:8000")
	tag := `<script src="/news/_collate/reload.js?run=` + s.run + `" data-edition="1"></script>` + "\n"
	for _, tt := range []struct {
		path, kind, body string
		status           int
	}{
		{"/news/", "text/html; charset=utf-8", "<!doctype html>\n<body>\nHome\n" + tag + "</body>\n", 200},
		{"/news/index.html", "text/html; charset=utf-8", "<!doctype html>\n<body>\nHome\n" + tag + "</body>\n", 200},
		{"/news/people/", "text/html; charset=utf-8", "<body>People" + tag + "</body>", 200},
		{"/news/style.css", "text/css; charset=utf-8", "a{}", 200},
		{"/news/data/people.json", "application/json", "{}", 200},
		{"/news/_collate/reload.js", "text/javascript; charset=utf-8", string(script), 200},
		{"/news/_collate/reload.css", "text/css; charset=utf-8", string(style), 200},
		{"/news/_collate/source?page=index.html", "text/plain; charset=utf-8", "404 page not found\n", 404},
		{"/news/_collate/", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/none.html", "text/html; charset=utf-8", "<body>Gone" + tag + "</body>", 404},
		// Nothing but the site is served.
		{"/news/link.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/up/secret.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/../secret.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/%2e%2e/secret.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/..%2fsecret.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news//etc/passwd", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/style.css%00.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/.collate-manifest", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/.collate-stage/a.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/.git/config", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/people/.draft.html", "", "<body>Gone" + tag + "</body>", 404},
		{"/news/.well-known/security.txt", "text/plain; charset=utf-8", "mail", 200},
	} {
		w := get(s, tt.path, "127.0.0.1:8000", "")
		if w.Code != tt.status || w.Body.String() != tt.body || tt.kind != "" && w.Header().Get("Content-Type") != tt.kind {
			t.Errorf("%s: %d %s %q", tt.path, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	for from, to := range map[string]string{
		"/": "/news/", "/news": "/news/", "/other/a.html": "/news/", "/news/people": "/news/people/",
		"//evil.example/": "/news/",
	} {
		if w := get(s, from, "localhost", ""); w.Code != 307 || w.Header().Get("Location") != to {
			t.Errorf("%s: %d, to %q, want %q", from, w.Code, w.Header().Get("Location"), to)
		}
	}
}

// A page of another site can read nothing, whatever name it gives the server.
func TestHosts(t *testing.T) {
	for _, tt := range []struct {
		addr, host, origin string
		want               int
	}{
		{"127.0.0.1:8000", "127.0.0.1:8000", "", 200},
		{"127.0.0.1:8000", "localhost:8000", "", 200},
		{"127.0.0.1:8000", "LOCALHOST", "", 200},
		{"127.0.0.1:8000", "[::1]:8000", "", 200},
		{"127.0.0.1:8000", "[::1]", "", 200},
		{"127.0.0.1:8000", "127.0.0.1:8000", "http://localhost:8000", 403},
		{"127.0.0.1:8000", "evil.example:8000", "", 403},
		{"127.0.0.1:8000", "127.0.0.1.evil.example", "", 403},
		{"127.0.0.1:8000", "localhost.evil.example:8000", "", 403},
		{"127.0.0.1:8000", "192.168.1.2:8000", "", 403},
		{"127.0.0.1:8000", "", "", 403},
		{"127.0.0.1:8000", "127.0.0.1:8000", "http://evil.example", 403},
		{"127.0.0.1:8000", "127.0.0.1:8000", "null", 403},
		{"127.0.0.1:8000", "127.0.0.1:8000", "file://localhost", 403},
		{"desk.example:8000", "desk.example:8000", "http://desk.example:8000", 200},
		{"0.0.0.0:8000", "192.168.1.2:8000", "http://192.168.1.2:8000", 200},
		{":8000", "192.168.1.2:8000", "", 200},
		{"[::]:8000", "[fe80::1]:8000", "", 200},
		{"0.0.0.0:8000", "evil.example:8000", "", 403},
		{":8000", "", "", 403},
	} {
		s := site(t, tt.addr)
		s.Locate(func(Element) (Place, bool) { return Place{Name: "a.md:1"}, true })
		for _, path := range []string{"/news/", "/news/style.css", "/news/_collate/reload.js", "/news/_collate/source?page=a"} {
			if w := get(s, path, tt.host, tt.origin); w.Code != tt.want {
				t.Errorf("on %s, %s of %q from %q: %d, want %d", tt.addr, path, tt.host, tt.origin, w.Code, tt.want)
			}
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		r := httptest.NewRequest(method, "http://localhost/news/", nil)
		w := httptest.NewRecorder()
		site(t, "127.0.0.1:8000").ServeHTTP(w, r)
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

// Before there is a site, its place says so; when there is one, it is served.
func TestNoSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := New(dir, "127.0.0.1:8000", t.Context().Done())
	r := httptest.NewRequest(http.MethodGet, "http://localhost/people/", nil)
	r.Header.Set("Accept", "text/html,*/*")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "No site yet") ||
		!strings.Contains(w.Body.String(), `src="/_collate/reload.js?run=`) {
		t.Errorf("without a site: %d %q", w.Code, w.Body)
	}
	check(t, os.Mkdir(dir, 0o755))
	check(t, os.WriteFile(filepath.Join(dir, "a.txt"), []byte("a"), 0o644))
	s.Reload("/")
	if w := get(s, "/a.txt", "localhost", ""); w.Code != 200 || w.Body.String() != "a" {
		t.Errorf("with a site: %d %q", w.Code, w.Body)
	}
	if w := get(s, "/b.txt", "localhost", ""); w.Code != 404 {
		t.Errorf("what is not there: %d", w.Code)
	}
}

// An open page is told the edition and what is wrong, and no more once the
// server ends.
func TestEvents(t *testing.T) {
	ended := make(chan struct{})
	s := New(t.TempDir(), "127.0.0.1:0", ended)
	server := httptest.NewServer(s)
	defer server.Close()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/_collate/events", nil)
	check(t, err)
	response, err := server.Client().Do(r)
	check(t, err)
	defer func() { check(t, response.Body.Close()) }()
	if kind := response.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Fatalf("type %s", kind)
	}
	lines := bufio.NewReader(response.Body)
	want := func(line string) {
		t.Helper()
		got, err := lines.ReadString('\n')
		check(t, err)
		if got != "data: "+line+"\n" {
			t.Errorf("%s, want %s", got, line)
		}
		if got, err := lines.ReadString('\n'); got != "\n" || err != nil {
			t.Errorf("behind an event: %q, %v", got, err)
		}
	}
	want(`{"edition":0,"mistakes":null}`)
	s.Reload("/news/")
	want(`{"edition":1,"mistakes":null}`)
	s.Show([]Mistake{{"a.md:1:2: <b>", "x</script>", 1, "vscode://file/a.md"}})
	want(`{"edition":1,"mistakes":[{"text":"a.md:1:2: \u003cb\u003e","excerpt":"x\u003c/script\u003e","column":1,"open":"vscode://file/a.md"}]}`)
	s.Reload("/news/")
	want(`{"edition":2,"mistakes":null}`)
	close(ended)
	if rest, err := io.ReadAll(lines); err != nil || len(rest) > 0 {
		t.Errorf("at the end: %q, %v", rest, err)
	}
}

// A page asks where a piece of it comes from, and is told what the program says.
func TestSource(t *testing.T) {
	s := site(t, "127.0.0.1:8000")
	s.Locate(func(e Element) (Place, bool) {
		want := Element{Page: "people/jane.html", IDs: []string{"p1", "text"}, Text: "She ran & hid.", To: []string{"a.html#b"}}
		if !reflect.DeepEqual(e, want) {
			t.Errorf("asked for %+v, want %+v", e, want)
		}
		return Place{Name: "content/a b.md:3", Open: "vscode://file/x:3"}, true
	})
	w := get(s, "/news/_collate/source?page=people/jane.html&id=p1&id=text&text=She+ran+%26+hid.&to=a.html%23b", "localhost", "")
	if w.Code != 200 || w.Body.String() != `{"name":"content/a b.md:3","open":"vscode://file/x:3"}` ||
		w.Header().Get("Content-Type") != "application/json" {
		t.Errorf("%d %s %s", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
}

func get(s *Server, path, host, origin string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
	r.Host = host
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A file that was saved twice within a second is another.
func TestSavedTwice(t *testing.T) {
	s := site(t, "127.0.0.1:8000")
	get := func(tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8000/news/style.css", nil)
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	name := filepath.Join(s.dir, "style.css")
	now := time.Now().Truncate(time.Second)
	check(t, os.Chtimes(name, now, now))
	tag := get("").Header().Get("ETag")
	if got := get(tag).Code; got != http.StatusNotModified {
		t.Errorf("the same file: status %d, want %d", got, http.StatusNotModified)
	}
	now = now.Add(300 * time.Millisecond)
	check(t, os.Chtimes(name, now, now))
	if got := get(tag).Code; got != http.StatusOK {
		t.Errorf("a file saved again: status %d, want %d", got, http.StatusOK)
	}
}

// A page that an earlier server has sent is old, whatever its edition.
func TestEarlierServer(t *testing.T) {
	s := site(t, "127.0.0.1:8000")
	for run, want := range map[string]string{s.run: `"edition":1`, "another": `"edition":-1`} {
		ctx, stop := context.WithCancel(t.Context())
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:8000/news/_collate/events?run="+run, nil)
		w := httptest.NewRecorder()
		time.AfterFunc(100*time.Millisecond, stop)
		s.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("run %s: %q, want %s", run, w.Body.String(), want)
		}
	}
}
