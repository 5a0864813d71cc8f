package access

import (
	"context"
	"encoding/binary"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"latchkey/internal/address"
	"latchkey/internal/assistant"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/limit"
	"latchkey/internal/origin"
	"latchkey/internal/usage"
)

// Keys finds the key of a secret, whatever its status, and until when the secret is accepted (nil = it is the current one). It fails with errs.NotFound.
type Keys interface {
	KeyByDigest(ctx context.Context, digest key.Digest) (k key.Key, graceUntil *time.Time, err error)
}

// Assistants finds an assistant; it fails with errs.NotFound.
type Assistants interface {
	Get(ctx context.Context, id string) (assistant.Assistant, error)
}

// Options are what a Gate is made of. Keys, Assistants and Now are needed; without Mint every well-formed key is looked up, and without Usage nothing is counted.
// What View returns is computed once per policy and kept with it.
type Options struct {
	Keys       Keys
	Assistants Assistants
	Proxies    *address.Proxies
	Mint       *key.Mint
	Limits     Limits
	Usage      *usage.Recorder
	Now        func() time.Time
	View       func(*Policy) any
}

// Bounds of what is kept in memory. A policy with a few websites takes about 3 kB, an unknown secret about 100 bytes.
const (
	maxPolicies = 200_000
	maxUnknown  = 50_000
)

// loadTimeout bounds the look-up of a key that is not in memory.
const loadTimeout = 5 * time.Second

// Gate decides about requests.
type Gate struct {
	Options
	table      *limit.Table
	loads      singleflight.Group
	mu         sync.RWMutex
	policies   map[key.Digest]*Policy
	keys       map[string]*Policy              // the policies by the id of their key; further ones are siblings
	assistants map[string]*assistant.Assistant // those of the policies, each once
	unknown    map[key.Digest]struct{}         // secrets that were made here and belong to no key any more
	generation uint64                          // grows with each Forget
}

// New returns a Gate that has compiled nothing yet.
func New(o Options) *Gate {
	return &Gate{
		Options: o, table: limit.NewTable(), policies: map[key.Digest]*Policy{}, keys: map[string]*Policy{},
		assistants: map[string]*assistant.Assistant{}, unknown: map[key.Digest]struct{}{},
	}
}

// Grant is an admitted request.
type Grant struct {
	Policy *Policy
	Origin origin.Origin // zero = the request named no website
	Client netip.Addr    // who asks; not valid when it is not known
}

// Admit decides about a request. The error is a *Denial, or says that the decision could not be made.
func (g *Gate) Admit(ctx context.Context, facts *Facts) (Grant, error) {
	if facts.Key == "" {
		return Grant{}, &Denial{Code: KeyMissing}
	}
	policy, err := g.policy(ctx, facts.Key)
	if err != nil {
		return Grant{}, err
	}
	if policy == nil || (facts.AssistantID != "" && facts.AssistantID != policy.Key.AssistantID) {
		return Grant{}, &Denial{Code: KeyInvalid}
	}
	now := g.Now()
	d := policy.Decide(facts, g.Proxies, now)
	if !d.Allowed {
		return Grant{}, policy.deny(&Denial{Code: d.Code, Received: d.Received, Policy: policy}, d.caller(), now)
	}
	if facts.Use == Again {
		return Grant{policy, d.Origin, d.Client.Addr}, nil
	}
	if wait, use := g.take(policy, facts.Use, d.Client.Addr, now); wait > 0 {
		return Grant{}, policy.deny(&Denial{Code: RateLimited, Use: use, RetryAfter: wait, Policy: policy}, d.Origin.String(), now)
	}
	if d.ReportOnly {
		policy.Meter.Denied(now, string(d.Code), d.caller(), true)
	}
	policy.Meter.Request(now, d.Origin, d.Client.Addr)
	policy.Meter.Element(now, d.Origin, facts.Element)
	return Grant{policy, d.Origin, d.Client.Addr}, nil
}

// Keep returns facts for a later use of what was admitted, which hold no more memory of their request than is read of it.
func (g *Gate) Keep(facts *Facts) *Facts {
	return &Facts{
		Key: facts.Key, AssistantID: facts.AssistantID, Use: Again, Origins: slices.Clone(facts.Origins), Referers: slices.Clone(facts.Referers),
		RemoteAddr: facts.RemoteAddr, Header: g.Proxies.Reads(facts.Header),
	}
}

// deny counts a refusal.
func (p *Policy) deny(d *Denial, caller string, now time.Time) error {
	p.Meter.Denied(now, string(d.Code), caller, false)
	return d
}

// policy returns the compiled key of a secret, nil when there is none. A secret that is in memory is well formed: only others are looked at.
func (g *Gate) policy(ctx context.Context, secret string) (*Policy, error) {
	if len(secret) > key.MaxSecret {
		return nil, nil
	}
	digest := key.DigestOf(secret)
	g.mu.RLock()
	policy, known := g.policies[digest]
	if !known {
		_, known = g.unknown[digest]
	}
	generation := g.generation
	g.mu.RUnlock()
	if known {
		return policy, nil
	}
	assistantID, ok := key.ParseSecret(secret)
	if !ok || (g.Mint != nil && !g.Mint.Made(secret)) {
		return nil, nil
	}
	return g.load(ctx, digest, assistantID, generation)
}

// load looks a key up, once for all that ask at the same time. Whoever came after a change does not share with those who came before.
func (g *Gate) load(ctx context.Context, digest key.Digest, assistantID string, generation uint64) (*Policy, error) {
	flight := string(binary.LittleEndian.AppendUint64(digest[:], generation))
	loaded, err, _ := g.loads.Do(flight, func() (any, error) {
		if policy := g.kept(digest); policy != nil { // by a flight that ended since this one looked
			return policy, nil
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), loadTimeout)
		defer cancel()
		policy, err := g.compile(ctx, digest, assistantID)
		if err == nil {
			policy = g.keep(digest, policy, generation)
		}
		return policy, err
	})
	policy, _ := loaded.(*Policy)
	return policy, err
}

func (g *Gate) kept(digest key.Digest) *Policy {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.policies[digest]
}

// compile makes the policy of a secret, nil when it belongs to no key of the assistant that it names.
func (g *Gate) compile(ctx context.Context, digest key.Digest, assistantID string) (*Policy, error) {
	k, grace, err := g.Keys.KeyByDigest(ctx, digest)
	if err != nil || k.AssistantID != assistantID {
		return nil, ignoreMissing(err)
	}
	a, err := g.assistant(ctx, k.AssistantID)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	policy := NewPolicy(k, a, grace)
	limits := g.Limits.Of(k.Limits)
	policy.rates, policy.ownRates, policy.MessagesPerDay = ratesOf(limits), ratesOf(Limits{}.Of(k.Limits)), limits.MessagesPerDay
	policy.subject = uint64(g.table.Subject([]byte(k.ID)))
	policy.Meter = g.Usage.Meter(k.ID, digest, k.Restriction.Type == key.IPAddresses)
	if g.View != nil {
		policy.View = g.View(policy)
	}
	return policy, nil
}

// assistant returns the assistant of a key that is being loaded. It is kept for the assistant's other keys, unless something was changed meanwhile.
func (g *Gate) assistant(ctx context.Context, id string) (*assistant.Assistant, error) {
	g.mu.RLock()
	kept, generation := g.assistants[id], g.generation
	g.mu.RUnlock()
	if kept != nil {
		return kept, nil
	}
	a, err := g.Assistants.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.generation == generation {
		if len(g.assistants) >= maxPolicies {
			clear(g.assistants)
		}
		g.assistants[id] = &a
	}
	return &a, nil
}

func ignoreMissing(err error) error {
	if errs.KindOf(err) == errs.NotFound {
		return nil
	}
	return err
}

// keep remembers what was loaded, unless something was changed since the generation that was read before loading, and returns what is to be used.
func (g *Gate) keep(digest key.Digest, policy *Policy, generation uint64) *Policy {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.generation != generation {
		if policy != nil {
			close(policy.changed) // it is used once, for the requests that waited for it
		}
		return policy
	}
	if earlier := g.policies[digest]; earlier != nil {
		return earlier
	}
	if policy == nil {
		for other := range g.unknown { // which one goes is left to chance, so that nobody can choose
			if len(g.unknown) < maxUnknown {
				break
			}
			delete(g.unknown, other)
		}
		g.unknown[digest] = struct{}{}
		return nil
	}
	for _, other := range g.policies {
		if len(g.policies) < maxPolicies {
			break
		}
		g.drop(other)
	}
	policy.digest = digest
	policy.sibling = g.keys[policy.Key.ID]
	g.policies[digest], g.keys[policy.Key.ID] = policy, policy
	return policy
}

// drop forgets one policy.
func (g *Gate) drop(p *Policy) {
	delete(g.policies, p.digest)
	first := g.keys[p.Key.ID]
	switch {
	case first == p && p.sibling == nil:
		delete(g.keys, p.Key.ID)
	case first == p:
		g.keys[p.Key.ID] = p.sibling
	default:
		for ; first.sibling != p; first = first.sibling {
		}
		first.sibling = p.sibling
	}
	close(p.changed)
}

// ForgetKey drops what was compiled of a key: the next request that carries it sees the stored version.
func (g *Gate) ForgetKey(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.renew()
	for g.keys[id] != nil {
		g.drop(g.keys[id])
	}
}

// ForgetAssistant is ForgetKey for all keys of an assistant.
func (g *Gate) ForgetAssistant(id string) {
	g.forget(func(p *Policy) bool { return p.Key.AssistantID == id })
}

// ForgetAll is ForgetKey for all keys.
func (g *Gate) ForgetAll() { g.forget(func(*Policy) bool { return true }) }

func (g *Gate) forget(stale func(*Policy) bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.renew()
	clear(g.assistants)
	for _, policy := range g.policies {
		if stale(policy) {
			g.drop(policy)
		}
	}
}

// renew makes what is being loaded at this moment useless, as it may be of before the change.
func (g *Gate) renew() {
	g.generation++
	clear(g.unknown)
}
