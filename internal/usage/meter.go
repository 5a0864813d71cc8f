package usage

import (
	"net/netip"
	"strings"
	"sync"
	"time"

	"latchkey/internal/origin"
)

// Meter counts for one secret of one key. A nil Meter counts nothing.
type Meter struct {
	recorder *Recorder
	keyID    string
	digest   [32]byte
	exact    bool // whole addresses are kept, not their prefixes

	mu       sync.Mutex
	taken    int   // places of the recorder's
	waiting  bool  // told the recorder that there is something to save
	hour     int64 // that is being counted, in hours since 1970
	used     map[origin.Origin]*cell
	last     *cell // of the last request: most come from one website
	others   *cell
	denied   map[refused]*Denied
	places   map[netip.Prefix]*Address
	elements map[running]*Sighting
	here     *Address // of the last request: most come from where the last one came from
	hereName netip.Prefix
	saved    Batch         // hours that are over
	at       time.Time     // of the last request
	from     origin.Origin // of the last request that was saved
	prefix   netip.Prefix  // of the last request's address
}

// cell is what was counted for one website since the last saving.
type cell struct {
	origin origin.Origin
	counts Counts
}

type refused struct {
	code, caller string
	reportOnly   bool
}

// Request counts a request that was admitted. It allocates only when the website or the address is new in this hour.
func (m *Meter) Request(now time.Time, from origin.Origin, client netip.Addr) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn(now)
	if m.last = m.cell(from); m.last == m.others {
		m.from = from.Clone()
	}
	m.last.counts.Requests++
	m.at = now
	m.place(now, client)
	m.wake()
}

// Conversation counts a new conversation from a website that a request was counted from.
func (m *Meter) Conversation(now time.Time, from origin.Origin) {
	m.add(now, from, Counts{Conversations: 1})
}

// Message counts a message.
func (m *Meter) Message(now time.Time, from origin.Origin) { m.add(now, from, Counts{Messages: 1}) }

// Tokens counts what a model was given and what it made.
func (m *Meter) Tokens(now time.Time, from origin.Origin, input, output int) {
	m.add(now, from, Counts{InputTokens: int64(input), OutputTokens: int64(output)})
}

func (m *Meter) add(now time.Time, from origin.Origin, counts Counts) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn(now)
	m.cell(from).counts.Add(counts)
	m.wake()
}

// maxCaller is in bytes; an origin that can be read is shorter.
const maxCaller = 330

// Denied counts a refusal.
func (m *Meter) Denied(now time.Time, code, caller string, reportOnly bool) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn(now)
	if len(caller) > maxCaller {
		caller = strings.ToValidUTF8(caller[:maxCaller], "")
	}
	name := refused{code, caller, reportOnly}
	d := m.denied[name]
	if d == nil {
		if len(m.denied) >= MaxCallers || !m.room() {
			name.caller = Others
		}
		name.caller = strings.Clone(name.caller)
		if d = m.denied[name]; d == nil {
			d = &Denied{Code: code, Caller: name.caller, ReportOnly: reportOnly}
			if m.denied == nil {
				m.denied = map[refused]*Denied{}
			}
			m.denied[name] = d
		}
	}
	d.Count++
	d.LastAt = now
	m.wake()
}

// running names a version of the web component on a website.
type running struct {
	origin  origin.Origin
	version string
}

// Element notes the version of the web component that a request came from. What is no version is not looked at.
func (m *Meter) Element(now time.Time, from origin.Origin, version string) {
	if m == nil || !isVersion(version) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn(now)
	s := m.elements[running{from, version}]
	if s == nil {
		if len(m.elements) >= MaxCallers || !m.room() {
			return
		}
		s = &Sighting{KeyID: m.keyID, Origin: from.String(), Version: strings.Clone(version), FirstAt: now}
		if m.elements == nil {
			m.elements = map[running]*Sighting{}
		}
		m.elements[running{from.Clone(), s.Version}] = s
	}
	s.Requests++
	s.LastAt = now
	m.wake()
}

// maxVersion is in bytes.
const maxVersion = 40

// isVersion says whether a text is a version in the form of semantic versions. It takes no memory: it is asked at every request.
func isVersion(text string) bool {
	core, label, labelled := strings.Cut(text, "-")
	numbers := 0
	for rest, more := core, true; more; numbers++ {
		var number string
		number, rest, more = strings.Cut(rest, ".")
		if number == "" || len(number) > 5 || strings.Trim(number, "0123456789") != "" {
			return false
		}
	}
	odd := func(r rune) bool {
		return r != '.' && r != '-' && (r < '0' || '9' < r) && (r < 'A' || 'Z' < r) && (r < 'a' || 'z' < r)
	}
	return len(text) <= maxVersion && numbers == 3 && (!labelled || label != "") && !strings.ContainsFunc(label, odd)
}

// cell returns what is counted for a website in this hour.
func (m *Meter) cell(from origin.Origin) *cell {
	if m.last != nil && m.last != m.others && m.last.origin == from {
		return m.last
	}
	if c := m.used[from]; c != nil {
		return c
	}
	if len(m.used) >= MaxCallers || !m.room() {
		if m.others == nil {
			m.others = &cell{}
		}
		return m.others
	}
	own := from.Clone() // what it came with is a request that ends
	c := &cell{origin: own}
	if m.used == nil {
		m.used = map[origin.Origin]*cell{}
	}
	m.used[own] = c
	return c
}

// place notes from where the key was used.
func (m *Meter) place(now time.Time, client netip.Addr) {
	if !client.IsValid() {
		m.prefix = netip.Prefix{}
		return
	}
	if !m.prefix.IsValid() || !m.prefix.Contains(client) {
		m.prefix = prefix(client)
	}
	name := m.prefix
	if m.exact {
		name = netip.PrefixFrom(client, client.BitLen())
	}
	p := m.here
	if p == nil || m.hereName != name {
		p = m.places[name]
	}
	if p == nil {
		if len(m.places) >= MaxCallers || !m.room() {
			return
		}
		p = &Address{}
		if m.places == nil {
			m.places = map[netip.Prefix]*Address{}
		}
		m.places[name] = p
	}
	m.here, m.hereName = p, name
	p.Requests++
	p.LastAt = now
}

// prefix is what is kept of a visitor's address: enough to tell a network, not a person.
func prefix(client netip.Addr) netip.Prefix {
	bits := 24
	if client.Is6() {
		bits = 48
	}
	p, _ := client.Prefix(bits) // the number is one of the family's
	return p
}

// room takes a place for one more thing that is told apart.
func (m *Meter) room() bool {
	if !m.recorder.room() {
		return false
	}
	m.taken++
	return true
}

// wake tells the recorder, once, that there is something to save.
func (m *Meter) wake() {
	if !m.waiting {
		m.waiting = true
		m.recorder.wake(m)
	}
}

// turn begins a new hour when the old one is over.
func (m *Meter) turn(now time.Time) {
	if hour := now.Unix() / 3600; hour != m.hour {
		m.close()
		m.hour = hour
	}
}

// close moves what was counted in the hour to what is to be saved.
func (m *Meter) close() {
	hour := time.Unix(m.hour*3600, 0).UTC()
	for from, c := range m.used {
		m.saved.Used = append(m.saved.Used, Used{KeyID: m.keyID, Hour: hour, Origin: from.String(), Counts: c.counts})
	}
	if m.others != nil {
		m.saved.Used = append(m.saved.Used, Used{KeyID: m.keyID, Hour: hour, Origin: Others, Counts: m.others.counts})
	}
	for _, d := range m.denied {
		d.KeyID, d.Hour = m.keyID, hour
		m.saved.Denied = append(m.saved.Denied, *d)
	}
	for name, p := range m.places {
		p.KeyID, p.Address = m.keyID, text(name)
		m.saved.Addresses = append(m.saved.Addresses, *p)
	}
	for _, s := range m.elements {
		m.saved.Elements = append(m.saved.Elements, *s)
	}
	if m.last != nil && m.last != m.others {
		m.from = m.last.origin
	}
	m.recorder.free(m.taken)
	m.taken = 0
	m.used, m.last, m.others, m.denied, m.places, m.here, m.elements = nil, nil, nil, nil, nil, nil, nil
}

func text(p netip.Prefix) string {
	if p.IsSingleIP() {
		return p.Addr().String()
	}
	return p.String()
}

// take returns what is to be saved.
func (m *Meter) take() Batch {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.waiting = false
	m.close()
	batch := m.saved
	m.saved = Batch{}
	if !m.at.IsZero() {
		row := Last{KeyID: m.keyID, Digest: m.digest, At: m.at}
		row.Origin = m.from.String()
		if m.prefix.IsValid() {
			row.Address = text(m.prefix)
		}
		batch.Last = append(batch.Last, row)
		m.at = time.Time{}
	}
	return batch
}
