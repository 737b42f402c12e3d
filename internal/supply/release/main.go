// Command release writes what goes with programs that are released: the licences
// of what is linked into them, and a bill of materials for each.
//
//	go run ./internal/supply/release FOLDER
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"collate/internal/supply"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: release FOLDER (of the programs)")
		os.Exit(2)
	}
	if err := release(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func release(folder string) error {
	modules, err := supply.Modules(".", "./cmd/build")
	if err != nil {
		return err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output() //nolint:noctx // asks nobody
	if err != nil {
		return err
	}
	library, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
	if err != nil {
		return err
	}
	own, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	texts := fmt.Appendf(nil, "==== Collate\n\n%s\n==== Go's runtime and standard library\n\n%s\n%s",
		own, library, supply.Texts(modules))
	if err := os.WriteFile(filepath.Join(folder, "LICENCES.txt"), texts, 0o644); err != nil { //nolint:gosec // for all
		return err
	}
	programs, err := filepath.Glob(filepath.Join(folder, "collate_*"))
	if err != nil {
		return err
	}
	for _, program := range programs {
		if strings.HasSuffix(program, ".json") {
			continue
		}
		bill, err := supply.Bill(program, modules)
		if err != nil {
			return err
		}
		if err := os.WriteFile(program+".cdx.json", bill, 0o644); err != nil { //nolint:gosec // for all
			return err
		}
	}
	return nil
}
