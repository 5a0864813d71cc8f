package openai

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"latchkey/internal/provider"
)

// chopped reads into buffers of the given sizes, one after the other.
type chopped struct {
	in    io.Reader
	sizes []int
	turn  int
}

func (c *chopped) Read(b []byte) (int, error) {
	n := min(len(b), c.sizes[c.turn%len(c.sizes)])
	c.turn++
	return c.in.Read(b[:n])
}

// A body with images is what it would be if they were written out, however it is read, as often as it is read, and as long as it says.
func TestPayload(t *testing.T) {
	t.Parallel()
	images := pictures{"MARK", [][]byte{bytes.Repeat([]byte{1, 2, 3, 250}, 5000), {7}, nil, {8, 9}}}
	raw, want := `{"a":"MARK","b":"MARK","c":"MARK","d":"MARK"}`, `{"a":"MARK","b":"MARK","c":"MARK","d":"MARK"}`
	for _, image := range images.contents {
		want = strings.Replace(want, "MARK", base64.StdEncoding.EncodeToString(image), 1)
	}
	p := newPayload([]byte(raw), images)
	if p.size() != int64(len(want)) {
		t.Errorf("it says %d bytes, and has %d", p.size(), len(want))
	}
	for _, sizes := range [][]int{{1}, {2}, {3}, {5, 1, 4, 7}, {1024}, {1 << 20}} {
		got, err := io.ReadAll(&chopped{in: p.reader(), sizes: sizes})
		if err != nil || string(got) != want {
			t.Errorf("in pieces of %v: %d bytes, %v", sizes, len(got), err)
		}
	}
	if err := iotest.TestReader(p.reader(), []byte(want)); err != nil {
		t.Error(err)
	}
	p.release()
	if p.pieces != nil {
		t.Error("what was sent is kept")
	}
}

// An image is not copied on its way into a request.
func TestImagesAreNotCopied(t *testing.T) {
	image := make([]byte, 4<<20)
	asked := provider.Request{Settings: provider.Settings{SeesImages: true}, Question: "?", Attachments: []provider.Attachment{{Name: "a.png", MediaType: "image/png", Image: image}}}
	composed, err := compose(asked, false)
	if err != nil {
		t.Fatal(err)
	}
	p := newPayload([]byte("x"+composed.pictures.mark+"y"), composed.pictures)
	if len(p.pieces) != 3 || &p.pieces[1].content[0] != &image[0] {
		t.Errorf("%d pieces", len(p.pieces))
	}
	buffer := make([]byte, 1<<10)
	reader := p.reader()
	if allocated := testing.AllocsPerRun(100, func() { _, _ = reader.Read(buffer) }); allocated > 0 {
		t.Errorf("reading allocates %v times", allocated)
	}
}
