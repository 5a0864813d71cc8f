package failover

import (
	"context"
	"errors"

	"latchkey/internal/provider"
)

var errNoTitler = errors.New("failover: the provider makes no titles")

// Title implements provider.Titler. Each upstream is asked once: a title is not worth a wait.
func (p *Provider) Title(ctx context.Context, s provider.Settings, question, answer string) (title string, usage provider.Usage, err error) {
	titler, ok := p.next.(provider.Titler)
	if !ok {
		return "", usage, errNoTitler
	}
	second, hasSecond := s.Second()
	s.Fallback = nil
	title, usage, err = p.title(ctx, titler, s, question, answer)
	if err == nil || !hasSecond || ctx.Err() != nil {
		return title, usage, err
	}
	lost := usage.UsedContext + usage.OutputTokens
	title, usage, err = p.title(ctx, titler, second, question, answer)
	usage.LostContext += lost
	return title, usage, err
}

func (p *Provider) title(ctx context.Context, titler provider.Titler, s provider.Settings, question, answer string) (string, provider.Usage, error) {
	done, err := p.breakers.allow(&s)
	if err != nil {
		return "", provider.Usage{}, err
	}
	judged := error(context.Canceled)
	defer func() { done(judged) }()
	title, usage, err := titler.Title(ctx, s, question, answer)
	if ctx.Err() == nil {
		judged = err
	}
	return title, usage, err
}
