package app_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

// photo is a PNG of one colour.
func photo(t *testing.T, width, height int, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(m, m.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pictureURL(env, assistantID string, imageID any, size string) string {
	return fmt.Sprintf("/local/files/public/assistants/%s/%s/%v-%s.jpg", env, assistantID, imageID, size)
}

// A picture that is set is what clients are told of and can load from everywhere, until there is another one; a backup holds it.
func TestPicture(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, args []string) {
		id := s.NewAssistant(nil)
		path := "/assistants/" + id
		k := s.NewKey(id, nil)
		told := func() any { return s.Do("GET", path, nil, "Api-Key", k.Secret).JSON["imageUuid"] }
		if s.MustManage("GET", path, nil)["imageUuid"] != "" || told() != "" {
			t.Error("there is a picture at first")
		}
		put := func(c color.Color) string {
			t.Helper()
			a := s.Manage("PUT", path+"/picture", photo(t, 900, 300, c), "Content-Type", "image/png")
			if a.Status != 200 || a.Header.Get("ETag") == "" {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
			return a.JSON["imageUuid"].(string)
		}
		first := put(color.Black)
		if told() != first || s.MustManage("GET", path, nil)["imageUuid"] != first {
			t.Errorf("clients are told %v, not %v", told(), first)
		}
		if script := s.Do("GET", "/embed/"+k.Secret+".js", nil); !strings.Contains(string(script.Body), first) && !strings.Contains(string(script.Body), "make build") {
			t.Error("the embed script does not know of the picture")
		}
		for _, env := range []string{"dev", "prod"} {
			for size, side := range map[string]int{"L": 64, "M": 128, "H": 300} { // no larger than it was
				a := s.Do("GET", pictureURL(env, id, first, size), nil, "Origin", "https://shop.example")
				m, err := jpeg.DecodeConfig(bytes.NewReader(a.Body))
				if a.Status != 200 || err != nil || m.Width != side || m.Height != side {
					t.Errorf("%s %s: %d, %v, %dx%d", env, size, a.Status, err, m.Width, m.Height)
				}
				for header, want := range map[string]string{
					"Content-Type": "image/jpeg", "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "X-Content-Type-Options": "nosniff",
					"Cache-Control": "public, max-age=31536000, immutable", "Set-Cookie": "",
				} {
					if got := a.Header.Get(header); got != want {
						t.Errorf("%s is %q, want %q", header, got, want)
					}
				}
				if again := s.Do("GET", pictureURL(env, id, first, size), nil, "If-None-Match", a.Header.Get("ETag")); again.Status != 304 {
					t.Errorf("again: %d", again.Status)
				}
			}
		}
		if a := s.Do("HEAD", pictureURL("prod", id, first, "M"), nil); a.Status != 200 || a.Header.Get("Content-Length") == "" {
			t.Errorf("HEAD: %d %v", a.Status, a.Header)
		}
		second := put(color.White)
		if second == first || told() != second || s.Do("GET", pictureURL("prod", id, first, "M"), nil).Status != 404 {
			t.Errorf("after another one: %v", told())
		}
		file := filepath.Join(t.TempDir(), "x.backup")
		s.Command(append([]string{"backup", "--data", s.Data, "--output", file}, args...)...)
		if a := s.Manage("DELETE", path+"/picture", nil); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if told() != "" || s.Do("GET", pictureURL("prod", id, second, "M"), nil).Status != 404 {
			t.Error("the picture is still there")
		}
		if a := s.Manage("DELETE", path+"/picture", nil); a.Status != 404 {
			t.Errorf("none is there: %d %s", a.Status, a.Body)
		}
		changes := s.MustManage("GET", "/audit?action=assistant.update", nil)["items"].([]any)
		var trail []string
		for _, c := range changes { // newest first
			trail = append(trail, fmt.Sprint(c.(JSON)["before"].(JSON)["imageUuid"], ">", c.(JSON)["after"].(JSON)["imageUuid"]))
		}
		if got, want := strings.Join(trail, " "), second+"> "+first+">"+second+" >"+first; got != want {
			t.Errorf("the trail says %s, want %s", got, want)
		}
		s.Command(append([]string{"restore", file, "--data", s.Data, "--force"}, args...)...)
		if a := s.Do("GET", pictureURL("prod", id, second, "H"), nil); a.Status != 200 {
			t.Errorf("restored: %d", a.Status)
		}
	})
}

// What is no picture is refused with the reason; the one that was there stays.
func TestPictureRefused(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	path := "/assistants/" + id + "/picture"
	good := photo(t, 100, 100, color.Black)
	kept := s.MustManage("PUT", path, good, "Content-Type", "image/png")
	for _, c := range []struct {
		what, contentType string
		body              []byte
		status            int
		code              string
	}{
		{"SVG as PNG", "image/png", []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), 422, "UNSUPPORTED_PICTURE_TYPE"},
		{"SVG", "image/svg+xml", []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"JSON", "application/json", []byte("{}"), 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"a form", "multipart/form-data; boundary=x", good, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"cut", "image/png", good[:len(good)/2], 422, "PICTURE_UNREADABLE"},
		{"nothing", "image/png", nil, 400, "INVALID_INPUT"},
		{"too long", "image/png", bytes.Repeat(good, 5<<20/len(good)+2), 413, "BODY_TOO_LARGE"},
		{"a bomb", "image/gif", []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), 422, "PICTURE_TOO_MANY_PIXELS"},
	} {
		if a := s.Manage("PUT", path, c.body, "Content-Type", c.contentType); a.Status != c.status || a.JSON["code"] != c.code {
			t.Errorf("%s: %d %s", c.what, a.Status, a.Body)
		}
	}
	if a := s.Manage("PUT", "/assistants/absent/picture", good, "Content-Type", "image/png"); a.Status != 404 {
		t.Errorf("of an absent assistant: %d", a.Status)
	}
	if a := s.Manage("PUT", path, good, "Content-Type", "image/png", "If-Match", `"v1"`); a.Status != 412 {
		t.Errorf("a stale change: %d", a.Status)
	}
	if a := s.Manage("PUT", path, good, "Content-Type", "image/jpeg"); a.Status != 200 { // the bytes say what it is
		t.Errorf("PNG that is called JPEG: %d %s", a.Status, a.Body)
	} else {
		kept = a.JSON
	}
	if got := s.MustManage("GET", "/assistants/"+id, nil)["imageUuid"]; got != kept["imageUuid"] {
		t.Errorf("the picture is %v", got)
	}
	other := s.NewAssistant(nil)
	for _, path := range []string{
		pictureURL("prod", other, kept["imageUuid"], "M"), pictureURL("test", id, kept["imageUuid"], "M"), pictureURL("prod", id, kept["imageUuid"], "X"),
		pictureURL("prod", id, kept["imageUuid"], ""), pictureURL("prod", id, strings.Repeat("0", 36), "M"), pictureURL("prod", id, "%00", "M"),
		strings.TrimSuffix(pictureURL("prod", id, kept["imageUuid"], "M"), ".jpg"), strings.ToUpper(pictureURL("prod", id, kept["imageUuid"], "M")),
	} {
		if a := s.Do("GET", path, nil); a.Status != 404 || strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", path, a.Status, a.Header)
		}
	}
}

// Several pictures that are sent at once are made one after the other, and one of them stays.
func TestPicturesAtOnce(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	answers := make(chan testkit.Answer)
	for i := range 4 {
		body := photo(t, 1500, 1500, color.Gray{uint8(40 * i)})
		go func() { answers <- s.Manage("PUT", "/assistants/"+id+"/picture", body, "Content-Type", "image/png") }()
	}
	made := map[any]bool{}
	for range 4 {
		a := <-answers
		if a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		made[a.JSON["imageUuid"]] = true
	}
	if last := s.MustManage("GET", "/assistants/"+id, nil)["imageUuid"]; len(made) != 4 || !made[last] || s.Do("GET", pictureURL("dev", id, last, "L"), nil).Status != 200 {
		t.Errorf("%d pictures, the last %v", len(made), last)
	}
}
