//go:build race

package pdf

// underRace: the compiler takes a minute with the race detector.
const underRace = true
