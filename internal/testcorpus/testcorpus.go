// Package testcorpus makes content folders of any size, for tests and for
// benchmarks: invented reports that name invented people and places, a few of
// them in most reports and most in a few, as news do. No stage imports it.
package testcorpus

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"sort"
	"strings"
	"testing/fstest"
)

// FS returns a content folder of some articles, a fifth as many people and a
// tenth as many places. An article has some 650 words in 20 paragraphs and 19
// mentions in the mean, an entity one to four names. The same number gives the
// same bytes. There are names for 15,000 articles.
func FS(articles int) fstest.MapFS { return folder(articles, false) }

// Hugo returns the same reports as Hugo takes them. It finds no names, so each
// mention is a link, the front matter lists who is named, and entities are terms
// of the taxonomies people and places.
func Hugo(articles int) fstest.MapFS { return folder(articles, true) }

func folder(articles int, hugo bool) fstest.MapFS {
	m := maker{Rand: rand.New(rand.NewPCG(1851, uint64(articles))), hugo: hugo, files: fstest.MapFS{}}
	people, places := m.people(max(5, articles/5)), m.places(max(3, articles/10))
	for i := range 3000 {
		m.bank = append(m.bank, m.filler(i))
	}
	for i := range articles {
		m.article(i, people, places)
	}
	index := "index.md"
	if hugo {
		index = "_index.md"
	}
	m.write(index, "title: The story", fmt.Sprintf("A story that %d reports tell.", articles))
	return m.files
}

// An entity is somebody or some place, with the names that reports use.
type entity struct {
	id    string   // people/jane-doe
	names []string // the title first
}

type maker struct {
	*rand.Rand
	hugo  bool
	files fstest.MapFS
	bank  []string // sentences that name nobody
}

func (m *maker) write(name, front, body string) {
	m.files[name] = &fstest.MapFile{Data: []byte("---\n" + front + "\n---\n\n" + body + "\n")}
}

func (m *maker) one(list []string) string { return list[m.IntN(len(list))] }

// invented returns n different words with one of some endings.
func (m *maker) invented(n int, ends []string) []string {
	all := make([]string, 0, len(onsets)*len(middles)*len(ends))
	for _, onset := range onsets {
		for _, middle := range middles {
			for _, end := range ends {
				all = append(all, onset+middle+end)
			}
		}
	}
	m.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:n]
}

func (m *maker) people(n int) []entity {
	var list []entity
	for _, surname := range m.invented(n, surnameEnds) {
		first := m.one(firstNames)
		others := []string{surname, first[:1] + ". " + surname, m.one(titles) + " " + surname}
		list = append(list, m.entity("people", first+" "+surname, others, "role: "+m.one(roles)))
	}
	return list
}

func (m *maker) places(n int) []entity {
	var list []entity
	for _, name := range m.invented(n, placeEnds) {
		others := []string{name + " Bay", "Old " + name, "Upper " + name}
		at := fmt.Sprintf("coordinates: {lat: %.4f, lon: %.4f}", 35+30*m.Float64(), -10+40*m.Float64())
		list = append(list, m.entity("places", name, others, at))
	}
	return list
}

func (m *maker) entity(folder, title string, others []string, line string) entity {
	m.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
	e := entity{folder + "/" + slug(title), append([]string{title}, others[:m.IntN(len(others)+1)]...)}
	file, key := e.id+".md", "aliases"
	if m.hugo {
		file, key = e.id+"/_index.md", "names" // its aliases are addresses
	}
	front := fmt.Sprintf("title: %q\n%s: [\"%s\"]\n%s", title, key, strings.Join(e.names, `", "`), line)
	body := fmt.Sprintf("*%s* is named in these reports. %s %s", title, m.filler(0), m.filler(1))
	m.write(file, front, body)
	return e
}

func slug(s string) string {
	return strings.NewReplacer(" ", "-", "é", "e", "ö", "o", "ü", "u").Replace(strings.ToLower(s))
}

// filler is a sentence that names nobody; some hold markup.
func (m *maker) filler(i int) string {
	s := fmt.Sprintf("%s %s the %s %s and then a %s %s %s.", m.one(crowds), m.one(verbs),
		m.one(adjectives), m.one(nouns), m.one(adjectives), m.one(nouns), m.one(tails))
	switch i % 40 {
	case 7:
		return strings.Replace(s, " and then a ", " *and then* a ", 1)
	case 11:
		return s + fmt.Sprintf(" Read [the printed %s](https://example.org/n/%d).", m.one(nouns), i)
	}
	return s
}

// drawn draws some entities, the first in the list most often (Zipf and
// Mandelbrot's law), and repeats each a few times.
func (m *maker) drawn(list []entity, least, most, repeats int) []entity {
	weights := make([]float64, len(list))
	sum := 0.0
	for i := range list {
		sum += 1 / float64(i+6)
		weights[i] = sum
	}
	var out []entity
	for range least + m.IntN(most-least+1) {
		e := list[sort.SearchFloat64s(weights, sum*m.Float64())]
		for range 1 + m.IntN(repeats) {
			out = append(out, e)
		}
	}
	return out
}

// article writes a report of 40 sentences in random order.
func (m *maker) article(number int, people, places []entity) {
	const sentences = 40
	var all []string
	named := m.drawn(people, 4, 8, 3)
	for _, e := range named {
		all = append(all, m.naming(ofPeople, e))
	}
	for _, e := range m.drawn(places, 2, 5, 3) {
		named = append(named, e)
		all = append(all, m.naming(ofPlaces, e))
	}
	for len(all) < sentences {
		all = append(all, m.one(m.bank))
	}
	m.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var body strings.Builder
	for i, s := range all {
		switch {
		case i%2 == 1:
			body.WriteByte(' ')
		case i > 0:
			body.WriteString("\n\n")
		}
		if i == 14 && number%2 == 0 {
			body.WriteString("## What came of it\n\n")
		}
		if i == 10 && number%5 == 0 {
			body.WriteString("> ")
		}
		body.WriteString(s)
	}
	title := fmt.Sprintf("A %s %s is %s", m.one(adjectives), m.one(nouns), m.one(verbs))
	front := fmt.Sprintf("title: %q\npublisher: %q\ndate: %d-%02d-%02d",
		title, m.one(papers), 2011+m.IntN(12), 1+m.IntN(12), 1+m.IntN(28))
	if m.hugo {
		front += terms("people", named) + terms("places", named)
	} else {
		front += fmt.Sprintf("\nurl: \"https://example.org/%d\"", number) // to Hugo, the page's own address
	}
	m.write(fmt.Sprintf("articles/r%05d-%s.md", number, slug(title)), front, body.String())
}

// terms is the line of front matter that lists the entities of a folder.
func terms(folder string, named []entity) string {
	var slugs []string
	for _, e := range named {
		if path.Dir(e.id) == folder {
			slugs = append(slugs, path.Base(e.id))
		}
	}
	slices.Sort(slugs)
	return fmt.Sprintf("\n%s: [%s]", folder, strings.Join(slices.Compact(slugs), ", "))
}

// naming fills a sentence with a name: the full one half of the time.
func (m *maker) naming(forms []string, e entity) string {
	name := e.names[0]
	if m.IntN(2) == 0 {
		name = m.one(e.names)
	}
	if m.hugo {
		name = "[" + name + "](/" + e.id + "/)"
	}
	return strings.NewReplacer("@", name, "#", m.one(adjectives)+" "+m.one(nouns)).Replace(m.one(forms))
}
