package manageapi

import (
	"context"
	"net/http"

	"latchkey/internal/account"
)

const serverTag = "Server"

// serverObject is what is true of the server for everybody.
type serverObject struct {
	Version        string        `json:"version" example:"v1.2.0" doc:"Version of the program."`
	PublicURL      string        `json:"publicUrl" example:"https://chat.example.com" doc:"Where browsers reach the server; empty = it was not told."`
	DatabaseEngine string        `json:"databaseEngine" enum:"sqlite,postgres" doc:"What kind of database it keeps its data in."`
	DefaultLimits  defaultLimits `json:"defaultLimits" doc:"The limits of a key that says nothing else; 0 = none."`
	Element        Element       `json:"element" doc:"The chat element, for pages that place it themselves. All its members are empty when the server was built without it."`
}

type defaultLimits struct {
	RequestsPerMinute    int `json:"requestsPerMinute" example:"600" doc:"Requests of one client address in a minute."`
	ConversationsPerHour int `json:"conversationsPerHour" example:"120" doc:"New conversations of one client address in an hour."`
	MessagesPerMinute    int `json:"messagesPerMinute" example:"60" doc:"Messages of one client address in a minute."`
	MessagesPerDay       int `json:"messagesPerDay" example:"10000" doc:"Messages of everybody in a day (UTC)."`
}

// Element is where pages load the chat element from.
type Element struct {
	Version   string `json:"version" example:"1.2.0" doc:"Version of the chat element."`
	URL       string `json:"url" example:"/embed/element.js" doc:"Path of its script on this server."`
	PinnedURL string `json:"pinnedUrl" example:"/embed/element-4611bc6cfc424b2b7cf3.js" doc:"Path of the same script under a name that never has another content; integrity needs it."`
	Integrity string `json:"integrity" example:"sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC" doc:"Value of the attribute integrity of the script tag (Subresource Integrity)."`
}

type serverOutput struct{ Body serverObject }

func (a *API) registerServer() {
	register(a, route{method: http.MethodGet, path: "/server", id: "getServer", need: needs(account.Viewer, ""), tag: serverTag, summary: "Say what this server is",
		description: "Version, address, database, the limits of keys that say nothing else, and where the chat element is. Every caller may ask."},
		func(context.Context, *empty) (*serverOutput, error) {
			return &serverOutput{serverObject{
				Version: a.Version, PublicURL: a.PublicURL, DatabaseEngine: a.Engine, DefaultLimits: defaultLimits(a.Limits), Element: a.Element,
			}}, nil
		})
}
