//go:build !linux

package main

// largePages does nothing: it is for Linux.
func largePages() {}
