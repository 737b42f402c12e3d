package main_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
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

	// What has changed is marked for a while, in what is served alone; the place is kept.
	const marked = `[...document.querySelectorAll('.collate-changed')].map((e) => e.textContent.trim()).join('|')`
	var long strings.Builder
	for i := range 80 {
		fmt.Fprintf(&long, "It burned on and on. ^p%d\n\n", i+1)
	}
	save(long.String() + "It was put out. ^p81\n")
	p.wait(shown + `('on and on.') && document.readyState === 'complete'`)
	p.run(`document.querySelector('#p60').scrollIntoView({behavior: 'instant'})`)
	p.run(`sessionStorage.setItem('top', document.querySelector('#p60').getBoundingClientRect().top)`)
	save("A new first paragraph. ^p100\n\n" + long.String() + "It was put out. ^p81\n")
	p.wait(shown + `('A new first')`)
	p.wait(`document.querySelector('.collate-changed')`)
	p.wait(`document.querySelector('#p100').matches('.collate-changed')`)
	p.want(`String(document.querySelector('#p60').matches('.collate-changed'))`, "false")
	p.wait(`scrollY > 0 && Math.abs(document.querySelector('#p60').getBoundingClientRect().top - sessionStorage.getItem('top')) < 2`)
	p.wait(marked + ` === ''`)

	// A click on a text with Alt held says where it comes from, and opens it.
	const click = `document.querySelector('#p81').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, altKey: true}))`
	const said = `document.querySelector('#collate-source output')`
	p.run(`addEventListener('click', (e) => { if (e.target.matches('#collate-source a')) { window.opened = e.target.href; e.preventDefault(); } })`)
	p.run(click)
	p.wait(said + `.textContent.startsWith('content/articles/report-a.md:166')`)
	p.wait(`window.opened?.startsWith('x-editor:/') && window.opened.endsWith('/content/articles/report-a.md:166')`)

	// So does a click after the button, which the keyboard reaches, until Escape.
	const button = `document.querySelector('#collate-source button')`
	p.run(button + `.click()`)
	p.want(button+`.getAttribute('aria-pressed')`, "true")
	p.run(`document.querySelector('#p2').click()`)
	p.wait(said + `.textContent.startsWith('content/articles/report-a.md:8')`)
	p.run(`dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))`)
	p.want(button+`.getAttribute('aria-pressed')`, "false")
	if data, err := os.ReadFile(filepath.Join(dir, "public", "articles", "report-a.html")); err != nil ||
		bytes.Contains(data, []byte("collate-")) {
		t.Errorf("what is added for the editor stands in the file, too, or there is none: %v", err)
	}
}

// startServe runs build serve in a folder, and returns the address that it
// prints.
func startServe(t *testing.T, dir string) string {
	t.Helper()
	cmd := exec.Command("build", "serve", "--addr", "127.0.0.1:0", "--editor", "x-editor:{file}:{line}")
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
