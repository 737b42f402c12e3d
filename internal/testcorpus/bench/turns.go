package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// The builds of a turn.
const (
	all    = "all, into an empty folder"
	again  = "again, nothing changed"
	edited = "again, one article edited"
)

// A result is what a tool took for the same build in each turn, and what it
// made.
type result struct {
	tool     string
	articles int
	build    string // all, again, edited
	runs     []usage
	site     site
}

// A usage is what a process used.
type usage struct {
	wall, cpu time.Duration // cpu: as user and in the system
	peak      int64         // bytes of memory; 0 if unknown
}

// A site is what stands in an output folder.
type site struct {
	pages, files int
	bytes        int64
}

// turns runs the tools in turns, on their forms of the same articles.
func turns(ctx context.Context, tools []tool, articles, rounds int, work string) ([]*result, error) {
	var results []*result
	for _, t := range tools {
		if err := write(ctx, folderOf(work, t), t.form, articles); err != nil {
			return nil, err
		}
		for _, build := range []string{all, again, edited} {
			results = append(results, &result{tool: t.name, articles: articles, build: build})
		}
	}
	for round := range rounds + 1 {
		for i, t := range tools {
			if err := turn(ctx, t, work, round, results[3*i:3*i+3]); err != nil {
				return nil, err
			}
		}
	}
	return results, nil
}

// turn runs the three builds of one tool. Those of round 0 are not kept.
func turn(ctx context.Context, t tool, work string, round int, results []*result) error {
	content, out := folderOf(work, t), filepath.Join(work, "public")
	if err := errors.Join(os.RemoveAll(out), os.RemoveAll(filepath.Join(work, kept))); err != nil {
		return err
	}
	for _, r := range results {
		if r.build == edited {
			if err := edit(content, round); err != nil {
				return err
			}
		}
		used, err := measure(ctx, work, t.command(content, out))
		if err != nil {
			return err
		}
		if round > 0 {
			r.runs = append(r.runs, used)
		}
		if r.site, err = look(out); err != nil {
			return err
		}
	}
	return nil
}

func folderOf(work string, t tool) string { return filepath.Join(work, "content-"+t.form) }

// write makes a content folder. A process of its own does it: a process that
// was started by a large one counts as large.
func write(ctx context.Context, dir, form string, articles int) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	_, err = measure(ctx, ".", []string{self, "-write", dir, "-form", form, "-n", strconv.Itoa(articles)})
	return err
}

// edit adds a sentence to the first article.
func edit(content string, round int) error {
	names, err := filepath.Glob(filepath.Join(content, "articles", "r*.md"))
	if err != nil {
		return err
	}
	f, err := os.OpenFile(names[0], os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = fmt.Fprintf(f, "\nCorrected for the time numbered %d.\n", round)
	return err
}

// measure runs a command in a folder and returns what it used.
func measure(ctx context.Context, dir string, command []string) (usage, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir = dir
	start := time.Now()
	if msg, err := cmd.CombinedOutput(); err != nil {
		return usage{}, fmt.Errorf("%v: %w\n%s", cmd, err, msg)
	}
	s := cmd.ProcessState
	return usage{time.Since(start), s.UserTime() + s.SystemTime(), peak(s)}, nil
}

// look counts what stands in a folder.
func look(dir string) (site, error) {
	var s site
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		s.files++
		s.bytes += info.Size()
		if filepath.Ext(name) == ".html" {
			s.pages++
		}
		return nil
	})
	return s, err
}
