package openai

import (
	"bytes"
	"encoding/base64"
	"io"
	"sync"
)

// pictures are the images of a prompt, in the order in which their mark stands in its messages. They are put there while the request is sent, so that
// an image costs its own bytes and no copy of them.
type pictures struct {
	mark     string // random, so that nobody can write it
	contents [][]byte
}

// piece is a part of a body: text as it is, or an image that is sent as base64.
type piece struct {
	content []byte
	encoded bool
}

func (p piece) size() int {
	if p.encoded {
		return base64.StdEncoding.EncodedLen(len(p.content))
	}
	return len(p.content)
}

// Base64 writes three bytes as four letters.
const (
	groupBytes   = 3
	groupLetters = 4
)

// copyTo fills b from a place of what is sent, or a part of b, and returns how much that is.
func (p piece) copyTo(b []byte, at int) int {
	if !p.encoded {
		return copy(b, p.content[at:])
	}
	rest := p.content[at/groupLetters*groupBytes:]
	if at%groupLetters == 0 && len(b) >= groupLetters {
		rest = rest[:min(len(rest), len(b)/groupLetters*groupBytes)]
		base64.StdEncoding.Encode(b, rest)
		return base64.StdEncoding.EncodedLen(len(rest))
	}
	var group [groupLetters]byte
	rest = rest[:min(len(rest), groupBytes)]
	base64.StdEncoding.Encode(group[:], rest)
	return copy(b, group[at%groupLetters:base64.StdEncoding.EncodedLen(len(rest))])
}

// payload is the body of a request, which the transport would keep as long as the answer lasts. It is safe for concurrent use:
// the transport may still write it when the upstream answers already.
type payload struct {
	mu       sync.Mutex
	pieces   []piece
	sent     bool // to its end
	released bool
}

// newPayload puts the pictures into the places of their mark.
func newPayload(raw []byte, images pictures) *payload {
	p := &payload{}
	for _, image := range images.contents {
		before, after, _ := bytes.Cut(raw, []byte(images.mark))
		p.pieces = append(p.pieces, piece{content: before}, piece{image, true})
		raw = after
	}
	p.pieces = append(p.pieces, piece{content: raw})
	return p
}

func (p *payload) size() (sum int64) {
	for _, one := range p.pieces {
		sum += int64(one.size())
	}
	return sum
}

// release forgets the body as soon as it is sent.
func (p *payload) release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.released = true
	p.tidy()
}

func (p *payload) tidy() {
	if p.released && p.sent {
		p.pieces = nil
	}
}

func (p *payload) reader() io.ReadCloser { return &payloadReader{from: p} }

type payloadReader struct {
	from  *payload
	piece int
	at    int // in the piece
}

// Read implements io.Reader.
func (r *payloadReader) Read(b []byte) (n int, err error) {
	p := r.from
	p.mu.Lock()
	defer p.mu.Unlock()
	for n < len(b) && r.piece < len(p.pieces) {
		one := p.pieces[r.piece]
		done := one.copyTo(b[n:], r.at)
		n += done
		if r.at += done; r.at == one.size() {
			r.piece, r.at = r.piece+1, 0
		}
	}
	if n == 0 && len(b) > 0 {
		err = io.EOF
	}
	p.sent = p.sent || r.piece >= len(p.pieces)
	p.tidy()
	return n, err
}

// Close implements io.Closer.
func (r *payloadReader) Close() error { return nil }
