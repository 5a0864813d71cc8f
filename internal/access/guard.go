package access

import (
	"context"
	"net/netip"
	"reflect"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/usage"
)

// InUseFor is how long ago a key was used at most to count as being in use.
const InUseFor = 7 * 24 * time.Hour

// Recent finds who used a key since a time.
type Recent interface {
	Recent(ctx context.Context, keyID string, since time.Time) (usage.Recent, error)
}

// Guard warns before a change of a key that would cut off somebody who used it lately.
type Guard struct {
	Usage Recent
	Now   func() time.Time
}

// InUse is the refusal of such a change: an error of kind Conflict with the code KEY_IN_USE.
type InUse struct {
	Err          *errs.Error
	usage.Recent // those who would be cut off
}

func (e *InUse) Error() string { return e.Err.Error() }

// Unwrap returns the error that is shown.
func (e *InUse) Unwrap() error { return e.Err }

// Check returns an *InUse when the change would refuse what was accepted lately, and nil when it is harmless. A key that is not active has nobody to cut off.
func (g *Guard) Check(ctx context.Context, before, after key.Key) error {
	now := g.Now()
	ends := endsSoon(after, now) && !endsSoon(before, now)
	if before.Status(now) != key.Active || (!ends && reflect.DeepEqual(before.Restriction, after.Restriction)) {
		return nil
	}
	recent, err := g.Usage.Recent(ctx, before.ID, now.Add(-InUseFor))
	if err != nil || recent.LastUsedAt.IsZero() {
		return err
	}
	if !ends {
		recent = cutOff(recent, NewPolicy(before, nil, nil), NewPolicy(after, nil, nil), now)
		if len(recent.Origins)+len(recent.Addresses) == 0 {
			return nil
		}
	}
	return &InUse{errs.New(errs.Conflict, "KEY_IN_USE",
		"This key was used in the last 7 days, and this change would cut off who used it. Repeat the call with ?force=true to do it nevertheless."), recent}
}

// endsSoon says whether a key is not active, or will not be for as long as it counts as being in use.
func endsSoon(k key.Key, now time.Time) bool { return k.Status(now.Add(InUseFor)) != key.Active }

// cutOff returns of those who used a key the ones that it would not accept any more.
func cutOff(recent usage.Recent, before, after *Policy, now time.Time) usage.Recent {
	lost := usage.Recent{LastUsedAt: recent.LastUsedAt}
	refused := func(facts Facts) bool {
		was, is := before.Decide(&facts, nil, now), after.Decide(&facts, nil, now)
		// A key that looked at addresses took every website. Whom a restriction was only tried on is not cut off by mistake.
		accepted := before.kind == key.IPAddresses || (was.Allowed && !was.ReportOnly)
		return accepted && !is.Allowed
	}
	if after.kind == key.Websites {
		for _, o := range recent.Origins {
			facts := Facts{Origins: []string{o.Origin}}
			if o.Origin == "" {
				facts.Origins = nil
			}
			// Of those that were not told apart nobody knows: that is not nobody.
			if o.Origin == usage.Others || refused(facts) {
				lost.Origins = append(lost.Origins, o)
			}
		}
	}
	if after.kind == key.IPAddresses {
		for _, a := range recent.Addresses {
			if !(before.kind == key.IPAddresses && before.refuses(a.Address)) && !after.reportOnly && after.refuses(a.Address) {
				lost.Addresses = append(lost.Addresses, a)
			}
		}
	}
	return lost
}

// refuses says whether some address of a prefix is not listed.
func (p *Policy) refuses(text string) bool {
	prefix, err := netip.ParsePrefix(text)
	if addr, failed := netip.ParseAddr(text); failed == nil {
		prefix, err = addr.Prefix(addr.BitLen())
	}
	if err != nil {
		return false
	}
	entry, ok := p.addresses.Match(prefix.Addr())
	return !ok || entry.Bits() > prefix.Bits()
}
