package linkcheck

import "sync"

// noText is the number of no text.
const noText = 0

// texts are the addresses, fragments and ids of a site, each once, by number
// from 1. Pages share most of them, so that what is kept of a page is numbers.
type texts struct {
	mu      sync.Mutex
	numbers map[string]uint32
	all     []string // by number
}

// number returns the number of a text, giving it one if it has none.
func (t *texts) number(text string) (uint32, string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if n, ok := t.numbers[text]; ok {
		return n, t.all[n]
	}
	if t.numbers == nil {
		t.numbers, t.all = make(map[string]uint32), []string{noText: ""}
	}
	n := uint32(len(t.all))
	t.numbers[text] = n
	t.all = append(t.all, text)
	return n, text
}

// text returns the text of a number.
func (t *texts) text(number uint32) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all[number]
}

// A cache holds the numbers that one goroutine has asked for.
type cache struct {
	shared *texts
	known  map[string]uint32
}

func (c *cache) number(text []byte) uint32 {
	n, ok := c.known[string(text)]
	if !ok {
		var shared string
		n, shared = c.shared.number(string(text))
		c.known[shared] = n
	}
	return n
}
