package app_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// program is the server in a process of its own.
type program struct {
	url string
	cmd *exec.Cmd
}

// startProgram starts this test binary as the program.
func startProgram(t testing.TB, args ...string) *program {
	t.Helper()
	return startSelf(t, asProgram+"=1", slices.Concat([]string{"serve", "--listen", "127.0.0.1:0"}, testkit.Unlimited, args)...)
}

// startSelf starts this test binary with a variable that says what it shall be, and waits for the line with its URL.
func startSelf(t testing.TB, as string, args ...string) *program {
	t.Helper()
	p := &program{cmd: exec.Command(os.Args[0], args...)}
	p.cmd.Env = append(os.Environ(), as)
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	})
	ready, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the program does not start: %v", err)
	}
	p.url = regexp.MustCompile(`http://\S+`).FindString(ready)
	return p
}

// Killed in the middle of 1,000 questions, the server starts again, has every question that was acknowledged and every word
// that was shown, counts right, and marks what it could not finish.
func TestKill(t *testing.T) {
	for name, database := range map[string]func() []string{
		"sqlite":   func() []string { return nil },
		"postgres": func() []string { return []string{"--database-url", testkit.Postgres(t)} },
	} {
		t.Run(name, func(t *testing.T) { testKill(t, database()) })
	}
}

func testKill(t *testing.T, database []string) {
	const asks, conversations, limit = 1000, 50, 15
	args := append([]string{"--data", t.TempDir()}, database...)
	up := providertest.New(t, func(w http.ResponseWriter, r *http.Request) {
		providertest.Begin(w)
		for i := range 20 {
			providertest.Say(w, fmt.Sprintf("w%d ", i))
		}
		providertest.End(w)
	})
	setup := testkit.StartIn(t, args[1], database...)
	k := setup.NewKey(setup.NewAssistant(scripted(up)), JSON{"configuration": JSON{"maxMessagePerConversation": limit}})
	var open [conversations]testkit.Conversation
	for i := range open {
		open[i] = setup.NewConversation(k)
	}
	setup.Stop()

	p := startProgram(t, args...)
	var acknowledged sync.Map // question → text that was shown
	var done atomic.Int32
	kill := sync.OnceFunc(func() { _ = p.cmd.Process.Signal(syscall.SIGKILL) })
	work := make(chan int)
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			for i := range work {
				question := fmt.Sprint("question ", i)
				if shown, ok := askProgram(p.url, open[i%conversations], question); ok {
					acknowledged.Store(question, shown)
				}
				if done.Add(1) == asks/3 {
					kill()
				}
			}
		})
	}
	for i := range asks {
		work <- i
	}
	close(work)
	all.Wait()
	_ = p.cmd.Wait()

	again := testkit.StartIn(t, args[1], database...)
	stored := map[string]JSON{}
	for _, c := range open {
		rows := history(t, again, c)
		meta := again.Do("GET", c.Path, nil, "Api-Key", k.Secret)
		if meta.JSON["queryCount"] != float64(len(rows)) || len(rows) > limit {
			t.Errorf("%v rows are counted, %d stored, limit %d", meta.JSON["queryCount"], len(rows), limit)
		}
		for _, row := range rows {
			question := row["query"].(string)
			if stored[question] != nil {
				t.Errorf("%s is stored twice", question)
			}
			stored[question] = row
			if row["status"] != "DONE" && row["status"] != "INTERRUPTED" {
				t.Errorf("%s is %v after the restart", question, row["status"])
			}
		}
	}
	count := 0
	acknowledged.Range(func(question, shown any) bool {
		count++
		row := stored[question.(string)]
		if row == nil {
			t.Errorf("%v was acknowledged and is lost", question)
		} else if !strings.HasPrefix(row["answer"].(string), shown.(string)) {
			t.Errorf("%v: shown %q, stored %q", question, shown, row["answer"])
		}
		return true
	})
	if count < 100 || count >= asks {
		t.Errorf("%d of %d questions were acknowledged: the kill was not in the middle", count, asks)
	}
}

// askProgram asks and reads until the stream ends or breaks. ok says that the question was accepted.
func askProgram(url string, c testkit.Conversation, question string) (shown string, ok bool) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	body := strings.NewReader(fmt.Sprintf(`{"request":%q}`, question))
	req, err := http.NewRequestWithContext(ctx, "POST", url+c.Path+"/queries?sse=true", body)
	if err != nil {
		return "", false
	}
	req.Header.Set("Api-Key", c.Key.Secret)
	req.Header.Set("Conversation-Token", c.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", false
	}
	defer res.Body.Close()
	scan := bufio.NewScanner(res.Body)
	for scan.Scan() {
		line := scan.Text()
		if strings.Contains(line, `"MESSAGE_LIMIT"`) {
			return "", false
		}
		if _, rest, found := strings.Cut(line, `"message":"`); found {
			text, _, _ := strings.Cut(rest, `"`)
			shown += text
		}
		ok = ok || strings.HasPrefix(line, "data: ")
	}
	return shown, ok
}
