//go:build race

package knowledge_test

// underRace: reading 200 pages takes minutes with the race detector, and one goroutine has no races.
const underRace = true
