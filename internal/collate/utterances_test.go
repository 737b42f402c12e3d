package collate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/link"
	"collate/internal/markdown"
)

// quotedReports makes reports A, B, … of texts whose paragraphs begin with the speaker
// of their quotations: "people/ann> “It burns”, she said." Nobody is "?".
func quotedReports(texts ...string) ([]*corpus.Article, func(corpus.ID) []link.Quote) {
	var articles []*corpus.Article
	quotes := map[corpus.ID][]link.Quote{}
	for n, text := range texts {
		letter := string(rune('A' + n))
		a := &corpus.Article{Page: corpus.Page{ID: corpus.ID("articles/" + letter), Slug: letter}, Letter: letter}
		var source []string
		var speakers []string
		for line := range strings.Lines(text) {
			if who, words, ok := strings.Cut(strings.TrimSpace(line), "> "); ok {
				speakers, source = append(speakers, strings.TrimPrefix(who, "?")), append(source, words)
			}
		}
		a.Body = markdown.Parse(strings.Join(source, "\n\n"), 1)
		for i := range a.Body.Blocks {
			a.Paragraphs = append(a.Paragraphs, corpus.Paragraph{ID: fmt.Sprint("p", i+1), N: i + 1, Block: i})
			for _, q := range extract.Quotations(a.Text(i)) {
				quote := link.Quote{Paragraph: i, Start: q.Start, End: q.End, Speaker: speakers[i]}
				if strings.Contains(speakers[i], "/") {
					quote.Entity = corpus.ID(speakers[i])
				}
				quotes[a.ID] = append(quotes[a.ID], quote)
			}
		}
		articles = append(articles, a)
	}
	return articles, func(id corpus.ID) []link.Quote { return quotes[id] }
}

// describe writes an utterance in a line, and a line for each printing.
func describe(u *Utterance) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", u.Speaker, u.Text)
	for _, p := range u.Printings {
		fmt.Fprintf(&b, "\n%s", p.Article.Letter)
		for _, q := range p.Quotes {
			fmt.Fprintf(&b, " ¶%d", p.Article.Paragraphs[q.Paragraph].N)
		}
		for _, part := range []struct {
			is   bool
			word string
		}{
			{p.Same(), "same"},
			{p.Head, "head"},
			{p.Middle, "middle"},
			{p.Tail, "tail"},
			{p.Signs, "signs"},
		} {
			if part.is {
				b.WriteString(" " + part.word)
			}
		}
		for _, v := range p.Spelled {
			fmt.Fprintf(&b, " %s~%s", v.Base, v.Text)
		}
		for _, c := range p.Changes {
			if c.Kind != LeftOut {
				fmt.Fprintf(&b, " %s -%s- +%s+", c.Kind, c.Base, c.Text)
			}
		}
	}
	for _, e := range u.Embedded {
		fmt.Fprintf(&b, "\n%s ¶%d unmarked %s", e.Article.Letter, e.Paragraph+1, e.Article.Text(e.Paragraph)[e.Start:e.End])
	}
	if len(u.Rivals) > 0 {
		fmt.Fprintf(&b, "\nrivals %v", u.Rivals)
	}
	return b.String()
}

func TestUtterances(t *testing.T) {
	const whole = "“The old sheds are gone. Nobody was hurt, and we shall build them up again.”"
	for _, tt := range []struct {
		name  string
		texts []string
		want  []string
	}{
		{"no quotation", []string{"?> Nothing burned."}, nil},
		{
			"the same, but for the comma and the marks",
			[]string{"people/ann> “The sheds are gone,” she said.", "people/ann> She said: \"The sheds are gone.\""},
			[]string{"people/ann: The sheds are gone\nA ¶1 same\nB ¶1 same"},
		},
		{
			"begins later, ends earlier",
			[]string{
				"people/ann> " + whole, "people/ann> They said “nobody was hurt, and we shall build them up again”.",
				"people/ann> “The old sheds are gone. Nobody was hurt.”", "people/ann> They “are gone”.",
			},
			[]string{
				"people/ann: The old sheds are gone. Nobody was hurt, and we shall build them up again." +
					"\nA ¶1 same\nB ¶1 head\nC ¶1 tail\nD ¶1 head tail",
			},
		},
		{
			"an ellipsis",
			[]string{
				"people/ann> " + whole, "people/ann> “The old sheds are gone … we shall build them up again.”",
				"people/ann> “The old sheds are gone ... and we shall [...] build them up again.”",
			},
			[]string{
				"people/ann: The old sheds are gone. Nobody was hurt, and we shall build them up again." +
					"\nA ¶1 same\nB ¶1 middle\nC ¶1 middle",
			},
		},
		{
			"words left out without a sign, put in, and others",
			[]string{
				"people/ann> " + whole, "people/ann> “The sheds are gone. Nobody was hurt, and we shall build them up again.”",
				"people/ann> “The old sheds are gone. Nobody was badly hurt, and we shall build them up again.”",
				"people/ann> “The old sheds are gone. Nobody was hurt, and they will build them up again.”",
			},
			[]string{
				"people/ann: The old sheds are gone. Nobody was badly hurt, and we shall build them up again." +
					"\nA ¶1 words -badly- ++\nB ¶1 words -old- ++ words -badly- ++\nC ¶1 same\nD ¶1 words -badly- ++ words -we shall- +they will+",
			},
		},
		{
			"brackets of the reporter",
			[]string{
				"people/ann> “We condemn this act on our harbour with all our force.”",
				"people/ann> She “condemn[s] this act on our harbour with all our force”.",
				"people/ann> “We condemn this act on [the old] harbour with all our force.”",
				"people/ann> “[W]e condemn this act on our harbour [of Oslo] with all our force.”",
			},
			[]string{
				"people/ann: [W]e condemn this act on our harbour [of Oslo] with all our force." +
					"\nA ¶1 brackets -[of Oslo]- ++" +
					"\nB ¶1 head brackets -condemn- +condemn[s]+ brackets -[of Oslo]- ++" +
					"\nC ¶1 brackets -our- +[the old]+ brackets -[of Oslo]- ++\nD ¶1 same",
			},
		},
		{
			"split by the reporter, and over paragraphs",
			[]string{
				"people/ann> " + whole,
				"people/ann> “The old sheds are gone,” she said. “Nobody was hurt, and we shall build them up again.”",
				"people/ann> “The old sheds are gone.\npeople/ann> “Nobody was hurt.”",
			},
			[]string{
				"people/ann: The old sheds are gone. Nobody was hurt, and we shall build them up again." +
					"\nA ¶1 same\nB ¶1 ¶1 same\nC ¶1 ¶2 tail",
			},
		},
		{
			"split in all reports: nothing shows that they follow each other",
			[]string{
				"people/ann> “The old sheds are gone,” she said. “Nobody was hurt that night.”",
				"people/ann> “The old sheds are gone.”\npeople/ann> “Nobody was hurt that night.”",
			},
			[]string{
				"people/ann: The old sheds are gone\nA ¶1 same\nB ¶1 same",
				"people/ann: Nobody was hurt that night.\nA ¶1 same\nB ¶2 same",
			},
		},
		{
			"spelling, abbreviations, names, joined words, capitals, signs",
			[]string{
				"people/ann> “The U.S. Centre & the UN labour office, which Qassem Soleimani saw, are at the air base of Kata’ib.”",
				"people/ann> “The US center and the U.N. Labor office which Qassem Suleimani saw are at the airbase of Kataib.”",
			},
			[]string{
				"people/ann: The U.S. Centre & the UN labour office, which Qassem Soleimani saw, are at the air base of Kata’ib." +
					"\nA ¶1 same\nB ¶1 signs U.S.~US Centre~center &~and UN~U.N. labour~Labor Soleimani~Suleimani air base~airbase" +
					" Kata'ib~Kataib",
			},
		},
		{
			"us is not US, nor were we’re",
			[]string{"people/ann> “They were told to help us now.”", "people/ann> “They we’re told to help US now.”"},
			[]string{
				"people/ann: They were told to help us now.\nA ¶1 same",
				"people/ann: They we’re told to help US now.\nB ¶1 same",
			},
		},
		{
			"the same words of two speakers",
			[]string{"people/ann> “The sheds are gone.”", "people/kim> “The sheds are gone.”", "people/ann> “The sheds are gone.”"},
			[]string{
				"people/ann: The sheds are gone.\nA ¶1 same\nC ¶1 same\nrivals [1]",
				"people/kim: The sheds are gone.\nB ¶1 same\nrivals [0]",
			},
		},
		{
			"two words join a longer utterance of the same speaker alone",
			[]string{
				"people/ann> “We shall have severe revenge for it.”", "people/ann> A “severe revenge”.",
				"people/kim> A “severe revenge”.", "?> A “severe revenge”.", "people/ann> She will “have”.",
			},
			[]string{
				"people/ann: We shall have severe revenge for it.\nA ¶1 same\nB ¶1 head tail\nE ¶1 head tail",
				"people/kim: severe revenge\nC ¶1 same",
				": severe revenge\nD ¶1 same",
			},
		},
		{
			"two words that fit two utterances, or are no part of one, stay by themselves",
			[]string{
				"people/ann> “We shall have severe revenge for it.” And: “A severe revenge will come over them.”",
				"people/ann> A “severe revenge”.", "people/ann> A “severe revenge”, indeed “severe revenge”.",
			},
			[]string{
				"people/ann: We shall have severe revenge for it.\nA ¶1 same",
				"people/ann: A severe revenge will come over them.\nA ¶1 same",
				"people/ann: severe revenge\nB ¶1 same",
				"people/ann: severe revenge\nC ¶1 ¶1 same",
			},
		},
		{
			"a speaker whom one report does not name",
			[]string{
				"?> “The old sheds are gone for good.”", "people/ann> “The old sheds are gone for good.”",
				"a watchman> “The old sheds are gone.”",
			},
			[]string{"people/ann: The old sheds are gone for good.\nA ¶1 same\nB ¶1 same\nC ¶1 tail"},
		},
		{
			"one who is not named and may be either of two",
			[]string{
				"people/ann> “The old sheds are gone for good.”", "Kim Poe> “The old sheds are gone for good.”",
				"a watchman> “The old sheds are gone.”", "?> “The old sheds are gone for good.”",
			},
			[]string{
				"people/ann: The old sheds are gone for good.\nA ¶1 same\nrivals [1]",
				"Kim Poe: The old sheds are gone for good.\nB ¶1 same\nrivals [0]",
				"a watchman: The old sheds are gone.\nC ¶1 same",
				": The old sheds are gone for good.\nD ¶1 same",
			},
		},
		{
			"officials who are not named may be two",
			[]string{"an official> “We slept that night.”", "an official> “We slept that night.”"},
			[]string{"an official: We slept that night.\nA ¶1 same", "an official: We slept that night.\nB ¶1 same"},
		},
		{
			"three reports, each with other words",
			[]string{
				"people/ann> “We shall build the old sheds again next year, come what may.”",
				"people/ann> “We will build the old sheds again next year, come what may.”",
				"people/ann> “We shall build the old sheds anew next year, come what may.”",
			},
			[]string{
				"people/ann: We shall build the old sheds again next year, come what may." +
					"\nA ¶1 same\nB ¶1 words -shall- +will+\nC ¶1 words -again- +anew+",
			},
		},
		{
			"a phrase at the beginning makes no utterance of two",
			[]string{
				"people/ann> “We condemn in the strongest terms the fire of last night.”",
				"people/ann> “We condemn in the strongest terms what they said about our watchmen.”",
			},
			[]string{
				"people/ann: We condemn in the strongest terms the fire of last night.\nA ¶1 same",
				"people/ann: We condemn in the strongest terms what they said about our watchmen.\nB ¶1 same",
			},
		},
		{
			"repeated in a report",
			[]string{"people/ann> “The sheds are gone.”\npeople/ann> Again: “The sheds are gone.”\npeople/ann> All “gone”."},
			[]string{"people/ann: The sheds are gone.\nA ¶1 ¶2 ¶3 same"},
		},
		{
			"without marks",
			[]string{
				"people/ann> “Nobody was hurt when the timber burned last night.”",
				"?> In the harbour nobody was hurt when the timber burned.", "?> Nobody was hurt when it burned.",
				"people/ann> Of the timber: “when the timber burned”. Nobody was hurt when the timber burned.",
			},
			[]string{
				"people/ann: Nobody was hurt when the timber burned last night.\nA ¶1 same\nD ¶1 head tail" +
					"\nB ¶1 unmarked nobody was hurt when the timber burned",
			},
		},
		{
			"in part with marks, in part without",
			[]string{
				"people/ann> “Nobody was hurt when the timber burned. We shall rebuild the timber sheds next summer.”",
				"people/ann> “Nobody was hurt”, she said.\n?> So we shall rebuild the timber sheds next summer.\n" +
					"?> For nobody was hurt when the timber burned.\n?> We shall rebuild the timber sheds.",
			},
			[]string{
				"people/ann: Nobody was hurt when the timber burned. We shall rebuild the timber sheds next summer.\nA ¶1 same" +
					"\nB ¶1 tail\nB ¶2 unmarked we shall rebuild the timber sheds next summer",
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, u := range Utterances(quotedReports(tt.texts...)) {
				got = append(got, describe(&u))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A printing's line of common words and changes gives its words, and those of
// the utterance.
func TestRuns(t *testing.T) {
	for _, tt := range []struct{ base, printing, want string }{
		{"a b c d", "a b c d", "a b c d"},
		{"one two three four five", "three four five", "[-one two+]three four five"},
		{"one two three four five", "one two three", "one two three[-four five+]"},
		{"one two three four five", "one two 3 four five", "one two[-three+3]four five"},
		{"one two three four five", "zero one two three four five six", "[-+zero]one two three four five[-+six]"},
		{"we will take all steps", "we will all take all steps", "we will[-+all]take all steps"},
		{"Nobody came", "Somebody went", "[-Nobody came+Somebody went]"},
		{"they fought Isis there", "they fought [Isis] there", "they fought[-Isis+[Isis]]there"},
		{"[Isis]", "Isis", "[-[Isis]+Isis]"},
	} {
		v := compare(wordsOf(tt.base), wordsOf(tt.printing))
		var b strings.Builder
		for _, c := range v.Changes {
			fmt.Fprintf(&b, "%s[-%s+%s]", c.Before, c.Base, c.Text)
		}
		if got := b.String() + v.Rest; got != tt.want {
			t.Errorf("%q against %q: %s, want %s", tt.printing, tt.base, got, tt.want)
		}
	}
}

func TestHolds(t *testing.T) {
	const printing = "All the old sheds of the harbour are gone. Nobody was hurt."
	for _, tt := range []struct {
		words        string
		mostOf, part bool
	}{
		{"nobody was hurt", true, true},
		{"gone", true, false},
		{"The old sheds burned, of all things, on the night of Friday", false, true},
		{"We shall see", false, false},
		{"", false, false},
	} {
		if mostOf, part := Holds(printing, tt.words); mostOf != tt.mostOf || part != tt.part {
			t.Errorf("%q: most %v, part %v", tt.words, mostOf, part)
		}
	}
}

func TestWordsOf(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"– … !", ""},
		{"All is well!", "all is well"},
		{"De-escalation, self-defence – now", "de escalation self defense now"},
		{"the U.S.-led U.N. force at 1.30 a.m., 1,500 men", "the US led un force at 1.30 am 1,500 men"},
		{"condemn[s] [the US] [T]he [sic", "condemns the US the sic"},
		{"Iran’s men; Kata’ib; the troops’ base; we're", "iran's men kataib the troops base we're"},
		{"travelled coloured organised organisations centres promise four", "traveled colored organized organizations centers promize four"},
		{"Zoë Müller & Ødegård", "zoe muller and ødegard"},
		{"€5 £5 5%", "€5 £5 5%"},
	} {
		if got := keysOf(wordsOf(tt.text)); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// The words of a text give the text again, and each is where it says.
func FuzzWordsOf(f *testing.F) {
	for _, s := range []string{"“All is well!” he ... said [T]he U.S. […] troops’", "a [b c] d…e", "]x[ 'n'", "\xff[a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := wordsOf(text)
		var all strings.Builder
		for _, w := range words {
			if w.key == "" && strings.TrimSpace(w.text) == "" || !strings.HasPrefix(text[w.start:], w.raw) {
				t.Fatalf("%q: word %+v", text, w)
			}
			all.WriteString(w.raw)
		}
		if len(words) > 0 && all.String() != text {
			t.Fatalf("%q is read as %q", text, all.String())
		}
		v := compare(words, words)
		if len(words) <= longest && !v.Same() {
			t.Fatalf("%q differs from itself: %+v", text, v)
		}
	})
}

// An alignment pairs equal words in their order, and is no shorter the other
// way round.
func FuzzAlign(f *testing.F) {
	f.Add("we will take all steps", "as we said we will all take … all")
	f.Add("a a a b a", "a b a a")
	f.Fuzz(func(t *testing.T, one, other string) {
		a, b := wordsOf(one), wordsOf(other)
		pairs := align(a, b)
		for i, p := range pairs {
			if a[p.a].key != b[p.b].key || i > 0 && (p.a <= pairs[i-1].a || p.b <= pairs[i-1].b) {
				t.Fatalf("%v of %q and %q", pairs, one, other)
			}
		}
		shares := slices.ContainsFunc(a, func(v word) bool {
			return slices.ContainsFunc(b, func(w word) bool { return v.key == w.key })
		})
		if len(a) <= longest && len(b) <= longest && shares != (len(pairs) > 0) {
			t.Fatalf("%d pairs of %q and %q", len(pairs), one, other)
		}
	})
}
