package site

import (
	"slices"
	"testing"

	"collate/internal/collate"
)

func TestUtteranceIDs(t *testing.T) {
	all := []collate.Utterance{
		{Entity: "people/jane-doe", Speaker: "Jane Doe", Text: "It’s gone, all of it, for good!"},
		{Speaker: "a keeper", Text: "It is gone"},
		{Text: "It is gone"},
		{Text: "“It is” – gone."},
		{Text: "…"},
		{Speaker: "cards", Text: "!"}, // an id of base.html
	}
	want := []string{"jane-doe-its-gone-all-of-it", "a-keeper-it-is-gone", "unknown-it-is-gone", "unknown-it-is-gone-2", "unknown", "cards-2"}
	if got := utteranceIDs(all); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAbridged(t *testing.T) {
	const words = "one two three four five six seven eight nine ten eleven twelve"
	for _, tt := range []struct {
		before, after bool
		want          string
	}{
		{false, true, "… nine ten eleven twelve"},
		{true, false, "one two three four …"},
		{true, true, "one two three four … nine ten eleven twelve"},
	} {
		if got := abridged(words, tt.before, tt.after); got != tt.want {
			t.Errorf("%v, %v: %q, want %q", tt.before, tt.after, got, tt.want)
		}
	}
	if got := abridged("one two three four five six", true, false); got != "one two three four five six" {
		t.Errorf("two words are left out: %q", got)
	}
}

func TestLowerArticle(t *testing.T) {
	for in, want := range map[string]string{
		"The Tasnim news agency": "the Tasnim news agency", "A keeper": "a keeper", "Theo": "Theo", "Mr Doe": "Mr Doe",
	} {
		if got := lowerArticle(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
