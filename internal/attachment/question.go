package attachment

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// Bounds of the images of one question; those that come after them are left out, and the visitor is told.
const (
	MaxQuestionImages     = 20 << 20 // bytes
	MaxQuestionImageCount = 10
)

// Bounds of what all questions together have in memory on its way to the models, in bytes. An upstream that does not read holds its share, so there is one
// bound for images and another for texts.
const (
	leavingImages = 64 << 20
	leavingTexts  = 64 << 20
	leavingWait   = 30 * time.Second // for a share of it
)

// leaving is the room for attachments on their way to the models.
type leaving struct{ images, texts *semaphore.Weighted }

func newLeaving() leaving {
	return leaving{semaphore.NewWeighted(leavingImages), semaphore.NewWeighted(leavingTexts)}
}

var errManyImages = &errs.Error{
	Kind: errs.Unavailable, Code: "ASSISTANT_BUSY", RetryAfter: 10 * time.Second,
	Message: "Too many files are on their way to the assistant at the moment. Please try again in a minute.",
}

// take waits for room, and returns what gives it back.
func (l leaving) take(ctx context.Context, images, texts int64) (sent func(), err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, leavingWait, errManyImages)
	defer cancel()
	if acquire(ctx, l.images, images) != nil {
		return nil, context.Cause(ctx)
	}
	if acquire(ctx, l.texts, texts) != nil {
		l.images.Release(images)
		return nil, context.Cause(ctx)
	}
	return sync.OnceFunc(func() {
		l.images.Release(images)
		l.texts.Release(texts)
	}), nil
}

// acquire lets who needs nothing pass those who wait.
func acquire(ctx context.Context, room *semaphore.Weighted, bytes int64) error {
	if bytes == 0 {
		return nil
	}
	return room.Acquire(ctx, bytes)
}

// chosen are the attachments of a question, before they are loaded.
type chosen struct {
	list          []Attachment
	omitted       map[string]bool // ids of the images that are too much
	images, texts int64           // bytes of the others
}

// choose picks those of a list that are named.
func choose(list []Attachment, ids []string) chosen {
	c := chosen{omitted: map[string]bool{}}
	count := 0
	for _, a := range list {
		size := int64(a.Size)
		switch {
		case !slices.Contains(ids, a.ID):
			continue
		case a.Type != Image:
			c.texts += int64(a.TokenCount) * lettersPerToken
		case count == MaxQuestionImageCount || c.images+size > MaxQuestionImages:
			c.omitted[a.ID] = true
		default:
			c.images += size
			count++
		}
		c.list = append(c.list, a)
	}
	c.texts = min(c.texts, leavingTexts)
	return c
}

// ForQuestion returns the attachments of a conversation that go with a question, in the order of their arrival. Of images that are too much together, only the
// first are there, and of the others the names. What is returned weighs on a bound that all questions share until sent is called, which may be done more than
// once; it is never nil. ForQuestion fails with errs.Invalid when one of the ids is none of the conversation's, and with errs.Unavailable (ASSISTANT_BUSY) when
// there is no room for too long.
func (s *Service) ForQuestion(ctx context.Context, conversationID string, ids []string) (given []provider.Attachment, sent func(), err error) {
	none := func() {}
	if len(ids) == 0 {
		return nil, none, nil
	}
	list, err := s.Store.Attachments(ctx, conversationID)
	if err == nil {
		err = known(list, ids)
	}
	if err != nil {
		return nil, none, err
	}
	c := choose(list, ids)
	if sent, err = s.leaving.take(ctx, c.images, c.texts); err != nil {
		return nil, none, err
	}
	for _, a := range c.list {
		one, err := s.load(ctx, conversationID, a, c.omitted[a.ID])
		if err != nil {
			sent()
			return nil, none, err
		}
		given = append(given, one)
	}
	return given, sent, nil
}

func (s *Service) load(ctx context.Context, conversationID string, a Attachment, omitted bool) (provider.Attachment, error) {
	p := provider.Attachment{ID: a.ID, Name: a.Name(), MediaType: a.MediaType, Omitted: omitted}
	if omitted {
		return p, nil
	}
	v, err := s.View(ctx, conversationID, a.ID)
	p.Text, p.Image = v.Text, v.Image
	return p, err
}
