package link

import (
	"strings"
	"unicode/utf8"
)

func isVowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'E', 'O':
		return true
	}
	return false
}

// classOf returns the letter of a skeleton that a consonant is: the same for
// all that are near each other, and for those that are near these.
func classOf(s rune) string {
	switch s {
	case 'h', 'y':
		return ""
	case 'q', 'G', 'x', 'g', 'c', 'C', 'S', 's', 'z', 'j', 'Z', 't', 'T', 'd', 'D':
		return "k"
	case 'f', 'w':
		return "v"
	}
	return string(s)
}

// soundsOf reads a word's letters. Doubled ones are one sound.
func soundsOf(w string) []rune {
	var list []rune
	for i := 0; i < len(w); {
		sounds, size := soundAt(w, i)
		for _, s := range sounds {
			if len(list) == 0 || list[len(list)-1] != s {
				list = append(list, s)
			}
		}
		i += size
	}
	return list
}

// soundAt reads the letters at i.
func soundAt(w string, i int) (sounds string, size int) {
	const longest = 4
	for size = min(longest, len(w)-i); size > 1; size-- {
		letters := w[i : i+size]
		glides := strings.HasSuffix(letters, "y") || strings.HasSuffix(letters, "w")
		if s := digraphs[letters]; s != "" && !(glides && vowelAt(w, i+size)) {
			return s, size
		}
	}
	switch w[i] {
	case 'c':
		if i+1 == len(w) || softens(w[i+1]) {
			return "c", 1
		}
		return "k", 1
	case 'g':
		if i+1 < len(w) && softens(w[i+1]) {
			return "j", 1
		}
	case 'j':
		if i+1 == len(w) && i > 0 {
			return "i", 1 // "Sergej"
		}
	case 'x':
		return "ks", 1
	case 'y':
		if !vowelAt(w, i+1) {
			return "i", 1
		}
	}
	_, size = utf8.DecodeRuneInString(w[i:])
	return w[i : i+size], size
}

func softens(c byte) bool { return c == 'e' || c == 'i' || c == 'y' }

func vowelAt(w string, i int) bool { return i < len(w) && strings.IndexByte("aeiou", w[i]) >= 0 }

// digraphs are the sounds that several letters stand for.
var digraphs = map[string]string{
	"shch": "S", "sch": "S", "tch": "C", "aee": "E", "eyi": "E", "aou": "awu",
	"ch": "C", "ck": "k", "cz": "C", "dh": "D", "dj": "j", "gh": "G", "kh": "x", "ph": "f", "sh": "S", "th": "T",
	"tz": "z", "zh": "Z", "aa": "a", "ae": "E", "ai": "E", "ay": "E", "ei": "E", "ey": "E", "ej": "E", "au": "O",
	"aw": "O", "ee": "i", "ie": "i", "ii": "i", "iy": "i", "yi": "i", "yy": "i", "oe": "o", "oo": "u", "ou": "u",
	"ue": "u", "uu": "u",
}
