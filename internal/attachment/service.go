package attachment

import (
	"context"
	"fmt"
	"slices"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/random"
)

// Files keeps the bytes of attachments; blob.Keeper does.
type Files interface {
	// Add stores bytes that are removed again unless a row that refers to their key is stored soon.
	Add(ctx context.Context, content []byte) (key string, err error)
	Get(ctx context.Context, key string) ([]byte, error)
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
	reading  chan struct{} // a place for each file that is being read
	arriving chan struct{} // and for each that is in memory
}

// New returns a Service.
func New(o Options) *Service {
	if o.Bounds == (Bounds{}) {
		o.Bounds = DefaultBounds
	}
	return &Service{Options: o, reading: make(chan struct{}, readers), arriving: make(chan struct{}, uploads)}
}

// Upload is a file as a client sends it. All but the content may be wrong.
type Upload struct {
	Type     Type
	FileName string
	Content  []byte // kept until Add returns, and not changed
}

// Add takes a file into a conversation. It fails with errs.Invalid, errs.TooLarge, errs.NotFound (no such conversation) or errs.Unavailable.
func (s *Service) Add(ctx context.Context, conversationID string, u Upload) (Attachment, error) {
	r, err := s.inspect(u)
	if err == nil {
		err = s.room(ctx, conversationID, r.Size) // before the work
	}
	if err != nil {
		return Attachment{}, err
	}
	f := found{kind: r.Type, mediaType: r.MediaType, text: r.Text}
	if r.Text, err = s.read(ctx, f, u.Content); err != nil {
		return Attachment{}, err
	}
	r.Text = limited(r.Text)
	if f.text == "" || r.Text != f.text { // the text is not all there is
		if r.BlobKey, err = s.Files.Add(ctx, u.Content); err != nil {
			return Attachment{}, err
		}
	}
	r.ID, r.ConversationID, r.TokenCount = random.ID("f_"), conversationID, tokensOf(r.Type, r.Text)
	r.CreatedAt = s.Now().UTC().Truncate(time.Millisecond)
	r.PreviousQueryID, err = s.Store.AddAttachment(ctx, r, s.Bounds)
	return r.Attachment, err
}

// inspect says what an upload is, with its text when it is text.
func (s *Service) inspect(u Upload) (r Record, err error) {
	most := MaxBytes
	if u.Type == Note {
		most = MaxNoteBytes
	}
	if len(u.Content) > most {
		return r, TooLarge(most)
	}
	name, extension := splitName(u.FileName)
	f, err := sniff(u.Content, u.Type, extension)
	if err != nil {
		return r, located(err)
	}
	if name == "" {
		name = map[Type]string{Image: "image", Note: "note"}[f.kind]
	}
	if name == "" {
		name = "file"
	}
	r = Record{Text: f.text}
	r.Type, r.FileName, r.Extension, r.MediaType = f.kind, name, f.extension, f.mediaType
	r.Size, r.Selected = len(u.Content), true
	return r, nil
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
	after, err := s.inspect(u)
	if err != nil {
		return Attachment{}, err
	}
	if name, _ := splitName(u.FileName); name != "" {
		r.FileName = name
	}
	r.Text, r.Size = limited(after.Text), after.Size
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

// MaxQuestionImages bounds the images that go with one question, in bytes: they are all in memory at once.
const MaxQuestionImages = 20 << 20

// ForQuestion returns the attachments of a conversation that go with a question, in the order of their arrival. It fails with errs.Invalid when one of the ids
// is none of the conversation's, and with errs.TooLarge when their images are too large together.
func (s *Service) ForQuestion(ctx context.Context, conversationID string, ids []string) ([]provider.Attachment, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := s.Store.Attachments(ctx, conversationID)
	if err == nil {
		err = known(list, ids)
	}
	if err != nil {
		return nil, err
	}
	images := 0
	var given []provider.Attachment
	for _, a := range list {
		if !slices.Contains(ids, a.ID) {
			continue
		}
		if a.Type == Image {
			images += a.Size
		}
		if images > MaxQuestionImages {
			return nil, refuse(errs.TooLarge, "ATTACHMENTS_TOO_LARGE",
				fmt.Sprintf("The images of one question can have %d MB together; leave some out.", MaxQuestionImages>>20), "attachments", "are too large together")
		}
		v, err := s.View(ctx, conversationID, a.ID)
		if err != nil {
			return nil, err
		}
		given = append(given, provider.Attachment{ID: a.ID, Name: a.Name(), MediaType: a.MediaType, Text: v.Text, Image: v.Image})
	}
	return given, nil
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

// uploads is how many files may be in memory at once, on their way in; uploadWait is how long one more waits.
const (
	uploads    = 16
	uploadWait = 10 * time.Second
)

// Reserve takes a place for a file that is about to be received, for as long as it is in memory: done gives the place back. It fails with errs.Unavailable.
func (s *Service) Reserve(ctx context.Context) (done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, uploadWait)
	defer cancel()
	select {
	case s.arriving <- struct{}{}:
		return func() { <-s.arriving }, nil
	case <-ctx.Done():
		return nil, errBusy
	}
}
