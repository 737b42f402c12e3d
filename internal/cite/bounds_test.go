package cite

import (
	"fmt"
	"testing"

	"collate/internal/corpus"
)

func TestTooManyParagraphs(t *testing.T) {
	var numbers []int
	for n := range maxRefs + 1 {
		numbers = append(numbers, n+1)
	}
	c := story("One. [@long, ¶ 1–200] Two. [@long, ¶ 1–100, ¶ 50–201]")
	c.Articles = []*corpus.Article{article("long", "L", numbers...)}
	_, err := Resolve(c)
	const want = "content/index.md:4:32: this citation names more than 200 paragraphs (cite those that say so)"
	if fmt.Sprint(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
}
