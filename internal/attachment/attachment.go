// Package attachment is the files that visitors give to a conversation, and the notes that they write there.
//
// What a file is, its bytes say and nothing else: images, text, CSV, XLSX and PDF are taken, and whatever a client claims is corrected or refused.
// Text is read out when a file arrives, under limits of time and work, and kept beside its row; the bytes are kept where text is not all there is to a
// file. A conversation has a bounded number of attachments of a bounded size, and a key a bounded number of bytes in a day.
//
// Memory is bounded, whatever visitors do: eight files on their way in with 80 MB, two readers that look at them with 100 MB each, and 64 MB each for the
// images and the texts on their way to models. No visitor has more than two of the eight places.
//
// Service is safe for concurrent use. The package knows nothing of HTTP, keys or tokens: its callers have checked that the conversation is the
// visitor's. It does not render or scale images, and never runs what is in a file.
package attachment

import (
	"context"
	"fmt"
	"time"

	"latchkey/internal/errs"
)

// Type is what clients call a kind of attachment.
type Type string

// The types.
const (
	Text  Type = "TEXT" // also PDF
	Image Type = "IMAGE"
	CSV   Type = "CSV"  // also XLSX
	Note  Type = "NOTE" // text that the visitor can edit
)

// Bounds of attachments.
const (
	MaxBytes     = 10 << 20 // of a file
	MaxNoteBytes = 1 << 20
	MaxText      = 400_000 // characters that are kept of what is read from a file
	MaxName      = 100     // characters of a name, without its extension
)

// Attachment is what a visitor gave to a conversation.
type Attachment struct {
	ID              string
	ConversationID  string
	PreviousQueryID string // the last query before it arrived; "" = it came before the first
	Type            Type
	FileName        string // without the extension
	Extension       string // without the dot, as the bytes say
	MediaType       string
	Size            int  // bytes, as they arrived
	TokenCount      int  // about what it costs to give it to a model
	Selected        bool // the visitor wants it to go with the next questions
	CreatedAt       time.Time
}

// Name is the name of the file as the visitor knows it.
func (a Attachment) Name() string { return a.FileName + "." + a.Extension }

// Record is an attachment as it is stored.
type Record struct {
	Attachment
	BlobKey string // of its bytes; "" = the text is all there is
	Text    string // what was read from it; "" for an image
}

// Bounds are what a conversation may hold.
type Bounds struct {
	Count int
	Bytes int
}

// DefaultBounds are those of a server.
var DefaultBounds = Bounds{Count: 20, Bytes: 50 << 20}

// Store keeps attachments. One of another conversation is missing: errs.NotFound.
type Store interface {
	// AddAttachment stores an attachment and returns the last query before it, all in one transaction with the end of the wait of its bytes (see
	// blob.Notes). It fails with errs.NotFound when there is no such conversation, with errs.Unavailable when its bytes are about to be removed, and as
	// Bounds.Check does.
	AddAttachment(ctx context.Context, r Record, b Bounds) (previousQueryID string, err error)
	// Attachments returns those of a conversation in the order of their arrival.
	Attachments(ctx context.Context, conversationID string) ([]Attachment, error)
	Attachment(ctx context.Context, conversationID, id string) (Record, error)
	SelectAttachment(ctx context.Context, conversationID, id string, selected bool) error
	// ReplaceNote stores another text, name and size of a note. It fails as Bounds.Check does.
	ReplaceNote(ctx context.Context, r Record, b Bounds) error
	DeleteAttachment(ctx context.Context, conversationID, id string) error
}

// Check says whether a conversation that holds count attachments of some bytes may hold one more of a size.
func (b Bounds) Check(count, bytes, size int) error {
	switch {
	case count >= b.Count:
		return refuse(errs.Invalid, "TOO_MANY_ATTACHMENTS",
			fmt.Sprintf("A conversation can have %d attachments at most; delete one first.", b.Count), "file", "is one too many")
	case bytes+size > b.Bytes:
		return refuse(errs.TooLarge, "ATTACHMENTS_TOO_LARGE",
			fmt.Sprintf("The attachments of a conversation can have %d MB together; delete one first.", b.Bytes>>20), "file", "is too large, with those that are there")
	}
	return nil
}

// refuse is an error about one field.
func refuse(kind errs.Kind, code, text, field, message string) *errs.Error {
	return &errs.Error{Kind: kind, Code: code, Message: text, Fields: []errs.Field{{Location: field, Message: message}}}
}
