// Package usage counts what is done with API keys: requests, conversations, messages, tokens, refusals, and who used a key last.
//
// A Meter belongs to one secret of one key and is told of every request, on its way: it adds to counters in memory, by hour and by website, and does
// nothing else. Recorder.Run saves what was counted in the background every few seconds, and at the end; what was counted since the last time is lost when the process
// is killed. Nobody can make it grow: of a key's websites only the first MaxCallers of an hour are told apart, of all keys together MaxKept, the
// rest is counted under Others.
//
// Everything is safe for concurrent use. The package does not decide about requests and does not enforce limits.
package usage

import (
	"context"
	"time"
)

// Bounds of what is told apart.
const (
	MaxCallers = 100    // websites, and refused callers, and addresses, of one secret in one hour
	MaxKept    = 50_000 // of all of them together between two savings: about 20 MB
)

// MaxSightings is how many websites with their versions of the web component are kept for a key: those seen last.
const MaxSightings = 200

// Others is the caller under which those are counted that are not told apart any more.
const Others = "(others)"

// Counts is what was done.
type Counts struct {
	Requests      int64
	Conversations int64
	Messages      int64
	InputTokens   int64
	OutputTokens  int64
}

// Add adds other to c.
func (c *Counts) Add(other Counts) {
	c.Requests += other.Requests
	c.Conversations += other.Conversations
	c.Messages += other.Messages
	c.InputTokens += other.InputTokens
	c.OutputTokens += other.OutputTokens
}

// Used is what was done with a key from one website in one hour.
type Used struct {
	KeyID  string
	Hour   time.Time // its beginning
	Origin string    // "" = the requests named no website
	Counts
}

// Denied is how often a key refused one caller for one reason in one hour.
type Denied struct {
	KeyID      string
	Hour       time.Time
	Code       string
	Caller     string // the website or address that was refused
	ReportOnly bool   // it would have been refused, and was let through
	Count      int64
	LastAt     time.Time
}

// Address is from where a key was used.
type Address struct {
	KeyID    string
	Address  string // an address or, when the key is not restricted to addresses, the prefix of one
	Requests int64
	LastAt   time.Time
}

// Last is when a secret of a key was last used, and by whom.
type Last struct {
	KeyID   string
	Digest  [32]byte // of the secret
	At      time.Time
	Origin  string
	Address string // a prefix
}

// Sighting is a version of the web component that a website runs with a key.
type Sighting struct {
	KeyID    string
	Origin   string // "" = the requests named no website
	Version  string
	Requests int64
	FirstAt  time.Time
	LastAt   time.Time
}

// Batch is what a store saves at once: counts are added to those that are there.
type Batch struct {
	Used      []Used
	Denied    []Denied
	Addresses []Address
	Last      []Last
	Elements  []Sighting
}

// Len is how many rows the batch changes.
func (b *Batch) Len() int {
	return len(b.Used) + len(b.Denied) + len(b.Addresses) + len(b.Last) + len(b.Elements)
}

// Origin is a website with what was done from it over several hours.
type Origin struct {
	Origin string
	Counts
	LastHour time.Time
}

// Recent is what used a key in a time.
type Recent struct {
	LastUsedAt time.Time // zero = nothing
	Origins    []Origin  // most requests first
	Addresses  []Address // most requests first
}

// Secret is one secret of a key: the current one, or an older one in its grace.
type Secret struct {
	Hint       string
	CreatedAt  time.Time
	GraceUntil *time.Time // nil = the current one
	LastUsedAt *time.Time
}

// Store keeps what was counted.
type Store interface {
	// AddUsage adds a batch in one transaction; what belongs to keys that are gone is left out.
	AddUsage(ctx context.Context, batch Batch) error
	// Usage returns what was done with a key in hours from (included) to (excluded), by hour and website, in the order of the hours.
	Usage(ctx context.Context, keyID string, from, to time.Time) ([]Used, error)
	// Denials is Usage for refusals.
	Denials(ctx context.Context, keyID string, from, to time.Time) ([]Denied, error)
	// EachUsed visits what was done with all keys of an assistant in hours from (included) to (excluded), in any order.
	EachUsed(ctx context.Context, assistantID string, from, to time.Time, visit func(Used)) error
	// EachDenied is EachUsed for refusals.
	EachDenied(ctx context.Context, assistantID string, from, to time.Time, visit func(Denied)) error
	// KeyNames returns the names of an assistant's keys by id, also of deleted ones.
	KeyNames(ctx context.Context, assistantID string) (map[string]string, error)
	// Callers returns the websites and addresses that used a key since a time.
	Callers(ctx context.Context, keyID string, since time.Time) (Recent, error)
	// Secrets returns the secrets of a key, the newest first.
	Secrets(ctx context.Context, keyID string) ([]Secret, error)
	// Sightings returns the versions of the web component that were seen with a key, the last seen first.
	Sightings(ctx context.Context, keyID string) ([]Sighting, error)
	// ForgetUsage removes what is older.
	ForgetUsage(ctx context.Context, before time.Time) error
}
