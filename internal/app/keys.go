package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"latchkey/internal/declare"
)

type keysCheckCommand struct {
	Key     string `arg:"" optional:"" help:"The full key or its id." placeholder:"KEY"`
	Origin  string `help:"Value of the Origin header." placeholder:"URL"`
	Referer string `help:"Value of the Referer header, which is looked at when there is no Origin." placeholder:"URL"`
	IP      string `name:"ip" help:"The client's address." placeholder:"ADDRESS"`
	Expect  string `default:"allowed" enum:"allowed,refused" help:"The verdict that ends with exit code 0: allowed or refused (${default})."`
	File    string `short:"f" help:"YAML file with a list of cases, in place of one on the command line; - is standard input." placeholder:"FILE"`
	remoteFlags
}

// checked is one case with the verdict about it. Err is why there is none.
type checked struct {
	Line    int              `json:"line,omitempty"`
	Expect  string           `json:"expect"`
	OK      bool             `json:"ok"`
	Verdict *declare.Verdict `json:"verdict,omitempty"`
	Err     string           `json:"error,omitempty"`

	question declare.Question
}

func (c *keysCheckCommand) run(ctx context.Context, env Env) error {
	cases, err := c.cases(env)
	if err != nil {
		return err
	}
	client, err := c.client()
	if err != nil {
		return err
	}
	results := make([]checked, len(cases))
	for i, asked := range cases {
		results[i] = checked{Line: asked.Line, Expect: asked.Expect, question: asked.Question}
		verdict, err := declare.Ask(ctx, client, asked.Question)
		if refusal, ok := errors.AsType[*declare.Refusal](err); ok {
			results[i].Err = explain(refusal)
			continue
		} else if err != nil {
			return exit{exitNoContact, err}
		}
		results[i].Verdict, results[i].OK = &verdict, verdict.Result() == asked.Expect
	}
	return errors.Join(c.print(env, results), outcome(results))
}

func (c *keysCheckCommand) cases(env Env) ([]declare.Case, error) {
	asked := declare.Question{Key: c.Key, Origin: c.Origin, Referer: c.Referer, IPAddress: c.IP}
	switch {
	case c.File == "" && c.Key == "":
		return nil, exit{exitUsage, errors.New("name a key, or a file of cases with -f")}
	case c.File == "":
		return []declare.Case{{Question: asked, Expect: c.Expect}}, nil
	case asked != declare.Question{}:
		return nil, exit{exitUsage, errors.New("with -f the keys and places are those of the file")}
	}
	return readFile(env, c.File, declare.ReadCases)
}

// explain says why the server has no verdict.
func explain(r *declare.Refusal) string {
	problems := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		problems[i] = f.Location + " " + f.Message
	}
	return cmp.Or(strings.Join(problems, "; "), r.Detail)
}

// outcome is the end of the command: a question that has no verdict is worse than a verdict that was not expected.
func outcome(results []checked) error {
	wrong, differ := 0, 0
	for _, r := range results {
		switch {
		case r.Err != "":
			wrong++
		case !r.OK:
			differ++
		}
	}
	switch {
	case wrong > 0:
		return exit{exitUsage, fmt.Errorf("%d of %d cases have no verdict", wrong, len(results))}
	case differ > 0:
		return exit{exitFailed, fmt.Errorf("%d of %d verdicts are not as expected", differ, len(results))}
	}
	return nil
}

func (c *keysCheckCommand) print(env Env, results []checked) error {
	switch {
	case c.JSON && c.File == "":
		return writeJSON(env.Stdout, results[0])
	case c.JSON:
		return writeJSON(env.Stdout, results)
	case c.File == "":
		return results[0].print(env.Stdout)
	}
	table := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tLINE\tEXPECTED\tVERDICT\tCODE\tKEY\tFROM\tENTRY")
	for _, r := range results {
		r.row(table)
	}
	return table.Flush()
}

// print writes one verdict at length.
func (r *checked) print(w io.Writer) error {
	v := r.Verdict
	if v == nil {
		_, err := fmt.Fprintln(w, "no verdict:", r.Err)
		return err
	}
	lines := []string{v.Result()}
	if v.Code != "" {
		lines[0] += " " + v.Code
	}
	for _, line := range [][2]string{
		{"", v.Detail}, {"key: ", v.KeyID}, {"origin: ", v.Origin}, {"address: ", v.IPAddress}, {"decided by the entry: ", v.Matched},
		{"only reported, would be refused with: ", v.WouldRefuse},
	} {
		if line[1] != "" {
			lines = append(lines, "  "+line[0]+line[1])
		}
	}
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n"))
	return err
}

// row writes one line of the table.
func (r *checked) row(w io.Writer) {
	from := cmp.Or(strings.Join(given(r.question.Origin, r.question.Referer, r.question.IPAddress), " "), "-")
	if r.Verdict == nil {
		fmt.Fprintf(w, "ERROR\t%d\t%s\t-\t-\t-\t%s\t%s\n", r.Line, r.Expect, from, r.Err)
		return
	}
	mark, code := "ok", r.Verdict.Code
	if !r.OK {
		mark = "FAIL"
	}
	if r.Verdict.WouldRefuse != "" {
		code = "would be " + r.Verdict.WouldRefuse
	}
	fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n", mark, r.Line, r.Expect, r.Verdict.Result(), cmp.Or(code, "-"), r.Verdict.KeyID, from, cmp.Or(r.Verdict.Matched, "-"))
}

func given(values ...string) []string {
	var list []string
	for _, v := range values {
		if v != "" {
			list = append(list, v)
		}
	}
	return list
}
