package provider

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Titler is a Provider that can say in a few words what a conversation is about, from its first question and answer: plain text in the language of the
// question, of at most MaxTitle characters. It fails when no title can be made; TitleFromQuestion always makes one. usage is what the try has cost, also when
// it failed. Errors are as of Answer.
type Titler interface {
	Title(ctx context.Context, s Settings, question, answer string) (title string, usage Usage, err error)
}

// MaxTitle is the length of the longest title, in characters.
const MaxTitle = 60

const minClause = 12 // characters: "Hello, where is my order?" is not called "Hello"

// TitleFromQuestion makes a title of the first clause of a question, cut at a word.
func TitleFromQuestion(question string) string {
	text := oneLine(question)
	text = strings.TrimLeftFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("¿¡\"'«“„", r)
	})
	n := 0
	for i, r := range text {
		after := text[i+utf8.RuneLen(r):]
		switch n++; {
		case strings.ContainsRune("。！？；", r) && n >= 4:
			return shorten(text[:i+utf8.RuneLen(r)])
		case strings.ContainsRune("?!", r) && n >= minClause:
			return shorten(text[:i+1])
		case strings.ContainsRune(".;:,", r) && n >= minClause && strings.HasPrefix(after, " "):
			return shorten(text[:i])
		}
	}
	return shorten(strings.TrimRight(text, ".,;:"))
}

// ShortTitle makes a title of any text: one line of at most MaxTitle characters.
func ShortTitle(text string) string { return shorten(oneLine(text)) }

func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// TitleFromModel makes a title of what a model said; "" = it cannot be used.
func TitleFromModel(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(WithoutThinking(text)), "\n")
	line = strings.Join(strings.Fields(strings.Map(withoutMarks, line)), " ")
	for _, label := range []string{"Title:", "Titel:", "Titolo:", "Titre :", "Titre:", "Título:"} {
		if len(line) > len(label) && strings.EqualFold(line[:len(label)], label) {
			line = line[len(label):]
		}
	}
	line = strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'“”„«».,:;-–—`, r) })
	if !strings.ContainsFunc(line, unicode.IsLetter) || utf8.RuneCountInString(line) > 3*MaxTitle {
		return ""
	}
	return shorten(line)
}

// withoutMarks drops the signs of Markdown, and what cannot be shown.
func withoutMarks(r rune) rune {
	switch {
	case strings.ContainsRune("*_`#<>[]|~", r) || r == utf8.RuneError:
		return -1
	case unicode.IsControl(r):
		return ' '
	}
	return r
}

// shorten cuts a text at a word, or within one that is too long alone.
func shorten(text string) string {
	runes := []rune(strings.ToValidUTF8(text, ""))
	if len(runes) <= MaxTitle {
		return string(runes)
	}
	cut := string(runes[:MaxTitle-1])
	if at := strings.LastIndexFunc(cut, unicode.IsSpace); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.-") + "…"
}
