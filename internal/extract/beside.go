package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	// roleBehind is a description behind a name: ", the mayor of Brennhaven,".
	roleBehind = regexp.MustCompile(`^, (?:who (?:is|was) )?([\p{L}][\p{L}’' -]{3,60}?)(?:,| who | which | said|\.|;|$)`)
	// roleBefore is one before it: "the mayor of Brennhaven, ", "its director, ".
	roleBefore = regexp.MustCompile(`(?:^|[ ,])((?:\p{L}[\p{L}’'-]* ){1,7}\p{L}[\p{L}’'-]*),? $`)
	// behindRole goes on with a description behind its noun.
	behindRole = regexp.MustCompile(` (?:of|for|at|in|on) `)
)

// RolesBeside returns the descriptions that stand beside the name of a person,
// text[start:end], behind an article or the like: "mayor of Brennhaven".
func RolesBeside(text string, start, end int) []string {
	var list []string
	add := func(words string) {
		if words != "" && !slices.Contains(list, words) {
			list = append(list, words)
		}
	}
	if m := roleBehind.FindStringSubmatch(text[end:]); m != nil {
		add(asRole(m[1]))
	}
	const far = 80 // bytes
	from := max(0, start-far)
	for from < start && from > 0 && !utf8.RuneStart(text[from]) {
		from++
	}
	if m := roleBefore.FindStringSubmatch(text[from:start]); m != nil {
		fields := strings.Fields(m[1])
		for i := range fields {
			if role := asRole(strings.Join(fields[i:], " ")); role != "" {
				add(role)
				break
			}
		}
	}
	return list
}

// asRole returns a description without its article; "" if it is none.
func asRole(words string) string {
	const most = 7
	fields := strings.Fields(words)
	if len(fields) < 2 || len(fields) > most || !roleArticles.has(fields[0]) {
		return ""
	}
	role := strings.Join(fields[1:], " ")
	front := role
	if at := behindRole.FindStringIndex(role); at != nil {
		front = role[:at[0]]
	}
	heads := strings.Fields(front)
	for i, w := range heads {
		last := i == len(heads)-1
		switch {
		case last != (IsRole(strings.ToLower(w)) && !titleModifiers.has(w)) && (last || !titleModifiers.has(w)):
			return "" // the noun is the last word, and the only one
		case speech.has(w), strings.HasSuffix(w, "ed"), roleArticles.has(w), i == 0 && IsTitle(w):
			return ""
		}
	}
	return role
}

// roleArticles begin descriptions.
var roleArticles = newSet("the", "a", "an", "its", "their", "his", "her")

// IsRole reports whether a word in lower case says what somebody is: "mayor".
func IsRole(w string) bool { return titleHeads.has(w) || personNouns.has(w) || isPersonEnding(w) }
