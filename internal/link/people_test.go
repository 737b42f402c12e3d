package link

import (
	"fmt"
	"strings"
	"testing"

	"collate/internal/corpus"
)

// town is an invented corpus whose pages list full names only.
func town(text string) *corpus.Corpus {
	c := harbour(text)
	c.People = []*corpus.Entity{
		entity("people/maria-gomes", "Maria Gomes"),
		entity("people/rui-gomes", "Rui Gomes"),
		entity("people/ada-quist", "Ada Quist"),
		entity("people/tarek", "Tarek al-Masri"),
		entity("people/omar", "Omar bin Salem"),
		entity("people/lincoln", "Denzil Erbil"),
		entity("people/jo", "Jo Ann Holm"),
		entity("people/may", "Rose May"),
	}
	return c
}

func TestPartsOfNames(t *testing.T) {
	testFind(t, town, []findCase{
		{"surname after the full name", "Ada Quist spoke. Quist left.", "[Ada Quist=ada-quist] spoke. [Quist=ada-quist'] left."},
		{"not before it", "Quist left. Ada Quist spoke.", "Quist left. [Ada Quist=ada-quist] spoke."},
		{"possessive", "Ada Quist and Quist’s boat", "[Ada Quist=ada-quist] and [Quist=ada-quist']’s boat"},
		{"title and surname alone", "Mr. Quist and Gen Quist", "Mr. [Quist=ada-quist] and Gen [Quist=ada-quist']"},
		{"then the surname", "President Quist spoke. Quist left.", "President [Quist=ada-quist] spoke. [Quist=ada-quist'] left."},
		{"title and a surname of two", "Mr Gomes left.", "Mr Gomes left."},
		{"first name", "Ada Quist spoke. Ada left.", "[Ada Quist=ada-quist] spoke. [Ada=ada-quist'] left."},
		{"first name of another", "Ada Quist spoke. Ada Brandt left.", "[Ada Quist=ada-quist] spoke. Ada Brandt left."},
		{"surname of another", "Ada Quist spoke. Bo Quist left.", "[Ada Quist=ada-quist] spoke. Bo Quist left."},
		{
			"surname after another of that name", "Ada Quist spoke.\n\nBo Quist left. Quist ran.",
			"[Ada Quist=ada-quist] spoke. / Bo Quist left. Quist ran.",
		},
		{
			"and after the first again", "Ada Quist spoke.\n\nBo Quist left.\n\nAda Quist sat. Quist ran.",
			"[Ada Quist=ada-quist] spoke. / Bo Quist left. / [Ada Quist=ada-quist] sat. [Quist=ada-quist'] ran.",
		},
		{"a word that opens the sentence before it", "Ada Quist. When Quist left", "[Ada Quist=ada-quist]. When [Quist=ada-quist'] left"},
		{"a nationality before it", "Ada Quist. The Danish Quist", "[Ada Quist=ada-quist]. The Danish [Quist=ada-quist']"},
		{"a day behind it", "Ada Quist. Quist Monday said", "[Ada Quist=ada-quist]. [Quist=ada-quist'] Monday said"},
		{"what is called after her", "Ada Quist, the Quist Foundation", "[Ada Quist=ada-quist], the Quist Foundation"},
		{"a family", "Ada Quist came, and the Quist family left.", "[Ada Quist=ada-quist] came, and the Quist family left."},
		{
			"of two, the last", "Maria Gomes came.\n\nRui Gomes came. Gomes left.",
			"[Maria Gomes=maria-gomes] came. / [Rui Gomes=rui-gomes] came. [Gomes=rui-gomes'] left.",
		},
		{
			"of two in a paragraph, by the title", "Maria Gomes and her son, Mr Rui Gomes. Ms Gomes wept.",
			"[Maria Gomes=maria-gomes] and her son, Mr [Rui Gomes=rui-gomes]. Ms [Gomes=maria-gomes'] wept.",
		},
		{
			"of two in a paragraph", "Maria Gomes and Rui Gomes came. Gomes left.",
			"[Maria Gomes=maria-gomes] and [Rui Gomes=rui-gomes] came. Gomes left.",
		},
		{"by first names", "Maria Gomes and Rui Gomes. Rui left.", "[Maria Gomes=maria-gomes] and [Rui Gomes=rui-gomes]. [Rui=rui-gomes'] left."},
		{"an article", "Tarek al-Masri came. Al-Masri and Masri", "[Tarek al-Masri=tarek] came. [Al-Masri=tarek'] and [Masri=tarek']"},
		{"a particle", "Omar bin Salem came. bin Salem, Salem", "[Omar bin Salem=omar] came. [bin Salem=omar'], [Salem=omar']"},
		{"a place of that name", "Denzil Erbil spoke in Erbil.", "[Denzil Erbil=lincoln] spoke in [Erbil=erbil]."},
		{"not the place", "Mr Erbil spoke in Erbil.", "Mr [Erbil=lincoln] spoke in [Erbil=erbil]."},
		{
			"of two in a paragraph, in the later sentence", "Maria Gomes came. Rui Gomes left. Gomes ran.",
			"[Maria Gomes=maria-gomes] came. [Rui Gomes=rui-gomes] left. [Gomes=rui-gomes'] ran.",
		},
		{
			"not in a quotation", "Maria Gomes came.\n\nRui Gomes left. “Gomes ran,” said Gomes.",
			"[Maria Gomes=maria-gomes] came. / [Rui Gomes=rui-gomes] left. “Gomes ran,” said [Gomes=rui-gomes'].",
		},
		{"but of one alone", "Ada Quist. “Quist ran,” he said.", "[Ada Quist=ada-quist]. “[Quist=ada-quist'] ran,” he said."},
		{
			"the elder and the younger", "Maria Gomes came with her son, Rui Gomes. The elder Gomes wept; the younger Gomes did not.",
			"[Maria Gomes=maria-gomes] came with her son, [Rui Gomes=rui-gomes]. The elder [Gomes=maria-gomes'] wept; " +
				"the younger [Gomes=rui-gomes'] did not.",
		},
		{
			"no son of anybody", "Maria Gomes came. Her son met Rui Gomes. The elder Gomes wept.",
			"[Maria Gomes=maria-gomes] came. Her son met [Rui Gomes=rui-gomes]. The elder Gomes wept.",
		},
		{
			"an elder without a page", "Ada Quist came with her father, Bo Quist. The elder Quist sat. Quist ran.",
			"[Ada Quist=ada-quist] came with her father, Bo Quist. The elder Quist sat. [Quist=ada-quist'] ran.",
		},
		{
			"the other", "Maria Gomes came. So did the other Gomes, Rui Gomes.",
			"[Maria Gomes=maria-gomes] came. So did the other [Gomes=rui-gomes], [Rui Gomes=rui-gomes'].",
		},
		{
			"one of two", "Maria Gomes came. Rui Gomes left. They said one Gomes was enough. Gomes ran.",
			"[Maria Gomes=maria-gomes] came. [Rui Gomes=rui-gomes] left. They said one Gomes was enough. [Gomes=rui-gomes'] ran.",
		},
		{
			"a gender told far behind", "Maria Gomes came. Rui Gomes, an old pilot and the minister's husband, wept. Ms Gomes did not.",
			"[Maria Gomes=maria-gomes] came. [Rui Gomes=rui-gomes], an old pilot and the minister's husband, wept. " +
				"Ms [Gomes=maria-gomes'] did not.",
		},
		{"a first name of two words", "Omar bin Salem, Jo Ann Holm. Jo Ann left.", "[Omar bin Salem=omar], [Jo Ann Holm=jo]. [Jo Ann=jo'] left."},
		{
			"no elder", "Ada Quist and senior Quist aides, the second Quist administration",
			"[Ada Quist=ada-quist] and senior [Quist=ada-quist'] aides, the second [Quist=ada-quist'] administration",
		},
		{
			"senior and junior", "Omar bin Salem Senior came. Omar Salem, Bo Quist Junior, Ada Quist. Quist Junior left.",
			"Omar bin Salem Senior came. [Omar Salem=omar], Bo Quist Junior, [Ada Quist=ada-quist]. Quist Junior left.",
		},
		{"the other, not named", "Maria Gomes came. So did the other Gomes.", "[Maria Gomes=maria-gomes] came. So did the other Gomes."},
		{
			"an administration", "Governor Maria Gomes met Rui Gomes. The Gomes administration fell.",
			"Governor [Maria Gomes=maria-gomes] met [Rui Gomes=rui-gomes]. The [Gomes=maria-gomes'] administration fell.",
		},
		{
			"of two in a sentence, by the office", "Gov. Maria Gomes met the envoy, Sen. Rui Gomes. Gov. Gomes left.",
			"Gov. [Maria Gomes=maria-gomes] met the envoy, Sen. [Rui Gomes=rui-gomes]. Gov. [Gomes=maria-gomes'] left.",
		},
		{
			"the office of the second", "Ada Quist came. Maria Gomes sued Gov. Rui Gomes. Gov. Gomes left.",
			"[Ada Quist=ada-quist] came. [Maria Gomes=maria-gomes] sued Gov. [Rui Gomes=rui-gomes]. Gov. [Gomes=rui-gomes'] left.",
		},
		{"a firm", "Ada Quist of Quist & Holm, or Holm & Quist", "[Ada Quist=ada-quist] of Quist & Holm, or Holm & Quist"},
		{
			"after somebody who died long ago", "Ada Quist came.\n\nBo Quist, who died in 1990, did not.\n\nMs Quist sat.",
			"[Ada Quist=ada-quist] came. / Bo Quist, who died in 1990, did not. / Ms [Quist=ada-quist] sat.",
		},
		{"a nickname in the name", "Ada “Dodo” Quist came. Dodo sat.", "[Ada “Dodo” Quist=ada-quist] came. [Dodo=ada-quist'] sat."},
		{"a nickname behind it", "Ada Quist, known to all as Dodo, sat. Dodo ran.", "[Ada Quist=ada-quist], known to all as [Dodo=ada-quist'], sat. [Dodo=ada-quist'] ran."},
		{"not before it", "Dodo sat. Ada Quist, nicknamed Dodo", "Dodo sat. [Ada Quist=ada-quist], nicknamed [Dodo=ada-quist']"},
		{"no nickname of hers", "Ada Quist, known as Queen of Ports, sat. Queen ran.", "[Ada Quist=ada-quist], known as Queen of Ports, sat. Queen ran."},
		{"a first name spelled another way", "Tareq al-Masri came. Tareq left.", "[Tareq al-Masri=tarek] came. [Tareq=tarek'] left."},
		{"another place", "New Erbil, Fort Erbil, Erbil", "New Erbil, Fort Erbil, [Erbil=erbil]"},
		{"a word quoted alone", "Denzil Erbil said that “Erbil” was wrong.", "[Denzil Erbil=lincoln] said that “Erbil” was wrong."},
		{"a common word", "Rose May came in May.", "[Rose May=may] came in May."},
	})
}

func TestOpen(t *testing.T) {
	c := town("Maria Gomes and Rui Gomes came. Gomes left.\n\nAda Quist and the Quist family.")
	m, err := Find(c)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range m.Open("articles/report-a") {
		got = append(got, fmt.Sprint(o.Block, " ", c.Articles[0].Body.Blocks[o.Block].Text[o.Start:o.End], " ", o.Entities, ": ", o.Why))
	}
	want := "0 Gomes [people/maria-gomes people/rui-gomes]: several of that name were introduced in one sentence\n" +
		"1 Quist [people/ada-quist]: a family"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
