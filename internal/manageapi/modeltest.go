package manageapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// modelTestBody is what is to be tested in place of what is stored.
type modelTestBody struct {
	Model *modelBody `json:"model,omitempty" doc:"A merge patch over the stored model: of its fields, absent = keep and null = reset to the default. Without it, or null, the stored model is tested."`

	Fallback bool `json:"fallback,omitempty" doc:"Whether the second model is tested in place of the first." example:"false"`
}

// modelTest is what came of one short question.
type modelTest struct {
	OK           bool   `json:"ok" doc:"Whether the model answers." example:"true"`
	Text         string `json:"text" doc:"What came back, at most 1000 characters." example:"Hello! How can I help you today?"`
	Code         string `json:"code" doc:"Why it does not answer, with the same code as in the server's log: MODEL_UNAUTHORIZED, MODEL_REJECTED, MODEL_BUSY, MODEL_FAILED, MODEL_UNREACHABLE, MODEL_TIMEOUT, MODEL_UNREADABLE, MODEL_EMPTY, MODEL_CUT or QUESTION_TOO_LONG. Empty = it does." example:""`
	Detail       string `json:"detail" doc:"What happened and, when it failed, the way out, with what the API said." example:"The model answers."`
	FirstToken   int64  `json:"firstTokenMilliseconds" doc:"Until the first word; 0 = none came." example:"420"`
	Total        int64  `json:"totalMilliseconds" doc:"Until the end." example:"810"`
	InputTokens  int    `json:"inputTokens" doc:"Tokens that the model was given, as far as it says." example:"38"`
	OutputTokens int    `json:"outputTokens" doc:"Tokens that it made, as far as it says." example:"9"`
}

type modelTestOutput struct{ Body modelTest }

// modelTestTimeout bounds a test: visitors do not wait longer for a first word either.
const modelTestTimeout = 20 * time.Second

func (a *API) registerModelTest() {
	type test struct {
		AssistantPath
		JSONBody
	}
	register(a, route{method: http.MethodPost, path: "/assistants/{assistantId}/model/test", id: "testModel", need: needs(account.Editor, account.WriteAssistants), tag: assistantTag,
		summary: "Test the model of an assistant",
		description: "Asks the model one short question and says what came back, within 20 seconds. That it does not answer is no error of this call. Nothing is stored or counted, and only the one model is asked. " +
			"A model API key that is stored goes to no other server than the one that it was stored for.",
		answer: "The model was asked; ok says whether it answers.", body: reflect.TypeFor[modelTestBody](), optional: true,
		example: `{"model": {"provider": "openai", "baseUrl": "https://api.openai.com/v1", "model": "gpt-5-mini", "apiKey": "sk-…"}}`},
		func(ctx context.Context, in *test) (*modelTestOutput, error) {
			patch, fallback, err := modelPatch(in.orEmpty())
			if err != nil {
				return nil, err
			}
			tried, err := a.Assistants.TryEdit(ctx, in.AssistantID, 0, patch)
			if err == nil && fallback {
				tried, err = secondOf(tried)
			}
			if err != nil {
				return nil, err
			}
			ctx, cancel := context.WithTimeout(ctx, modelTestTimeout)
			defer cancel()
			return &modelTestOutput{modelTestOf(tried, a.TryModel(ctx, tried))}, nil
		})
}

// modelPatch makes the patch of an assistant from the body of a test, in which nothing but the model may stand, and which of its models is meant.
func modelPatch(raw []byte) (patch []byte, fallback bool, err error) {
	body := struct {
		Model    json.RawMessage `json:"model"`
		Fallback bool            `json:"fallback"`
	}{Model: json.RawMessage("{}")}
	if err := errs.InvalidFields(edit.Decode(raw, &body)); err != nil {
		return nil, false, err
	}
	patch, err = json.Marshal(map[string]any{"model": body.Model})
	return patch, body.Fallback, err
}

func secondOf(a assistant.Assistant) (assistant.Assistant, error) {
	second, ok := a.Second()
	if !ok {
		return a, errs.InvalidFields([]errs.Field{{Location: "fallback", Message: "must be false: there is no second model; give it as model.fallback"}})
	}
	return second, nil
}

const (
	maxToldText  = 1000 // characters
	maxToldCause = 400
)

// modelTestOf tells the owner what happened. The API may repeat what it was sent, so the credential is left out.
func modelTestOf(a assistant.Assistant, t provider.Trial) modelTest {
	out := modelTest{
		OK: true, Text: told(t.Text, a.Credential, maxToldText), Detail: "The model answers.",
		FirstToken: t.FirstWord.Milliseconds(), Total: t.Total.Milliseconds(), InputTokens: t.Usage.UsedContext, OutputTokens: t.Usage.OutputTokens,
	}
	switch {
	case errors.Is(t.Err, provider.ErrSpent):
		out.Detail = "The model answers. It used up the few tokens of this test before the first word, as models do that think first; when maxOutputTokens is set, set it high enough."
	case t.Err != nil:
		var cause string
		out.OK = false
		out.Code, cause = whyNoAnswer(t.Err)
		out.Detail = adviceOn(out.Code)
		if cause != "" {
			out.Detail += " The cause: " + strings.TrimSuffix(told(cause, a.Credential, maxToldCause), ".") + "."
		}
	}
	return out
}

// whyNoAnswer returns the code of a failure, and its private cause, which is told to the owner.
func whyNoAnswer(err error) (code, cause string) {
	if errors.Is(err, context.DeadlineExceeded) {
		return "MODEL_TIMEOUT", ""
	}
	if e, ok := errs.As(err); ok && e.Cause != nil {
		return e.Code, e.Cause.Error()
	}
	return "MODEL_FAILED", err.Error()
}

func adviceOn(code string) string {
	switch code {
	case "MODEL_UNAUTHORIZED":
		return "The API refused the credential. Give an API key that is valid there and may use this model."
	case "MODEL_REJECTED":
		return "The API refused the request. Look at the name of the model, and at baseUrl, which goes up to and with /v1 at most APIs."
	case "MODEL_BUSY":
		return "The rate limit or the quota of the account at the API is exceeded. Wait, or raise it there."
	case "MODEL_UNREACHABLE":
		return "This server gets no connection to the API. Look at the host and port in baseUrl, and whether this server may go there: the model is called from the server, not from your browser."
	case "MODEL_TIMEOUT":
		return "No answer came within 20 seconds. Look whether the API is overloaded, or still loads the model, and try again."
	case "MODEL_UNREADABLE":
		return "Something answered, but not as an OpenAI-compatible API does. Look at baseUrl: its scheme, its port, and its end, which is /v1 at most APIs."
	case "QUESTION_TOO_LONG":
		return "The system prompt leaves no room for a question. Shorten it, or raise contextTokens as far as the model can take."
	case "MODEL_EMPTY":
		return "The model ended without a word. Try another model, or another system prompt."
	case "MODEL_CUT":
		return "The connection broke in the middle of the answer. Try again; if it stays so, look at what is between this server and the API."
	}
	return "The API failed. Try again; if it stays so, its own log or status page says more."
}

// told is a text of somebody else, without the credential and not longer than that many characters.
func told(text, credential string, most int) string {
	if credential != "" {
		text = strings.ReplaceAll(text, credential, "…")
	}
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return text
}
