package preview

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// serving serves the site of package tests at an address, which it returns, until
// end is called.
func serving(t *testing.T) (s *Server, web *http.Server, address string, end func()) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	address = listener.Addr().String()
	made := site(t, address)
	ended := make(chan struct{})
	s = New(made.dir, address, ended)
	s.Reload("/news/")
	web = s.Web()
	served := make(chan error, 1)
	go func() { served <- web.Serve(listener) }()
	end = func() {
		close(ended)
		check(t, web.Close())
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	}
	return s, web, address, end
}

// say opens a connection and sends a text.
func say(t *testing.T, address, text string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	check(t, err)
	t.Cleanup(func() { _ = c.Close() })
	check(t, c.SetDeadline(time.Now().Add(20*time.Second)))
	_, err = io.WriteString(c, text)
	check(t, err)
	return c
}

// answer reads a response.
func answer(t *testing.T, c net.Conn) (status int, headers http.Header, body string) {
	t.Helper()
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	check(t, err)
	text, err := io.ReadAll(response.Body)
	check(t, errors.Join(err, response.Body.Close()))
	return response.StatusCode, response.Header, string(text)
}

// What a browser would not send, and what other sites have it send, is refused
// in whichever way it is written, and shows nothing of what is on the disk.
func TestRequests(t *testing.T) {
	s, _, address, end := serving(t)
	defer end()
	if err := exec.Command("mkfifo", filepath.Join(s.dir, "pipe.html")).Run(); err != nil {
		t.Logf("without a pipe: %v", err)
	}
	_, port, _ := net.SplitHostPort(address)
	const (
		site     = "Sec-Fetch-Site: "
		navigate = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
	)
	for _, tt := range []struct {
		request string // the line, without its version
		headers string // ADDRESS and PORT are the server's
		want    int
	}{
		// Hosts.
		{"GET /news/", "Host: ADDRESS\r\n", 200},
		{"GET /news/", "Host: localhost:PORT\r\n", 200},
		{"GET /news/", "Host: [::1]:PORT\r\n", 200},
		{"GET /news/", "Host: 127.0.0.1.nip.io:PORT\r\n", 403},
		{"GET /news/", "Host: localtest.me:PORT\r\n", 403},
		{"GET /news/", "Host: localhost.:PORT\r\n", 403},
		{"GET /news/", "Host: evil.localhost:PORT\r\n", 403},
		{"GET /news/", "Host: 127.1:PORT\r\n", 403},
		{"GET /news/", "Host: 2130706433:PORT\r\n", 403},
		{"GET /news/", "Host: 0x7f.0.0.1:PORT\r\n", 403},
		{"GET /news/", "Host: 127.0.0.2:PORT\r\n", 403},
		{"GET /news/", "Host: [::ffff:127.0.0.1]:PORT\r\n", 403},
		{"GET /news/", "Host: 0.0.0.0:PORT\r\n", 403},
		{"GET /news/", "Host: ADDRESS@evil.example\r\n", 400},
		{"GET /news/", "Host: evil.example\r\nX-Forwarded-Host: ADDRESS\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\nHost: evil.example\r\n", 400},
		{"GET /news/", "", 400},
		{"GET http://evil.example/news/", "Host: ADDRESS\r\n", 403},
		{"GET https://evil.example:PORT/news/", "Host: ADDRESS\r\n", 403},
		{"GET http://ADDRESS/news/", "Host: ADDRESS\r\n", 200},
		// Pages of other sites.
		{"GET /news/", "Host: ADDRESS\r\nOrigin: http://ADDRESS\r\n", 200},
		{"GET /news/", "Host: ADDRESS\r\nOrigin: http://localhost:PORT\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\nOrigin: http://127.0.0.1:1\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\nOrigin: http://ADDRESS.evil.example\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\nOrigin: http://ADDRESS\r\nOrigin: http://evil.example\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\nOrigin: null\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\nOrigin:\r\n", 403},
		{"GET /news/_collate/events", "Host: ADDRESS\r\n" + site + "cross-site\r\n", 403},
		{"GET /news/_collate/events", "Host: ADDRESS\r\n" + site + "same-site\r\n", 403},
		{"GET /news/_collate/events", "Host: ADDRESS\r\nOrigin: http://evil.example\r\n", 403},
		{"GET /news/_collate/source?page=a", "Host: ADDRESS\r\n" + site + "cross-site\r\n", 403},
		{"GET /news/_collate/source?page=a", "Host: ADDRESS\r\nOrigin: http://evil.example\r\n", 403},
		{"POST /news/_collate/source?page=a", "Host: ADDRESS\r\nContent-Length: 0\r\n", 405},
		{"GET /news/style.css", "Host: ADDRESS\r\n" + site + "cross-site\r\nSec-Fetch-Dest: style\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\n" + site + "cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", 403},
		{"GET /news/", "Host: ADDRESS\r\n" + site + "cross-site\r\n" + navigate, 200},
		{"GET /news/", "Host: ADDRESS\r\n" + site + "none\r\n" + navigate, 200},
		{"GET /news/style.css", "Host: ADDRESS\r\n" + site + "same-origin\r\nSec-Fetch-Dest: style\r\n", 200},
		// Methods.
		{"HEAD /news/", "Host: ADDRESS\r\n", 200},
		{"HEAD /news/_collate/events", "Host: ADDRESS\r\n", 200},
		{"POST /news/", "Host: ADDRESS\r\nContent-Length: 0\r\n", 405},
		{"PUT /news/index.html", "Host: ADDRESS\r\nContent-Length: 0\r\n", 405},
		{"DELETE /news/index.html", "Host: ADDRESS\r\n", 405},
		{"PATCH /news/index.html", "Host: ADDRESS\r\nContent-Length: 0\r\n", 405},
		{"TRACE /news/", "Host: ADDRESS\r\n", 405},
		{"CONNECT ADDRESS", "Host: ADDRESS\r\n", 405},
		{"OPTIONS /news/", "Host: ADDRESS\r\n", 405},
		{"OPTIONS *", "Host: ADDRESS\r\n", 405},
		{"PROPFIND /news/", "Host: ADDRESS\r\n", 405},
		{"get /news/", "Host: ADDRESS\r\n", 405},
		// Paths.
		{"GET /news/../../secret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/..%2fsecret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/%2e%2e%2fsecret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/..%252fsecret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/..%5csecret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/..\\secret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/..%c0%afsecret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/%c0%ae%c0%ae/secret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/people/../../secret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/..;/secret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/up/secret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/link.html", "Host: ADDRESS\r\n", 404},
		{"GET /news//secret.html", "Host: ADDRESS\r\n", 404},
		{"GET /news//index.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/./index.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/index.html/", "Host: ADDRESS\r\n", 404},
		{"GET /news/index.html%00", "Host: ADDRESS\r\n", 404},
		{"GET /news/index.html%00.css", "Host: ADDRESS\r\n", 404},
		{"GET /news/%00", "Host: ADDRESS\r\n", 404},
		{"GET /news/c:%5cwindows%5cwin.ini", "Host: ADDRESS\r\n", 404},
		{"GET /news/%2fetc%2fpasswd", "Host: ADDRESS\r\n", 404},
		{"GET /news/file:%2f%2f%2fetc/passwd", "Host: ADDRESS\r\n", 404},
		{"GET /news/.collate-manifest", "Host: ADDRESS\r\n", 404},
		{"GET /news/.COLLATE-MANIFEST", "Host: ADDRESS\r\n", 404},
		{"GET /news/%2ecollate-stage/a.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/.collate-stage", "Host: ADDRESS\r\n", 404},
		{"GET /news/.git/config", "Host: ADDRESS\r\n", 404},
		{"GET /news/pipe.html", "Host: ADDRESS\r\n", 404},
		{"GET /news/" + strings.Repeat("a/", 4000), "Host: ADDRESS\r\n", 404},
		{"GET /news/" + strings.Repeat("a", 300), "Host: ADDRESS\r\n", 404},
		{"GET /news/%zz", "Host: ADDRESS\r\n", 400},
		{"GET news/", "Host: ADDRESS\r\n", 400},
		{"GET /secret.html", "Host: ADDRESS\r\n", 307},
		{"GET //evil.example/%2e%2e", "Host: ADDRESS\r\n", 307},
		{"GET /news/people", "Host: ADDRESS\r\n", 307},
		// Sizes.
		{"GET /news/", "Host: ADDRESS\r\nCookie: " + strings.Repeat("a", 80<<10) + "\r\n", 431},
	} {
		name := func(s string) string {
			return strings.NewReplacer("ADDRESS", address, "PORT", port).Replace(s)
		}
		c := say(t, address, name(tt.request+" HTTP/1.1\r\n"+tt.headers+"Connection: close\r\n\r\n"))
		if strings.HasPrefix(tt.request, "HEAD") {
			line, err := bufio.NewReader(c).ReadString('\n')
			check(t, err)
			if !strings.Contains(line, " 200 ") {
				t.Errorf("%s: %s", tt.request, line)
			}
			continue
		}
		status, headers, body := answer(t, c)
		if status != tt.want {
			t.Errorf("%.80s, %.80q: %d, want %d", tt.request, tt.headers, status, tt.want)
		}
		for _, secret := range []string{"secret", "sums", "half", "token", "root:"} {
			if strings.Contains(body, secret) {
				t.Errorf("%.80s shows %q: %.100q", tt.request, secret, body)
			}
		}
		if to := headers.Get("Location"); status == http.StatusTemporaryRedirect && !strings.HasPrefix(to, "/news/") {
			t.Errorf("%s leads to %s", tt.request, to)
		}
		if tt.want == 400 || tt.want == 431 { // package http says so itself
			continue
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "SAMEORIGIN",
			"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-cache",
			"Access-Control-Allow-Origin": "", "Server": "",
		} {
			if got := headers.Get(header); got != want {
				t.Errorf("%.80s: %s: %q, want %q", tt.request, header, got, want)
			}
		}
	}
}

// Who sends slowly, or not at all, is hung up on.
func TestSlowSenders(t *testing.T) {
	t.Parallel()
	_, web, address, end := serving(t)
	defer end()
	if web.ReadHeaderTimeout > patience || web.ReadHeaderTimeout == 0 || web.IdleTimeout == 0 {
		t.Errorf("headers may take %s, idle connections stay for %s", web.ReadHeaderTimeout, web.IdleTimeout)
	}
	start := time.Now()
	request := "GET /news/style.css HTTP/1.1\r\nHost: " + address + "\r\n"
	conns := map[string]net.Conn{
		"nothing":          say(t, address, ""),
		"half a header":    say(t, address, request),
		"no body":          say(t, address, request+"Content-Length: 100\r\n\r\n"),
		"no chunk":         say(t, address, request+"Transfer-Encoding: chunked\r\n\r\n"),
		"no body, posted":  say(t, address, strings.Replace(request, "GET", "POST", 1)+"Content-Length: 100\r\n\r\n"),
		"a body of events": say(t, address, strings.Replace(request, "style.css", "_collate/events", 1)+"Content-Length: 100\r\n\r\n"),
	}
	drip := say(t, address, request)
	go func() { // a header a byte at a time
		for i := range 100 {
			time.Sleep(100 * time.Millisecond)
			if _, err := fmt.Fprintf(drip, "X-%d: a\r\n", i); err != nil {
				return
			}
		}
	}()
	conns["dripped headers"] = drip
	for name, c := range conns {
		_ = c.SetReadDeadline(start.Add(patience + 3*time.Second))
		if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: the connection is open after %s", name, time.Since(start))
		}
	}
}

// Who does not read what was asked for is hung up on after a minute.
func TestSlowReader(t *testing.T) {
	if os.Getenv("COLLATE_LONG") == "" {
		t.Skip("a minute long: COLLATE_LONG=1 runs it")
	}
	t.Parallel()
	s, _, address, end := serving(t)
	defer end()
	check(t, os.WriteFile(filepath.Join(s.dir, "big.bin"), make([]byte, 32<<20), 0o600))
	c := say(t, address, "GET /news/big.bin HTTP/1.1\r\nHost: "+address+"\r\n\r\n")
	time.Sleep(most + 2*time.Second)
	check(t, c.SetReadDeadline(time.Now().Add(5*time.Second)))
	if n, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) || n >= 32<<20 {
		t.Errorf("after %s, %d bytes are sent: %v", most, n, err)
	}
}

// A thousand connections, of open pages, of some that send nothing and of some
// that do not read, hold nobody up, and none outlives the server.
func TestThousandConnections(t *testing.T) {
	before := runtime.NumGoroutine()
	s, _, address, end := serving(t)
	check(t, os.WriteFile(filepath.Join(s.dir, "big.bin"), make([]byte, 16<<20), 0o600))
	get := func(name string) string { return "GET /news/" + name + " HTTP/1.1\r\nHost: " + address + "\r\n\r\n" }
	const pages, silent, halfway, idle = 600, 200, 100, 100
	var streams []*bufio.Reader
	until := func(wanted string) {
		t.Helper()
		for i, r := range streams {
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					t.Fatalf("open page %d: %v", i, err)
				}
				if strings.Contains(line, wanted) {
					break
				}
			}
		}
	}
	for range pages {
		streams = append(streams, bufio.NewReader(say(t, address, get("_collate/events"))))
	}
	for range silent {
		say(t, address, "")
	}
	for range halfway {
		say(t, address, get("big.bin"))
	}
	for range idle {
		c := say(t, address, get("style.css"))
		line, err := bufio.NewReader(c).ReadString('\n')
		check(t, err)
		if !strings.Contains(line, " 200 ") {
			t.Fatal(line)
		}
	}
	until(`"edition":1`)
	start := time.Now()
	for range 20 {
		c := say(t, address, "GET /news/ HTTP/1.1\r\nHost: "+address+"\r\nConnection: close\r\n\r\n")
		if status, _, body := answer(t, c); status != http.StatusOK || !strings.Contains(body, "Home") {
			t.Errorf("another page: %d %q", status, body)
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("20 pages took %s", took)
	}
	s.Reload("/news/")
	until(`"edition":2`)

	start = time.Now()
	end()
	for i, r := range streams { // chunked: the last is there, or the connection is closed
		if rest, err := io.ReadAll(r); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("open page %d is still told: %q", i, rest)
		}
	}
	for runtime.NumGoroutine() > before {
		if time.Since(start) > 5*time.Second {
			trace := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%.4000s", runtime.NumGoroutine(), before, trace[:runtime.Stack(trace, true)])
		}
		time.Sleep(5 * time.Millisecond)
	}
}
