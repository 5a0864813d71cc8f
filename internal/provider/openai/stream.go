package openai

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/tidwall/gjson"
)

// endMark is the data of the last event.
const endMark = "[DONE]"

const (
	lineBuffer = 512     // bytes; longer lines are put together
	maxLine    = 4 << 20 // bytes
)

var (
	errLine      = fmt.Errorf("a line of the stream is longer than %d bytes", maxLine)
	errNoStream  = errors.New("the upstream sent something else than a stream")
	byteOrder    = []byte("\xEF\xBB\xBF")
	dataField    = []byte("data:")
	newline      = []byte("\n")
	streamedKind = "text/event-stream"
)

// events reads the data of server-sent events. It is used by one goroutine; what it returns is valid until the next call.
type events struct {
	in    *bufio.Reader
	long  []byte // a line that is longer than the buffer, or data of several lines
	begun bool
}

// newEvents reads the body of a response. It fails when that is surely no stream; some upstreams do not say what they send.
func newEvents(res *http.Response) (*events, error) {
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	if kind = strings.ToLower(strings.TrimSpace(kind)); kind != streamedKind && (kind == "text/html" || kind == "application/json") {
		return nil, fmt.Errorf("%w: %s", errNoStream, kind)
	}
	var body io.Reader = res.Body
	if strings.EqualFold(res.Header.Get("Content-Encoding"), "gzip") {
		zip, err := gzip.NewReader(body)
		if err != nil {
			return nil, err
		}
		body = io.LimitReader(zip, maxStream)
	}
	return &events{in: bufio.NewReaderSize(body, lineBuffer)}, nil
}

// next returns the data of the next event that has any; io.EOF = the stream has ended.
func (e *events) next() ([]byte, error) {
	var data []byte
	for {
		line, err := e.line()
		switch value, isData := bytes.CutPrefix(line, dataField); {
		case err != nil && len(line) == 0:
			if errors.Is(err, io.EOF) && len(data) > 0 {
				return bytes.TrimSuffix(data, newline), nil // the stream ended without the empty line
			}
			return nil, err
		case len(line) == 0 && len(data) > 0:
			return bytes.TrimSuffix(data, newline), nil
		case isData && data == nil && e.ends():
			return bytes.TrimPrefix(value, []byte(" ")), nil
		case isData:
			data = append(data, bytes.TrimPrefix(value, []byte(" "))...)
			data = append(data, '\n')
		}
	}
}

// ends says whether the empty line that ends the event is here already, as it nearly always is: then the data need not be copied.
func (e *events) ends() bool {
	next, _ := e.in.Peek(min(e.in.Buffered(), 2))
	return bytes.HasPrefix(next, []byte("\n")) || bytes.Equal(next, []byte("\r\n"))
}

// line returns the next line without its end. The last one may come with an error.
func (e *events) line() ([]byte, error) {
	line, err := e.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = e.longLine(line)
	} else if len(e.long) > 0 {
		e.long = nil
	}
	if !e.begun && len(line) > 0 {
		e.begun, line = true, bytes.TrimPrefix(line, byteOrder)
	}
	return bytes.TrimRight(line, "\r\n"), err
}

func (e *events) longLine(first []byte) ([]byte, error) {
	e.long = append(e.long[:0], first...)
	for {
		more, err := e.in.ReadSlice('\n')
		if len(e.long)+len(more) > maxLine {
			return nil, errLine
		}
		e.long = append(e.long, more...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return e.long, err
		}
	}
}

// chunk is a piece of an answer, as far as it is used.
type chunk struct {
	content, refusal, finish string
	reasoning                string
	input, output            int // tokens that the upstream counted; 0 = it says nothing
}

// errNoChunk is the cause when an upstream streams something else than JSON objects.
var errNoChunk = errors.New("the upstream streams what is no JSON object")

// decode reads a chunk. It is done for every word, so nothing is made that is not used. A member of an unexpected type is left out; an upstream that fails in its
// stream says so in one.
func decode(data []byte) (c chunk, err error) {
	if !gjson.ValidBytes(data) {
		return c, errNoChunk
	}
	root := gjson.ParseBytes(data)
	if !root.IsObject() {
		return c, errNoChunk
	}
	root.ForEach(func(name, value gjson.Result) bool {
		switch name.Str {
		case "choices":
			value.ForEach(func(_, choice gjson.Result) bool {
				c.choose(choice)
				return false // there is one, unless somebody asked for more
			})
		case "usage":
			c.input, c.output = int(value.Get("prompt_tokens").Int()), int(value.Get("completion_tokens").Int())
		case "error":
			err = refused(value)
		}
		return true
	})
	return c, err
}

func (c *chunk) choose(choice gjson.Result) {
	choice.ForEach(func(name, value gjson.Result) bool {
		switch name.Str {
		case "finish_reason":
			c.finish = text(value)
		case "delta":
			value.ForEach(func(name, value gjson.Result) bool {
				c.add(name.Str, text(value))
				return true
			})
		}
		return true
	})
}

func (c *chunk) add(name, text string) {
	switch name {
	case "content":
		c.content = text
	case "refusal": // a model that refuses says why in a field of its own
		c.refusal = text
	case "reasoning_content": // DeepSeek, vLLM
		c.reasoning = text
	case "reasoning": // OpenRouter, Ollama; some send both, with the same text
		if c.reasoning == "" {
			c.reasoning = text
		}
	}
}

func text(value gjson.Result) string {
	if value.Type == gjson.String {
		return value.Str
	}
	return ""
}

// refused is what an upstream says of its failure in its stream, nil when it says nothing.
func refused(value gjson.Result) error {
	told := apiError{Message: text(value)}
	if value.IsObject() {
		_ = json.Unmarshal([]byte(value.Raw), &told) // what has another type is left out
	}
	if !value.IsObject() && told.Message == "" {
		return nil
	}
	return &refusal{status: http.StatusOK, told: told}
}
