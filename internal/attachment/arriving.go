package attachment

import (
	"context"
	"time"

	"latchkey/internal/queue"
)

// Bounds of the files that are on their way in. Each has its size, at most MaxBytes, in memory from its first byte until it is stored: 80 MB in all.
const (
	uploads        = 8
	uploadsOfOne   = 2                // of one visitor
	uploadWait     = 10 * time.Second // for others
	ownUploadWait  = 2 * time.Minute  // for the visitor's own uploads
	waitingUploads = 1000
	waitingOfOne   = 20
)

// arriving gives out places to files, in turn to each visitor.
type arriving struct{ places *queue.Queue }

func newArriving() arriving { return arriving{queue.New(waitingUploads, waitingUploads, waitingOfOne)} }

// Reserve takes a place for a file that a visitor is about to send, for as long as it is in memory: done gives the place back. It fails with errs.Unavailable.
func (s *Service) Reserve(ctx context.Context, visitor string) (done func(), err error) {
	leaveOwn, err := s.arriving.enter(ctx, "of "+visitor, uploadsOfOne, visitor, ownUploadWait)
	if err != nil {
		return nil, err
	}
	leave, err := s.arriving.enter(ctx, "all", uploads, visitor, uploadWait)
	if err != nil {
		leaveOwn()
		return nil, err
	}
	return func() {
		leave()
		leaveOwn()
	}, nil
}

func (a arriving) enter(ctx context.Context, group string, most int, visitor string, wait time.Duration) (leave func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	if leave, err = a.places.Enter(ctx, group, most, visitor, nil); err != nil {
		return nil, errBusy
	}
	return leave, nil
}
