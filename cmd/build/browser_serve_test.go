package main_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// testServe writes a report while its page is open: the page loads again after
// each save, and shows what is wrong above what was right.
func testServe(t *testing.T, b *browser) {
	dir := t.TempDir()
	file := filepath.Join(dir, "content", "articles", "report-a.md")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte("---\ntitle: Fire\n---\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	save("It burned.\n")
	p := b.tab(t, startServe(t, dir))
	p.open("articles/report-a.html")
	const shown, panel = `document.querySelector('main').innerText.includes`, `document.querySelector('#collate-mistakes')`
	p.wait(shown + `('It burned.')`)
	save("It was put out.\n")
	p.wait(shown + `('It was put out.')`)
	save("See [[people/nobody|him]].\n")
	p.wait(panel + `?.innerText.includes('content/articles/report-a.md:4:7: ')`)
	p.want(panel+`.querySelector('pre').textContent`, "See [[people/nobody|him]].\n      ^")
	p.wait(shown + `('It was put out.')`)
	save("It was put out.\n")
	p.wait(panel + ` === null`)
	save("It was put out at night.\n")
	p.wait(shown + `('at night.')`)
}

// startServe runs build serve in a folder, and returns the address that it
// prints.
func startServe(t *testing.T, dir string) string {
	t.Helper()
	cmd := exec.Command("build", "serve", "--addr", "127.0.0.1:0")
	cmd.Dir = dir
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // what it makes goes with the test
		_ = cmd.Wait()
	})
	address := regexp.MustCompile(` at (http://\S+)`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() { // lest it waits for a reader
				}
			}()
			return m[1]
		}
	}
	t.Fatal("build serve printed no address")
	return ""
}
