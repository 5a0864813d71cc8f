package clientapi

import (
	"io"
	"strings"
	"testing"
	"time"
)

// A body has a little time, and more with what has come.
func TestPaced(t *testing.T) {
	t.Parallel()
	begun := time.Now()
	var until []time.Duration
	p := &paced{ReadCloser: io.NopCloser(strings.NewReader(strings.Repeat("x", 3*uploadRate))), begun: begun, until: func(at time.Time) error {
		until = append(until, at.Sub(begun))
		return nil
	}}
	for range 3 {
		if _, err := io.ReadFull(p, make([]byte, uploadRate)); err != nil {
			t.Fatal(err)
		}
	}
	for i, got := range until {
		if want := uploadGrace + time.Duration(i)*time.Second; got != want {
			t.Errorf("after %d bytes: %v, want %v", i*uploadRate, got, want)
		}
	}
	if len(until) != 3 {
		t.Errorf("%d deadlines", len(until))
	}
}
