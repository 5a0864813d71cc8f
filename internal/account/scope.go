package account

import (
	"fmt"
	"slices"
	"time"

	"latchkey/internal/errs"
)

// Scope narrows what the holder of an access token may do within its role. The set is closed.
type Scope string

// Scopes. A write scope includes reading the same thing, because every change answers with the object.
const (
	ReadAssistants  Scope = "assistants:read"
	WriteAssistants Scope = "assistants:write"
	ReadKeys        Scope = "keys:read"
	WriteKeys       Scope = "keys:write"
	RevealKeys      Scope = "keys:reveal" // the full key of a key that exists already
	ReadDocuments   Scope = "documents:read"
	WriteDocuments  Scope = "documents:write"
	ReadUsage       Scope = "usage:read"
	// What visitors said.
	ReadConversations  Scope = "conversations:read"
	WriteConversations Scope = "conversations:write" // which only deletes
	ReadAudit          Scope = "audit:read"
	ManageAccess       Scope = "access:manage" // access tokens and console users
)

// Scopes returns every scope.
func Scopes() []Scope {
	return []Scope{
		ReadAssistants, WriteAssistants, ReadKeys, WriteKeys, RevealKeys, ReadDocuments, WriteDocuments,
		ReadConversations, WriteConversations, ReadUsage, ReadAudit, ManageAccess,
	}
}

// leastRole is the least role that can use a scope: all that it allows. A test compares it with what the calls of the API need.
var leastRole = map[Scope]Role{
	ReadAssistants: Viewer, WriteAssistants: Editor, ReadKeys: Viewer, WriteKeys: Editor, RevealKeys: Editor,
	ReadDocuments: Viewer, WriteDocuments: Editor, ReadConversations: Editor, WriteConversations: Editor,
	ReadUsage: Viewer, ReadAudit: Viewer, ManageAccess: Owner,
}

// LeastRole is the least role that can use the scope; "" of what is no scope.
func (s Scope) LeastRole() Role { return leastRole[s] }

var included = map[Scope]Scope{WriteAssistants: ReadAssistants, WriteKeys: ReadKeys, WriteDocuments: ReadDocuments, WriteConversations: ReadConversations}

// Includes says whether the scope allows all that another allows.
func (s Scope) Includes(other Scope) bool { return s == other || included[s] == other }

// Need is what a call asks of whoever makes it.
type Need struct {
	Role  Role  // the least role
	Scope Scope // "" = none: the call is about the caller alone, or tells what is true for all
}

// Check returns an error of kind errs.Forbidden that names what is missing, nil when nothing is.
func (n Need) Check(a Actor) error {
	if !a.Role.Includes(n.Role) {
		return errs.New(errs.Forbidden, "ROLE_TOO_LOW",
			fmt.Sprintf("This call needs the role %s; yours is %s.", n.Role, a.Role))
	}
	if n.Scope != "" && !covered(a.Scopes, n.Scope) {
		return errs.New(errs.Forbidden, "SCOPE_MISSING",
			fmt.Sprintf("This call needs the scope %s, which this access token does not have.", n.Scope))
	}
	return nil
}

// covered says whether a list of scopes, empty = all, allows what a scope allows.
func covered(have []Scope, scope Scope) bool {
	return len(have) == 0 || slices.ContainsFunc(have, func(h Scope) bool { return h.Includes(scope) })
}

// tooMuch is the refusal to give away more than one has.
func tooMuch(message string) error { return errs.New(errs.Forbidden, "MORE_THAN_OWN_RIGHTS", message) }

// mayGrant says whether an actor may make a token with these rights: none that the actor does not have.
func mayGrant(a Actor, d TokenDraft) error {
	if !a.Role.Includes(d.Role) {
		return tooMuch(fmt.Sprintf("A token with the role %s cannot be made by somebody with the role %s.", d.Role, a.Role))
	}
	if len(a.Scopes) > 0 && len(d.Scopes) == 0 {
		return tooMuch(fmt.Sprintf("This access token has scopes, so a token that it makes needs some of them: %v.", a.Scopes))
	}
	for _, scope := range d.Scopes {
		if !covered(a.Scopes, scope) {
			return tooMuch(fmt.Sprintf("This access token does not have the scope %s, so it cannot give it away.", scope))
		}
	}
	if a.ExpiresAt != nil && (d.ExpiresAt == nil || d.ExpiresAt.After(*a.ExpiresAt)) {
		return tooMuch("This access token expires, so a token that it makes must expire by then: send an expiresAt not after " +
			a.ExpiresAt.UTC().Format(time.RFC3339Nano) + ".")
	}
	return nil
}
