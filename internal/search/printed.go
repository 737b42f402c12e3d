package search

// printed is what stands between two blanks of texts, and its words: a table in
// which the sum of a text's bytes, which is made while its end is sought, says
// where it is looked for. A map reads a text again, and takes thrice as long.
type printed struct {
	slots []slot // 2ⁿ
	taken int    // how many of these, half at most
}

// A slot holds a text, or is free.
type slot struct {
	text     string // "" if it is free
	sum      sum
	from, to uint32 // its words: those of reading.folded from one to before another
}

// A sum is the FNV-1a hash of a text.
type sum uint32

const sumOfNothing sum = 2166136261

func (s sum) with(next byte) sum { return (s ^ sum(next)) * 16777619 }

func newPrinted() printed { return printed{slots: make([]slot, 1<<10)} }

// find returns the slot that holds a text, or else a free one for it.
func (p *printed) find(text string, s sum) *slot {
	for i := int(s); ; i++ {
		at := &p.slots[i&(len(p.slots)-1)]
		if at.text == "" || at.sum == s && at.text == text {
			return at
		}
	}
}

// add fills a free slot, which holds until the next text is added.
func (p *printed) add(free *slot, with slot) {
	*free = with
	if p.taken++; p.taken <= len(p.slots)/2 {
		return
	}
	before := p.slots
	p.slots = make([]slot, 2*len(before))
	for _, s := range before {
		if s.text != "" {
			*p.find(s.text, s.sum) = s
		}
	}
}
