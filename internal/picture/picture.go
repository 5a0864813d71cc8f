// Package picture makes the small square pictures of an assistant from an image that somebody uploads.
//
// The type is told by the bytes, and the size in pixels is looked at before anything is decoded. What is made is drawn anew: the centre square on a
// white ground, scaled and written as JPEG, so nothing of the upload is passed on but its pixels, neither the place where a photograph was taken nor a script.
//
// Read needs up to 400 MB for a moment, for the largest image in the most wasteful form, and a second or two: callers bound how many run at once. It holds no state.
package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/gif" // decoders, by the first bytes; of an animation they read the first frame
	"image/jpeg"
	_ "image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"latchkey/internal/errs"
)

// Bounds of an upload.
const (
	MaxBytes  = 5 << 20
	MaxPixels = 25_000_000
)

// Size is one of the sizes in which clients ask for a picture.
type Size string

// The sizes, as the client protocol names them. A picture is never made larger than it was.
const (
	Low    Size = "L" // 64 pixels: beside each message, 32 wide, on a screen of two pixels to one
	Medium Size = "M" // 128 pixels: in the header of the chat, 36 to 40 wide, on a screen of three to one
	High   Size = "H" // 512 pixels: alone on a page
)

// Pixels are the width and height of each size at most.
var Pixels = map[Size]int{Low: 64, Medium: 128, High: 512}

// Set is a picture in every size, as JPEG.
type Set map[Size][]byte

const quality = 88

// Read makes a Set of a PNG, JPEG, WebP or GIF image. It fails with errs.Invalid, and with the error of ctx when that ends before it is done.
func Read(ctx context.Context, raw []byte) (Set, error) {
	mediaType, err := Inspect(raw)
	if err != nil {
		return nil, err
	}
	if mediaType == "" {
		return nil, errs.New(errs.Invalid, "UNSUPPORTED_PICTURE_TYPE", "Pictures of this type cannot be read. Accepted are PNG, JPEG, WebP and GIF.")
	}
	decoded, _, err := image.Decode(&hurried{ctx, bytes.NewReader(raw)})
	if ended := ctx.Err(); ended != nil {
		return nil, ended
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return drawn(decoded)
}

// Inspect returns the media type of an image, "" when the bytes are none that can be read. It decodes nothing but the header, and fails with errs.Invalid
// when that is damaged or announces too many pixels.
func Inspect(raw []byte) (mediaType string, err error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(raw))
	switch {
	case errors.Is(err, image.ErrFormat):
		return "", nil
	case err != nil || config.Width < 1 || config.Height < 1:
		return "", unreadable(err)
	case config.Width > MaxPixels/config.Height:
		return "", errs.New(errs.Invalid, "PICTURE_TOO_MANY_PIXELS", "The picture has more than 25 million pixels; make it smaller.")
	}
	return "image/" + format, nil
}

func unreadable(cause error) error {
	return errs.Wrap(cause, errs.Invalid, "PICTURE_UNREADABLE", "The picture is damaged or not complete, and cannot be read.")
}

// hurried ends a decoder that takes too long: there are files that keep one busy for minutes.
type hurried struct {
	ctx context.Context
	in  *bytes.Reader
}

// Read implements io.Reader.
func (h *hurried) Read(p []byte) (int, error) {
	if err := h.ctx.Err(); err != nil {
		return 0, err
	}
	return h.in.Read(p)
}

// drawn scales the largest size from the image, and the others from that.
func drawn(decoded image.Image) (Set, error) {
	set := Set{}
	source, square := decoded, centre(decoded.Bounds())
	for _, size := range []Size{High, Medium, Low} {
		side := min(Pixels[size], square.Dx())
		canvas := image.NewRGBA(image.Rect(0, 0, side, side))
		draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
		draw.CatmullRom.Scale(canvas, canvas.Bounds(), source, square, draw.Over, nil)
		var out bytes.Buffer
		if err := jpeg.Encode(&out, canvas, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		set[size] = out.Bytes()
		source, square = canvas, canvas.Bounds()
	}
	return set, nil
}

// centre is the largest square in the middle of a rectangle.
func centre(r image.Rectangle) image.Rectangle {
	side := min(r.Dx(), r.Dy())
	corner := r.Min.Add(image.Pt((r.Dx()-side)/2, (r.Dy()-side)/2))
	return image.Rectangle{Min: corner, Max: corner.Add(image.Pt(side, side))}
}
