package manageapi

import (
	"testing"
	"time"

	"latchkey/internal/usage"
)

// Outdated is what is older than the server's version, and was seen when no page from before the upgrade can be open any more.
func TestOutdated(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		version, current string
		seen             time.Duration
		since            time.Time
		want             bool
	}{
		"older":               {"1.9.0", "1.10.0", 25 * time.Hour, since, true},
		"older, a candidate":  {"1.10.0-rc.1", "1.10.0", 25 * time.Hour, since, true},
		"the same":            {"1.10.0", "1.10.0", 25 * time.Hour, since, false},
		"newer":               {"2.0.0", "1.10.0", 25 * time.Hour, since, false},
		"a page still open":   {"1.9.0", "1.10.0", 23 * time.Hour, since, false},
		"before the upgrade":  {"1.9.0", "1.10.0", -time.Hour, since, false},
		"not known since":     {"1.9.0", "1.10.0", 25 * time.Hour, time.Time{}, false},
		"a server without it": {"1.9.0", "", 25 * time.Hour, since, false},
	} {
		got := versionsOf([]usage.Sighting{{Version: c.version, LastAt: since.Add(c.seen)}}, c.current, c.since)
		if got.Versions[0].Outdated != c.want || (got.Since == nil) != c.since.IsZero() {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
