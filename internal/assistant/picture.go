package assistant

import (
	"context"
	"errors"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/errs"
	"latchkey/internal/picture"
	"latchkey/internal/random"
)

// pictureTimeout bounds the making of a picture, with the wait for those that are being made.
const pictureTimeout = 15 * time.Second

// SetPicture gives an assistant another picture, made from an uploaded image, under a new id. version is as in Edit. It fails with errs.Invalid, NotFound,
// Precondition, or Unavailable when too many pictures are being made.
func (s *Service) SetPicture(ctx context.Context, actor account.Actor, id string, version int64, image []byte) (a Assistant, err error) {
	if _, err := s.expect(ctx, id, version); err != nil {
		return Assistant{}, err // before the work
	}
	set, err := s.draw(ctx, image)
	if err != nil {
		return Assistant{}, err
	}
	imageID := random.UUID()
	err = errs.RetryChanged(version == 0, func() error {
		before, err := s.expect(ctx, id, version)
		if err == nil {
			a, err = s.changePicture(ctx, actor, before, imageID, set)
		}
		return err
	})
	return a, err
}

// RemovePicture leaves an assistant without a picture. It fails with errs.NotFound, also when there is none, or Precondition.
func (s *Service) RemovePicture(ctx context.Context, actor account.Actor, id string, version int64) error {
	return errs.RetryChanged(version == 0, func() error {
		before, err := s.expect(ctx, id, version)
		if err == nil && before.ImageID == "" {
			err = errs.Missing("picture")
		}
		if err == nil {
			_, err = s.changePicture(ctx, actor, before, "", nil)
		}
		return err
	})
}

func (s *Service) changePicture(ctx context.Context, actor account.Actor, before Assistant, imageID string, set picture.Set) (Assistant, error) {
	after := before
	after.ImageID, after.Version, after.UpdatedAt = imageID, before.Version+1, s.now().UTC().Truncate(time.Millisecond)
	entry := account.Record(after.UpdatedAt, actor, "assistant.update", after.ID, after.ID, audited(before), audited(after))
	if err := s.store.UpdatePicture(ctx, s.seal(after), set, entry); err != nil {
		return Assistant{}, err
	}
	s.changed(after.ID)
	return after, nil
}

// draw makes one picture at a time, for the memory that it takes.
func (s *Service) draw(ctx context.Context, image []byte) (picture.Set, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, pictureTimeout, errBusy)
	defer cancel()
	select {
	case s.drawing <- struct{}{}:
		defer func() { <-s.drawing }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	set, err := picture.Read(ctx, image)
	if errors.Is(err, context.DeadlineExceeded) {
		err = context.Cause(ctx)
	}
	return set, err
}

var errBusy = &errs.Error{
	Kind: errs.Unavailable, Code: "PICTURE_BUSY", RetryAfter: pictureTimeout,
	Message: "The picture took too long to read, or too many are being read. Please try again, or make it smaller.",
}

// Picture returns a picture as JPEG; it fails with errs.NotFound when the assistant has another one by now, or none.
func (s *Service) Picture(ctx context.Context, id, imageID string, size picture.Size) ([]byte, error) {
	return s.store.Picture(ctx, id, imageID, size)
}
