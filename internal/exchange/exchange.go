// Package exchange writes and reads the formats in which other programs take
// what an explainer has: calendars, entities, annotations, references. It keeps
// every text inside the field that it is for; package site says what goes into
// which file.
package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// StableID returns a UUID that is the same for the same names in every build.
// It is of version 8, whose bits are the program's own (RFC 9562, section 5.8):
// the first of the SHA-256 of the names.
func StableID(names ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(names, "\x00")))
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	h := hex.EncodeToString(sum[:16])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// oneLine returns a text in which no control sign stands: a break or a tab is a
// blank, any other is left out, and what is not UTF-8 is U+FFFD.
func oneLine(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.IndexFunc(s, isControl) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case isControl(r):
			return -1
		}
		return r
	}, s)
}

// isControl reports whether a sign is one of C0 or C1, DEL or a separator of
// lines or paragraphs.
func isControl(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029'
}
