package chat

import "latchkey/internal/provider"

// count counts what a call of a model has cost: for an answer, for a title, and for tries that came to nothing.
func (q *Question) count(u provider.Usage) {
	if q.Meter != nil && u != (provider.Usage{}) {
		q.Meter.Tokens(u.UsedContext+u.LostContext, u.OutputTokens)
	}
}

// estimated is the usage of an answer. When it is not whole, nobody may have counted what the model made: it is at least what came.
func estimated(u provider.Usage, answer string, whole bool) *provider.Usage {
	if !whole {
		u.OutputTokens = max(u.OutputTokens, provider.Tokens(answer))
	}
	return &u
}
