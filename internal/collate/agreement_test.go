package collate

import (
	"fmt"
	"strings"
	"testing"

	"collate/internal/corpus"
)

func TestAgreements(t *testing.T) {
	for _, tt := range []struct {
		name    string
		form    corpus.Form
		answers []string
		want    string // of A and B, A and C, B and C: same, compatible, conflict, apart
	}{
		{"one answer of two reports", corpus.CountForm, []string{"22|army||AB"}, "AB 1000, AC 0000, BC 0000"},
		{
			"all that there is", corpus.CountForm,
			[]string{"more than a dozen|army||A", "22|army||B", "12|army||C"},
			"AB 0100, AC 0010, BC 0010",
		},
		{"different things", corpus.CountForm, []string{"22|army|west|A", "5|army|north|C"}, "AB 0000, AC 0001, BC 0000"},
		{
			"the worst of several answers counts, once", corpus.CountForm,
			[]string{"22|army||A", "12|office||A", "22|army||B", "9|army|north|B"},
			"AB 0010, AC 0000, BC 0000",
		},
	} {
		c, cs := reports(t, 3, tt.form, tt.answers...)
		var got []string
		for _, a := range Agreements(c.Articles, Claims(c, cs, nil)) {
			got = append(got, fmt.Sprintf("%s%s %d%d%d%d", a.A.Letter, a.B.Letter, a.Same, a.Compatible, a.Conflict, a.Apart))
			if a.Both() != a.Same+a.Compatible+a.Conflict+a.Apart {
				t.Errorf("%s: both answer %d", tt.name, a.Both())
			}
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, s, tt.want)
		}
	}
}
