package importer

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// decode turns a file's bytes into text with \n for line ends. A byte order
// mark decides, then valid UTF-8, then what HTML declares, then a guess, which
// comes with a warning.
func decode(raw []byte, isHTML bool) (text string, warnings []string, err error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return "", nil, ErrEmpty
	}
	if format := knownFormat(raw); format != "" {
		return "", nil, fmt.Errorf("%w: it is %s", ErrBinary, format)
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		text = strings.ToValidUTF8(string(raw[3:]), "\ufffd")
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		text, err = decodeWith(utf.UTF16(utf.LittleEndian, utf.UseBOM), raw)
	case bytes.IndexByte(raw, 0) >= 0:
		text, warnings, err = decodeNUL(raw)
	case utf8.Valid(raw):
		text = string(raw)
	default:
		text, warnings, err = guess(raw, isHTML)
	}
	if err != nil {
		return "", nil, err
	}
	if isBinary(text) {
		return "", nil, fmt.Errorf("%w: it holds control characters", ErrBinary)
	}
	text = norm.NFC.String(tidy(text)) // as content is read
	if strings.TrimSpace(text) == "" {
		return "", nil, ErrEmpty
	}
	return text, warnings, nil
}

// knownFormat names the format of a file that people take for text but that is
// none, by its first bytes; "" if it is no such. Most others have NUL bytes.
func knownFormat(raw []byte) string {
	for _, f := range []struct{ magic, name string }{
		{"%PDF-", "a PDF"},
		{"{\\rtf", "rich text (RTF)"},
		{"PK\x03\x04", "a zip archive or an office document"},
		{"\xd0\xcf\x11\xe0", "an old office document"},
		{"\x1f\x8b", "a gzip archive"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"},
	} {
		if bytes.HasPrefix(raw, []byte(f.magic)) {
			return f.name
		}
	}
	return ""
}

// tidy unifies line ends and drops what cannot be seen.
func tidy(text string) string { return strings.Map(tidyControl, tidyRunes.Replace(text)) }

var tidyRunes = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n", "\v", "\n", "\u0085", "\n",
	"\ufeff", "", "\u200b", "", "\u00ad", "", "\u2060", "", "\u00a0", " ", "\u202f", " ",
)

// tidyControl drops the control characters that are left. Those from U+0080
// are windows-1252's quotation marks and dashes, decoded as Latin-1.
func tidyControl(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || !unicode.IsControl(r):
		return r
	case r >= 0x80:
		if meant := charmap.Windows1252.DecodeByte(byte(r)); meant != r && meant != utf8.RuneError {
			return meant
		}
	}
	return -1
}

func decodeWith(e encoding.Encoding, raw []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrBinary, err)
	}
	return string(out), nil
}

// decodeNUL reads UTF-16 without a byte order mark, in which every other byte
// of most texts is NUL. Anything else with a NUL byte is no text.
func decodeNUL(raw []byte) (string, []string, error) {
	var nul [2]int
	for i, b := range raw {
		if b == 0 {
			nul[i%2]++
		}
	}
	order, half := utf.LittleEndian, len(raw)/2
	switch {
	case nul[1] > half*2/5 && nul[0] <= half/10:
	case nul[0] > half*2/5 && nul[1] <= half/10:
		order = utf.BigEndian
	default:
		return "", nil, fmt.Errorf("%w: it holds NUL bytes", ErrBinary)
	}
	text, err := decodeWith(utf.UTF16(order, utf.IgnoreBOM), raw)
	return text, []string{"read as UTF-16: it has no byte order mark"}, err
}

// declaredCharset is how a page of HTML declares its encoding.
var declaredCharset = pattern(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?([\w.:-]+)`)

// guess reads text that is not UTF-8. A declaration in HTML comes first; else
// windows-1252, which every byte sequence of Western text is, unless the
// detector is sure of another.
func guess(raw []byte, isHTML bool) (string, []string, error) {
	if m := declaredCharset().FindSubmatch(raw[:min(len(raw), 4096)]); isHTML && m != nil {
		if e, name := charset.Lookup(string(m[1])); e != nil && name != "utf-8" {
			text, err := decodeWith(e, raw)
			return text, nil, err
		}
	}
	name, enc := "windows-1252", encoding.Encoding(charmap.Windows1252)
	if best, err := chardet.NewTextDetector().DetectBest(raw); err == nil && best.Confidence >= 30 &&
		best.Charset != "ISO-8859-1" && best.Charset != "UTF-8" {
		if e, _ := charset.Lookup(best.Charset); e != nil {
			name, enc = best.Charset, e
		}
	}
	text, err := decodeWith(enc, raw)
	return text, []string{"not UTF-8: read as " + name}, err
}

// isBinary reports whether control characters stand in the text; a few are
// debris of a copy, more are no text.
func isBinary(text string) bool {
	control, n := 0, 0
	for _, r := range text {
		n++
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v' || r == 0x7f {
			control++
		}
	}
	return control*200 > n
}

// unescapeEntities resolves entities that a scraper left in text: &amp;,
// &nbsp;, &#8217;. An entity without its semicolon stays, as in "AT&T".
func unescapeEntities(text string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '&')
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		text = text[i:]
		end := strings.IndexByte(text[:min(len(text), 12)], ';')
		if end < 2 || strings.ContainsAny(text[1:end], " \n&") {
			end = 0
		}
		b.WriteString(html.UnescapeString(text[:end+1]))
		text = text[end+1:]
	}
	b.WriteString(text)
	return b.String()
}
