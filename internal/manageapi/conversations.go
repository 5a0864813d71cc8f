package manageapi

import (
	"context"
	"net/http"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/archive"
)

// ConversationPath names a conversation in the path of a call.
type ConversationPath struct {
	AssistantPath
	ConversationID string `path:"conversationId" doc:"Id of the conversation." example:"c_4kQ9sVx0Qb7LmT3nRw5Yc2"`
}

// ConversationFilter chooses conversations of an assistant; all that is given must hold.
type ConversationFilter struct {
	Text        string    `query:"text" maxLength:"200" doc:"Is in the title, a question or an answer; capital and small letters are the same." example:"refund"`
	KeyID       string    `query:"keyId" maxLength:"100" doc:"Id of the API key that they were held with." example:"k_7Hq2mXb9TzR4wLc1VnKe0s"`
	Origin      string    `query:"origin" maxLength:"300" doc:"Website on which they began." example:"https://www.example.com"`
	From        time.Time `query:"from" doc:"Last active at this time or later, RFC 3339." example:"2026-01-01T00:00:00Z"`
	To          time.Time `query:"to" doc:"Last active before this time, RFC 3339." example:"2026-02-01T00:00:00Z"`
	Reaction    string    `query:"reaction" enum:"LIKE,DISLIKE" doc:"Visitors gave this reaction to an answer." example:"DISLIKE"`
	Failed      bool      `query:"failed" doc:"Only those with an answer that failed or was interrupted." example:"true"`
	Reported    bool      `query:"reported" doc:"Only those with an answer that a visitor reported." example:"true"`
	MinMessages int       `query:"minMessages" minimum:"0" maximum:"1000000" default:"1" doc:"At least so many questions. 0 = also those in which nothing was said yet." example:"2"`
}

func (f ConversationFilter) filter(assistantID string) archive.Filter {
	return archive.Filter{
		AssistantID: assistantID, Text: f.Text, KeyID: f.KeyID, Origin: f.Origin, From: f.From, To: f.To,
		Reaction: f.Reaction, Failed: f.Failed, Reported: f.Reported, MinMessages: f.MinMessages,
	}
}

// ChosenConversations are those of an assistant that a filter chooses.
type ChosenConversations struct {
	AssistantPath
	ConversationFilter
}

const (
	conversationsPath = "/assistants/{assistantId}/conversations"
	conversationPath  = conversationsPath + "/{conversationId}"
	conversationTag   = "Conversations"
)

func (a *API) registerConversations() {
	a.registerConversationLists()
	a.registerConversation()
	a.registerConversationExports()
	a.registerConversationFile()
}

type countOutput struct {
	Body struct {
		Count int `json:"count" doc:"How many conversations the filter chooses." example:"42"`
	}
}

type deletedOutput struct {
	Body struct {
		Deleted   int `json:"deleted" doc:"How many conversations are gone." example:"42"`
		Remaining int `json:"remaining" doc:"How many of those expected are still there: there was no time for them, or something was said in them meanwhile. Count again, and repeat the call." example:"0"`
	}
}

func (a *API) registerConversationLists() {
	type listConversations struct {
		ChosenConversations
		ListInput
	}
	register(a, route{method: http.MethodGet, path: conversationsPath, id: "listConversations", need: needs(account.Editor, account.ReadConversations), tag: conversationTag,
		summary: "List an assistant's conversations",
		description: "Returns a page of the chosen conversations, the last active first. Without a filter these are all in which something was said. " +
			"To search for a text takes longer the more was said: a shorter time makes it faster.",
		codes: []string{"SEARCH_TOO_LONG"}},
		func(ctx context.Context, in *listConversations) (*listOutput[ConversationObject], error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			found, err := a.Archive.List(ctx, in.filter(in.AssistantID), in.after, in.Limit+1)
			return page(found, in.Limit, conversationOf, archive.Summary.Place), err
		})
	register(a, route{method: http.MethodGet, path: conversationsPath + "/count", id: "countConversations", need: needs(account.Editor, account.ReadConversations), tag: conversationTag,
		summary: "Count an assistant's conversations", description: "Returns how many conversations the filter chooses: what a deletion of them must expect.",
		codes: []string{"SEARCH_TOO_LONG"}},
		func(ctx context.Context, in *ChosenConversations) (*countOutput, error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			out := &countOutput{}
			var err error
			out.Body.Count, err = a.Archive.Count(ctx, in.filter(in.AssistantID))
			return out, err
		})
	type removeAll struct {
		ChosenConversations
		Expected int `query:"expected" required:"true" minimum:"0" doc:"How many conversations the filter chooses. When there are more or less by now, none is deleted." example:"42"`
	}
	register(a, route{method: http.MethodDelete, path: conversationsPath, id: "deleteConversations", need: needs(account.Editor, account.WriteConversations), tag: conversationTag,
		summary: "Delete the conversations that a filter chooses",
		description: "Deletes them with everything that belongs to them, and ends answers that are being made in them. Only when they are as many as expected; count them first. " +
			"This cannot be undone.",
		codes: []string{"COUNT_CHANGED", "SEARCH_TOO_LONG"}},
		func(ctx context.Context, in *removeAll) (*deletedOutput, error) {
			if _, err := a.Assistants.Get(ctx, in.AssistantID); err != nil {
				return nil, err
			}
			out := &deletedOutput{}
			var err error
			out.Body.Deleted, err = a.Archive.DeleteAll(ctx, actorOf(ctx), in.filter(in.AssistantID), in.Expected)
			out.Body.Remaining = max(in.Expected-out.Body.Deleted, 0)
			return out, err
		})
}

type conversationOutput struct {
	ETag string `header:"ETag"`
	Body conversationDetails
}

func (a *API) registerConversation() {
	type get struct {
		ConversationPath
		After int `query:"after" minimum:"0" doc:"Only queries after this turn: the last one of the page before." example:"100"`
		Limit int `query:"limit" minimum:"1" maximum:"200" default:"100" doc:"Most queries." example:"100"`
	}
	register(a, route{method: http.MethodGet, path: conversationPath, id: "getConversation", need: needs(account.Editor, account.ReadConversations), tag: conversationTag,
		summary:     "Read a conversation",
		description: "Returns the conversation with what was said in it, the oldest query first. Its conversation token is never shown. The version grows with each message."},
		func(ctx context.Context, in *get) (*conversationOutput, error) {
			c, err := a.Archive.Get(ctx, in.AssistantID, in.ConversationID)
			if err != nil {
				return nil, err
			}
			found, err := a.Archive.Queries(ctx, c, in.After, in.Limit+1)
			return &conversationOutput{ETag: etag(c.Version()), Body: detailsOf(c, found, in.Limit)}, err
		})
	type remove struct {
		ConversationPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: conversationPath, id: "deleteConversation", need: needs(account.Editor, account.WriteConversations), tag: conversationTag,
		summary: "Delete a conversation", description: "Deletes it with everything that belongs to it, and ends an answer that is being made in it. Its visitor finds it no more. This cannot be undone.",
		status: http.StatusNoContent},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Archive.Delete(ctx, actorOf(ctx), in.AssistantID, in.ConversationID, version)
		})
}
