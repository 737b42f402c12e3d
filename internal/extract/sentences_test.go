package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func sentencesOf(text string) []string {
	var list []string
	for _, s := range Sentences(text) {
		list = append(list, s.In(text))
	}
	return list
}

func TestSentences(t *testing.T) {
	for _, want := range [][]string{
		{"One.", "Two!", "Three?", "Four"},
		{"Mr. Vale met Lt. Gen. Ada Holm.", "They talked."},
		{"The U.S. Navy left.", "The ships sailed on."},
		{"They flew to the U.S.", "The trip was long."},
		{"It was in Washington, D.C.", "On Tuesday it rained."},
		{"It began at 1:30 a.m. (2230 GMT), they said.", "It ended at 3 a.m.", "The sky was clear."},
		{"It began at 1.30am on Monday.", "Oil rose 2.5%.", "Look at example.com for more."},
		{"“All is well!” he declared.", "Then he left."},
		{"“All is well!” Brandt said in the post.", "He left."},
		{"“All is well!” Brandt, who had seen the harbour in 2018, said in the post."},
		{"“Is it out?” Chief Ann Lee asked.", "“It is.”"},
		{"“It is out. We go home,” he said.", "“We are tired.”"},
		{"He wrote: “It is out! We go home. So far, so good!”", "Then he slept."},
		{"He wrote: “It is out. We go home.”"},
		{"“It is out.", "We go home.", "Nobody was hurt.”"},
		{"“We went in at once.", "It was dark"},
		{"They called it ‘the long night. Nobody slept’, and left."},
		{"They shout ‘All is well!’.", "The harbour burnt."},
		{"It was by “their own hand.”", "Foreign ships left."},
		{"Wait ... it moves.", "Wait…", "It moves."},
		{"J. R. Holm and Ada B. Vale came.", "So did I.", "We sat down."},
		{"See No. 5 and No. 6 on Jan. 8 at St. Mary.", "No.", "Not now."},
		{"He has a dog (it barks.)", "It is old."},
		{"حريق في الميناء.", "لا إصابات؟", "نعم."},
		{"چه کسی دود را دید؟", "کسی ندید.", "باران بود!", "آرام شد."},
		{"او گفت: «آتش خاموش شد. به خانه برگشتیم.»", "سپس رفت."},
		{"بندرگاہ میں آگ لگی۔", "کون زخمی ہوا؟", "کوئی نہیں۔"},
		{"बंदरगाह में आग लगी।", "कोई घायल नहीं हुआ।"},
		{"港で火事。", "けが人なし。"},
		{"1. The first point.", "2. The second."},
	} {
		text := strings.Join(want, " ")
		if strings.Contains(text, "。") {
			text = strings.Join(want, "")
		}
		if got := sentencesOf(text); !slices.Equal(got, want) {
			t.Errorf("Sentences(%q) =\n\t%q, want\n\t%q", text, got, want)
		}
	}
}

func TestSentencesOfParagraphs(t *testing.T) {
	got := sentencesOf("  A title without a stop\n\n“It burns. \nAll of it.\n\n")
	want := []string{"A title without a stop", "“It burns.", "All of it."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, empty := range []string{"", " \n\n "} {
		if got := Sentences(empty); got != nil {
			t.Errorf("Sentences(%q) = %v, want none", empty, got)
		}
	}
}

func ExampleSentences() {
	text := "“All is well!” Mr. Vale said at 1.30am. Nobody answered."
	for _, s := range Sentences(text) {
		fmt.Println(s.In(text))
	}
	// Output:
	// “All is well!” Mr. Vale said at 1.30am.
	// Nobody answered.
}

func checkSpan(t *testing.T, text string, start, end int) {
	t.Helper()
	if start < 0 || end > len(text) || start > end {
		t.Fatalf("%d:%d is not inside %q", start, end, text)
	}
	if utf8.ValidString(text) && !(utf8.ValidString(text[:start]) && utf8.ValidString(text[:end])) {
		t.Fatalf("%d:%d is not on rune boundaries of %q", start, end, text)
	}
}

func FuzzSentences(f *testing.F) {
	for _, seed := range []string{
		"", "One. Two.", "“All is well!” he said. U.S. forces… left", "‘a’s’ \"b\" 。x。“.”",
		"\xff. \u201c\xe2 A.", "A.\n\n\u201cB",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range Sentences(text) {
			checkSpan(t, text, s.Start, s.End)
			if s.Start < end || s.End == s.Start {
				t.Fatalf("%v overlaps what ends at %d, or is empty, in %q", s, end, text)
			}
			if gap := text[end:s.Start]; strings.TrimSpace(gap) != "" {
				t.Fatalf("%q is in no sentence of %q", gap, text)
			}
			end = s.End
		}
		if rest := text[end:]; strings.TrimSpace(rest) != "" {
			t.Fatalf("%q is in no sentence of %q", rest, text)
		}
	})
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat("“All is well!” Mr. Vale said at 1.30am, in the harbour’s old hall. Nobody answered him. ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sentences(text)
	}
}
