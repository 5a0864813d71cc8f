package manageapi

import (
	"context"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
)

// assistantObject is an assistant as it is read. model.apiKey is write only.
type assistantObject struct {
	ID string `json:"id" example:"aX7kP2mQ9r" doc:"Ten letters and digits; every API key of the assistant begins with it."`
	assistant.Draft
	Model     modelObject `json:"model" doc:"How answers are made."`
	ImageUUID string      `json:"imageUuid" example:"0b6f1c2e-5d0a-4f6e-9a53-3f1d2b7c8e90" doc:"Id of the picture, which is at /local/files/public/assistants/prod/{assistantId}/{imageUuid}-{L, M or H}.jpg; empty = none."`
	CreatedAt time.Time   `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it was created."`
	UpdatedAt time.Time   `json:"updatedAt" example:"2026-02-03T09:30:00Z" doc:"When it was last changed."`
	Version   int64       `json:"version" example:"3" doc:"Grows by one with each change."`
}

type modelObject struct {
	assistant.Model
	Fallback  *fallbackObject `json:"fallback" doc:"The second model, which is asked when the first does not answer; null is none."`
	APIKeySet bool            `json:"apiKeySet" doc:"Whether a model API key is stored. The key itself is never shown."`
}

// TransformSchema implements huma.SchemaTransformer: huma does not know that an object may be null.
func (modelObject) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	f := s.Properties["fallback"]
	f.AnyOf, f.Ref = []*huma.Schema{{Ref: f.Ref}, {Type: "null"}}, ""
	return s
}

type fallbackObject struct {
	assistant.Fallback
	APIKeySet bool `json:"apiKeySet" doc:"Whether an API key of the fallback is stored. The key itself is never shown."`
}

// assistantBody describes what is written: model.apiKey goes in here.
type assistantBody struct {
	Name                 string    `json:"name,omitempty" minLength:"1" maxLength:"100" example:"Shop help"`
	Description          *string   `json:"description,omitempty" maxLength:"500"`
	WelcomeMessage       *string   `json:"welcomeMessage,omitempty" maxLength:"2000"`
	ConversationStarters []string  `json:"conversationStarters,omitempty" maxItems:"10" doc:"Questions that a visitor can pick to begin, 1 to 280 characters each."`
	Attachments          *bool     `json:"attachments,omitempty" example:"true"`
	ShareDocuments       *bool     `json:"shareDocuments,omitempty"`
	Model                modelBody `json:"model,omitempty" doc:"How answers are made. Absent when it is created = builtin."`
	KeepConversations    *int      `json:"keepConversationsDays,omitempty" minimum:"0" maximum:"3650"`
}

type modelBody struct {
	Provider        *string  `json:"provider,omitempty" enum:"builtin,openai"`
	BaseURL         *string  `json:"baseUrl,omitempty" maxLength:"2000"`
	Model           *string  `json:"model,omitempty" maxLength:"200"`
	APIKey          *string  `json:"apiKey,omitempty" writeOnly:"true" maxLength:"1000" example:"sk-…" doc:"Secret of the OpenAI-compatible API. Absent = keep, null = remove. Must be given again when baseUrl names another server: another scheme, host or port."`
	SystemPrompt    *string  `json:"systemPrompt,omitempty" maxLength:"20000"`
	Temperature     *float64 `json:"temperature,omitempty" minimum:"0" maximum:"2"`
	MaxOutputTokens *int     `json:"maxOutputTokens,omitempty" minimum:"1" maximum:"200000"`
	ContextTokens   *int     `json:"contextTokens,omitempty" minimum:"1024" maximum:"10000000"`
	SeesImages      *bool    `json:"seesImages,omitempty"`
	Thinks          *bool    `json:"thinks,omitempty"`
	MaxConcurrent   *int     `json:"maxConcurrent,omitempty" minimum:"1" maximum:"10000"`

	Fallback *fallbackBody `json:"fallback,omitempty" doc:"A second model that is asked when the first does not answer: a merge patch of its fields. Absent = keep, null = remove it with its API key."`
}

type fallbackBody struct {
	BaseURL       *string `json:"baseUrl,omitempty" maxLength:"2000"`
	Model         *string `json:"model,omitempty" maxLength:"200"`
	APIKey        *string `json:"apiKey,omitempty" writeOnly:"true" maxLength:"1000" example:"sk-…" doc:"As model.apiKey, for the server of the fallback."`
	ContextTokens *int    `json:"contextTokens,omitempty" minimum:"1024" maximum:"10000000"`
	SeesImages    *bool   `json:"seesImages,omitempty"`
}

func assistantOf(a assistant.Assistant) assistantObject {
	model := modelObject{Model: a.Model, APIKeySet: a.Credential != ""}
	if f := a.Model.Fallback; f != nil {
		model.Fallback = &fallbackObject{*f, a.FallbackCredential != ""}
	}
	return assistantObject{
		ID: a.ID, Draft: a.Draft, Model: model, ImageUUID: a.ImageID,
		CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt, Version: a.Version,
	}
}

// AssistantPath names an assistant in the path of a call.
type AssistantPath struct {
	AssistantID string `path:"assistantId" doc:"Id of the assistant." example:"aX7kP2mQ9r"`
}

type assistantOutput struct {
	ETag string `header:"ETag"`
	Body assistantObject
}

func assistantAnswer(a assistant.Assistant, err error) (*assistantOutput, error) {
	if err != nil {
		return nil, err
	}
	return &assistantOutput{ETag: etag(a.Version), Body: assistantOf(a)}, nil
}

// Trial asks what a change would do.
type Trial struct {
	DryRun bool `query:"dryRun" doc:"Only judge: answer with what would be stored, and store nothing. The errors are those of the change itself." example:"true"`
}

// createOutput is an answer to a POST: 201 with what was made, or 200 with what would be.
type createOutput[T any] struct {
	Status int
	ETag   string `header:"ETag"`
	Body   T
}

type empty struct{}

const assistantTag = "Assistants"

func (a *API) registerAssistants() {
	body := reflect.TypeFor[assistantBody]()
	register(a, route{method: http.MethodGet, path: "/assistants", id: "listAssistants", need: needs(account.Viewer, account.ReadAssistants), tag: assistantTag, summary: "List assistants",
		description: "Returns a page of the assistants, oldest first."},
		func(ctx context.Context, in *ListInput) (*listOutput[assistantObject], error) {
			found, err := a.Assistants.List(ctx, in.after, in.Limit+1)
			return page(found, in.Limit, assistantOf, assistant.Assistant.Place), err
		})
	type create struct {
		Trial
		JSONBody
	}
	register(a, route{method: http.MethodPost, path: "/assistants", id: "createAssistant", need: needs(account.Editor, account.WriteAssistants), tag: assistantTag, summary: "Create an assistant",
		description: "Needs a name; every other field has a default. With the provider openai it also needs model.baseUrl and model.model.",
		status:      http.StatusCreated, body: body, required: []string{"name"}},
		func(ctx context.Context, in *create) (*createOutput[assistantObject], error) {
			if in.DryRun {
				tried, err := a.Assistants.TryCreate(in.RawBody)
				return &createOutput[assistantObject]{Status: http.StatusOK, Body: assistantOf(tried)}, err
			}
			made, err := a.Assistants.Create(ctx, actorOf(ctx), in.RawBody)
			return &createOutput[assistantObject]{Status: http.StatusCreated, ETag: etag(made.Version), Body: assistantOf(made)}, err
		})
	register(a, route{method: http.MethodGet, path: "/assistants/{assistantId}", id: "getAssistant", need: needs(account.Viewer, account.ReadAssistants), tag: assistantTag, summary: "Get an assistant",
		description: "Returns the assistant with its model settings. The model's API key is never shown: apiKeySet says whether there is one."},
		func(ctx context.Context, in *AssistantPath) (*assistantOutput, error) {
			return assistantAnswer(a.Assistants.Get(ctx, in.AssistantID))
		})
	type patch struct {
		AssistantPath
		IfMatch
		Trial
		JSONBody
	}
	register(a, route{method: http.MethodPatch, path: "/assistants/{assistantId}", id: "editAssistant", need: needs(account.Editor, account.WriteAssistants), tag: assistantTag, summary: "Edit an assistant",
		description: "A JSON merge patch: absent = keep, null = reset to the default. The change holds from the next question on.", body: body,
		example: `{"welcomeMessage": "Hello! What are you looking for?", "model": {"temperature": null}}`},
		func(ctx context.Context, in *patch) (*assistantOutput, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			if in.DryRun {
				tried, err := a.Assistants.TryEdit(ctx, in.AssistantID, version, in.RawBody)
				return &assistantOutput{Body: assistantOf(tried)}, err
			}
			return assistantAnswer(a.Assistants.Edit(ctx, actorOf(ctx), in.AssistantID, version, in.RawBody))
		})
	type remove struct {
		AssistantPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: "/assistants/{assistantId}", id: "deleteAssistant", need: needs(account.Editor, account.WriteAssistants), tag: assistantTag, summary: "Delete an assistant",
		description: "Deletes its keys, documents and conversations with it. This cannot be undone.",
		status:      http.StatusNoContent},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Assistants.Delete(ctx, actorOf(ctx), in.AssistantID, version)
		})
}
