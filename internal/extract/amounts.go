package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// An Amount is a figure with what its words say about how sure it is and what
// it counts: "more than a dozen missiles".
type Amount struct {
	Start, End int    // from the modifier to the unit
	Min, Max   string // in digits as Figure's Value; "" if nothing bounds it on that side
	Exclusive  bool   // more than Min, or less than Max, not equal to it
	About      bool   // "some", "almost": near Min, which is Max
	Unit       string // "missiles", "%", "km", "$"; "" if none
}

// In returns the amount as text prints it.
func (a Amount) In(text string) string { return text[a.Start:a.End] }

// Amounts returns the amounts in text, in order: Figures but times of day and
// what counts no thing, and words for rough numbers, such as "dozens of".
func Amounts(text string) []Amount {
	var list []Amount
	figures := slices.DeleteFunc(Figures(text), func(f Figure) bool {
		age := strings.HasPrefix(text[f.End:], "-year-old")
		return f.Clock || age || isYear(text, f) || isDayOfMonth(text, f)
	})
	vague := vagueNumbers(text)
	for len(figures)+len(vague) > 0 {
		var a Amount
		switch {
		case len(figures) == 0 || len(vague) > 0 && vague[0].Start < figures[0].Start:
			a, vague = vague[0], vague[1:]
		default:
			a = Amount{Start: figures[0].Start, End: figures[0].End, Min: figures[0].Value, Max: figures[0].Value}
			if figures[0].Percent {
				a.Unit = "%"
			}
			if len(figures) > 1 && isRange(text, figures[0], figures[1]) {
				a.End, a.Max = figures[1].End, figures[1].Value
				if figures[1].Percent {
					a.Unit = "%"
				}
				figures = figures[1:]
			}
			figures = figures[1:]
			a.bound(text)
		}
		if len(list) > 0 && a.Start < list[len(list)-1].End {
			continue // "dozens" inside "more than two dozens"
		}
		a.measure(text)
		list = append(list, a)
	}
	return list
}

// isYear reports whether a figure of four digits is a year.
func isYear(text string, f Figure) bool {
	n, err := strconv.Atoi(f.Value)
	return err == nil && f.End-f.Start == 4 && n >= 1500 && n < 2100 && !counts(text, f.End)
}

// counts reports whether a word behind a figure is one that it counts.
func counts(text string, end int) bool {
	word := lowerAfter(text, end)
	return word != "" && !noUnit.has(word)
}

// isDayOfMonth reports whether a figure stands beside a month.
func isDayOfMonth(text string, f Figure) bool {
	before := lastWordOf(text[:f.Start])
	after := ""
	if f.End < len(text) && text[f.End] == ' ' {
		after = wordAt(text, f.End+1)
	}
	month := func(w string) bool { return calendar.has(strings.TrimSuffix(w, ".")) && isOpenerCase(w) }
	return len(f.Value) <= 2 && (month(before) || month(after)) || strings.HasPrefix(text[f.End:], "th ")
}

func isOpenerCase(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

// isRange reports whether two figures are the ends of one amount: "15 to 20",
// "between 15 and 20", but no score, "3-2".
func isRange(text string, a, b Figure) bool {
	from, errFrom := strconv.ParseFloat(a.Value, 64)
	to, errTo := strconv.ParseFloat(b.Value, 64)
	if errFrom != nil || errTo != nil || from > to {
		return false
	}
	switch between := text[a.End:b.Start]; between {
	case " to ", "-", "–", " or ":
		return true
	case " and ":
		return strings.HasSuffix(strings.ToLower(text[:a.Start]), "between ")
	}
	return false
}

// modifiers stand before figures and bound them; one that ends with another
// stands above it.
var modifiers = []struct {
	words string
	how   rune // > more than, ≥ at least, < less than, ≤ up to, ~ about, = between
}{
	{"no fewer than ", '≥'},
	{"not less than ", '≥'},
	{"no less than ", '≥'},
	{"a minimum of ", '≥'},
	{"at least ", '≥'},
	{"upwards of ", '>'},
	{"in excess of ", '>'},
	{"no more than ", '≤'},
	{"not more than ", '≤'},
	{"more than ", '>'},
	{"just over ", '~'},
	{"just under ", '~'},
	{"well over ", '>'},
	{"over ", '>'},
	{"above ", '>'},
	{"a maximum of ", '≤'},
	{"at most ", '≤'},
	{"as many as ", '≤'},
	{"as much as ", '≤'},
	{"up to ", '≤'},
	{"fewer than ", '<'},
	{"less than ", '<'},
	{"under ", '<'},
	{"below ", '<'},
	{"an estimated ", '~'},
	{"approximately ", '~'},
	{"roughly ", '~'},
	{"nearly ", '~'},
	{"almost ", '~'},
	{"around ", '~'},
	{"about ", '~'},
	{"some ", '~'},
	{"close to ", '~'},
	{"between ", '='},
}

// bound takes in the modifier before an amount.
func (a *Amount) bound(text string) {
	before := strings.ToLower(text[max(0, a.Start-20):a.Start])
	if strings.HasSuffix(before, "$") || strings.HasSuffix(before, "£") || strings.HasSuffix(before, "€") {
		sign := runeBefore(text, a.Start)
		a.Unit = string(sign)
		a.Start -= len(a.Unit)
		before = strings.TrimSuffix(before, a.Unit)
	}
	for _, m := range modifiers {
		if !strings.HasSuffix(before, m.words) || isWordRune(runeBefore(text, a.Start-len(m.words))) {
			continue
		}
		a.Start -= len(m.words)
		switch m.how {
		case '>', '≥':
			a.Max, a.Exclusive = "", m.how == '>'
		case '<', '≤':
			a.Min, a.Exclusive = "", m.how == '<'
		case '~':
			a.About = true
		}
		return
	}
}

// vaguePattern matches words for numbers that are only bounded below.
var vaguePattern = regexp.MustCompile(`(?i)\b(?:(tens|hundreds) of (thousands|millions)(?: of)?|` +
	`(several|a few|a couple of) (dozen|hundred|thousand|million)|` +
	`(dozens|scores|tens|hundreds|thousands|millions|several|a few|a couple of|a handful of)(?: of)?)\b`)

// vagueLeast are the least numbers that such words are used of.
var vagueLeast = map[string]int{
	"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2000, "millions": 2000000,
	"several": 3, "a few": 3, "a couple of": 2, "a handful of": 3,
}

// vagueEach are what such words are multiplied by: "tens of thousands", "a few
// hundred".
var vagueEach = map[string]int{
	"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1000000, "thousands": 1000, "millions": 1000000,
}

func vagueNumbers(text string) []Amount {
	var list []Amount
	for _, m := range vaguePattern.FindAllStringSubmatchIndex(text, -1) {
		a := Amount{Start: m[0], End: m[1]}
		word := func(group int) string { return strings.ToLower(text[max(0, m[2*group]):max(0, m[2*group+1])]) }
		least := vagueLeast[word(1)+word(3)+word(5)]
		if each, ok := vagueEach[word(2)+word(4)]; ok {
			least *= each
		}
		a.Min = strconv.Itoa(least)
		list = append(list, a)
	}
	return list
}

// noUnit are words in lower case behind a figure that it does not count.
var noUnit = newSet("of", "in", "at", "on", "to", "and", "or", "from", "for", "by", "with", "after", "before",
	"as", "was", "were", "is", "are", "had", "has", "have", "that", "who", "which", "when", "while", "but", "so",
	"than", "per", "a", "the", "into", "over", "since", "until", "if", "it", "he", "she", "they", "would", "will",
	"could", "did", "do", "does", "can", "may", "might", "must", "not", "more", "others", "against", "across",
	"near", "next", "last", "this", "later", "ago", "earlier", "between", "during", "about", "around", "been", "be",
	"said")

// measure takes in the unit behind an amount: a sign, or up to two words.
func (a *Amount) measure(text string) {
	if a.Unit != "" {
		return
	}
	for _, unit := range []string{"km", "mph", "kg", "m", "ft", "mm", "cm"} {
		if strings.HasPrefix(text[a.End:], unit) && !isWordRune(runeAt(text, a.End+len(unit))) {
			a.Unit, a.End = unit, a.End+len(unit)
			return
		}
	}
	end := a.End
	for range 2 {
		word := lowerAfter(text, end)
		if word == "" || noUnit.has(word) {
			break
		}
		end += 1 + len(word)
		if isPlural(word) {
			break
		}
	}
	if end > a.End {
		a.Unit, a.End = text[a.End+1:end], end
	}
}

// isPlural reports whether a word looks like the plural that a figure counts.
func isPlural(word string) bool {
	switch word {
	case "people", "men", "women", "children", "police", "personnel", "aircraft", "dead", "wounded":
		return true
	}
	return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss")
}

// lowerAfter returns the word in lower case that one space or hyphen parts from
// text[:at].
func lowerAfter(text string, at int) string {
	if at >= len(text) || text[at] != ' ' && text[at] != '-' {
		return ""
	}
	word := wordAt(text, at+1)
	if word == "" || strings.ToLower(word) != word || isDigitAt(word, 0) {
		return ""
	}
	return word
}
