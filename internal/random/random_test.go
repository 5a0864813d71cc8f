package random_test

import (
	"regexp"
	"strings"
	"testing"

	"latchkey/internal/random"
)

func TestLengthAndAlphabet(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		id := random.ID("c_")
		if len(id) != 24 || !strings.HasPrefix(id, "c_") || !random.IsBase62(id[2:]) {
			t.Fatalf("ID = %q", id)
		}
		if seen[id] {
			t.Fatalf("the same identifier twice: %q", id)
		}
		seen[id] = true
		if s := random.Base58(10); len(s) != 10 || strings.ContainsAny(s, "0OIl-") {
			t.Fatalf("Base58 = %q", s)
		}
	}
}

// Every character of the alphabet must be about equally frequent: a biased draw would shrink the secrets.
func TestUniform(t *testing.T) {
	t.Parallel()
	counts := map[rune]int{}
	const draws = 62 * 2000
	for range draws / 62 {
		for _, c := range random.Base62(62) {
			counts[c]++
		}
	}
	if len(counts) != 62 {
		t.Fatalf("%d different characters, want 62", len(counts))
	}
	for c, n := range counts {
		if n < 1700 || n > 2300 { // 2000 expected, standard deviation 44
			t.Errorf("%q drawn %d times of %d", c, n, draws)
		}
	}
}

func TestOrderedID(t *testing.T) {
	t.Parallel()
	last := ""
	for range 1000 {
		id := random.OrderedID("a_")
		if len(id) != 24 || id <= last {
			t.Fatalf("%q comes after %q", id, last)
		}
		last = id
	}
}

func TestEncodeBase62(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		v     uint64
		width int
		want  string
	}{{0, 6, "000000"}, {61, 2, "0z"}, {62, 2, "10"}, {1<<32 - 1, 6, "4gfFC3"}} {
		if got := random.EncodeBase62(c.v, c.width); got != c.want {
			t.Errorf("EncodeBase62(%d, %d) = %q, want %q", c.v, c.width, got, c.want)
		}
	}
}

func TestUUID(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string]bool{}
	for range 1000 {
		id := random.UUID()
		if !form.MatchString(id) || seen[id] {
			t.Fatal(id)
		}
		seen[id] = true
	}
}
