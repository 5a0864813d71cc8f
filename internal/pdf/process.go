package pdf

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"

	"latchkey/internal/errs"
)

// role is the argument that makes a process the reader of another one.
const role = "read-pdf-for-parent"

// Isolate makes this process read PDFs in a process of its own, which is this program once more. Main calls it before anything else, with
// the program's arguments and streams: when it returns true, this was that process, its work is done, and main should return.
func Isolate(arguments []string, in io.Reader, out io.Writer) bool {
	if len(arguments) == 1 && arguments[0] == role {
		serve(context.Background(), in, out)
		return true
	}
	isolateSet.Do(func() { isolate = true })
	return false
}

// reply is what a reader answers about one document.
type reply struct {
	Pages   []string
	Code    string // of a refusal, with its kind and message
	Kind    errs.Kind
	Message string
	Failure string // what went wrong, for the log; the reader ends after it
}

// newServed makes the engine of a process for PDFs; tests change it.
var newServed = compiled

// serve reads documents from its parent until that one is gone.
func serve(ctx context.Context, in io.Reader, out io.Writer) {
	giveWay()
	e, err := newServed(ctx)
	err = errors.Join(err, json.NewEncoder(out).Encode(replyOf(nil, err)))
	for err == nil {
		var data []byte
		if data, err = receive(in); err == nil {
			err = answer(ctx, e, data, out)
		}
	}
}

// answer returns an error when the reader should end.
func answer(ctx context.Context, e engine, data []byte, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, readTime) // the parent is quicker, unless it was killed
	defer cancel()
	pages, failure := e.read(ctx, data)
	return errors.Join(json.NewEncoder(out).Encode(replyOf(pages, failure)), lasting(failure))
}

// giveWay makes this the process that Linux ends first when memory is short; elsewhere it does nothing.
func giveWay() { _ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0) }

func lasting(err error) error {
	if errors.Is(err, errEngine) {
		return err
	}
	return nil
}

func replyOf(pages []string, err error) reply {
	r := reply{Pages: pages}
	if err == nil {
		return r
	}
	r.Pages, r.Failure = nil, err.Error()
	if e, ok := errs.As(err); ok {
		r.Code, r.Kind, r.Message = e.Code, e.Kind, e.Message
	}
	return r
}

func (r reply) err() error {
	switch {
	case r.Code != "":
		return errs.Wrap(errors.New(r.Failure), r.Kind, r.Code, r.Message)
	case r.Failure != "":
		return fmt.Errorf("%w: %s", errEngine, r.Failure)
	}
	return nil
}

// A document is sent as its length in 8 bytes, then its bytes.

func send(out io.Writer, data []byte) error {
	if err := binary.Write(out, binary.BigEndian, uint64(len(data))); err != nil {
		return err
	}
	_, err := out.Write(data)
	return err
}

func receive(in io.Reader) ([]byte, error) {
	var size uint64
	if err := binary.Read(in, binary.BigEndian, &size); err != nil {
		return nil, err
	}
	if size > MaxBytes {
		return nil, errors.New("the document is too long")
	}
	data := make([]byte, size)
	_, err := io.ReadFull(in, data)
	return data, err
}

// process is an engine in a process of its own.
type process struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     io.ReadCloser
}

// startProcess returns when the process is ready.
func startProcess(ctx context.Context) (engine, error) {
	program, err := os.Executable()
	if runtime.GOOS == "linux" {
		program, err = "/proc/self/exe", nil // also when the file was replaced by a new version
	}
	if err != nil {
		return nil, err
	}
	p := &process{command: exec.Command(program, role)}
	p.command.Env = []string{} // the settings hold secrets
	in, err := p.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.in, p.out = in, out
	if err := p.command.Start(); err != nil {
		return nil, unavailable(err)
	}
	if _, err := p.receive(ctx); err != nil {
		p.close()
		return nil, unavailable(err)
	}
	return p, nil
}

func unavailable(cause error) error {
	return errs.Wrap(cause, errs.Unavailable, "PDF_READER_UNAVAILABLE",
		"The server cannot read PDFs now: perhaps it has too little memory, 400 MB are needed. Try again later, or send the text.")
}

func (p *process) read(ctx context.Context, data []byte) ([]string, error) {
	stop := context.AfterFunc(ctx, p.kill)
	defer stop()
	if err := send(p.in, data); err != nil {
		return nil, fmt.Errorf("%w: %w", errEngine, damaged(err))
	}
	return p.receive(ctx)
}

// receive waits for a reply; a process that ends without one was ended by the document.
func (p *process) receive(ctx context.Context) ([]string, error) {
	stop := context.AfterFunc(ctx, p.kill)
	defer stop()
	var r reply
	// JSON writes a character in at most six bytes.
	if err := json.NewDecoder(io.LimitReader(p.out, 8*maxText)).Decode(&r); err != nil {
		return nil, fmt.Errorf("%w: %w", errEngine, damaged(err))
	}
	return r.Pages, r.err()
}

func (p *process) kill() { _ = p.command.Process.Kill() } // it may be gone already

func (p *process) close() {
	p.kill()
	_ = p.in.Close()
	_ = p.command.Wait() // says only that it was killed
}
