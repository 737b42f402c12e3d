package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// commonWords are the everyday English words that are refused as names: the
// commonest function words, numbers, days and months, and the verbs and nouns
// of reporting. Sorted, lower case.
var commonWords = []string{
	"a", "able", "about", "above", "across", "after", "again", "against", "ago", "all",
	"almost", "along", "already", "also", "although", "always", "am", "among", "an", "and",
	"another", "any", "anyone", "anything", "april", "are", "around", "as", "ask", "asked",
	"at", "august", "away", "back", "be", "became", "because", "become", "been", "before",
	"began", "behind", "being", "below", "between", "both", "but", "by", "came", "can",
	"cannot", "come", "could", "day", "days", "december", "did", "do", "does", "done",
	"down", "during", "each", "early", "eight", "either", "else", "end", "enough", "even",
	"ever", "every", "everyone", "everything", "far", "february", "few", "first", "five", "for",
	"former", "found", "four", "friday", "from", "full", "gave", "get", "give", "given",
	"go", "goes", "going", "gone", "good", "got", "great", "had", "half", "hard",
	"has", "have", "having", "he", "hear", "heard", "held", "help", "her", "here",
	"hers", "herself", "high", "him", "himself", "his", "home", "hour", "hours", "how",
	"however", "i", "if", "in", "including", "instead", "into", "is", "it", "its",
	"itself", "january", "july", "june", "just", "keep", "kept", "kind", "knew", "know",
	"known", "large", "last", "late", "later", "least", "left", "less", "let", "like",
	"little", "long", "look", "made", "main", "make", "man", "many", "march", "may",
	"me", "mean", "men", "might", "million", "mine", "minister", "minutes", "monday", "month",
	"months", "more", "morning", "most", "much", "must", "my", "name", "near", "nearly",
	"need", "never", "new", "news", "next", "night", "nine", "no", "nobody", "none",
	"nor", "not", "nothing", "november", "now", "october", "of", "off", "often", "old",
	"on", "once", "one", "only", "open", "or", "other", "others", "our", "out",
	"over", "own", "part", "people", "per", "perhaps", "place", "point", "possible", "president",
	"put", "quite", "rather", "report", "reported", "right", "said", "same", "saturday", "saw",
	"say", "says", "second", "see", "seen", "september", "set", "seven", "several", "shall",
	"she", "should", "show", "since", "six", "small", "so", "some", "something", "soon",
	"state", "still", "such", "sunday", "take", "taken", "ten", "than", "that", "the",
	"their", "them", "themselves", "then", "there", "these", "they", "thing", "think", "third",
	"this", "those", "though", "three", "through", "thursday", "time", "to", "today", "together",
	"told", "tomorrow", "too", "took", "toward", "tuesday", "two", "under", "until", "up",
	"upon", "us", "use", "used", "very", "via", "want", "war", "was", "way",
	"we", "wednesday", "week", "weeks", "well", "went", "were", "what", "when", "where",
	"whether", "which", "while", "who", "whole", "whom", "whose", "why", "will", "with",
	"within", "without", "woman", "women", "word", "work", "world", "would", "year", "years",
	"yes", "yesterday", "yet", "you", "young", "your",
}

// IsCommonWord reports whether a name is one everyday word, written as it
// stands inside a sentence or at its beginning: "will" and "Will", not "WILL".
func IsCommonWord(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if s[size:] != strings.ToLower(s[size:]) || size == len(s) && unicode.IsUpper(r) {
		return false
	}
	_, found := slices.BinarySearch(commonWords, strings.ToLower(s))
	return found
}
