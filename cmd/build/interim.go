package main

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"sync"

	"collate/internal/publish"
	"collate/internal/render"
)

// A holder keeps files until linkcheck and publish take them one by one.
type holder struct {
	mu    sync.Mutex
	files []render.File
}

func (h *holder) Add(path string, data []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.files = append(h.files, render.File{Path: path, Data: bytes.Clone(data)})
}

func (h *holder) sorted() []render.File {
	slices.SortFunc(h.files, func(a, b render.File) int { return strings.Compare(a.Path, b.Path) })
	return h.files
}

type output struct {
	holder
	ctx context.Context
	dir string
}

func openOutput(ctx context.Context, dir string) (*output, error) {
	return &output{ctx: ctx, dir: dir}, nil
}

func (o *output) Add(path string, data []byte) error {
	o.holder.Add(path, data)
	return nil
}
func (o *output) Abort()                          {}
func (o *output) Commit() (publish.Result, error) { return publish.Write(o.ctx, o.dir, o.sorted()) }
