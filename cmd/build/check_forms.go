package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"collate/internal/diag"
	"collate/internal/worklist"
)

// checkDocument is what check --json prints: docs/check.md describes it.
type checkDocument struct {
	Version int         `json:"version"` // of this form: 1
	Counts  []ruleCount `json:"counts"`  // of every rule, in their order
	Items   []checkItem `json:"items"`   // sorted as the text is
}

type ruleCount struct {
	Rule    string         `json:"rule"`
	Level   worklist.Level `json:"level"`
	Heading string         `json:"heading"`
	Count   int            `json:"count"`
}

type checkItem struct {
	Rule        string         `json:"rule"`
	Level       worklist.Level `json:"level"`
	File        string         `json:"file"`
	Line        int            `json:"line,omitempty"`   // from 1
	Column      int            `json:"column,omitempty"` // from 1, in bytes
	Text        string         `json:"text"`
	Mend        string         `json:"mend,omitempty"`
	Fixable     bool           `json:"fixable"` // by --fix
	Fingerprint string         `json:"fingerprint"`
}

// printJSON prints a list for other programs.
func printJSON(w io.Writer, l worklist.List) error {
	doc := checkDocument{Version: 1, Items: []checkItem{}}
	for _, r := range worklist.Rules() {
		doc.Counts = append(doc.Counts, ruleCount{r.ID, r.Level, r.Heading, len(l.Of(r.ID))})
	}
	prints := fingerprints(l)
	for n, i := range l {
		doc.Items = append(doc.Items, checkItem{
			Rule: i.Rule, Level: worklist.RuleOf(i.Rule).Level, File: i.Pos.File, Line: i.Pos.Line, Column: i.Pos.Col,
			Text: i.Text, Mend: i.Mend, Fixable: i.Aliases != nil, Fingerprint: prints[n],
		})
	}
	return printIndented(w, doc)
}

func printIndented(w io.Writer, doc any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

// fingerprints returns for each item what tells it from all others, however lines
// move: a sum of its rule, file and subject, and which of those alike it is.
func fingerprints(l worklist.List) []string {
	prints, alike := make([]string, len(l)), map[string]int{}
	for n, i := range l {
		sum := sha256.Sum256([]byte(i.Rule + "\x00" + i.Pos.File + "\x00" + i.About))
		const enough = 8 // bytes
		one := hex.EncodeToString(sum[:enough])
		alike[one]++
		prints[n] = fmt.Sprintf("%s:%d", one, alike[one])
	}
	return prints
}

// What follows is as much of SARIF 2.1.0 as code scanning reads.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string      `json:"id"`
		Name    string      `json:"name"`
		Short   sarifText   `json:"shortDescription"`
		Default sarifConfig `json:"defaultConfiguration"`
		More    sarifMore   `json:"properties"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifConfig struct {
		Level worklist.Level `json:"level"`
	}
	sarifMore struct {
		Tags []string `json:"tags"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        worklist.Level    `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// lineHash is the fingerprint by which code scanning knows a result again.
const lineHash = "primaryLocationLineHash"

// printSARIF prints a list for code scanning.
func printSARIF(w io.Writer, l worklist.List, from sources) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name = "Collate"
	index := map[string]int{}
	for n, r := range worklist.Rules() {
		index[r.ID] = n
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			r.ID, pascal(r.ID), sarifText{r.Means}, sarifConfig{r.Level}, sarifMore{[]string{"content"}},
		})
	}
	prints := fingerprints(l)
	for n, i := range l {
		text := i.Text
		if i.Mend != "" {
			text += " (" + i.Mend + ")"
		}
		run.Results = append(run.Results, sarifResult{
			RuleID: i.Rule, RuleIndex: index[i.Rule], Level: worklist.RuleOf(i.Rule).Level,
			Message: sarifText{diag.Printable(text)},
			Locations: []sarifLocation{{sarifPhysical{
				sarifArtifact{relativeURI(i.Pos.File)},
				sarifRegion{max(1, i.Pos.Line), from.characters(i.Pos)},
			}}},
			Fingerprints: map[string]string{lineHash: prints[n]},
		})
	}
	return printIndented(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

// pascal returns "UnlinkedName" for "unlinked-name".
func pascal(id string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// relativeURI returns a path as a URI that is relative to the folder in which the
// command runs: that of a repository, if it is to be found there.
func relativeURI(file string) string {
	if filepath.IsAbs(filepath.FromSlash(file)) {
		if here, err := os.Getwd(); err == nil {
			if rel, err := filepath.Rel(here, filepath.FromSlash(file)); err == nil && filepath.IsLocal(rel) {
				file = filepath.ToSlash(rel)
			}
		}
	}
	return (&url.URL{Path: file}).String()
}

// characters returns the column of a position in characters from 1, 0 if it has
// none.
func (s sources) characters(pos diag.Pos) int {
	if pos.Col == 0 {
		return 0
	}
	text, at := s.line(pos)
	return 1 + len([]rune(string(text[:at])))
}

// printAnnotations prints a list as commands to a workflow on GitHub. Only what
// --strict would mind is said there: notes may be right as they are.
func printAnnotations(w io.Writer, l worklist.List, from sources) error {
	message := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	var all strings.Builder
	command := map[worklist.Level]string{worklist.Error: "error", worklist.Warning: "warning", worklist.Note: "notice"}
	for _, i := range l {
		where := "file=" + property.Replace(i.Pos.File)
		if i.Pos.Line > 0 {
			where += fmt.Sprintf(",line=%d", i.Pos.Line)
		}
		if col := from.characters(i.Pos); col > 0 {
			where += fmt.Sprintf(",col=%d", col)
		}
		r := worklist.RuleOf(i.Rule)
		text := i.Text
		if i.Mend != "" {
			text += " (" + i.Mend + ")"
		}
		fmt.Fprintf(&all, "::%s %s,title=%s::%s\n", command[r.Level], where, property.Replace(r.ID),
			message.Replace(diag.Printable(text)))
	}
	_, err := io.WriteString(w, all.String())
	return err
}
