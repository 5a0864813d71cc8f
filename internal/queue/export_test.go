package queue

import "time"

// Look reads the position of everybody in a group's line once, as they do each second.
func Look(q *Queue, name string) {
	q.mu.Lock()
	g := q.groups[name]
	g.counted = time.Time{}
	var all []*place
	for e := g.line.Front(); e != nil; e = e.Next() {
		for own := e.Value.(*guest).places.Front(); own != nil; own = own.Next() {
			all = append(all, own.Value.(*place))
		}
	}
	q.mu.Unlock()
	for _, p := range all {
		q.position(g, p)
	}
}
