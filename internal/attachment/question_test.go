package attachment_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"latchkey/internal/attachment"
	"latchkey/internal/errs"
)

// weighed counts the bytes of images that were loaded and not given back.
type weighed struct {
	*memory
	held, most atomic.Int64
}

func (w *weighed) Get(ctx context.Context, key string) ([]byte, error) {
	content, err := w.memory.Get(ctx, key)
	if held := w.held.Add(int64(len(content))); held > w.most.Load() {
		w.most.Store(held)
	}
	return content, err
}

// withImages is a conversation with images of the given sizes, all of the same bytes where they are equally large.
func withImages(sizes ...int) (*weighed, *attachment.Service, []string) {
	w := &weighed{memory: &memory{files: map[string][]byte{}}}
	var ids []string
	for i, size := range sizes {
		key := fmt.Sprint("b_", size)
		if w.files[key] == nil {
			w.files[key] = make([]byte, size)
		}
		r := attachment.Record{BlobKey: key, Attachment: attachment.Attachment{ID: fmt.Sprint("f_", i), Type: attachment.Image, FileName: fmt.Sprint(i), Extension: "png", Size: size}}
		w.records, ids = append(w.records, r), append(ids, r.ID)
	}
	return w, attachment.New(attachment.Options{Store: w, Files: w}), ids
}

// However many questions with images are asked at once, the bytes on their way stay below a bound; those that wait for too long read why, and when some are sent others go.
func TestImagesOnTheirWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const each = 10 << 20
		w, s, ids := withImages(each, each)
		var wait sync.WaitGroup
		var mu sync.Mutex
		var going []func()
		var refused int
		for range 12 {
			wait.Go(func() {
				_, sent, err := s.ForQuestion(t.Context(), "c_1", ids)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					going = append(going, func() { w.held.Add(-2 * each); sent(); sent() })
				} else if refused++; errs.KindOf(err) != errs.Unavailable {
					t.Errorf("refused with %v", err)
				} else {
					wantRefusal(t, err, "ASSISTANT_BUSY", "")
				}
			})
		}
		wait.Wait()
		if len(going) != 3 || refused != 9 || w.most.Load() != 6*each {
			t.Errorf("%d go, %d are refused, %d bytes are held", len(going), refused, w.most.Load())
		}
		text := attachment.Record{Attachment: attachment.Attachment{ID: "f_text", Type: attachment.Text, TokenCount: 1}, Text: "abc"}
		w.records = append(w.records, text)
		if _, sent, err := s.ForQuestion(t.Context(), "c_1", []string{text.ID}); err != nil { // it does not need that room
			t.Error(err)
		} else {
			sent()
		}
		for _, sent := range going {
			sent()
		}
		for range 20 {
			_, sent, err := s.ForQuestion(t.Context(), "c_1", ids)
			if err != nil {
				t.Fatal(err)
			}
			sent()
		}
	})
}

// Who leaves does not wait, and takes no room along.
func TestLeavingBeforeTheRoom(t *testing.T) {
	t.Parallel()
	_, s, ids := withImages(20 << 20)
	for range 3 {
		if _, _, err := s.ForQuestion(t.Context(), "c_1", ids); err != nil {
			t.Fatal(err)
		}
	}
	left, leave := context.WithCancel(t.Context())
	leave()
	if _, _, err := s.ForQuestion(left, "c_1", ids); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// The images of a question that come after the bounds are told by name alone.
func TestOmittedImages(t *testing.T) {
	t.Parallel()
	many := make([]int, attachment.MaxQuestionImageCount+2)
	for i := range many {
		many[i] = 100
	}
	for name, c := range map[string]struct {
		sizes []int
		want  string
	}{
		"bytes": {[]int{9 << 20, 9 << 20, 9 << 20, 1 << 20}, "2.png "}, // a smaller one fits after it
		"count": {many, "10.png 11.png "},
	} {
		_, s, ids := withImages(c.sizes...)
		given, _, err := s.ForQuestion(t.Context(), "c_1", ids)
		if err != nil || len(given) != len(c.sizes) {
			t.Fatalf("%s: %d, %v", name, len(given), err)
		}
		omitted := ""
		for i, one := range given {
			if one.Omitted {
				omitted += one.Name + " "
			}
			if one.Omitted == (len(one.Image) == c.sizes[i]) {
				t.Errorf("%s: %s has %d bytes, omitted %v", name, one.Name, len(one.Image), one.Omitted)
			}
		}
		if omitted != c.want {
			t.Errorf("%s: without %s, want %s", name, omitted, c.want)
		}
	}
}
