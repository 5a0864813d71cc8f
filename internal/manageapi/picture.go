package manageapi

import (
	"context"
	"net/http"

	"latchkey/internal/account"
	"latchkey/internal/picture"
)

// pictureTypes are what a picture can be uploaded as. Its bytes say which of them it is.
var pictureTypes = []string{"image/png", "image/jpeg", "image/webp", "image/gif"}

func (a *API) registerPicture() {
	const path = "/assistants/{assistantId}/picture"
	type put struct {
		AssistantPath
		IfMatch
		RawBody []byte `contentType:"application/octet-stream"`
	}
	register(a, route{method: http.MethodPut, path: path, id: "setPicture", need: needs(account.Editor, account.WriteAssistants), tag: assistantTag, summary: "Set the picture of an assistant",
		description: "The body is the image, PNG, JPEG, WebP or GIF, of at most 5 MiB and 25 million pixels. Its middle square is drawn anew on white, as JPEG of 64, 128 and 512 pixels; " +
			"nothing else of it is kept. Of an animation it is the first frame. Each picture has a new imageUuid.",
		maxBody: picture.MaxBytes, types: pictureTypes, codes: []string{"UNSUPPORTED_PICTURE_TYPE", "PICTURE_UNREADABLE", "PICTURE_TOO_MANY_PIXELS", "PICTURE_BUSY"}},
		func(ctx context.Context, in *put) (*assistantOutput, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return assistantAnswer(a.Assistants.SetPicture(ctx, actorOf(ctx), in.AssistantID, version, in.RawBody))
		})
	type remove struct {
		AssistantPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: path, id: "deletePicture", need: needs(account.Editor, account.WriteAssistants), tag: assistantTag, summary: "Delete the picture of an assistant",
		description: "Visitors see the first letter of its name instead. An assistant without a picture answers 404.", status: http.StatusNoContent},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Assistants.RemovePicture(ctx, actorOf(ctx), in.AssistantID, version)
		})
}
