package element

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"slices"
	"time"

	"latchkey/internal/errs"
)

const (
	runEvery    = 12 * time.Hour
	retryAfter  = time.Minute // twice as long after each further failure
	retryAtMost = 2 * time.Hour
	keepTimeout = 5 * time.Minute

	// keyBeginning tells the archives from the files of visitors and documents.
	keyBeginning = "e_"
)

// Run keeps the current build, and looks after all of them now and then and when it is woken, until ctx ends. What fails is tried again soon.
func (s *Shelf) Run(ctx context.Context) error {
	for retry := retryAfter; ; {
		wait := runEvery
		if err := s.Keep(ctx); err != nil && ctx.Err() == nil {
			s.Log.Error("cannot keep this version of the web component for pages that pin it: it is tried again", "error", err, "in", retry)
			wait, retry = retry, min(2*retry, retryAtMost)
		} else {
			retry = retryAfter
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		case <-s.wake:
			timer.Stop()
		}
	}
}

// Wake tells Run that the rows may be others by now.
func (s *Shelf) Wake() {
	s.forget()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Keep stores the current build unless it is kept, and removes builds that are too old.
func (s *Shelf) Keep(ctx context.Context) error {
	if s.Current.ID == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, keepTimeout)
	defer cancel()
	builds, err := s.Store.Builds(ctx)
	if err != nil {
		return err
	}
	if err := s.keepCurrent(ctx, builds); err != nil {
		return err
	}
	if builds, err = s.Store.Builds(ctx); err != nil {
		return err
	}
	if old := s.tooOld(builds); len(old) > 0 {
		return s.Store.RemoveBuilds(ctx, old)
	}
	return nil
}

func (s *Shelf) keepCurrent(ctx context.Context, builds []Build) error {
	i := slices.IndexFunc(builds, func(b Build) bool { return b.ID == s.Current.ID })
	if i < 0 {
		return s.add(ctx, "")
	}
	switch _, err := s.Files.Get(ctx, builds[i].BlobKey); {
	case errs.KindOf(err) == errs.NotFound: // the database was restored, and the files were not
		return s.add(ctx, builds[i].BlobKey)
	case err != nil:
		return err
	}
	return s.Store.RunBuild(ctx, s.Current.ID, s.Now())
}

func (s *Shelf) add(ctx context.Context, lost string) error {
	files, err := s.Current.Files()
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(files))
	packed, err := pack(names, files)
	if err != nil {
		return err
	}
	key, err := s.Files.AddAs(ctx, keyBeginning, packed)
	if err != nil {
		return err
	}
	now := s.Now()
	return s.Store.AddBuild(ctx, Build{s.Current.ID, s.Current.Version, names, key, now, now}, lost)
}

// tooOld returns the builds that are to go.
func (s *Shelf) tooOld(builds []Build) (ids []string) {
	before := s.Now().Add(-KeepFor)
	for i, b := range builds {
		if b.ID != s.Current.ID && (i >= MaxBuilds || (i >= Least && b.LastRun.Before(before))) {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// pack puts files, which are compressed already, into one archive.
func pack(names []string, files map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range names {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(files[name]); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return out.Bytes(), err
}

// unpack reads what pack wrote.
func unpack(packed []byte) (map[string][]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte, len(archive.File))
	for _, f := range archive.File {
		from, err := f.DataOffset()
		if err != nil {
			return nil, err
		}
		to := from + int64(f.CompressedSize64)
		if to > int64(len(packed)) || to < from || f.Method != zip.Store {
			return nil, zip.ErrFormat
		}
		files[f.Name] = packed[from:to:to]
	}
	return files, nil
}
