package knowledge

import (
	"fmt"
	"strings"
	"testing"
)

func paragraph(n int) block {
	return block{kind: paragraphBlock, text: strings.TrimSpace(strings.Repeat("word ", n-1)) + " end."}
}

func TestCutPacksEvenly(t *testing.T) {
	pieces := cut([]block{paragraph(100), paragraph(90), paragraph(60), paragraph(70), paragraph(20)}, 220)
	if len(pieces) != 2 {
		t.Fatalf("%d pieces, want 2", len(pieces))
	}
	for _, p := range pieces {
		if w := weight(p.text); w < 60 || w > 220 {
			t.Errorf("piece of %d words", w)
		}
	}
}

func TestCutKeepsWholeWhatFits(t *testing.T) {
	code := block{kind: codeBlock, text: fenced("", strings.Repeat("a b c\n", 40))}
	pieces := cut([]block{paragraph(150), {kind: paragraphBlock, text: "Run this:"}, code, paragraph(80)}, 220)
	found := false
	for _, p := range pieces {
		found = found || strings.Contains(p.text, "Run this:\n\n"+code.text)
	}
	if !found {
		t.Errorf("code and its introduction were parted: %+v", pieces)
	}
}

func TestCutSplitsWhatDoesNotFit(t *testing.T) {
	rows := [][]string{{"Name", "Value"}}
	for i := range 300 {
		rows = append(rows, []string{fmt.Sprint("row", i), "some value"})
	}
	for name, b := range map[string]block{
		"sentences": {kind: paragraphBlock, text: strings.Repeat("This is a sentence of seven words. ", 100)},
		"one word":  {kind: paragraphBlock, text: strings.Repeat("x", 20000)},
		"no spaces": {kind: paragraphBlock, text: strings.Repeat("茶", 20000)},
		"list": {kind: listBlock, text: strings.TrimSpace(strings.Repeat("- an item\n  with more\n",
			200))},
		"code":  {kind: codeBlock, text: fenced("go", strings.Repeat("a := b + c\n", 200))},
		"table": {kind: tableBlock, text: tableText(rows)},
	} {
		t.Run(name, func(t *testing.T) {
			pieces := cut([]block{b}, 100)
			if len(pieces) < 2 {
				t.Fatalf("%d pieces", len(pieces))
			}
			for _, p := range pieces {
				if w := weight(p.text); w > 110 {
					t.Errorf("piece of %d words", w)
				}
				if name == "code" && (!strings.HasPrefix(p.text, "```go\n") || !strings.HasSuffix(p.text, "\n```")) {
					t.Errorf("code without fences: %q", p.text)
				}
				if name == "table" && !strings.HasPrefix(p.text, "| Name | Value |\n| --- | --- |\n| row") {
					t.Errorf("table without head: %q", p.text)
				}
			}
		})
	}
}
