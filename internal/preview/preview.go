// Package preview serves a site from its folder to the editor's own browser, and
// has open pages load again when the site is another. What it puts into a page
// for that, no file has. It knows nothing of how the site is made.
package preview

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// own is a folder under the site's that no file of the site is in.
const own = "_collate/"

// What a page is sent with: a script and its style.
var (
	//go:embed reload.js
	script []byte
	//go:embed reload.css
	style []byte
)

// A Mistake is what is wrong with the sources, for the reader of a page.
type Mistake struct {
	Text    string `json:"text"`    // "content/index.md:3:1: message (hint)"
	Excerpt string `json:"excerpt"` // the line that it is about, may be ""
	Column  int    `json:"column"`  // in Excerpt, in characters from 0
	Open    string `json:"open,omitempty"`
}

// A Place is a line of a source.
type Place struct {
	Name string `json:"name"`           // "content/index.md:42"
	Open string `json:"open,omitempty"` // the address that opens it in the user's editor; "" if none is known
}

// An Element is a piece of a page, whose place in the sources somebody asks for.
type Element struct {
	Page string   // its path in the site: "people/jane-doe.html"
	IDs  []string // its own, of what it is in, of what is in it
	Text string   // its words, without citations
	To   []string // where its links lead, as Page with a fragment
}

// A state is what open pages are told.
type state struct {
	Edition  int       `json:"edition"` // of the site; a page of another one is old
	Mistakes []Mistake `json:"mistakes"`
}

// A Server serves a site. It is safe for concurrent use.
type Server struct {
	dir   string // of the site
	hosts []string
	anyIP bool // any address may be asked for, if it is no name
	ended <-chan struct{}
	run   string // tells this server from an earlier one at the same address

	mu      sync.Mutex
	under   string // "/news/": the path of the site's root
	state   state
	changed chan struct{} // closed when state is another
	find    func(Element) (Place, bool)
}

// New returns a server of the folder dir, which need not be there yet. addr is the host and port that it
// listens on: no other name than that and localhost's is answered to, lest a
// page of somebody else's reads the site through a name of its own (DNS
// rebinding). When ended is closed, open pages are told nothing more.
func New(dir, addr string, ended <-chan struct{}) *Server {
	s := &Server{
		dir: dir, under: "/", hosts: []string{"localhost", "127.0.0.1", "::1"}, ended: ended,
		changed: make(chan struct{}), run: strconv.FormatInt(time.Now().UnixNano(), 36),
		find: func(Element) (Place, bool) { return Place{}, false },
	}
	if host, _, err := net.SplitHostPort(addr); err == nil {
		s.hosts = append(s.hosts, strings.ToLower(host))
		ip, err := netip.ParseAddr(host)
		s.anyIP = host == "" || err == nil && ip.IsUnspecified()
	}
	return s
}

// Web returns what serves on connections: slow clients and silent ones hold none
// for long.
func (s *Server) Web() *http.Server {
	return &http.Server{
		Handler: s, ReadHeaderTimeout: patience, IdleTimeout: time.Minute, MaxHeaderBytes: 64 << 10,
		DisableGeneralOptionsHandler: true,
	}
}

// Reload has open pages load again: from now on the site is under a path, which
// begins and ends in a slash.
func (s *Server) Reload(under string) {
	s.tell(func(now *state) { s.under, now.Edition, now.Mistakes = under, now.Edition+1, nil })
}

// Locate has pages say where their pieces come from. find is called from several
// goroutines.
func (s *Server) Locate(find func(Element) (Place, bool)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.find = find
}

// Show has open pages show mistakes above the site as it was.
func (s *Server) Show(mistakes []Mistake) {
	s.tell(func(now *state) { now.Mistakes = mistakes })
}

func (s *Server) tell(change func(*state)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.state)
	close(s.changed)
	s.changed = make(chan struct{})
}

// now returns the state, and what is closed when it is another.
func (s *Server) now() (state, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.changed
}

// root returns the path of the site's root.
func (s *Server) root() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.under
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength != 0 { // or the rest of a body would be waited for without end
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(patience)) // a test's writer has none
	}
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	switch {
	case !s.isOurs(r.Host) || !isFromUs(r):
		http.Error(w, "this is a preview for the editor's own browser", http.StatusForbidden)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "a preview can only be read", http.StatusMethodNotAllowed)
		return
	}
	name, inside := strings.CutPrefix(r.URL.Path, s.root())
	switch {
	case !inside:
		http.Redirect(w, r, s.root(), http.StatusTemporaryRedirect)
	case name == own+"events":
		s.events(w, r)
	case name == own+"reload.js":
		h.Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(script) // the browser may have gone
	case name == own+"reload.css":
		h.Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(style) // likewise
	case name == own+"source":
		s.source(w, r)
	default:
		s.file(w, r, name)
	}
}

// isOurs reports whether a host, maybe with a port, is one of the server's.
func (s *Server) isOurs(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	} else {
		host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	if s.anyIP {
		if _, err := netip.ParseAddr(host); err == nil {
			return true
		}
	}
	return host != "" && slices.Contains(s.hosts, strings.ToLower(host))
}

// isFromUs reports whether it is no page of another site that asks. One may lead
// the reader here, but not load, embed or listen to what is here.
func isFromUs(r *http.Request) bool {
	for _, origin := range r.Header.Values("Origin") {
		if origin != "http://"+r.Host && origin != "https://"+r.Host {
			return false
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none", "": // pages at addresses of a network are sent without
		return true
	default:
		return r.Header.Get("Sec-Fetch-Dest") == "document"
	}
}

const (
	most     = time.Minute     // how long a browser may take to read a file
	patience = 5 * time.Second // how long it may take to send a request
)

// file answers with a file of the site, which name is the path of.
func (s *Server) file(w http.ResponseWriter, r *http.Request, name string) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(most)) // a test's writer has none
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	now, _ := s.now() // before the file is opened: an old page must not seem new
	f, info, err := s.open(name)
	switch {
	case err == nil:
		defer f.Close()
		s.answer(w, r, name, f, info, now)
	case errors.Is(err, errFolder):
		http.Redirect(w, r, s.root()+(&url.URL{Path: name}).EscapedPath()+"/", http.StatusTemporaryRedirect)
	default:
		s.missing(w, r)
	}
}

var errFolder = errors.New("a folder")

// isHidden reports whether a file is no page's: the program's own, or that of
// another program in the same folder, such as .git.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") && !strings.HasPrefix(name, ".well-known/") || strings.Contains(name, "/.")
}

// open opens a file of the site, out of whose folder no path and no link leads.
func (s *Server) open(name string) (*os.File, fs.FileInfo, error) {
	if !fs.ValidPath(name) || isHidden(name) {
		return nil, nil, fs.ErrNotExist
	}
	root, err := os.OpenRoot(s.dir) // each time: it may be another folder of that name
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	info, err := root.Stat(name) // before it is opened: to open a pipe is to wait
	switch {
	case err != nil:
		return nil, nil, err
	case info.IsDir():
		return nil, nil, errFolder
	case !info.Mode().IsRegular():
		return nil, nil, fs.ErrNotExist
	}
	f, err := root.Open(name)
	return f, info, err
}

// answer sends a file.
func (s *Server) answer(
	w http.ResponseWriter, r *http.Request, name string, f io.ReadSeeker, info fs.FileInfo, now state,
) {
	if path.Ext(name) != ".html" {
		w.Header().Set("Content-Type", typeOf(name))
		// Two saves may be less than a second apart, which is all that times say.
		w.Header().Set("ETag", fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
		http.ServeContent(w, r, name, info.ModTime(), f)
		return
	}
	page, err := io.ReadAll(f)
	if err != nil {
		http.Error(w, "the page cannot be read", http.StatusInternalServerError)
		return
	}
	s.page(w, http.StatusOK, page, now)
}

// missing answers with the site's own page for that, if there is one.
func (s *Server) missing(w http.ResponseWriter, r *http.Request) {
	now, _ := s.now()
	if f, _, err := s.open("404.html"); err == nil {
		defer f.Close()
		if page, err := io.ReadAll(f); err == nil {
			s.page(w, http.StatusNotFound, page, now)
			return
		}
	}
	if now.Edition == 0 && strings.Contains(r.Header.Get("Accept"), "text/html") {
		s.page(w, http.StatusServiceUnavailable, []byte(noSite), now)
		return
	}
	http.NotFound(w, r)
}

// noSite stands for all pages as long as none has been made.
const noSite = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>No site yet</title>
<body>
<main><h1>No site yet</h1>
<p>It will be here when it has been made, or what is wrong.</p></main>
</body>
`

// page sends a page of an edition with the script in it.
func (s *Server) page(w http.ResponseWriter, status int, page []byte, now state) {
	tag := fmt.Appendf(nil, "<script src=\"%s%sreload.js?run=%s\" data-edition=\"%d\"></script>\n",
		html.EscapeString(s.root()), own, s.run, now.Edition)
	if at := bytes.LastIndex(page, []byte("</body>")); at >= 0 {
		page = slices.Concat(page[:at], tag, page[at:])
	} else {
		page = slices.Concat(page, tag)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(page) // the browser may have gone
}

// source answers where a piece of a page comes from.
func (s *Server) source(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	find := s.find
	s.mu.Unlock()
	q := r.URL.Query()
	place, ok := find(Element{Page: q.Get("page"), IDs: q["id"], Text: q.Get("text"), To: q["to"]})
	if !ok {
		http.NotFound(w, r)
		return
	}
	data, err := json.Marshal(place)
	if err != nil { // only texts stand in it
		panic("preview: " + err.Error())
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data) // the browser may have gone
}

// typeOf returns a file's type. What the machine says of a type is not asked: it
// says another on each.
func typeOf(name string) string {
	switch ext := path.Ext(name); ext {
	case ".css", ".csv", ".txt", ".md", ".bib", ".ics":
		plain := map[string]string{".css": "css", ".csv": "csv", ".ics": "calendar"}[ext]
		if plain == "" {
			plain = "plain"
		}
		return "text/" + plain + "; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json", ".geojson":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".xml":
		return "application/xml"
	case ".svg":
		return "image/svg+xml"
	default:
		if t := mime.TypeByExtension(ext); t != "" {
			return t
		}
		return "application/octet-stream"
	}
}

// events tells an open page the state, whenever it is another, until the page or
// the server is closed.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	earlier := r.URL.Query().Has("run") && r.URL.Query().Get("run") != s.run
	for {
		now, changed := s.now()
		if earlier {
			now.Edition = -1 // the page is of another run, whose editions mean nothing here
		}
		data, err := json.Marshal(now)
		if err != nil { // only texts and numbers stand in it
			panic("preview: " + err.Error())
		}
		_ = out.SetWriteDeadline(time.Now().Add(most)) // a test's writer has none
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-s.ended:
			return
		case <-r.Context().Done():
			return
		}
	}
}
