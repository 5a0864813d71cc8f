package chat

import (
	"context"
	"time"

	"latchkey/internal/provider"
)

const (
	titleTimeout  = 10 * time.Second
	renameTimeout = 3 * time.Second
)

// title gives the conversation a title after its first whole answer, unless the client gave it one, and publishes it. The visitor has the answer by then: what
// goes wrong here is only logged.
func (s *Service) title(run *Run, q *Question, titler provider.Titler) {
	title := provider.TitleFromQuestion(q.Text)
	if titler != nil {
		if made, err := s.askTitle(titler, q, run.Outcome().Answer); err != nil || made == "" {
			s.Log.Warn("a title could not be made", "error", err)
		} else {
			title = made
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), renameTimeout)
	defer cancel()
	done, err := s.Conversations.RetitleConversation(ctx, q.ConversationID, DefaultTitle, title, s.now())
	if err != nil {
		s.Log.Warn("cannot store the title of a conversation", "conversation", q.ConversationID, "error", err)
	}
	if done {
		run.publish(Frame{Title: title})
	}
}

// titler returns who makes the title of an answered question's conversation; none when that needs no model, and wanted says whether there is to be one.
func (s *Service) titler(q *Question, outcome Query) (titler provider.Titler, wanted bool) {
	titler, _ = s.Providers[q.Provider].(provider.Titler)
	return titler, q.Untitled && outcome.Status == Done
}

// askTitle waits for its turn: to the model it is one more request.
func (s *Service) askTitle(titler provider.Titler, q *Question, answer string) (title string, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
	}()
	ctx, cancel := context.WithTimeout(s.base, titleTimeout)
	defer cancel()
	err = s.inTurn(ctx, q, nil, func() error {
		made, usage, err := titler.Title(ctx, q.Settings, q.Text, answer)
		q.count(usage)
		title = provider.ShortTitle(made)
		return err
	})
	return title, err
}
