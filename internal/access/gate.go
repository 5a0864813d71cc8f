package access

import (
	"context"
	"sync"
	"time"

	"latchkey/internal/address"
	"latchkey/internal/assistant"
	"latchkey/internal/errs"
	"latchkey/internal/key"
)

// Keys finds the key of a secret, whatever its status, and until when the secret is accepted (nil = it is the current one). It fails with errs.NotFound.
type Keys interface {
	KeyByDigest(ctx context.Context, digest key.Digest) (k key.Key, graceUntil *time.Time, err error)
}

// Assistants finds an assistant; it fails with errs.NotFound.
type Assistants interface {
	Get(ctx context.Context, id string) (assistant.Assistant, error)
}

// Options are what a Gate is made of. View is optional: what it returns is computed once per policy and kept with it.
type Options struct {
	Keys       Keys
	Assistants Assistants
	Proxies    *address.Proxies
	Now        func() time.Time
	View       func(*Policy) any
}

// Bounds of what is kept in memory. A policy with a few websites takes about 3 kB, an unknown secret about 100 bytes.
const (
	maxPolicies = 200_000
	maxUnknown  = 50_000
)

// Gate decides about requests.
type Gate struct {
	Options
	mu         sync.RWMutex
	policies   map[key.Digest]*Policy
	assistants map[string]*assistant.Assistant // those of the policies, each once
	unknown    map[key.Digest]struct{}         // secrets that are well formed and belong to no key
	generation uint64                          // grows with each Forget
}

// New returns a Gate that has compiled nothing yet.
func New(o Options) *Gate {
	return &Gate{Options: o, policies: map[key.Digest]*Policy{}, assistants: map[string]*assistant.Assistant{}, unknown: map[key.Digest]struct{}{}}
}

// Grant is an admitted request.
type Grant struct{ Policy *Policy }

// Admit decides about a request. The error is a *Denial, or says that the decision could not be made.
func (g *Gate) Admit(ctx context.Context, facts *Facts) (Grant, error) {
	if facts.Key == "" {
		return Grant{}, &Denial{Code: KeyMissing}
	}
	assistantID, ok := key.ParseSecret(facts.Key)
	if !ok {
		return Grant{}, &Denial{Code: KeyInvalid}
	}
	policy, err := g.policy(ctx, key.DigestOf(facts.Key))
	if err != nil {
		return Grant{}, err
	}
	if policy == nil || policy.assistantID != assistantID {
		return Grant{}, &Denial{Code: KeyInvalid}
	}
	d := policy.Decide(facts, g.Proxies, g.Now())
	if !d.Allowed {
		return Grant{}, &Denial{Code: d.Code, Received: d.Received, Policy: policy}
	}
	return Grant{policy}, nil
}

// policy returns the compiled key of a secret, nil when there is none.
func (g *Gate) policy(ctx context.Context, digest key.Digest) (*Policy, error) {
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
	policy, err := g.load(ctx, digest)
	if err != nil {
		return nil, err
	}
	g.keep(digest, policy, generation)
	return policy, nil
}

func (g *Gate) load(ctx context.Context, digest key.Digest) (*Policy, error) {
	k, grace, err := g.Keys.KeyByDigest(ctx, digest)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	a, err := g.assistant(ctx, k.AssistantID)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	policy := NewPolicy(k, a, grace)
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

// keep remembers what was loaded, unless something was changed since the generation that was read before loading.
func (g *Gate) keep(digest key.Digest, policy *Policy, generation uint64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.generation != generation {
		if policy != nil {
			close(policy.changed) // it is used once, for the request that loaded it
		}
		return
	}
	if policy == nil {
		evict(g.unknown, maxUnknown, func(struct{}) {})
		g.unknown[digest] = struct{}{}
		return
	}
	if earlier, ok := g.policies[digest]; ok { // loaded by two requests at once
		close(earlier.changed)
	}
	evict(g.policies, maxPolicies, func(p *Policy) { close(p.changed) })
	g.policies[digest] = policy
}

// evict makes room for one more: which one goes is left to chance, so that nobody can choose.
func evict[V any](m map[key.Digest]V, most int, gone func(V)) {
	for digest, v := range m {
		if len(m) < most {
			return
		}
		delete(m, digest)
		gone(v)
	}
}

// ForgetKey drops what was compiled of a key: the next request that carries it sees the stored version.
func (g *Gate) ForgetKey(id string) { g.forget(func(p *Policy) bool { return p.Key.ID == id }) }

// ForgetAssistant is ForgetKey for all keys of an assistant.
func (g *Gate) ForgetAssistant(id string) {
	g.forget(func(p *Policy) bool { return p.Key.AssistantID == id })
}

func (g *Gate) forget(stale func(*Policy) bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.generation++
	clear(g.unknown)
	clear(g.assistants)
	for digest, policy := range g.policies {
		if stale(policy) {
			delete(g.policies, digest)
			close(policy.changed)
		}
	}
}
