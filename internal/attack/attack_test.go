package attack

import (
	"strings"
	"testing"

	"collate/internal/spoof"
)

func TestTexts(t *testing.T) {
	texts, all := Texts(), 0
	for _, c := range Contexts() {
		list := texts[c]
		if len(list) < 300 {
			t.Errorf("%s: %d texts, want 300", c, len(list))
		}
		for _, s := range list {
			if strings.TrimSpace(s) == "" || strings.ContainsAny(s, "\n\r") || strings.Contains(s, "[[") || strings.Contains(s, "[@") {
				t.Errorf("%s: %q does not stand in front matter", c, s)
			}
			if found := spoof.Hidden(s, 1); found != nil {
				t.Errorf("%s: %q has %v", c, s, found)
			}
		}
		t.Logf("%s: %d", c, len(list))
		all += len(list)
	}
	for _, s := range Hidden() {
		if spoof.Hidden(s, 1) == nil {
			t.Errorf("%q has nothing hidden", s)
		}
	}
	const said = 4663 // docs/reliability.md says both
	const saidHidden = 984
	if hidden := len(Hidden()); all != said || hidden != saidHidden {
		t.Errorf("%d texts and %d with hidden signs, want %d and %d", all, hidden, said, saidHidden)
	}
}
