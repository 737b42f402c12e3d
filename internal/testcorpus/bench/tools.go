package main

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"collate/internal/testcorpus"
)

//go:embed hugo
var layouts embed.FS

// The forms of content.
const (
	plain = "plain" // Collate's
	hugo  = "hugo"
)

// kept is the folder for what a tool keeps from one build to the next.
const kept = "kept"

// content returns a content folder in a form.
func content(form string, articles int) fs.FS {
	if form == hugo {
		return testcorpus.Hugo(articles)
	}
	return testcorpus.FS(articles)
}

// A tool is a program that makes a site of a content folder.
type tool struct {
	name    string // with the version
	form    string // of the content
	command func(content, out string) []string
}

// install builds Collate in a folder and looks for Hugo.
func install(ctx context.Context, hugoProgram, work string) ([]tool, error) {
	program := filepath.Join(work, "build")
	goBuild := exec.CommandContext(ctx, "go", "build", "-o", program, "collate/cmd/build")
	if msg, err := goBuild.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, msg)
	}
	tools := []tool{{"Collate", plain, func(content, out string) []string {
		return []string{program, "--quiet", "--content", content, "--out", out, "--cache", filepath.Join(work, kept)}
	}}}
	if program, err := exec.LookPath(hugoProgram); err == nil {
		t, err := installHugo(ctx, program, work)
		if err != nil {
			return nil, err
		}
		tools = append(tools, t)
	}
	return tools, nil
}

// installHugo writes its layouts into a folder.
func installHugo(ctx context.Context, program, work string) (tool, error) {
	program, err := filepath.Abs(program)
	if err != nil {
		return tool{}, err
	}
	version, err := exec.CommandContext(ctx, program, "version").Output()
	if err != nil {
		return tool{}, fmt.Errorf("%s version: %w", program, err)
	}
	name := "Hugo"
	if words := strings.Fields(string(version)); len(words) > 1 { // hugo v0.166.0 linux/amd64 …
		name += " " + words[1]
	}
	return tool{name, hugo, func(content, out string) []string {
		return []string{
			program, "--quiet", "--noBuildLock", "--source", filepath.Join(work, hugo),
			"--cacheDir", filepath.Join(work, kept), "--contentDir", content, "--destination", out,
		}
	}}, os.CopyFS(work, layouts)
}
