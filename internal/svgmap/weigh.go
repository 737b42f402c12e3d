package svgmap

import (
	"math"

	"github.com/paulmach/orb"
)

// A corner is a point of a line and how much it matters, by the method of
// Visvalingam and Whyatt: the point whose triangle with its neighbours is the
// smallest is taken out, again and again, and weighs as much as that triangle,
// but never less than what was taken out before it.
type corner struct {
	at     orb.Point
	weight float64 // in doubled square units; infinite at the ends of a line
}

// A weigher weighs the corners of one line after the other.
type weigher struct {
	made  []corner // room for lines to come
	links []link   // by corner
	heap  []int32  // the corners that are still there, the lightest first
	line  []corner // that is being taken apart
}

// A link is how a corner hangs together with others that are still there.
type link struct {
	prev, next int32 // along the line
	slot       int32 // in the heap
}

// weigh returns the points of a line as corners.
func (w *weigher) weigh(points []orb.Point) []corner {
	const chunk = 1024
	n := len(points)
	if cap(w.made)-len(w.made) < n {
		w.made = make([]corner, 0, max(chunk, n))
	}
	w.line = w.made[len(w.made) : len(w.made)+n : len(w.made)+n]
	w.made = w.made[:len(w.made)+n]
	w.links, w.heap = w.links[:0], w.heap[:0]
	for i, p := range points {
		at := int32(i)
		w.line[i] = corner{p, math.Inf(1)}
		if 0 < i && i < n-1 {
			w.line[i].weight = triangle(points[i-1], p, points[i+1])
		}
		w.links = append(w.links, link{at - 1, at + 1, at})
		w.heap = append(w.heap, at)
		w.up(i)
	}
	for len(w.heap) > 2 { // the ends stay
		w.takeOut()
	}
	return w.line
}

// triangle returns twice the area of a triangle.
func triangle(a, b, c orb.Point) float64 {
	return math.Abs((b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0]))
}

// takeOut takes the lightest corner out of the line and weighs its neighbours
// anew.
func (w *weigher) takeOut() {
	out, last := w.heap[0], len(w.heap)-1
	w.put(0, w.heap[last])
	w.heap = w.heap[:last]
	w.down(0)
	prev, next := w.links[out].prev, w.links[out].next
	w.links[prev].next, w.links[next].prev = next, prev
	for _, i := range [2]int32{prev, next} {
		l, c := w.links[i], &w.line[i]
		if math.IsInf(c.weight, 1) {
			continue
		}
		before := c.weight
		c.weight = max(triangle(w.line[l.prev].at, c.at, w.line[l.next].at), w.line[out].weight)
		if c.weight < before {
			w.up(int(l.slot))
		} else {
			w.down(int(l.slot))
		}
	}
}

// put says which corner stands in a slot of the heap.
func (w *weigher) put(slot int, corner int32) {
	w.heap[slot] = corner
	w.links[corner].slot = int32(slot)
}

func (w *weigher) up(slot int) {
	moved := w.heap[slot]
	for slot > 0 {
		parent := (slot - 1) / 2
		if w.line[w.heap[parent]].weight <= w.line[moved].weight {
			break
		}
		w.put(slot, w.heap[parent])
		slot = parent
	}
	w.put(slot, moved)
}

func (w *weigher) down(slot int) {
	moved := w.heap[slot]
	for child := 2*slot + 1; child < len(w.heap); child = 2*slot + 1 {
		if right := child + 1; right < len(w.heap) && w.line[w.heap[right]].weight < w.line[w.heap[child]].weight {
			child = right
		}
		if w.line[w.heap[child]].weight >= w.line[moved].weight {
			break
		}
		w.put(slot, w.heap[child])
		slot = child
	}
	w.put(slot, moved)
}
