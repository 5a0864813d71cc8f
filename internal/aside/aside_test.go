package aside_test

import (
	"errors"
	"testing"

	"latchkey/internal/aside"
)

func TestDo(t *testing.T) {
	t.Parallel()
	want := errors.New("failed")
	if got, err := aside.Do(func() (int, error) { return 7, want }); got != 7 || err != want {
		t.Errorf("%d, %v", got, err)
	}
	defer func() {
		if v := recover(); v != "oh" {
			t.Errorf("recovered %v", v)
		}
	}()
	_, _ = aside.Do(func() (int, error) { panic("oh") })
	t.Error("the panic is lost")
}
