package exchange

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestReadList(t *testing.T) {
	doe := Listed{Folder: "people", Title: "Jane Doe", Aliases: []string{"J. Doe", "Doe"}, Role: "harbour master", Wikidata: "Q1"}
	pier := Listed{Folder: "places", Title: "Pier 1", Kind: "pier", At: &Point{59.9, -10.5}, Source: "a chart"}
	for _, tt := range []struct {
		name, file, text string
		want             []Listed
	}{
		{"a table", "people.csv", "name,aliases,role,qid\nJane Doe,J. Doe | Doe,harbour master,Q1\n", []Listed{doe}},
		{
			"semicolons, a mark of order and an address", "list.csv",
			"\ufeffType;Title;Alias;Role;Wikidata\r\nperson;\"Jane  Doe\";J. Doe|Doe|Doe;harbour master;https://www.wikidata.org/wiki/Q1\r\n",
			[]Listed{doe},
		},
		{"tabs", "places.tsv", "title\tkind\tlatitude\tlongitude\tsource\nPier 1\tpier\t59.9\t-10.5\ta chart\n", []Listed{pier}},
		{"an apostrophe before a formula", "people.csv", "title\n'@home\n", []Listed{{Folder: "people", Title: "@home"}}},
		{
			"FollowTheMoney", "x.ftm.json", `{"id":"people.jane-doe","schema":"Person","properties":{"name":["Jane Doe"],"alias":["J. Doe","Doe"],"position":["harbour master"],"wikidataId":["Q1"]}}
{"id":"b","schema":"Organization","properties":{"name":["Board"]}}
{"id":"c","schema":"Vessel","properties":{"name":["Tern"]}}

{"id":"d","schema":"Membership","properties":{"member":["people.jane-doe"],"organization":["b"]}}
`,
			[]Listed{
				{Folder: "people", Slug: "jane-doe", Title: "Jane Doe", Aliases: []string{"J. Doe", "Doe"}, Role: "harbour master", Wikidata: "Q1", Organisations: []string{"Board"}},
				{Folder: "organisations", Title: "Board"},
			},
		},
		{
			"TEI", "x.xml", `<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><listPerson><person xml:id="pmb1">
<persName><forename>Jane</forename> <surname>Doe</surname></persName><persName>J. Doe</persName><persName>Doe</persName>
<occupation>harbour master</occupation><idno type="URL">https://www.wikidata.org/entity/Q1</idno></person></listPerson>
<listPlace><place xml:id="places-oslo"><placeName>Oslo</placeName><place><placeName>Pier 1</placeName><location><geo>59.9, -10.5</geo><bibl>a chart</bibl></location><note type="kind">pier</note></place></place></listPlace></body></text></TEI>`,
			[]Listed{
				doe,
				{Folder: "places", Slug: "oslo", Title: "Oslo"},
				{Folder: "places", Title: "Pier 1", Kind: "pier", At: &Point{59.9, -10.5}, Source: "a chart", Within: "oslo"},
			},
		},
	} {
		got, warnings, err := ReadList(tt.file, []byte(tt.text))
		if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(Listed{}, "Pos"), cmpopts.EquateEmpty()); diff != "" || err != nil || len(warnings) > 0 {
			t.Errorf("%s: %v %v\n%s", tt.name, err, warnings, diff)
		}
	}
}

func TestReadListMistakes(t *testing.T) {
	for _, tt := range []struct{ file, text, want, warning string }{
		{"people.csv", "title,rol\nJane Doe,x\n", "people.csv:1:7: no column \"rol\" is known (did you mean \"role\"?)", ""},
		{"people.csv", "title,shoe size\nJane Doe,x\n", "", "people.csv:1:7: warning: the column \"shoe size\" is not read"},
		{"people.csv", "role\nx\n", "people.csv:1:1: no column has the title", ""},
		{"people.csv", "title,name\nx,y\n", "people.csv:1:7: the column \"title\" stands here twice", ""},
		{"people.csv", "title\n", "people.csv: nobody and nothing is listed here", ""},
		{"people.csv", "", "people.csv: nobody and nothing is listed here", ""},
		{"people.csv", "title\na,b\n", "people.csv:2:3: a row has more fields", ""},
		{"people.csv", "title\n\"a\n", "people.csv:2:", ""},
		{"list.csv", "title\na\n", "list.csv:2:1: whether \"a\" is a person", ""},
		{"list.csv", "title,folder\na,peoplle\n", "list.csv:2:3: \"peoplle\" is no folder (did you mean \"people\"?)", ""},
		{"people.csv", "title,wikidata\na,1\n", "people.csv:2:1: \"1\" is no item of Wikidata", ""},
		{"places.csv", "title,lat,lon\na,north,5\n", "places.csv:2:3: \"north\" is no number of degrees", ""},
		{"places.csv", "title,lat,lon\na,91,5\n", "places.csv:2:1: 91, 5 is no place on the Earth", ""},
		{"places.csv", "title,lat,lon\na,NaN,5\n", "is no place on the Earth", ""},
		{"people.csv", "title\nJa\u202ene\n", "people.csv:2:1: a value has a sign that nobody sees", ""},
		{"people.csv", "title\n\xff\n", "people.csv: the list is not UTF-8", ""},
		{"people.csv", "title\n" + strings.Repeat("x\n", maxListed+1), "people.csv:50002:1: a list has more than 50000 entries", ""},
		{"people.csv", "title\n" + strings.Repeat("x", maxValue+1) + "\n", "a value has more than 4 KB", ""},
		{"x.json", "{\"id\":1}\n{\n", "x.json:1:1: no entity of FollowTheMoney", ""},
		{"x.json", "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\n", "x.json:1:1: an entry has no name", ""},
		{"x.xml", "<html></html>", "x.xml:1:1: no TEI, but \"html\"", ""},
		{"x.xml", "<TEI><person></TEI>", "x.xml:1:", ""},
		{"x.xml", "<TEI>&nbsp;</TEI>", "no XML", ""},
		{"x.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><TEI>&a;</TEI>", "no XML", ""},
		{"x.xml", "<TEI>" + strings.Repeat("<a>", 200), "too deep", ""},
		{"x.xml", "<TEI><place><placeName>a</placeName>\n<geo>5</geo></place></TEI>", "x.xml:2:7: \"5\" is no place", ""},
	} {
		_, warnings, err := ReadList(tt.file, []byte(tt.text))
		got := ""
		if err != nil {
			got = err.Error()
		}
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s %.60q: %.300s, want %s", tt.file, tt.text, got, tt.want)
		}
		if got := warnings.Error(); (len(warnings) == 0) != (tt.warning == "") || !strings.Contains(got, tt.warning) {
			t.Errorf("%s %.60q: %s, want %s", tt.file, tt.text, got, tt.warning)
		}
	}
}

// FuzzReadList reads any list: what is read has names, and what is wrong a file.
func FuzzReadList(f *testing.F) {
	for _, s := range []string{
		"title,aliases,lat,lon\na,b | c,1,2\n", "\"", "title;x\n'=1;y", `{"id":"people.a","schema":"Person","properties":{"name":["a"]}}`,
		"<TEI><listPlace><place xml:id='places-a'><placeName>a</placeName><geo>1 2</geo></place></listPlace><relation name='within' active='#a' passive='#a'/></TEI>",
		`{"id":"a","schema":"Membership","properties":{"member":["a"]}}`,
	} {
		for _, file := range []string{"people.csv", "x.json", "x.xml"} {
			f.Add(file, s)
		}
	}
	f.Fuzz(func(t *testing.T, file, text string) {
		list, _, err := ReadList(file, []byte(text))
		if err == nil && len(list) == 0 {
			t.Error("nothing was read, and nothing is wrong")
		}
		for _, l := range list {
			if err == nil && (l.Title == "" || folderOf(l.Folder) != l.Folder) {
				t.Errorf("%+v", l)
			}
		}
	})
}
