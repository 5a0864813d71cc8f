package attachment

import (
	"context"
	"fmt"
	"slices"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// Files keeps the bytes of attachments; blob.Keeper does.
type Files interface {
	// Add stores bytes that are removed again unless a row that refers to their key is stored soon.
	Add(ctx context.Context, content []byte) (key string, err error)
	Get(ctx context.Context, key string) ([]byte, error)
	// Room fails with errs.Unavailable when there is no room for more.
	Room() error
	// Wake says that rows were removed.
	Wake()
}

// Options are what a Service is made of. Bounds may be zero for DefaultBounds, and PDF nil when PDF files are not read.
type Options struct {
	Store  Store
	Files  Files
	PDF    PDF
	Bounds Bounds
	Now    func() time.Time
}

// Service takes, lists and gives out attachments.
type Service struct {
	Options
	reading  chan struct{} // a place for each file that is being looked at
	arriving arriving
	leaving  leaving
	quota    quota
}

// New returns a Service.
func New(o Options) *Service {
	if o.Bounds == (Bounds{}) {
		o.Bounds = DefaultBounds
	}
	return &Service{Options: o, reading: make(chan struct{}, readers), arriving: newArriving(), leaving: newLeaving()}
}

// Upload is a file as a client sends it. All but the content may be wrong.
type Upload struct {
	Type     Type
	FileName string
	Content  []byte // kept until Add returns, and not changed
	Visitor  string // who sends it: by key and address
	KeyID    string // the key that it comes with
}

// Add takes a file into a conversation. It fails with errs.Invalid, errs.TooLarge, errs.NotFound (no such conversation),
// errs.RateLimited (ATTACHMENT_QUOTA) or errs.Unavailable.
func (s *Service) Add(ctx context.Context, conversationID string, u Upload) (Attachment, error) {
	if err := s.admit(ctx, conversationID, u); err != nil { // before the work
		return Attachment{}, err
	}
	made, err := s.keep(ctx, conversationID, u)
	if err != nil {
		s.quota.giveBack(u.KeyID, len(u.Content))
	}
	return made, err
}

func (s *Service) keep(ctx context.Context, conversationID string, u Upload) (Attachment, error) {
	r, whole, err := s.inspect(ctx, u)
	if err != nil {
		return Attachment{}, err
	}
	if !whole {
		if r.BlobKey, err = s.Files.Add(ctx, u.Content); err != nil {
			return Attachment{}, err
		}
	}
	r.ID, r.ConversationID, r.TokenCount = random.ID("f_"), conversationID, tokensOf(r.Type, r.Text)
	r.CreatedAt = s.Now().UTC().Truncate(time.Millisecond)
	r.PreviousQueryID, err = s.Store.AddAttachment(ctx, r, s.Bounds)
	return r.Attachment, err
}

// admit says whether an upload may be looked at, and charges it to its key.
func (s *Service) admit(ctx context.Context, conversationID string, u Upload) error {
	if err := checkSize(u); err != nil {
		return err
	}
	if err := s.Files.Room(); err != nil {
		return err
	}
	if err := s.room(ctx, conversationID, len(u.Content)); err != nil {
		return err
	}
	return s.quota.take(u.KeyID, len(u.Content), s.Now())
}

func checkSize(u Upload) error {
	most := MaxBytes
	if u.Type == Note {
		most = MaxNoteBytes
	}
	if len(u.Content) > most {
		return TooLarge(most)
	}
	return nil
}

// inspect says what an upload is, with its text; whole says that this is all there is to it.
func (s *Service) inspect(ctx context.Context, u Upload) (r Record, whole bool, err error) {
	f, err := s.read(ctx, u)
	if err != nil {
		return r, false, err
	}
	name, _ := splitName(u.FileName)
	if name == "" {
		name = map[Type]string{Image: "image", Note: "note"}[f.kind]
	}
	if name == "" {
		name = "file"
	}
	r = Record{Text: f.text}
	r.Type, r.FileName, r.Extension, r.MediaType = f.kind, name, f.extension, f.mediaType
	r.Size, r.Selected = len(u.Content), true
	return r, f.whole, nil
}

// TooLarge refuses a file of more than a number of bytes.
func TooLarge(most int) error {
	return refuse(errs.TooLarge, "ATTACHMENT_TOO_LARGE", fmt.Sprintf("The file is larger than %d MB.", most>>20), "file", fmt.Sprintf("must have at most %d bytes", most))
}

// located makes an error about the picture one about the field.
func located(err error) error {
	if e, ok := errs.As(err); ok && len(e.Fields) == 0 {
		return refuse(e.Kind, e.Code, e.Message, "file", "must be an image that can be read, of at most 25 million pixels")
	}
	return err
}

func (s *Service) room(ctx context.Context, conversationID string, size int) error {
	list, err := s.Store.Attachments(ctx, conversationID)
	if err != nil {
		return err
	}
	sum := 0
	for _, a := range list {
		sum += a.Size
	}
	return s.Bounds.Check(len(list), sum, size)
}

// List returns the attachments of a conversation in the order of their arrival.
func (s *Service) List(ctx context.Context, conversationID string) ([]Attachment, error) {
	return s.Store.Attachments(ctx, conversationID)
}

// View is what an attachment shows.
type View struct {
	Attachment
	Text  string // of everything but images
	Image []byte // nil for a text
}

// View returns the text of an attachment, or its image; it fails with errs.NotFound.
func (s *Service) View(ctx context.Context, conversationID, id string) (View, error) {
	r, err := s.Store.Attachment(ctx, conversationID, id)
	if err != nil {
		return View{}, err
	}
	v := View{Attachment: r.Attachment, Text: r.Text}
	if r.Type == Image {
		v.Image, err = s.Files.Get(ctx, r.BlobKey)
	}
	return v, err
}

// File returns an attachment with its bytes as they arrived, or its text where that is all there is; it fails with errs.NotFound.
func (s *Service) File(ctx context.Context, conversationID, id string) (a Attachment, content []byte, err error) {
	r, err := s.Store.Attachment(ctx, conversationID, id)
	if err != nil || r.BlobKey == "" {
		return r.Attachment, []byte(r.Text), err
	}
	content, err = s.Files.Get(ctx, r.BlobKey)
	return r.Attachment, content, err
}

// Select says whether an attachment is to go with the next questions.
func (s *Service) Select(ctx context.Context, conversationID, id string, selected bool) (Attachment, error) {
	if err := s.Store.SelectAttachment(ctx, conversationID, id, selected); err != nil {
		return Attachment{}, err
	}
	r, err := s.Store.Attachment(ctx, conversationID, id)
	return r.Attachment, err
}

// ReplaceNote gives a note another text, and another name unless that is empty. It fails with errs.Conflict for what is no note, and as Add does.
func (s *Service) ReplaceNote(ctx context.Context, conversationID, id string, u Upload) (Attachment, error) {
	r, err := s.Store.Attachment(ctx, conversationID, id)
	if err != nil {
		return Attachment{}, err
	}
	if r.Type != Note {
		return Attachment{}, errs.New(errs.Conflict, "ATTACHMENT_NO_NOTE", "Only notes can be edited; delete the attachment and add another one.")
	}
	u.Type = Note
	if err := checkSize(u); err != nil {
		return Attachment{}, err
	}
	after, _, err := s.inspect(ctx, u)
	if err != nil {
		return Attachment{}, err
	}
	if name, _ := splitName(u.FileName); name != "" {
		r.FileName = name
	}
	r.Text, r.Size = after.Text, after.Size
	r.TokenCount = tokensOf(Note, r.Text)
	return r.Attachment, s.Store.ReplaceNote(ctx, r, s.Bounds)
}

// Delete removes an attachment; its bytes go soon after. It fails with errs.NotFound.
func (s *Service) Delete(ctx context.Context, conversationID, id string) error {
	err := s.Store.DeleteAttachment(ctx, conversationID, id)
	if err == nil {
		s.Files.Wake()
	}
	return err
}

// Known refuses ids that name no attachment of a conversation: an answer that silently lacks a file would be wrong. It fails with errs.Invalid.
func (s *Service) Known(ctx context.Context, conversationID string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	list, err := s.Store.Attachments(ctx, conversationID)
	if err == nil {
		err = known(list, ids)
	}
	return err
}

func known(list []Attachment, ids []string) error {
	for i, id := range ids {
		if !slices.ContainsFunc(list, func(a Attachment) bool { return a.ID == id }) {
			return refuse(errs.Invalid, "ATTACHMENT_UNKNOWN", "An attachment of the question is not in this conversation, or not any more. Attach it again.",
				fmt.Sprintf("attachments[%d]", i), "is the id of a file that is not attached to this conversation")
		}
	}
	return nil
}
