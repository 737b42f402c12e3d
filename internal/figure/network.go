package figure

import (
	"cmp"
	"slices"
	"strconv"
)

// A Network is who is named with whom: names one below another, and an arc
// between each two that are, the wider the more often.
type Network struct {
	Head
	Width int
	Nodes []Node // from the top down
	Edges []Edge
}

// A Node is a name.
type Node struct{ Text, Href string }

// An Edge joins two nodes, by index.
type Edge struct{ A, B, N int }

const (
	nodePitch = 30
	nodeDot   = 4
	thinnest  = 1.5
	widest    = 8
)

// SVG returns the figure, or "" if there is nothing to draw.
func (n Network) SVG() string {
	if len(n.Nodes) == 0 || len(n.Edges) == 0 {
		return ""
	}
	c, height := n.draw()
	return c.svg(n.Head, float64(n.Width), height)
}

func (n Network) draw() (*canvas, float64) {
	var c, arcs canvas
	names := 0.0
	for _, node := range n.Nodes {
		names = max(names, textWidth(node.Text))
	}
	names = min(names, float64(n.Width)*.68)
	axis := names + 14
	row := make([]float64, len(n.Nodes))
	for i := range row {
		row[i] = nodePitch * (float64(i) + .5)
	}
	for at, node := range n.Nodes {
		s := fit(node.Text, names)
		if node.Href != "" {
			c.open(node.Href, node.Text, 0, row[at]-nodePitch/2, axis+nodeDot, nodePitch)
		}
		c.label(s, names, row[at]+5, end, "", 0)
		c.add("<circle")
		c.num("cx", axis)
		c.num("cy", row[at])
		c.num("r", nodeDot)
		c.add("/>")
		if node.Href != "" {
			c.add("</a>")
		}
	}
	arcs.labels = c.labels
	n.arcs(&arcs, row, axis)
	arcs.Write(c.Bytes())
	arcs.links = c.links
	return &arcs, nodePitch * float64(len(n.Nodes))
}

// arcs draws the strongest edges last, over the others, and then numbers on
// those that stand for more than one, where there is room.
func (n Network) arcs(c *canvas, row []float64, axis float64) {
	edges := slices.Clone(n.Edges)
	slices.SortStableFunc(edges, func(a, b Edge) int { return cmp.Compare(a.N, b.N) })
	most, tallest := 1, 1.0
	for _, e := range edges {
		most = max(most, e.N)
		tallest = max(tallest, span(e, row)/2)
	}
	const margin = 14
	stretch := min(1, (float64(n.Width)-axis-margin)/tallest)
	for _, e := range edges {
		w := thinnest
		if most > 1 {
			w += (widest - thinnest) * float64(e.N-1) / float64(most-1)
		}
		ry := span(e, row) / 2
		c.add(`<path class="fig-arc" fill="none" stroke="currentColor"`)
		c.num("stroke-width", w)
		x, top, bottom := number(axis), number(min(row[e.A], row[e.B])), number(max(row[e.A], row[e.B]))
		c.add(` d="M`, x, " ", top, "A", number(ry*stretch), " ", number(ry), " 0 0 1 ", x, " ", bottom, `"/>`)
	}
	c.add("\n")
	for _, e := range slices.Backward(edges) {
		x, y := axis+span(e, row)/2*stretch, (row[e.A]+row[e.B])/2+5
		if e.N > 1 && c.free(boxOf(strconv.Itoa(e.N), x, y, middle)) {
			c.label(strconv.Itoa(e.N), x, y, middle, "fig-strong fig-halo", 0)
		}
	}
	c.add("\n")
}

func span(e Edge, row []float64) float64 { return max(row[e.A]-row[e.B], row[e.B]-row[e.A]) }

// Untangled returns the network with its nodes in an order in which arcs cross
// as little as moving single nodes can bring about; of two such orders that in
// which they are shorter.
func (n Network) Untangled() Network {
	best := make([]int, len(n.Nodes))
	for i := range best {
		best[i] = i
	}
	at := make([]int, len(best)) // room for cost
	moved := slices.Clone(best)
	least := n.cost(best, at)
	for better := true; better; {
		better = false
		for from := range best {
			for to := range best {
				moved = slices.Delete(append(moved[:0], best...), from, from+1)
				moved = slices.Insert(moved, to, best[from])
				if c := n.cost(moved, at); c.less(least) {
					best, moved = moved, best
					least, better = c, true
				}
			}
		}
	}
	return n.inOrder(best)
}

// inOrder returns the network with its nodes in another order.
func (n Network) inOrder(order []int) Network {
	nodes, at := make([]Node, len(order)), make([]int, len(order))
	for i, node := range order {
		nodes[i], at[node] = n.Nodes[node], i
	}
	edges := slices.Clone(n.Edges)
	for i, e := range edges {
		edges[i].A, edges[i].B = at[e.A], at[e.B]
	}
	n.Nodes, n.Edges = nodes, edges
	return n
}

// A cost is how many arcs cross, and how long they all are.
type cost struct{ crossings, length int }

func (c cost) less(o cost) bool {
	return c.crossings < o.crossings || c.crossings == o.crossings && c.length < o.length
}

// cost returns that of an order. It leaves in at where each node stands.
func (n Network) cost(order, at []int) cost {
	for i, node := range order {
		at[node] = i
	}
	var all cost
	for i, e := range n.Edges {
		a, b := min(at[e.A], at[e.B]), max(at[e.A], at[e.B])
		all.length += (b - a) * e.N
		for _, f := range n.Edges[:i] {
			c, d := min(at[f.A], at[f.B]), max(at[f.A], at[f.B])
			if a < c && c < b && b < d || c < a && a < d && d < b {
				all.crossings++
			}
		}
	}
	return all
}
