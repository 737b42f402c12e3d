package archive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// MaxLine is the longest line that is read, in bytes. Import takes raw files of
// up to 100 MB; a report has some 10 kB.
const MaxLine = 16 << 20

// ErrLong says that a line is longer than MaxLine.
var ErrLong = fmt.Errorf("the line is longer than %d MB", MaxLine>>20)

// Lines calls f with each line of r that is not blank, and its number, from 1.
// Of a line that is too long it keeps nothing: f gets ErrLong. The bytes are
// f's until it returns. Lines stops at the first error of f.
func Lines(r io.Reader, f func(n int, line []byte, err error) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	var line []byte
	for n := 1; ; n++ {
		long := false
		line = line[:0]
		var err error
		for more := true; more; {
			var part []byte
			part, err = in.ReadSlice('\n')
			more = errors.Is(err, bufio.ErrBufferFull)
			if long = long || len(line)+len(part) > MaxLine; !long {
				line = append(line, part...)
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		var failed error
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff")) // some editors begin files so
		}
		switch text := bytes.TrimSpace(line); {
		case long:
			failed = f(n, nil, ErrLong)
		case len(text) > 0:
			failed = f(n, text, nil)
		}
		if failed != nil || err != nil { // else the line has an end
			return failed
		}
	}
}

// marshal is json.Marshal but that it leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
