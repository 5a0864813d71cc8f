package openai

import (
	"context"
	"errors"
	"strings"

	"latchkey/internal/provider"
)

const (
	titleTokens    = 24
	titleTold      = 1_000 // characters of question and answer each
	titleBytes     = 2_000 // of an upstream that does not keep to the tokens
	titleSetting   = 0.2
	titleQuestion  = "Give this conversation a title: at most six words, in the language of the visitor's question, without quotation marks and Markdown. Answer with the title alone."
	titleAssistant = "You write titles of conversations."
)

var errNoTitle = errors.New("the model made no title")

// Title implements provider.Titler.
func (p *Provider) Title(ctx context.Context, s provider.Settings, question, answer string) (title string, usage provider.Usage, err error) {
	low := titleSetting
	s.AssistantName, s.SystemPrompt, s.Thinking = "", titleAssistant, false
	s.MaxOutputTokens, s.Temperature = titleTokens, &low
	asked := "Visitor: " + beginningOf(question) + "\n\nAssistant: " + beginningOf(provider.WithoutThinking(answer)) + "\n\n" + titleQuestion
	var text strings.Builder
	for event, problem := range p.Answer(ctx, provider.Request{Settings: s, Question: asked}) {
		if event.Usage != nil {
			usage = *event.Usage
		}
		if err = problem; err != nil {
			break
		}
		if text.WriteString(event.Text); text.Len() > titleBytes {
			break
		}
	}
	if title = provider.TitleFromModel(text.String()); title != "" {
		return title, usage, nil // also one that was cut
	}
	if err == nil {
		err = failed(errNoTitle, provider.Unfit, "TITLE_UNREADABLE", tryAgain)
	}
	return "", usage, err
}

func beginningOf(text string) string {
	if runes := []rune(text); len(runes) > titleTold {
		return string(runes[:titleTold])
	}
	return text
}
