//go:build !race

package knowledge_test

const underRace = false
