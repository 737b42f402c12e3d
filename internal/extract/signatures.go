package extract

import (
	"strings"
	"unicode/utf8"
)

// signed reads “— Name (@handle)” and gives what stands before it to that name:
// the words before it in the paragraph, or the paragraph above.
func (l *listener) signed(text string) bool {
	handle := strings.Index(text, "(@")
	end := handle
	if handle < 0 {
		end = len(text)
	}
	dash := max(strings.LastIndex(text[:end], "—"), strings.LastIndex(text[:end], "–"))
	if dash < 0 && strings.HasPrefix(strings.TrimSpace(text), "-") {
		dash = strings.Index(text, "-")
	}
	if dash < 0 || dash > end {
		return false
	}
	before := trimEnd(text, 0, dash)
	v, cue, ok := l.signature(text, dash, end, handle >= 0)
	switch {
	case !ok:
		return false
	case before == 0:
		return l.number > 0 && l.giveAbove(l.number-1, v, cue, handle >= 0)
	case handle < 0 || len(l.quotes) > 0:
		return false
	}
	s := Speech{Paragraph: l.number, Start: firstNonSpace(text), End: before, CueParagraph: -1, RefParagraph: -1, Ref: -1}
	l.give(&s, v, cue, l.number)
	l.speeches = append(l.speeches, s)
	return true
}

// signature returns the voice that is named between a dash and end, where a
// handle may follow. Without one only a person signs.
func (l *listener) signature(text string, dash, end int, handle bool) (v int, where Span, ok bool) {
	const longest = 100 // bytes
	_, size := utf8.DecodeRuneInString(text[dash:])
	start, _ := skipSpace(text, dash+size)
	if end = trimEnd(text, min(start, end), end); end <= start || end-start > longest {
		return -1, Span{}, false
	}
	for _, n := range l.names[l.number] {
		opens := n.Start == start
		if n.Start >= start && n.End <= end && (n.Person && (handle || opens) || opens && n.End == end) {
			l.meet(n)
			return n.voice, Span{n.Start, n.End}, handle || n.Person
		}
	}
	if !handle {
		return -1, Span{}, false
	}
	return l.voiceOf(text[start:end], true), Span{start, end}, true
}

// giveAbove gives the quotations of a paragraph that nobody speaks to v; one
// without marks becomes a speech as a whole.
func (l *listener) giveAbove(above, v int, cue Span, whole bool) bool {
	given := false
	for i := len(l.speeches) - 1; i >= 0 && l.speeches[i].Paragraph == above; i-- {
		s := &l.speeches[i]
		if s.Speaker == "" && l.isBare(s) {
			l.give(s, v, cue, l.number)
			given = true
		}
	}
	text := strings.TrimSpace(l.texts[above])
	if given || !whole || text == "" || len(l.speeches) > 0 && l.speeches[len(l.speeches)-1].Paragraph == above &&
		l.speeches[len(l.speeches)-1].Speaker != "" {
		return given
	}
	for len(l.speeches) > 0 && l.speeches[len(l.speeches)-1].Paragraph == above {
		l.speeches = l.speeches[:len(l.speeches)-1]
	}
	start := strings.Index(l.texts[above], text)
	s := Speech{Paragraph: above, Start: start, End: start + len(text), CueParagraph: -1, RefParagraph: -1, Ref: -1}
	l.give(&s, v, cue, l.number)
	l.speeches = append(l.speeches, s)
	return true
}

// isBare reports whether a quotation is all there is in its paragraph.
func (l *listener) isBare(s *Speech) bool {
	text := l.texts[s.Paragraph]
	return strings.TrimFunc(text[:s.Start], notWord) == "" && strings.TrimFunc(text[s.End:], notWord) == ""
}
