package extract

import (
	"strings"
	"testing"
)

func TestCommonWordsAreSorted(t *testing.T) {
	for i, w := range commonWords[1:] {
		if w <= commonWords[i] || w != strings.ToLower(w) {
			t.Errorf("%q after %q", w, commonWords[i])
		}
	}
}
