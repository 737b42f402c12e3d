package extract

import (
	"fmt"
	"slices"
	"testing"
)

func TestNames(t *testing.T) {
	kinds := []string{"?", "person", "place", "organisation"}
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"The harbour burnt, officials said on Monday.", nil},
		{"Mr Holm met Lt. Gen. Ada de la Vega in Port Amber.", []string{"Holm/person", "Ada de la Vega/person", "Port Amber/place"}},
		{"Norland Foreign Minister Bo al-Amri said so.", []string{"Norland/?", "Bo al-Amri/person"}},
		{
			"US Secretary of State Ann Lee Smith left Norway’s Fjord Force behind.",
			[]string{"US/place", "Ann Lee Smith/person", "Norway/place", "Fjord Force/organisation"},
		},
		{"the Ministry of the Sea and the NHB said", []string{"Ministry of the Sea/organisation", "NHB/organisation"}},
		{"the US-led talks in Amber", []string{"US/place", "Amber/place"}},
		{"Norwegian fishermen asked the spokesman Carl Vale, who lives near Eastport.", []string{"Carl Vale/person", "Eastport/place"}},
		{"Ali bin Omar al-Hadi told the Tidal news agency", []string{"Ali bin Omar al-Hadi/person", "Tidal/organisation"}},
		{"The U.S. Navy and Amber airport", []string{"U.S. Navy/organisation", "Amber/place"}},
		{"“We saw it,” Ann Lee said. Later, Holm’s boat sank.", []string{"Ann Lee/person", "Holm/?"}},
		{
			"a ferry near Port Ansel in Northern Ireland, the Northern Coastguard and the Northern Ireland Office said",
			[]string{"Port Ansel/place", "Northern Ireland/place", "Northern Coastguard/organisation", "Northern Ireland Office/organisation"},
		},
		{
			"from the Central African Republic to western Norway, in Northern Norway the MV Tern and Ansel Lines met",
			[]string{"Central African Republic/place", "Norway/place", "Norway/place", "MV Tern/?", "Ansel Lines/organisation"},
		},
		{"Kim Hye-rin of Deh-e Sabz met the Holm-led crew", []string{"Kim Hye-rin/?", "Deh-e Sabz/?", "Holm/?"}},
		{
			"the European Boat Safety Agency and a European boat of the Republicans; Editing by Bo Lee",
			[]string{"European Boat Safety Agency/organisation", "Bo Lee/?"},
		},
		{
			"Miss Holm of Eastport, in the port of Amber, on the Isle of Terns: that’s all I’ll tell the Amber Courier",
			[]string{"Holm/person", "Eastport/?", "Amber/place", "Isle of Terns/place", "Amber Courier/organisation"},
		},
		{
			"Neither Holm nor the Amber-based North Terns Alliance left; Det Con Ada Lee of South Amber did.",
			[]string{"Holm/?", "Amber/place", "North Terns Alliance/organisation", "Ada Lee/person", "South Amber/place"},
		},
		{"The River Amber rose", []string{"River Amber/place"}},
		{"Kata’ib Holm and O’Neil's boat", []string{"Kata’ib Holm/?", "O’Neil/?"}},
	} {
		var got []string
		for _, n := range Names(tt.text) {
			got = append(got, n.In(tt.text)+"/"+kinds[n.Kind])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Names(%q) =\n\t%q, want\n\t%q", tt.text, got, tt.want)
		}
	}
}

func TestNamesOpen(t *testing.T) {
	text := "Smoke rose. “Gulls left! Boats are out. Gen. Holm said so,” Amber radio told us; “Harbours sank.”"
	var got []string
	for _, n := range Names(text) {
		if n.Opens {
			got = append(got, n.In(text))
		}
	}
	if want := []string{"Smoke", "Gulls", "Boats", "Harbours"}; !slices.Equal(got, want) {
		t.Errorf("open a sentence: %q, want %q", got, want)
	}
}

// A word that opens a sentence is a name if it is a place or somebody's first
// name, and else if it is one elsewhere.
func TestReportNames(t *testing.T) {
	paragraphs := []string{"PORT AMBER — Smoke rose over the bay.", "Ada Holm, 40, left. Tokyo sent help. Ada wept. Gulls rose."}
	var got []string
	for i, names := range ReportNames(paragraphs) {
		for _, n := range names {
			got = append(got, n.In(paragraphs[i]))
		}
	}
	if want := []string{"PORT AMBER", "Ada Holm", "Tokyo", "Ada"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
}

func ExampleNames() {
	text := "Harbour Commander Ada Holm flew to Norway on Monday."
	for _, n := range Names(text) {
		fmt.Println(n.In(text), n.Title, n.Kind == Person)
	}
	// Output:
	// Ada Holm Commander true
	// Norway  false
}

func FuzzNames(f *testing.F) {
	for _, seed := range []string{"", "Mr. A. B’s of the al-C U.S. “D” Secretary of the", "Ministry of", "É-é ’S", "\xffA\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, n := range Names(text) {
			checkSpan(t, text, n.Start, n.End)
			if n.Start < end || n.End <= n.Start {
				t.Fatalf("%+v overlaps or is empty in %q", n, text)
			}
			end = n.End
		}
	})
}
