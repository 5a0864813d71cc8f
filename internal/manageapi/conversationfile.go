package manageapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/account"
)

// AttachmentPath names an attachment of a conversation in the path of a call.
type AttachmentPath struct {
	ConversationPath
	AttachmentID string `path:"attachmentId" doc:"Id of the attachment." example:"f_9TzR4wLc1VnKe0s7Hq2mXb"`
}

func (a *API) registerConversationFile() {
	register(a, route{method: http.MethodGet, path: conversationPath + "/attachments/{attachmentId}", id: "getConversationAttachment", need: needs(account.Editor, account.ReadConversations), tag: conversationTag,
		summary: "Download what a visitor attached", description: "Returns the file as it arrived; of a note, and of a plain text, its text. The audit trail says who downloaded it.",
		answer: "The bytes of the file.", download: `attachment; filename=receipt.png`, codes: []string{"FILE_LOST", "FILES_UNAVAILABLE"}, changes: true},
		func(ctx context.Context, in *AttachmentPath) (*huma.StreamResponse, error) {
			c, err := a.Archive.Get(ctx, in.AssistantID, in.ConversationID)
			if err != nil {
				return nil, err
			}
			file, content, err := a.Attachments.File(ctx, c.ID, in.AttachmentID)
			if err != nil {
				return nil, err
			}
			if err := a.Archive.NoteDownload(ctx, actorOf(ctx), c, file.ID); err != nil {
				return nil, err
			}
			return fileAnswer(file.Name(), content), nil
		})
}
