package render

import (
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/edition"
	"collate/internal/site"
)

// replaced is the invented site with some texts in place of others; a file that
// is replaced by nothing is not there.
func replaced(t testing.TB, changes ...[3]string) fstest.MapFS {
	t.Helper()
	fsys := invented(t)
	for _, c := range changes {
		name, old, text := c[0], c[1], c[2]
		if old == "" {
			delete(fsys, name)
			continue
		}
		whole := string(fsys[name].Data)
		if !strings.Contains(whole, old) {
			t.Fatalf("%s has no %q", name, old)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(whole, old, text))}
	}
	return fsys
}

// history is the invented site as a later one than two editions that are noted,
// with corrections.
func history(t testing.TB) (fstest.MapFS, []*edition.Edition) {
	t.Helper()
	first := replaced(
		t,
		[3]string{"site.yaml", "2019-05-20", "2019-05-10"},
		[3]string{"index.md", "before nine", "at \\<nine>"},
		[3]string{"index.md", "& neither names an owner", "& one names an owner"},
		[3]string{"people/jane-doe.md", "keeper of the lighthouse", "keeper"},
		[3]string{"people/jane-doe.md", "raised the alarm, say", "was there, say"},
		[3]string{"people/rui-faro.md", "", ""},
		[3]string{"events/alarm.md", "when: 2019-05-03T20:50+01:00~", "when: 2019-05-03T21:00+01:00"},
		[3]string{"claims/who-raised-the-alarm.md", `{value: Jane Doe, printed: "J. Doe"`, `{value: Rui Faro, printed: "J. Doe"`},
		[3]string{"articles/report-a.md", "Forty-two boats", "Forty-one boats"},
	)
	now := replaced(
		t,
		[3]string{"site.yaml", "ignore:", `corrections:
  - {date: 2019-05-12, page: claims/boats-burned, text: "We wrote forty-one <boats> & were wrong."}
  - {date: 2019-05-14, page: story, text: The alarm was raised before nine.}
  - {date: 2019-05-12, page: events/alarm, text: It was raised earlier.}
ignore:`},
		[3]string{"claims/boats-burned.md", "value: forty-two", "value: forty-three"},
		[3]string{"events/harbour-founded.md", "", ""},
		[3]string{"events/fire-out.md", "title: ", "title: At last, "},
	)
	return now, []*edition.Edition{edition.Of(index(t, first)), edition.Of(index(t, invented(t)))}
}

// TestChanges holds the page of what has changed, and its feed, against
// testdata/golden, and looks for corrections at the foot of pages.
func TestChanges(t *testing.T) {
	now, editions := history(t)
	files, err := everything(templates(t), plan(t, now, site.Options{Editions: editions}))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"changes.html", "changes.xml"} {
		golden(t, name, content(files, name))
	}
	const wrote = "<p><strong>Correction, 12 May 2019:</strong> We wrote forty-one &lt;boats&gt; &amp; were wrong.</p>"
	for _, tt := range []struct {
		page, want string
		n          int
	}{
		{"claims/boats-burned.html", wrote, 1},
		{"claims/boats-burned.html", `<li><a href="../changes.html">What changed</a></li>`, 1},
		{"claims/who-raised-the-alarm.html", "Correction,", 0},
		{"index.html", "<p><strong>Correction, 14 May 2019:</strong> The alarm was raised before nine.</p>", 1},
		{"index.html", "Correction,", 1},
		{"timeline.html", `<p><strong>Correction, 12 May 2019:</strong> <a href="#alarm">The alarm is raised</a>. It was raised earlier.</p>`, 1},
		{"dossier.html", "Correction,", 3},
		{"source/claims/boats-burned.html", "Correction,", 0},
		{"index.html", "changes.xml", 0},
		{"changes.html", `<link rel="alternate" type="application/atom+xml" title="What changed" href="changes.xml">`, 1},
		{"sitemap.xml", "https://example.org/fire/changes.html", 1},
	} {
		if n := strings.Count(string(content(files, tt.page)), tt.want); n != tt.n {
			t.Errorf("%s has %q %d times, want %d", tt.page, tt.want, n, tt.n)
		}
	}
}

// TestNoChanges: without an earlier edition there is nothing to tell, and no
// page names the page that would.
func TestNoChanges(t *testing.T) {
	_, editions := history(t)
	for _, tt := range []struct {
		name     string
		editions []*edition.Edition
		there    bool
	}{
		{"none is noted", nil, false},
		{"this one is noted", editions[1:], false},
		{"an earlier one is noted", editions[:1], true},
		{"both are", editions, true},
	} {
		files, err := everything(templates(t), plan(t, invented(t), site.Options{Editions: tt.editions}))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"changes.html", "changes.xml"} {
			if got := content(files, name) != nil; got != tt.there {
				t.Errorf("%s: there is %s: %v, want %v", tt.name, name, got, tt.there)
			}
		}
		for _, f := range files {
			if strings.HasSuffix(f.Path, ".html") && strings.Contains(string(f.Data), "changes.html") != tt.there {
				t.Errorf("%s: %s links to changes.html: %v", tt.name, f.Path, !tt.there)
			}
		}
	}
	fsys := replaced(t, [3]string{"site.yaml", "base_url: https://example.org/fire/\n", ""})
	files, err := everything(templates(t), plan(t, fsys, site.Options{Editions: editions}))
	if err != nil {
		t.Fatal(err)
	}
	if content(files, "changes.html") == nil || content(files, "changes.xml") != nil {
		t.Error("without an address there is a page, and no feed")
	}
}
