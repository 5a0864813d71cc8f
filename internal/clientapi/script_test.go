package clientapi

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"latchkey/internal/key"
)

// What the script of a key leaves out the element takes for granted: its own tests hold that it takes what is in this file.
func TestElementHasTheSameDefaults(t *testing.T) {
	raw, err := os.ReadFile("../../web/element/test/defaults.json")
	if err != nil {
		t.Fatal(err)
	}
	standard := key.NewConfiguration()
	var want, got map[string]any
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(encode(configurationOf(&standard)), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the defaults are %v, the element has %v", got, want)
	}
}

func TestChosenOptions(t *testing.T) {
	c := key.NewConfiguration()
	if got := chosen(&c); len(got) != 0 {
		t.Errorf("nothing was chosen, not %s", encode(got))
	}
	c.ChatEngagementPrompts = nil // as a row of the database may have it
	c.ShowCloseButtons, c.MarginBottom, c.HideBranding = false, 24, true
	const want = `{"hidePupauBranding":true,"marginBottom":24,"showCloseButtons":false}`
	if got := string(encode(chosen(&c))); got != want {
		t.Errorf("chosen: %s, want %s", got, want)
	}
}
