package cursor

import (
	"errors"
	"math"
	"testing"
	"time"
)

func TestPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Place{
		"":                                  {},
		"0-a":                               {time.UnixMilli(0).UTC(), "a"},
		"ml29f9c0-k_7Hq2mXb9TzR4wLc1VnKe0s": {time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC), "k_7Hq2mXb9TzR4wLc1VnKe0s"},
		"ml29f9c1-k_a-b":                    {time.Date(2026, 1, 31, 12, 0, 0, 1e6, time.UTC), "k_a-b"},
		"1y2p0ij32e8e7-x":                   {time.UnixMilli(math.MaxInt64).UTC(), "x"},
	} {
		got, err := Parse(text)
		if err != nil || got != want || want.String() != text {
			t.Errorf("%q: %v (%v), want %v, which is %q", text, got, err, want, want.String())
		}
	}
	for _, text := range []string{"-", "-a", "0", "0-", "k_7Hq2mXb9TzR4wLc1VnKe0s", "01-a", "ML-a", "+1-a", "--1-a", "1_0-a", "1y2p0ij32e8e8-x", "é-a"} {
		if got, err := Parse(text); !errors.Is(err, ErrMalformed) {
			t.Errorf("%q: %v (%v)", text, got, err)
		}
	}
	if at := time.UnixMilli(5).Add(999 * time.Microsecond); (Place{at, "a"}).String() != "5-a" {
		t.Error("a time is not cut to the millisecond")
	}
}
