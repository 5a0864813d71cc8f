// Package key holds API keys: the public credential of one assistant for one place of use.
//
// It knows a key's secret (format, checksum, digest), its restriction (where it may be used), its configuration (the 16 options that shape the web component) and its limits,
// and lets owners create, edit, reveal, rotate, delete and restore keys. It does not decide about requests: that is package access. Service is safe for concurrent use.
package key

import (
	"strings"
	"time"

	"latchkey/internal/cursor"
	"latchkey/internal/errs"
)

// MaxName is the longest name of a key, in characters.
const MaxName = 100

// Draft is the part of a key that can be edited.
type Draft struct {
	Name          string        `json:"name" doc:"What its owner calls the key; visitors never see it." minLength:"1" maxLength:"100"`
	Disabled      bool          `json:"disabled" doc:"A disabled key is refused with KEY_DISABLED until it is enabled again."`
	ExpiresAt     *time.Time    `json:"expiresAt" doc:"From this time on the key is refused with KEY_EXPIRED; null = never."`
	Restriction   Restriction   `json:"restriction" doc:"Where the key may be used."`
	Configuration Configuration `json:"configuration" doc:"How the chat looks and behaves where this key is used."`
	Limits        Limits        `json:"limits" doc:"Rates. null = the server's default, 0 = none."`
}

// NewDraft returns a Draft with every default.
func NewDraft() Draft {
	return Draft{Restriction: NewRestriction(), Configuration: NewConfiguration()}
}

// Limits are rates: the first three per client address (IPv6 by /64), the last for the whole key.
type Limits struct {
	RequestsPerMinute    *int `json:"requestsPerMinute" example:"60" doc:"Requests of one client address in a minute." minimum:"0" maximum:"1000000000"`
	ConversationsPerHour *int `json:"conversationsPerHour" example:"30" doc:"New conversations of one client address in an hour." minimum:"0" maximum:"1000000000"`
	MessagesPerMinute    *int `json:"messagesPerMinute" example:"10" doc:"Messages of one client address in a minute." minimum:"0" maximum:"1000000000"`
	MessagesPerDay       *int `json:"messagesPerDay" example:"5000" doc:"Messages with this key in a day, from everybody." minimum:"0" maximum:"1000000000"`
}

// Key is a stored key without its secret.
type Key struct {
	ID          string
	AssistantID string
	Draft
	Hint      string // the last characters of the secret
	CreatedAt time.Time
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int64

	// Who used it last; written some seconds later.
	LastUsedAt      *time.Time
	LastUsedOrigin  string // "" = no website was named
	LastUsedAddress string // the prefix of an address
}

// Place is the key's place in lists.
func (k Key) Place() cursor.Place { return cursor.Place{At: k.CreatedAt, ID: k.ID} }

// RestoreFor is how long a deleted key can be restored.
const RestoreFor = 30 * 24 * time.Hour

// Status is the state of a key at one moment.
type Status string

// The states of a key; the first that applies, in the order Deleted, Disabled, Expired, Active.
const (
	Active   Status = "ACTIVE"
	Disabled Status = "DISABLED"
	Expired  Status = "EXPIRED"
	Deleted  Status = "DELETED"
)

// Status returns the key's state at a time.
func (k *Key) Status(at time.Time) Status {
	switch {
	case k.DeletedAt != nil:
		return Deleted
	case k.Disabled:
		return Disabled
	case k.ExpiresAt != nil && !at.Before(*k.ExpiresAt):
		return Expired
	}
	return Active
}

// Warning is something that its owner should know about a key that is valid nevertheless.
type Warning struct {
	Code    string `json:"code" example:"WEBSITES_EMPTY" doc:"Stable code, for example WEBSITES_EMPTY."`
	Field   string `json:"field" example:"restriction.websites" doc:"The field that it is about."`
	Message string `json:"message" example:"DANGER: no website is listed, so this key works on EVERY website. Add the websites that may use it." doc:"What it means."`
}

// Warnings returns what the owner should know, most important first; never nil.
func (k *Key) Warnings() []Warning { return k.Restriction.warnings() }

// Validate brings the draft into canonical form, in place, and returns what was changed of its entries and every problem.
func (d *Draft) Validate() ([]Correction, []errs.Field) {
	d.Name = strings.TrimSpace(d.Name)
	var p errs.Problems
	p.Text("name", d.Name, 1, MaxName)
	if d.ExpiresAt != nil {
		at := d.ExpiresAt.UTC().Truncate(time.Millisecond)
		d.ExpiresAt = &at
		p.Time("expiresAt", at)
	}
	corrections, problems := d.Restriction.validate()
	p = append(p, problems...)
	p = append(p, d.Configuration.validate()...)
	return corrections, append(p, d.Limits.validate()...)
}

// maxRate keeps rates in the range of every column and counter.
const maxRate = 1_000_000_000

func (l *Limits) validate() []errs.Field {
	var p errs.Problems
	for _, limit := range []struct {
		name  string
		value *int
	}{
		{"requestsPerMinute", l.RequestsPerMinute},
		{"conversationsPerHour", l.ConversationsPerHour},
		{"messagesPerMinute", l.MessagesPerMinute},
		{"messagesPerDay", l.MessagesPerDay},
	} {
		if limit.value != nil {
			p.Range("limits."+limit.name, *limit.value, 0, maxRate)
		}
	}
	return p
}
