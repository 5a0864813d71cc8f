package manageapi

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/mod/semver"

	"latchkey/internal/account"
	"latchkey/internal/usage"
)

// Elements knows the versions of the chat element that this server has had.
type Elements interface {
	// Since returns when the server first ran a version; zero = not yet.
	Since(ctx context.Context, version string) (time.Time, error)
}

// upgradeTime is how long pages that were open at an upgrade may go on with the version before it.
const upgradeTime = 24 * time.Hour

type elementVersion struct {
	Origin   string    `json:"origin" example:"https://www.example.com" doc:"The website; empty = the requests named none."`
	Version  string    `json:"version" example:"1.1.0" doc:"Version of the chat element that it runs."`
	Requests int64     `json:"requests" example:"120" doc:"Requests of this version from this website."`
	FirstAt  time.Time `json:"firstSeenAt" example:"2026-01-31T12:00:00Z" doc:"When it was first seen."`
	LastAt   time.Time `json:"lastSeenAt" example:"2026-02-01T11:59:58Z" doc:"When it was last seen."`
	Outdated bool      `json:"outdated" doc:"Whether it is older than this server's, and was still seen a day after the server had its own: the website has pinned it. A website with the script of a key always runs the current version."`
}

type keyVersions struct {
	Current  string           `json:"current" example:"1.2.0" doc:"Version of the chat element that this server has; empty = it has none."`
	Since    *time.Time       `json:"since" example:"2026-01-20T09:00:00Z" doc:"Since when it has had it; null = not known yet."`
	Versions []elementVersion `json:"versions" nullable:"false" doc:"What the websites run, the last seen first."`
}

type versionsOutput struct{ Body keyVersions }

func (a *API) registerKeyVersions() {
	register(a, route{method: http.MethodGet, path: keysPath + "/{keyId}/versions", id: "getKeyVersions", need: needs(account.Viewer, account.ReadUsage), tag: keyTag,
		summary:     "Get the versions of the chat element that websites run",
		description: "Which version of the chat element each website runs with the key, as the element itself says, up to this moment; the 200 last seen, kept for 90 days. Other clients are not in it."},
		func(ctx context.Context, in *KeyPath) (*versionsOutput, error) {
			if _, err := a.Keys.Get(ctx, in.AssistantID, in.KeyID); err != nil {
				return nil, err
			}
			seen, err := a.Usage.Sightings(ctx, in.KeyID)
			if err != nil {
				return nil, err
			}
			since, err := a.Elements.Since(ctx, a.Element.Version)
			return &versionsOutput{versionsOf(seen, a.Element.Version, since)}, err
		})
}

func versionsOf(seen []usage.Sighting, current string, since time.Time) keyVersions {
	out := keyVersions{Current: current, Versions: make([]elementVersion, len(seen))}
	if !since.IsZero() {
		out.Since = &since
	}
	for i, s := range seen {
		older := semver.Compare("v"+s.Version, "v"+current) < 0
		out.Versions[i] = elementVersion{
			s.Origin, s.Version, s.Requests, s.FirstAt, s.LastAt, older && out.Since != nil && s.LastAt.After(since.Add(upgradeTime)),
		}
	}
	return out
}
