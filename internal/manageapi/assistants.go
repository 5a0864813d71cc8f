package manageapi

import (
	"context"
	"net/http"
	"reflect"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
)

// assistantObject is an assistant as it is read. model.apiKey is write only.
type assistantObject struct {
	ID string `json:"id" example:"aX7kP2mQ9r" doc:"Ten letters and digits; every API key of the assistant begins with it."`
	assistant.Draft
	Model     modelObject `json:"model"`
	CreatedAt time.Time   `json:"createdAt"`
	UpdatedAt time.Time   `json:"updatedAt"`
	Version   int64       `json:"version" doc:"Grows by one with each change."`
}

type modelObject struct {
	assistant.Model
	APIKeySet bool `json:"apiKeySet" doc:"Whether a model API key is stored. The key itself is never shown."`
}

// assistantBody describes what is written: model.apiKey goes in here.
type assistantBody struct {
	Name                 string    `json:"name,omitempty" doc:"What visitors see as the assistant's name; needed to create one." minLength:"1" maxLength:"100" example:"Shop help"`
	Description          *string   `json:"description,omitempty" maxLength:"500"`
	WelcomeMessage       *string   `json:"welcomeMessage,omitempty" maxLength:"2000"`
	ConversationStarters []string  `json:"conversationStarters,omitempty" maxItems:"10" doc:"1 to 280 characters each; null = none."`
	Model                modelBody `json:"model,omitempty" doc:"Absent = builtin."`
}

type modelBody struct {
	Provider        string   `json:"provider,omitempty" enum:"builtin,openai"`
	BaseURL         *string  `json:"baseUrl,omitempty" example:"https://api.openai.com/v1"`
	Model           *string  `json:"model,omitempty"`
	APIKey          *string  `json:"apiKey,omitempty" writeOnly:"true" maxLength:"1000" doc:"Absent = keep, null = remove. Must be sent again when baseUrl changes."`
	SystemPrompt    *string  `json:"systemPrompt,omitempty" maxLength:"20000"`
	Temperature     *float64 `json:"temperature,omitempty" minimum:"0" maximum:"2"`
	MaxOutputTokens *int     `json:"maxOutputTokens,omitempty" minimum:"1" maximum:"200000"`
}

func assistantOf(a assistant.Assistant) assistantObject {
	return assistantObject{
		ID: a.ID, Draft: a.Draft, Model: modelObject{a.Model, a.Credential != ""},
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

type empty struct{}

func (a *API) registerAssistants() {
	const tag = "Assistants"
	body := reflect.TypeFor[assistantBody]()
	register(a, route{method: http.MethodGet, path: "/assistants", id: "listAssistants", need: needs(account.Viewer, account.ReadAssistants), tag: tag, summary: "List assistants", errors: []int{422}},
		func(ctx context.Context, in *ListInput) (*listOutput[assistantObject], error) {
			found, err := a.Assistants.List(ctx, in.Cursor, in.Limit+1)
			return page(found, in.Limit, assistantOf, func(a assistant.Assistant) string { return a.ID }), err
		})
	register(a, route{method: http.MethodPost, path: "/assistants", id: "createAssistant", need: needs(account.Editor, account.WriteAssistants), tag: tag, summary: "Create an assistant",
		status: http.StatusCreated, errors: []int{400, 422}, body: body},
		func(ctx context.Context, in *JSONBody) (*assistantOutput, error) {
			return assistantAnswer(a.Assistants.Create(ctx, actorOf(ctx), in.RawBody))
		})
	register(a, route{method: http.MethodGet, path: "/assistants/{assistantId}", id: "getAssistant", need: needs(account.Viewer, account.ReadAssistants), tag: tag, summary: "Get an assistant", errors: []int{404}},
		func(ctx context.Context, in *AssistantPath) (*assistantOutput, error) {
			return assistantAnswer(a.Assistants.Get(ctx, in.AssistantID))
		})
	type patch struct {
		AssistantPath
		IfMatch
		JSONBody
	}
	register(a, route{method: http.MethodPatch, path: "/assistants/{assistantId}", id: "editAssistant", need: needs(account.Editor, account.WriteAssistants), tag: tag, summary: "Edit an assistant",
		description: "A JSON merge patch: absent = keep, null = reset to the default.", errors: []int{400, 404, 412, 422}, body: body},
		func(ctx context.Context, in *patch) (*assistantOutput, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return assistantAnswer(a.Assistants.Edit(ctx, actorOf(ctx), in.AssistantID, version, in.RawBody))
		})
	type remove struct {
		AssistantPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: "/assistants/{assistantId}", id: "deleteAssistant", need: needs(account.Editor, account.WriteAssistants), tag: tag, summary: "Delete an assistant",
		description: "Deletes its keys, documents and conversations with it. This cannot be undone.",
		status:      http.StatusNoContent, errors: []int{404, 412}},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Assistants.Delete(ctx, actorOf(ctx), in.AssistantID, version)
		})
}
