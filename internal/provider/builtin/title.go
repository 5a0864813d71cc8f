package builtin

import (
	"context"

	"latchkey/internal/provider"
)

// Title implements provider.Titler: it costs nothing and never fails.
func (p *Provider) Title(_ context.Context, _ provider.Settings, question, _ string) (string, provider.Usage, error) {
	return provider.TitleFromQuestion(question), provider.Usage{}, nil
}
