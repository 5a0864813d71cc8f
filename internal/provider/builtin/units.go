package builtin

import (
	"regexp"
	"strings"
	"unicode"
)

type unitKind int

const (
	sentence unitKind = iota
	list
	code
	table
)

// unit is the smallest part of a passage that an answer may take: a sentence, or a whole list, piece of
// code or table.
type unit struct {
	kind      unitKind
	text      string
	paragraph int // sentences of one paragraph share its number
	words     int
	matches   uint64 // terms of the question
	score     float64
}

func (u unit) introduces() bool { return u.kind == sentence && strings.HasSuffix(u.text, ":") }

var (
	listLine = regexp.MustCompile(`^(?:[-*+]|\d{1,3}[.)])\s`)
	// A mark in the source would be taken for one of the answer's own.
	foreignMark = regexp.MustCompile(`\s?\[\d{1,3}\]`)
	dangling    = regexp.MustCompile(`(?i)` +
		`\b(see|read|shown|described|mentioned|listed|explained)\s+(also|above|below|here|more)\b|` +
		`\bclick here\b|\btable of contents\b|\b(previous|next|following) (section|chapter|page)\b|` +
		`\bsiehe (unten|oben)\b|\b(vedi|come) (sotto|sopra)\b|\bci-(dessous|dessus)\b|\bmás (abajo|arriba)\b`)
	dependent = regexp.MustCompile(`^(?i)(it|its|they|them|their|this|that|` +
		`these|those|then|also|however|otherwise|but|so|and|or|` +
		`everything else|nothing else|the others?|the same|therefore|instead|both|here|he|she|such|else|afterwards|` +
		`questo|questa|questi|queste|ciò|inoltre|però|altrimenti|anche|` +
		`dies|diese|dieser|dieses|damit|dann|jedoch|außerdem|sonst|` +
		`elle|ils|elles|cela|ceci|ensuite|sinon|cependant|` +
		`esto|este|esta|estos|estas|además|entonces|también)\b`)
)

// unitsOf takes a passage's text apart. Sentences that point outside of the passage, fragments, and
// introductions of nothing are left out.
func unitsOf(text string) []unit {
	var units []unit
	for i, b := range blocksOf(text) {
		switch kindOf(b) {
		case code:
			units = append(units, unit{kind: code, text: b, paragraph: i})
		case table:
			units = append(units, unit{kind: table, text: foreignMark.ReplaceAllString(b, ""), paragraph: i})
		case list:
			units = append(units, unit{kind: list, text: foreignMark.ReplaceAllString(b, ""), paragraph: i})
		default:
			for _, s := range sentencesOf(foreignMark.ReplaceAllString(b, "")) {
				units = append(units, unit{kind: sentence, text: s, paragraph: i})
			}
		}
	}
	return usable(units)
}

func usable(units []unit) []unit {
	var out []unit
	for i, u := range units {
		last := i == len(units)-1
		if u.kind == sentence && (dangling.MatchString(u.text) || u.introduces() && (last ||
			units[i+1].kind == sentence)) {
			continue
		}
		if u.kind == sentence {
			if u.text = whole(u.text); u.text == "" {
				continue
			}
		}
		u.words = countWords(u.text)
		out = append(out, u)
	}
	return out
}

// whole ends a sentence that lacks its full stop, and drops what is too short to be one.
func whole(s string) string {
	if strings.ContainsAny(lastRune(s), ".!?…:。！？") || closes(s) {
		return s
	}
	if countWords(s) < 3 {
		return ""
	}
	return strings.TrimRight(s, ",;–- ") + "."
}

// closes reports whether s ends in a full stop followed by quotation marks or brackets.
func closes(s string) bool {
	trimmed := strings.TrimRight(s, "\"'”»)`*")
	return trimmed != s && strings.ContainsAny(lastRune(trimmed), ".!?…")
}

func lastRune(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return " "
	}
	return string(runes[len(runes)-1])
}

// blocksOf splits a text at blank lines, but not inside of code.
func blocksOf(text string) []string {
	var blocks, current []string
	fence := ""
	for line := range strings.SplitSeq(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence != "":
			if trimmed == fence {
				fence = ""
			}
		case trimmed == "":
			if len(current) > 0 {
				blocks, current = append(blocks, strings.Join(current, "\n")), nil
			}
			continue
		case strings.HasPrefix(trimmed, "```"):
			fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, "`"))]
		}
		current = append(current, line)
	}
	if fence != "" {
		current = append(current, fence)
	}
	if len(current) > 0 {
		blocks = append(blocks, strings.Join(current, "\n"))
	}
	return blocks
}

func kindOf(block string) unitKind {
	switch {
	case strings.HasPrefix(block, "```"):
		return code
	case strings.HasPrefix(block, "|"):
		return table
	case listLine.MatchString(block):
		return list
	}
	return sentence
}

// sentencesOf splits a paragraph after full stops that a space and a capital follow, except after
// abbreviations and inside of quotation marks.
func sentencesOf(paragraph string) []string {
	words := strings.Fields(paragraph)
	var out []string
	start := 0
	for i, w := range words {
		if i < len(words)-1 && !(endsSentence(w) && startsUpper(words[i+1])) {
			continue
		}
		text := strings.Join(words[start:i+1], " ")
		if i < len(words)-1 && open(text) && !open(strings.Join(words[start:], " ")) {
			continue
		}
		out = append(out, text)
		start = i + 1
	}
	return out
}

// open reports whether a quotation, bracket or piece of code begins in s and does not end.
func open(s string) bool {
	return strings.Count(s, `"`)%2 != 0 || strings.Count(s, "`")%2 != 0 ||
		strings.Count(s, "(") > strings.Count(s, ")") || strings.Count(s, "«") > strings.Count(s, "»") ||
		strings.Count(s, "“") > strings.Count(s, "”") && strings.Count(s, "„") == 0 ||
		strings.Count(s, "„") > strings.Count(s, "“")+strings.Count(s, "”")
}

func endsSentence(w string) bool {
	bare := strings.TrimRight(w, "\"'”»)`*")
	if bare == "" || !strings.ContainsAny(lastRune(bare), ".!?…") {
		return false
	}
	return !abbreviation(strings.TrimLeft(bare, "(\"'“„«"))
}

func abbreviation(w string) bool {
	stem := strings.ToLower(strings.TrimSuffix(w, "."))
	if stem == w || !strings.HasSuffix(w, ".") {
		return false
	}
	switch stem {
	case "e.g", "i.e", "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "approx", "ca", "etc",
		"fig", "art", "inc", "ltd",
		"sig", "bzw", "usw", "z.b", "d.h", "p.ex", "p.es", "ecc", "sr", "sra", "núm", "min", "max", "tel":
		return true
	}
	runes := []rune(stem)
	return len(runes) == 1 && unicode.IsLetter(runes[0]) // an initial
}
