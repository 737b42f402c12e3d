package supply

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

type workflow struct {
	On          any            `yaml:"on"`
	Permissions map[string]any `yaml:"permissions"`
	Jobs        map[string]struct {
		Permissions map[string]any `yaml:"permissions"`
		Uses        string         `yaml:"uses"`
		Steps       []struct {
			Uses string         `yaml:"uses"`
			Run  string         `yaml:"run"`
			With map[string]any `yaml:"with"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

// pinned is an action with the hash of its commit and, for the reader, its version.
var pinned = regexp.MustCompile(`uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)

// takesCode is a command that runs what is in the tree, or fetches one.
var takesCode = regexp.MustCompile(`\b(go|git|bash|sh|npm|make|curl|gh (api|repo|pr checkout))\b`)

// wrongWith says what in a workflow gives others more than it must.
func wrongWith(text string) []string {
	var w workflow
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	add := func(is bool, what string) {
		if is {
			wrong = append(wrong, what)
		}
	}
	add(len(w.Permissions) != 1 || w.Permissions["contents"] != "read", "it may more than read, or all")
	add(strings.Contains(text, "pull_request_target") || strings.Contains(text, "workflow_run"),
		"what others propose is run with secrets")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		add(strings.Contains(line, "uses:") && !pinned.MatchString(line), "not pinned: "+line)
	}
	for name, job := range w.Jobs {
		may := map[string]string{"contents": "read", "pages": "read"}
		switch name {
		case "deploy":
			may = map[string]string{"pages": "write", "id-token": "write"}
		case "release":
			may = map[string]string{"contents": "write"}
		case "comment":
			may = map[string]string{"pull-requests": "write"}
		}
		for what, how := range job.Permissions {
			add(may[what] != how, "job "+name+" may "+what)
		}
		for _, s := range job.Steps {
			add(name == "comment" && (s.Uses != "" || takesCode.MatchString(s.Run)),
				"job comment, which may write, runs what others propose")
			add(strings.Contains(s.Run, "${{"), "a script is put together: "+s.Run)
			add(strings.HasPrefix(s.Uses, "actions/checkout@") && s.With["persist-credentials"] != false,
				"job "+name+" leaves a token on the disk")
		}
	}
	return wrong
}

// What runs elsewhere on our behalf may do little, and is what it was when it
// was looked at.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob("../../.github/workflows/*")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	files = append(files, "../starter/files/pages.yml") // which init writes for others
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range wrongWith(string(text)) {
			t.Errorf("%s: %s", file, wrong)
		}
	}
}

// What others run in their workflows by naming ours does no more than it says.
func TestAction(t *testing.T) {
	text, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Description, Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Uses, Run string
				Env       map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	if action.Runs.Using != "composite" || len(action.Runs.Steps) == 0 {
		t.Errorf("%+v", action.Runs)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); strings.Contains(line, " uses: ") && !pinned.MatchString(line) {
			t.Errorf("not pinned: %s", line)
		}
	}
	given := regexp.MustCompile(`^\$\{\{ inputs\.([a-z-]+) \}\}$`)
	for _, s := range action.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("a script is put together: %s", s.Run)
		}
		for name, value := range s.Env {
			m := given.FindStringSubmatch(value)
			if m == nil || action.Inputs[m[1]].Description == "" {
				t.Errorf("%s is %q, which no input is", name, value)
			}
		}
	}
}

// Each way to be careless is found.
func TestCarelessWorkflows(t *testing.T) {
	const right = `on: push
permissions:
  contents: read
jobs:
  test:
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - run: go test ./...
`
	for old, careless := range map[string]string{
		"":                                 "",
		"permissions:\n  contents: read\n": "",
		"contents: read":                   "contents: write",
		"read\njobs":                       "read\n  packages: write\njobs",
		"on: push":                         "on: pull_request_target",
		"@08c6903cd8c0fde910a37f88322edcfb5dd907a8 #": "@v5 #",
		"@08c6903cd8c0fde910a37f88322edcfb5dd907a8":   "@08c6903",
		" # v5.0.0": "",
		"        with:\n          persist-credentials: false\n": "",
		"persist-credentials: false":                            "persist-credentials: true",
		"run: go test ./...":                                    "run: echo ${{ github.event.issue.title }}",
		"  test:\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n" +
			"        with:\n          persist-credentials: false\n": "  comment:\n    permissions: {pull-requests: write}\n    steps:\n",
		"  test:\n    steps:\n": "  comment:\n    steps:\n",
		"  test:\n":             "  test:\n    permissions: {contents: write}\n",
	} {
		wrong := wrongWith(strings.Replace(right, old, careless, 1))
		if len(wrong) == 0 == (old != "") {
			t.Errorf("%q for %q: %q", careless, old, wrong)
		}
	}
}
