package openai

import (
	"bytes"
	"unicode/utf8"

	"latchkey/internal/aside"
)

// likeness reads the chunks of one stream that differ from an earlier one in nothing but their text, as nearly all do, at the cost of comparing them. It is used by one
// goroutine.
type likeness struct {
	before, after []byte // around the text, quotes included
	misses        int    // in a row
}

// patience is after how many chunks that are unlike the one before a stream is taken for one whose chunks are never alike: some servers pad each with a random text.
const patience = 4

const contentMember = `"content":"`

// decode reads a chunk.
func (l *likeness) decode(data []byte) (chunk, error) {
	if text, ok := l.text(data); ok {
		l.misses = 0
		return chunk{content: string(text)}, nil
	}
	// The parser needs much stack, and the goroutine that reads a stream waits for long.
	return aside.Do(func() (chunk, error) {
		c, err := decode(data)
		if err == nil && c.content != "" && l.misses < patience {
			l.misses++
			l.learn(data, c.content)
		}
		return c, err
	})
}

// text returns the text of a chunk that is like the learned one.
func (l *likeness) text(data []byte) ([]byte, bool) {
	if l.before == nil || !bytes.HasPrefix(data, l.before) || !bytes.HasSuffix(data, l.after) || len(data) < len(l.before)+len(l.after) {
		return nil, false
	}
	text := data[len(l.before) : len(data)-len(l.after)]
	return text, isPlain(text)
}

// isPlain says whether a text stands for itself in a JSON string (RFC 8259, section 7).
func isPlain(text []byte) bool {
	for _, b := range text {
		if b < 0x20 || b == '"' || b == '\\' {
			return false
		}
	}
	return utf8.Valid(text)
}

// learn keeps what is around the text of a chunk, if another text in its place is read as exactly that.
func (l *likeness) learn(data []byte, content string) {
	l.before, l.after = nil, nil
	at := bytes.Index(data, []byte(contentMember+content+`"`))
	if at < 0 {
		return // written in another way
	}
	at += len(contentMember)
	before, after := data[:at], data[at+len(content):]
	const other = "another text"
	c, err := decode(bytes.Join([][]byte{before, after}, []byte(other)))
	if err == nil && c == (chunk{content: other}) {
		l.before, l.after = bytes.Clone(before), bytes.Clone(after)
	}
}
