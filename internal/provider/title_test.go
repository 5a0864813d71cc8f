package provider_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"latchkey/internal/provider"
)

func TestTitleFromQuestion(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"":                                      "",
		"Hello":                                 "Hello",
		"Where is my order?":                    "Where is my order?",
		"Hello, where is my order? It is late.": "Hello, where is my order?",
		"I want to return my kettle. It leaks and is too loud": "I want to return my kettle",
		"  Can I\n\treturn\tit ?  ":                            "Can I return it ?",
		"- ¿Dónde está mi pedido?":                             "¿Dónde está mi pedido?",
		"我可以退货吗？我已经拆开了。":                                       "我可以退货吗？",
		"Version 1.25.3 does not start, what now":              "Version 1.25.3 does not start",
		strings.Repeat("delivery ", 20):                        "delivery delivery delivery delivery delivery delivery…",
		strings.Repeat("ä", 100):                               strings.Repeat("ä", 59) + "…",
		"\xff\xfe broken bytes":                                "broken bytes",
	} {
		got := provider.TitleFromQuestion(question)
		if got != want || utf8.RuneCountInString(got) > provider.MaxTitle || !utf8.ValidString(got) {
			t.Errorf("%q: %q, want %q", question, got, want)
		}
	}
}

func TestTitleFromModel(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"Returning a kettle":                     "Returning a kettle",
		"\"Returning a kettle.\"":                "Returning a kettle",
		"**Title: Returning a kettle**\nMore":    "Returning a kettle",
		"# Rückgabe eines Wasserkochers":         "Rückgabe eines Wasserkochers",
		"<think>Hm</think>\n«Retour d'un colis»": "Retour d'un colis",
		"":                           "",
		"…":                          "",
		"{}":                         "",
		strings.Repeat("word ", 100): "",
		"Returning a kettle that was bought in the winter sale of last year": "Returning a kettle that was bought in the winter sale of…",
	} {
		got := provider.TitleFromModel(said)
		if got != want || utf8.RuneCountInString(got) > provider.MaxTitle {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}
