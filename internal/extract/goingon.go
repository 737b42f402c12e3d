package extract

import (
	"slices"
	"strings"
	"unicode"
)

// goOn gives a quotation that stands by itself to who spoke just before, or was
// just spoken of.
func (l *listener) goOn(s *Speech) {
	if n := len(l.speeches); n > 0 && l.speeches[n-1].Paragraph == s.Paragraph && l.now.quoted {
		l.follow(s, &l.speeches[n-1])
		return
	}
	for k := len(l.traces) - 1; k >= 0 && len(l.traces)-k < 4; k-- {
		t := &l.traces[k]
		if t.paragraph < s.Paragraph && l.isHeading(t.paragraph) {
			continue
		}
		switch {
		case t.paragraph < s.Paragraph-1 && !l.onlyHeadings(t.paragraph, s.Paragraph):
			return
		case t.quoted:
			l.follow(s, l.lastSpeech(t.paragraph))
		case t.subject >= 0 && (l.voices[t.subject].person || t.told):
			l.take(s, t, t.subject)
		case t.speaker >= 0:
			l.take(s, t, t.speaker)
		case t.paragraph < s.Paragraph && l.mentionsPerson(t): // it may be hers or his
		case t.paragraph < s.Paragraph:
			l.follow(s, l.lastSpeech(t.paragraph))
		}
		return
	}
}

func (l *listener) take(s *Speech, t *sentenceTrace, v int) {
	l.give(s, v, t.cue, t.paragraph)
	l.now.speaker = v
}

func (l *listener) mentionsPerson(t *sentenceTrace) bool {
	return slices.ContainsFunc(t.others, func(v int) bool { return l.voices[v].person })
}

// isHeading reports whether a paragraph is a heading or a caption: short, and
// without a stop.
func (l *listener) isHeading(i int) bool {
	const short = 100 // bytes
	text := strings.TrimRightFunc(strings.TrimSpace(l.texts[i]), isCloser)
	last := runeBefore(text, len(text))
	return len(text) < short && !isStop(last) && last != ':' && last != ','
}

func (l *listener) onlyHeadings(from, to int) bool {
	const most = 3
	for i := from + 1; i < to; i++ {
		if i-from > most || !l.isHeading(i) {
			return false
		}
	}
	return true
}

// lastSpeech returns the last quotation of a paragraph, or nil.
func (l *listener) lastSpeech(paragraph int) *Speech {
	for i := len(l.speeches) - 1; i >= 0 && l.speeches[i].Paragraph >= paragraph; i-- {
		if l.speeches[i].Paragraph == paragraph {
			return &l.speeches[i]
		}
	}
	return nil
}

// follow gives a quotation the speaker of another.
func (l *listener) follow(s, other *Speech) {
	if other == nil || other.Speaker == "" {
		return
	}
	s.Speaker, s.Cue, s.CueParagraph = other.Speaker, other.Cue, other.CueParagraph
	s.RefParagraph, s.Ref = other.RefParagraph, other.Ref
	if v, ok := l.byName[s.Speaker]; ok {
		l.now.speaker = v
	}
}

// joinRunning gives the parts of a quotation that runs on over paragraphs one
// speaker: the first that any part names.
func (l *listener) joinRunning() {
	for i := 0; i < len(l.speeches); {
		end := i + 1
		for end < len(l.speeches) && l.runsOn(&l.speeches[end-1], &l.speeches[end]) {
			end++
		}
		if end-i > 1 {
			l.joinParts(l.speeches[i:end])
		}
		i = end
	}
}

func (l *listener) joinParts(parts []Speech) {
	k := slices.IndexFunc(parts, func(s Speech) bool { return s.Speaker != "" })
	if k < 0 {
		return
	}
	for i := range parts {
		l.follow(&parts[i], &parts[k])
	}
}

// runsOn reports whether nothing closes a, and b opens the next paragraph.
func (l *listener) runsOn(a, b *Speech) bool {
	if b.Paragraph != a.Paragraph+1 {
		return false
	}
	before, after := l.texts[a.Paragraph], l.texts[b.Paragraph]
	return strings.TrimSpace(before[a.End:]) == "" && a.Start > 0 && b.Start > 0 &&
		strings.TrimFunc(after[:b.Start], func(r rune) bool { return unicode.IsSpace(r) || isOpener(r) }) == ""
}
