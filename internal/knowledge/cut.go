package knowledge

import "strings"

const (
	wordBytes   = 24 // a longer "word" counts as several: text without spaces is bounded too
	wholeFactor = 1.5
)

// weight is the length of a text in words.
func weight(s string) int {
	n := 0
	for word := range strings.FieldsSeq(s) {
		n += 1 + len(word)/wordBytes
	}
	return n
}

// cut makes passages: one per heading and page, long ones split between blocks into parts of about equal length. What
// introduces a list, code or a table (it ends with a colon) stays with it.
func cut(blocks []block, maxWords int) []piece {
	var pieces []piece
	var path pathStack
	var section []block
	end := func() {
		for _, text := range pack(section, maxWords) {
			pieces = append(pieces, piece{path: path.headings(), text: text, page: section[0].page})
		}
		section = nil
	}
	for _, b := range blocks {
		if b.kind == headingBlock {
			end()
			path.enter(b.level, b.text)
			continue
		}
		if len(section) > 0 && section[0].page != b.page {
			end()
		}
		section = append(section, b)
	}
	end()
	return pieces
}

// pathStack is the headings above the current block, outermost first. A heading without text only ends
// others.
type pathStack []block

func (p *pathStack) enter(level int, text string) {
	for len(*p) > 0 && (*p)[len(*p)-1].level >= level {
		*p = (*p)[:len(*p)-1]
	}
	if text != "" {
		*p = append(*p, block{level: level, text: text})
	}
}

func (p pathStack) headings() []string {
	out := make([]string, len(p))
	for i, b := range p {
		out[i] = b.text
	}
	return out
}

// pack joins the blocks of a section into texts of at most maxWords, about equally long.
func pack(section []block, maxWords int) []string {
	units := unitsOf(section, maxWords)
	total := 0
	for _, u := range units {
		total += weight(u)
	}
	if total == 0 {
		return nil
	}
	parts := (total + maxWords - 1) / maxWords
	target := (total + parts - 1) / parts
	var texts, current []string
	size := 0
	for _, u := range units {
		w := weight(u)
		// The half of w decides on which side of the target the unit does less harm.
		if size > 0 && (size+w > maxWords || size+w/2 > target) {
			texts, current, size = append(texts, strings.Join(current, "\n\n")), nil, 0
		}
		current, size = append(current, u), size+w
	}
	return append(texts, strings.Join(current, "\n\n"))
}

// unitsOf returns texts that are not split further: blocks, parts of blocks that are too long, and blocks
// glued to their introduction.
func unitsOf(section []block, maxWords int) []string {
	var units []string
	for i, b := range section {
		parts := split(b, maxWords)
		if i > 0 && introduces(section[i-1], b) && len(units) > 0 && len(parts) > 0 &&
			weight(units[len(units)-1])+weight(parts[0]) <= maxWords*2 {
			units[len(units)-1] += "\n\n" + parts[0]
			parts = parts[1:]
		}
		units = append(units, parts...)
	}
	return units
}

func introduces(before, b block) bool {
	return before.kind == paragraphBlock && b.kind != paragraphBlock && strings.HasSuffix(before.text, ":")
}

// split cuts a block that does not fit: code and tables between lines, lists between items, paragraphs
// between sentences.
func split(b block, maxWords int) []string {
	switch {
	case strings.TrimSpace(b.text) == "":
		return nil
	case weight(b.text) <= maxWords:
		return []string{b.text}
	case b.kind == codeBlock:
		return splitCode(b.text, maxWords)
	case b.kind == tableBlock:
		return splitTable(b.text, maxWords)
	case b.kind == listBlock:
		return join(hardWrap(items(b.text), maxWords), "\n", maxWords)
	default:
		return join(hardWrap(sentences(b.text), maxWords), " ", maxWords)
	}
}

// join packs parts into texts of at most maxWords.
func join(parts []string, separator string, maxWords int) []string {
	var texts []string
	var current strings.Builder
	size := 0
	for _, p := range parts {
		w := weight(p)
		if size > 0 && size+w > maxWords {
			texts = append(texts, current.String())
			current.Reset()
			size = 0
		}
		if current.Len() > 0 {
			current.WriteString(separator)
		}
		current.WriteString(p)
		size += w
	}
	if current.Len() > 0 {
		texts = append(texts, current.String())
	}
	return texts
}

// splitCode keeps code that is only somewhat too long whole, for half a program helps nobody.
func splitCode(text string, maxWords int) []string {
	if float64(weight(text)) <= wholeFactor*float64(maxWords) {
		return []string{text}
	}
	lines := strings.Split(text, "\n")
	opening, closing := lines[0], lines[len(lines)-1]
	parts := join(hardWrap(lines[1:len(lines)-1], maxWords), "\n", maxWords)
	for i, p := range parts {
		parts[i] = opening + "\n" + p + "\n" + closing
	}
	return parts
}

// splitTable repeats the table's head in every part, unless the head itself is too long.
func splitTable(text string, maxWords int) []string {
	lines := strings.SplitN(text, "\n", 3)
	if len(lines) < 3 || weight(lines[0])+weight(lines[1]) > maxWords/2 {
		return join(hardWrap(strings.Split(text, "\n"), maxWords), "\n", maxWords)
	}
	head := lines[0] + "\n" + lines[1] + "\n"
	room := maxWords - weight(head)
	parts := join(hardWrap(strings.Split(lines[2], "\n"), room), "\n", room)
	for i, p := range parts {
		parts[i] = head + p
	}
	return parts
}

// items returns the items of a list: lines that are not indented, each with the indented lines after it.
func items(text string) []string {
	lines := strings.Split(text, "\n")
	var out []string
	start := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && (lines[i] == "" || lines[i][0] == ' ') {
			continue
		}
		out = append(out, strings.Join(lines[start:i], "\n"))
		start = i
	}
	return out
}

// hardWrap cuts parts that are longer than maxWords between words, and words that are longer than that
// anywhere.
func hardWrap(parts []string, maxWords int) []string {
	var out []string
	for _, p := range parts {
		if weight(p) <= maxWords {
			out = append(out, p)
			continue
		}
		var pieces []string
		for word := range strings.FieldsSeq(p) {
			pieces = append(pieces, cutWord(word, max(1, maxWords-1)*wordBytes)...)
		}
		out = append(out, join(pieces, " ", maxWords)...)
	}
	return out
}

func cutWord(word string, maxBytes int) []string {
	var out []string
	for len(word) > maxBytes {
		head := shorten(word, maxBytes)
		out = append(out, head)
		word = word[len(head):]
	}
	return append(out, word)
}

// sentences splits a paragraph after full stops that a space follows; it may err, for it only chooses where
// to cut.
func sentences(s string) []string {
	var out []string
	start := 0
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' {
			out = append(out, s[start:i+1])
			start = i + 2
		}
	}
	return append(out, s[start:])
}
