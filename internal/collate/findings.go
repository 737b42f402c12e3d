package collate

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/link"
)

// A Check is the arithmetic that found something.
type Check string

// The checks.
const (
	ZoneCheck       Check = "zone"       // a local time against its GMT
	WeekdayCheck    Check = "weekday"    // a weekday against its date
	ConversionCheck Check = "conversion" // miles against kilometres
	DistanceCheck   Check = "distance"   // a distance against coordinates
	SumCheck        Check = "sum"        // a sum against its parts
)

// A Finding is something in a report that arithmetic refutes.
type Finding struct {
	Check      Check
	Article    *corpus.Article
	Paragraph  int    // index into Article.Paragraphs
	Start, End int    // bytes into the paragraph's text; both 0 if the words do not stand there
	Printed    string // the report's words

	// What the arithmetic gives, by its check.
	Given  string            // zone: the GMT, "23:30"; conversion: the first length, as printed; sum: its parts, "17 + 5"
	Clocks []Clock           // zone: what that is in each zone of the site but UTC
	Date   time.Time         // weekday: the date
	KM     float64           // conversion: the first length; distance: how far the places lie apart
	Miles  bool              // conversion: the second length is in miles
	Places [2]*corpus.Entity // distance
	Sum    float64           // sum: what the parts come to
	Total  float64           // sum: what the report has instead
}

// A Clock is a time of day in a zone.
type Clock struct {
	Time string // "02:30"
	Zone string // its label
}

// Findings checks what the reports' paragraphs state: a local time with its
// GMT, a weekday with its date, miles with kilometres, how far one place is
// from another, and sums that claims declare. It is silent where it cannot
// tell: of countries, of dates without a year, of zones that the site does not
// list. The list is sorted by article, paragraph and start.
func Findings(c *corpus.Corpus, m *link.Mentions, cs *cite.Citations) []Finding {
	var f finder
	for _, a := range c.Articles {
		f.article = a
		f.days = daysOf(c, a)
		mentions := measured(m.On(a.ID))
		for i, p := range a.Paragraphs {
			f.paragraph, f.text = i, a.Text(i)
			f.check(inBlock(mentions, p.Block), c.Site.Zones)
		}
	}
	for _, claim := range c.Claims {
		f.sums(claim, cs)
	}
	order := map[*corpus.Article]int{}
	for i, a := range c.Articles {
		order[a] = i
	}
	slices.SortStableFunc(f.found, func(a, b Finding) int {
		return cmp.Or(order[a.Article]-order[b.Article], a.Paragraph-b.Paragraph, a.Start-b.Start)
	})
	return f.found
}

// A finder reads one paragraph after the other.
type finder struct {
	found []Finding

	article   *corpus.Article
	days      []time.Time
	paragraph int
	text      string
	sentences []extract.Span
}

// check reads the present paragraph, in which the mentions stand. Most have
// nothing that it looks for, so that is asked first.
func (f *finder) check(mentions []link.Mention, zones []corpus.Zone) {
	zone, weekday, conversion := hasZone(f.text), hasWeekday(f.text), hasConversion(f.text)
	if !zone && !weekday && !conversion && len(mentions) < 2 {
		return
	}
	f.sentences = extract.Sentences(f.text)
	for _, s := range f.sentences {
		if zone {
			f.zones(s, zones)
		}
		if weekday {
			f.weekdays(s)
		}
		if conversion {
			f.conversions(s)
		}
	}
	if len(mentions) > 1 {
		f.distances(mentions)
	}
}

// add adds what is found in the present paragraph from start to end, of which
// only what the arithmetic gives is set.
func (f *finder) add(found Finding, start, end int) {
	if strings.HasPrefix(f.text[end:], ")") && strings.Contains(f.text[start:end], "(") {
		end++
	}
	found.Article, found.Paragraph, found.Start, found.End = f.article, f.paragraph, start, end
	found.Printed = f.text[start:end]
	f.found = append(f.found, found)
}

// sums holds the sums that a claim declares against the total that the same
// report has from the same speaker.
func (f *finder) sums(claim *corpus.Claim, cs *cite.Citations) {
	for i := range claim.Answers {
		sum := &claim.Answers[i]
		for j := range claim.Answers {
			total := &claim.Answers[j]
			if sum.Amount.Parts == nil || total.Amount.Parts != nil || !total.Amount.IsPoint() ||
				sum.Amount.Min == total.Amount.Min || fold(sum.Of) != fold(total.Of) || fold(sum.Says) != fold(total.Says) {
				continue
			}
			for _, r := range cs.Answer(claim.ID, j) {
				if len(in(r.Article, cs.Answer(claim.ID, i))) == 0 {
					continue
				}
				printed := cmp.Or(total.Printed, total.Value)
				f.article, f.paragraph, f.text = r.Article, r.Paragraph, r.Article.Text(r.Paragraph)
				start := max(0, strings.Index(f.text, printed))
				end := start
				if strings.HasPrefix(f.text[start:], printed) {
					end += len(printed)
				}
				f.add(Finding{Check: SumCheck, Given: sum.Value, Sum: sum.Amount.Min, Total: total.Amount.Min}, start, end)
				f.found[len(f.found)-1].Printed = printed
				break
			}
		}
	}
}
