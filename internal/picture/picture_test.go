package picture_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"latchkey/internal/errs"
	"latchkey/internal/picture"
)

var (
	red, green, blue = color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}
	white            = color.RGBA{255, 255, 255, 255}
)

// striped paints equal stripes side by side.
func striped(dst draw.Image, stripes ...color.Color) draw.Image {
	b := dst.Bounds()
	for i, c := range stripes {
		stripe := image.Rect(b.Min.X+b.Dx()*i/len(stripes), b.Min.Y, b.Min.X+b.Dx()*(i+1)/len(stripes), b.Max.Y)
		draw.Draw(dst, stripe, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return dst
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read makes a set, whose pictures must be square JPEGs, and returns them decoded.
func read(t *testing.T, raw []byte) map[picture.Size]image.Image {
	t.Helper()
	set, err := picture.Read(t.Context(), raw)
	if err != nil {
		t.Fatal(err)
	}
	out := map[picture.Size]image.Image{}
	for size := range picture.Pixels {
		m, err := jpeg.Decode(bytes.NewReader(set[size]))
		if err != nil || m.Bounds().Dx() != m.Bounds().Dy() {
			t.Fatalf("%s: %v", size, err)
		}
		out[size] = m
	}
	return out
}

// about says whether the colour in the middle is about that one.
func about(m image.Image, want color.RGBA) bool {
	b := m.Bounds()
	r, g, bl, _ := m.At(b.Dx()/2, b.Dy()/2).RGBA()
	near := func(got uint32, want uint8) bool { return max(int(got>>8), int(want))-min(int(got>>8), int(want)) < 24 }
	return near(r, want.R) && near(g, want.G) && near(bl, want.B)
}

// The middle square is what is left, in three sizes, whatever the image is made of.
func TestRead(t *testing.T) {
	t.Parallel()
	wide := image.Rect(0, 0, 1800, 600)
	for name, m := range map[string]image.Image{
		"RGBA": striped(image.NewRGBA(wide), red, green, blue), "16 bits": striped(image.NewNRGBA64(wide), red, green, blue),
		"palette": striped(image.NewPaletted(wide, color.Palette{red, green, blue}), red, green, blue),
		"high":    striped(image.NewRGBA(image.Rect(0, 0, 600, 1800)), green),
	} {
		for form, raw := range map[string][]byte{"PNG": asPNG(t, m), "JPEG": asJPEG(t, m)} {
			for size, small := range read(t, raw) {
				if small.Bounds().Dx() != picture.Pixels[size] || !about(small, green) {
					t.Errorf("%s as %s, %s: %v, in the middle %v", name, form, size, small.Bounds(), small.At(10, 10))
				}
			}
		}
	}
	gray := image.NewGray(wide)
	draw.Draw(gray, wide, image.NewUniform(color.Gray{128}), image.Point{}, draw.Src)
	if small := read(t, asJPEG(t, gray)); !about(small[picture.High], color.RGBA{128, 128, 128, 255}) {
		t.Error("grey became something else")
	}
}

// A small picture is not made larger, and a line is a picture too.
func TestSmall(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, high, low int }{{100, 90, 90, 64}, {1, 1, 1, 1}, {5000, 1, 1, 1}, {20, 3000, 20, 20}} {
		got := read(t, asPNG(t, striped(image.NewRGBA(image.Rect(0, 0, c.w, c.h)), blue)))
		if got[picture.High].Bounds().Dx() != c.high || got[picture.Low].Bounds().Dx() != c.low || !about(got[picture.Low], blue) {
			t.Errorf("%dx%d: %v, %v", c.w, c.h, got[picture.High].Bounds(), got[picture.Low].Bounds())
		}
	}
}

func TestTransparent(t *testing.T) {
	t.Parallel()
	if got := read(t, asPNG(t, image.NewNRGBA(image.Rect(0, 0, 200, 200)))); !about(got[picture.Medium], white) {
		t.Errorf("a transparent ground became %v", got[picture.Medium].At(64, 64))
	}
	const lossless = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==" // one transparent pixel
	raw, err := base64.StdEncoding.DecodeString(lossless)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, raw); !about(got[picture.High], white) {
		t.Errorf("WebP became %v", got[picture.High].At(0, 0))
	}
}

func TestAnimation(t *testing.T) {
	t.Parallel()
	palette := color.Palette{red, green}
	frame := func(c color.Color) *image.Paletted {
		m := image.NewPaletted(image.Rect(0, 0, 80, 80), palette)
		striped(m, c)
		return m
	}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &gif.GIF{Image: []*image.Paletted{frame(green), frame(red)}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	if got := read(t, out.Bytes()); !about(got[picture.Low], green) {
		t.Error("not the first frame")
	}
}

// header is the beginning of a PNG that says how large it is.
func header(width, height uint32) []byte {
	chunk := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)...)
	chunk = append(chunk, 8, 6, 0, 0, 0)
	raw := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), chunk...)
	return binary.BigEndian.AppendUint32(raw, crc32.ChecksumIEEE(chunk))
}

// What is no picture, or one that would take too much, is refused with the reason, and never decoded.
func TestRefused(t *testing.T) {
	t.Parallel()
	whole := asPNG(t, striped(image.NewRGBA(image.Rect(0, 0, 300, 300)), red, blue))
	photo := asJPEG(t, striped(image.NewRGBA(image.Rect(0, 0, 300, 300)), red, blue))
	damaged := bytes.Clone(whole)
	damaged[len(damaged)/2] ^= 0xff
	webp := append([]byte("RIFF\x20\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00"), 0xff, 0x7f, 0, 0xff, 0x7f, 0) // a canvas of 32768 × 32768
	const unsupported, unreadable, pixels = "UNSUPPORTED_PICTURE_TYPE", "PICTURE_UNREADABLE", "PICTURE_TOO_MANY_PIXELS"
	for name, c := range map[string]struct {
		raw  []byte
		code string
	}{
		"nothing":            {nil, unsupported},
		"text":               {[]byte("hello"), unsupported},
		"SVG":                {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), unsupported},
		"SVG after a blank":  {[]byte("\n <?xml version=\"1.0\"?><svg/>"), unsupported},
		"HTML before PNG":    {append([]byte("<html>"), whole...), unsupported},
		"PDF":                {[]byte("%PDF-1.7"), unsupported},
		"BMP":                {[]byte("BM\x00\x00\x00\x00"), unsupported},
		"only the signature": {whole[:8], unreadable},
		"PNG cut":            {whole[:len(whole)-40], unreadable},
		"PNG damaged":        {damaged, unreadable},
		"PNG without pixels": {header(300, 300), unreadable},
		"PNG of no size":     {header(0, 300), unreadable},
		"JPEG cut":           {photo[:len(photo)/2], unreadable},
		"GIF cut":            {[]byte("GIF89a\x01\x00"), unreadable},
		"bomb as PNG":        {header(60_000, 60_000), pixels},
		"one too many":       {header(25_000_001, 1), pixels},
		"as wide as can be":  {header(1<<31-1, 1<<31-1), unreadable}, // the decoder itself says no
		"bomb as GIF":        {[]byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), pixels},
		"bomb as JPEG":       {[]byte("\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00"), pixels},
		"bomb as WebP":       {webp, pixels},
	} {
		_, err := picture.Read(t.Context(), c.raw)
		if e, ok := errs.As(err); !ok || e.Kind != errs.Invalid || e.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// A file that is two things at once is drawn anew: what else was in it is gone.
func TestPolyglot(t *testing.T) {
	t.Parallel()
	const script = "<script>alert(document.domain)</script>"
	photo := asJPEG(t, striped(image.NewRGBA(image.Rect(0, 0, 100, 100)), green))
	comment := append([]byte{0xff, 0xfe, 0, byte(len(script) + 2)}, script...)
	for name, raw := range map[string][]byte{
		"behind a PNG": append(asPNG(t, striped(image.NewRGBA(image.Rect(0, 0, 100, 100)), green)), "PK\x03\x04"+script...),
		"in a comment": append(append(bytes.Clone(photo[:2]), comment...), photo[2:]...),
	} {
		set, err := picture.Read(t.Context(), raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for size, content := range set {
			if strings.Contains(string(content), "script") || strings.Contains(string(content), "PK\x03\x04") {
				t.Errorf("%s, %s: it is still there", name, size)
			}
		}
	}
}

// A file that keeps the decoder busy is given up when its time is over.
func TestTimeIsOver(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := picture.Read(ctx, asPNG(t, image.NewRGBA(image.Rect(0, 0, 10, 10)))); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(header(100, 100))
	f.Add(asPNG(f, striped(image.NewRGBA(image.Rect(0, 0, 20, 20)), red, blue)))
	f.Add(asJPEG(f, striped(image.NewRGBA(image.Rect(0, 0, 20, 20)), red, blue)))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if config, _, err := image.DecodeConfig(bytes.NewReader(raw)); err == nil && config.Width*config.Height > 1<<20 {
			return // slow, and nothing new
		}
		set, err := picture.Read(t.Context(), raw)
		if _, ok := errs.As(err); err != nil && !ok || err == nil && len(set) != len(picture.Pixels) {
			t.Errorf("%v, %d sizes", err, len(set))
		}
	})
}
