package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Figure is a number in a text, in digits or in words.
type Figure struct {
	Start, End int
	Value      string // in digits without separators: "1500", "2.5", "22"; "01:30" for a time of day
	Clock      bool   // a time of day
	Percent    bool
}

// In returns the figure as text prints it.
func (f Figure) In(text string) string { return text[f.Start:f.End] }

// Figures returns the numbers in text, in order: "1,500", "2.5 million",
// "twenty-two", "two dozen", "5%", "1.30am", "1:30 p.m.", "2230 GMT". "One" is
// left out: it is a pronoun as often.
func Figures(text string) []Figure {
	var list []Figure
	for i := 0; i < len(text); {
		c := text[i]
		var f Figure
		switch {
		case c >= '0' && c <= '9':
			f = digits(text, i)
		case c < utf8.RuneSelf && isLetterByte(c):
			f = inWords(text, i)
		default:
			i++
			continue
		}
		if f.End > i {
			f.Start = i
			list = append(list, f)
			i = f.End
		}
		for i < len(text) && isWordRune(runeAt(text, i)) { // the rest of a word
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
	}
	return list
}

func isLetterByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

func isDigitAt(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }

// digits reads the figure in digits at i.
func digits(text string, i int) Figure {
	if f, ok := clockAt(text, i); ok {
		return f
	}
	end := i
	var b strings.Builder
	for end < len(text) {
		switch c := text[end]; {
		case c >= '0' && c <= '9':
			b.WriteByte(c)
		case c == ',' && isThousands(text, end):
		case c == '.' && isDigitAt(text, end+1) && !strings.Contains(b.String(), "."):
			b.WriteByte(c)
		default:
			return scaled(text, Figure{End: end, Value: b.String()}, isMoney(text, i))
		}
		end++
	}
	return Figure{End: end, Value: b.String()}
}

// isThousands reports whether three digits and no fourth follow the comma at i.
func isThousands(text string, i int) bool {
	return isDigitAt(text, i+1) && isDigitAt(text, i+2) && isDigitAt(text, i+3) && !isDigitAt(text, i+4)
}

// isMoney reports whether the sign of a currency stands before a figure.
func isMoney(text string, i int) bool { return strings.ContainsRune("$£€", runeBefore(text, i)) }

// scaled takes in what multiplies a figure or makes it a percentage.
func scaled(text string, f Figure, money bool) Figure {
	rest := text[f.End:]
	for _, short := range []struct {
		letters string
		zeros   int
	}{{"m", 6}, {"bn", 9}, {"tn", 12}, {"million", 6}, {"billion", 9}, {"trillion", 12}} {
		end := f.End + len(short.letters)
		if money && strings.HasPrefix(rest, short.letters) && !isWordRune(runeAt(text, end)) {
			return Figure{End: end, Value: shift(f.Value, short.zeros)}
		}
	}
	for _, sign := range []string{"%", " per cent", " percent"} {
		if end := f.End + len(sign); strings.HasPrefix(rest, sign) && (sign == "%" || !isWordRune(runeAt(text, end))) {
			f.End, f.Percent = end, true
			return f
		}
	}
	if strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "-") {
		word := wordAt(text, f.End+1)
		if zeros, ok := scale(word); ok {
			f.End += 1 + len(word)
			f.Value = shift(f.Value, zeros)
		}
	}
	return f
}

// scale returns how many zeros a word stands for.
func scale(word string) (zeros int, ok bool) {
	switch strings.ToLower(word) {
	case "hundred":
		return 2, true
	case "thousand":
		return 3, true
	case "million":
		return 6, true
	case "billion":
		return 9, true
	case "trillion":
		return 12, true
	}
	return 0, false
}

// shift moves the decimal point of a number to the right.
func shift(value string, places int) string {
	whole, part, _ := strings.Cut(value, ".")
	if len(part) < places {
		part += strings.Repeat("0", places-len(part))
	}
	whole, part = whole+part[:places], strings.TrimRight(part[places:], "0")
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if part != "" {
		return whole + "." + part
	}
	return whole
}

// clockAt reads a time of day at i: hours and minutes with am or pm, with a
// colon, or four digits before a zone.
func clockAt(text string, i int) (Figure, bool) {
	end := i
	for isDigitAt(text, end) {
		end++
	}
	hour, _ := strconv.Atoi(text[i:min(end, i+4)])
	minute, colon, dotted := 0, false, false
	switch n := end - i; {
	case n == 4 && hasZone(text[end:]):
		return clockFigure(end, hour/100, hour%100)
	case n > 2:
		return Figure{}, false
	}
	if end+2 < len(text) && (text[end] == ':' || text[end] == '.') && isDigitAt(text, end+1) && isDigitAt(text, end+2) &&
		!isDigitAt(text, end+3) {
		minute, _ = strconv.Atoi(text[end+1 : end+3])
		colon, dotted = text[end] == ':', text[end] == '.'
		end += 3
	}
	after, half := halfDay(text, end)
	switch {
	case half == 0 && !colon && !(dotted && hasZone(text[end:])), half != 0 && (hour == 0 || hour > 12):
		return Figure{}, false
	case half == 'p' && hour < 12:
		hour += 12
	case half == 'a' && hour == 12:
		hour = 0
	}
	return clockFigure(after, hour, minute)
}

func hasZone(s string) bool {
	s = strings.TrimPrefix(s, " ")
	return strings.HasPrefix(s, "GMT") || strings.HasPrefix(s, "UTC")
}

func clockFigure(end, hour, minute int) (Figure, bool) {
	if hour > 23 || minute > 59 {
		return Figure{}, false
	}
	return Figure{End: end, Value: two(hour) + ":" + two(minute), Clock: true}, true
}

// halfDay reads "am", "p.m." at i, behind a space or not, and returns where it
// ends and its first letter; i and 0 if there is none.
func halfDay(text string, i int) (end int, half byte) {
	j := i
	if j < len(text) && text[j] == ' ' {
		j++
	}
	for _, s := range []string{"a.m.", "p.m.", "am", "pm", "AM", "PM", "A.M.", "P.M."} {
		if strings.HasPrefix(text[j:], s) && !isWordRune(runeAt(text, j+len(s))) {
			return j + len(s), s[0] | 0x20
		}
	}
	return i, 0
}

// numerals are the numbers that one word names.
var numerals = map[string]int{
	"zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90, "dozen": 12,
}

// inWords reads the number in words at i; the figure is empty if there is none.
func inWords(text string, i int) Figure {
	word := wordAt(text, i)
	lower := strings.ToLower(word)
	n, ok := numerals[lower]
	end := i + len(word)
	if !ok {
		article := lower == "a" || lower == "one"
		if article && end < len(text) && text[end] == ' ' {
			next := wordAt(text, end+1)
			if strings.EqualFold(next, "dozen") {
				return Figure{End: end + 1 + len(next), Value: "12"}
			}
			if zeros, big := scale(next); big {
				return scaled(text, Figure{End: end + 1 + len(next), Value: shift("1", zeros)}, false)
			}
		}
		return Figure{}
	}
	if n >= 20 && end < len(text) && (text[end] == '-' || text[end] == ' ') {
		unit := wordAt(text, end+1)
		if m, ok := numerals[strings.ToLower(unit)]; ok && m > 0 && m < 10 {
			n, end = n+m, end+1+len(unit)
		} else if strings.EqualFold(unit, "one") && text[end] == '-' {
			n, end = n+1, end+1+len(unit)
		}
	}
	if n < 12 && end < len(text) && text[end] == ' ' {
		if next := wordAt(text, end+1); strings.EqualFold(next, "dozen") {
			n, end = n*12, end+1+len(next)
		}
	}
	return scaled(text, Figure{End: end, Value: strconv.Itoa(n)}, false)
}
