package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// TestLargePages: the heap has its memory back, and the collector its mark.
func TestLargePages(t *testing.T) {
	before := debug.SetGCPercent(321)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	var was, is runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&was)
	largePages()
	runtime.ReadMemStats(&is)
	if more := int64(is.HeapAlloc) - int64(was.HeapAlloc); more > 16<<20 {
		t.Errorf("%d bytes are held", more)
	}
	if percent := debug.SetGCPercent(321); percent != 321 {
		t.Errorf("the collector's percentage is %d, want 321", percent)
	}
}
