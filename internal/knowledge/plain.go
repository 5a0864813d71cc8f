package knowledge

import (
	"regexp"
	"strings"
)

// readPlain reads text: blank lines part paragraphs, underlined lines are headings, lines with markers are
// lists.
func readPlain(content []byte) outline {
	var blocks []block
	var paragraph []string
	end := func() {
		if len(paragraph) > 0 {
			blocks = append(blocks, plainBlock(paragraph))
			paragraph = nil
		}
	}
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		switch level := underline(line); {
		case line == "":
			end()
		case level > 0 && len(paragraph) == 1:
			blocks = append(blocks, block{kind: headingBlock, level: level, text: heading(paragraph[0])})
			paragraph = nil
		case level > 0: // a ruler
			end()
		default:
			paragraph = append(paragraph, line)
		}
	}
	end()
	return outline{title: plainTitle(blocks), blocks: blocks}
}

func plainTitle(blocks []block) string {
	if len(blocks) > 0 && blocks[0].kind == headingBlock {
		return blocks[0].text
	}
	return ""
}

// underline returns the level of the heading that a line underlines, 0 when it does not.
func underline(line string) int {
	switch {
	case len(line) < 3:
		return 0
	case strings.Trim(line, "=") == "":
		return 1
	case strings.Trim(line, "-") == "":
		return 2
	}
	return 0
}

var listMarker = regexp.MustCompile(`^(?:[-*•–]|\d{1,3}[.)])\s+`)

// plainBlock makes a list of lines that begin with markers, else one paragraph; lines before the first
// marker introduce it.
func plainBlock(lines []string) block {
	var items []string
	for _, line := range lines {
		switch marker := listMarker.FindString(line); {
		case marker != "" && marker[0] >= '0' && marker[0] <= '9':
			items = append(items, strings.TrimRight(marker, " \t.)")+". "+line[len(marker):])
		case marker != "":
			items = append(items, "- "+line[len(marker):])
		case len(items) > 0:
			items[len(items)-1] += " " + line
		default:
			return block{kind: paragraphBlock, text: strings.Join(strings.Fields(strings.Join(lines,
				" ")), " ")}
		}
	}
	return block{kind: listBlock, text: strings.Join(items, "\n")}
}
