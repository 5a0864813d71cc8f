package origin

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxEntry bounds what a person may type or paste as one website, in bytes; it leaves room for the query
// of a copied address, which is dropped.
const maxEntry = 2048

// The way out of several refusals.
const (
	hostOnly = "Type only scheme and host, such as https://example.com."
	oneEach  = "One entry is one website. Add each as an entry of its own, without spaces or commas."
)

// ParsePattern reads one website as a person types or pastes it and returns its canonical form with what
// was changed. Parsing the canonical form again gives the same pattern and no change. The error is an
// *Error.
//
// White space around the entry, query, fragment, a lone trailing slash and the default port are dropped,
// case is folded, and hosts become A-labels. Without a scheme, https is meant, or http for loopback hosts.
// Schemes other than http and https are those of apps: such an entry is taken verbatim and has no
// wildcard.
//
// A path is refused, not dropped: browsers send none across origins, so it could not be enforced.
func ParsePattern(entry string) (Parsed, error) {
	parsed, refusal := parse(draft{text: entry})
	if refusal != nil {
		return Parsed{}, refusal
	}
	return parsed, nil
}

func parse(d draft) (Parsed, *Error) {
	steps := []func(*draft) *Error{
		(*draft).trim, (*draft).cutScheme, (*draft).checkScheme, (*draft).checkAuthority, (*draft).readPattern,
	}
	for _, step := range steps {
		if refusal := step(&d); refusal != nil {
			return Parsed{}, refusal
		}
	}
	return Parsed{Pattern: d.pattern, Changes: d.changes, Warnings: d.pattern.warnings()}, nil
}

// draft is an entry on its way to a pattern: each step takes its part off text.
type draft struct {
	repair  bool   // an attempt at a suggestion, which makes none itself: that bounds the recursion
	text    string // what is still to be read; in the end the authority
	scheme  string // "" if none was typed
	host    string // as typed
	port    string // as typed
	hasPort bool
	changes []Change
	pattern Pattern
}

func (d *draft) note(kind ChangeKind, from, to string) {
	if from != to {
		d.changes = append(d.changes, Change{kind, from, to})
	}
}

func refuse(reason Reason, message, suggestion string) *Error {
	return &Error{Reason: reason, Message: message, Suggestion: suggestion}
}

// suggest returns the canonical form of a repaired entry, or "" if it would be refused too.
func (d *draft) suggest(entry string) string {
	if d.repair {
		return ""
	}
	parsed, _ := parse(draft{text: entry, repair: true})
	return parsed.Pattern.String()
}

// useInstead ends a message with the suggestion, if there is one.
func useInstead(suggestion string) string {
	if suggestion == "" {
		return ""
	}
	return " Use " + suggestion + " instead."
}

func (d *draft) trim() *Error {
	trimmed := strings.TrimFunc(d.text, isBlank)
	d.note(ChangeTrimmed, d.text, trimmed)
	d.text = trimmed
	switch {
	case trimmed == "":
		return refuse(ReasonEmpty, "The entry is empty. Type a website such as https://example.com.", "")
	case strings.EqualFold(trimmed, "null"):
		return refuse(ReasonHost, "The origin null is that of sandboxed frames and of files, which any page can have: it cannot be listed. Name the website, such as https://example.com.", "")
	case len(trimmed) > maxEntry:
		return refuse(ReasonTooLong, "The entry is too long. "+hostOnly, "")
	case strings.ContainsFunc(trimmed, isBlank):
		return refuse(ReasonMultiple, oneEach, "")
	case !utf8.ValidString(trimmed) || strings.ContainsFunc(trimmed, unicode.IsControl):
		return refuse(ReasonHost,
			"The entry holds characters that no website has. Type it again by hand.", "")
	}
	return nil
}

// cutScheme takes off query, fragment and scheme. The scheme mark counts only in front of a path, which may
// hold another URL.
func (d *draft) cutScheme() *Error {
	body, fragment := cutBefore(d.text, "#")
	body, query := cutBefore(body, "?")
	scheme, rest, found := strings.Cut(body, "://")
	if !found || strings.Contains(scheme, "/") {
		scheme, rest = "", body
	}
	d.scheme = lowerASCII(scheme)
	d.note(ChangeLowerCase, scheme, d.scheme)
	if found && scheme == "" && strings.HasPrefix(body, "://") {
		return d.refuseScheme(rest)
	}
	refusal := d.cutPath(rest)
	d.note(ChangeQuery, query, "")
	d.note(ChangeFragment, fragment, "")
	return refusal
}

// cutBefore splits in front of the mark, so that the tail shows what is dropped.
func cutBefore(text, mark string) (head, tail string) {
	if at := strings.Index(text, mark); at >= 0 {
		return text[:at], text[at:]
	}
	return text, ""
}

// cutPath leaves the authority in d.text. An entry that fails for more than its path is refused for that,
// since the origin alone would not do either.
func (d *draft) cutPath(rest string) *Error {
	if d.scheme == "" && strings.HasPrefix(rest, "//") {
		return d.refuseScheme(strings.TrimLeft(rest, "/"))
	}
	if refusal := d.refuseWithoutSlashes(rest); refusal != nil {
		return refusal
	}
	authority, path := cutBefore(rest, "/")
	d.text = authority
	if path == "" || path == "/" || authority == "" {
		d.note(ChangeSlash, path, "")
		return nil
	}
	parsed, refusal := parse(draft{text: d.typed(authority), repair: d.repair})
	if refusal != nil {
		return refusal
	}
	website := parsed.Pattern.String()
	return refuse(ReasonPath,
		"A path such as "+shorten(path)+" cannot be enforced, because browsers do not send it "+
			"to other websites. Use "+website+" instead, which means every page of it.", website)
}

// refuseWithoutSlashes catches "https:example.com" before "https" is taken for a host.
func (d *draft) refuseWithoutSlashes(rest string) *Error {
	name, tail, found := strings.Cut(rest, ":")
	if lower := lowerASCII(name); d.scheme == "" && found && isWeb(lower) {
		repaired := d.suggest(lower + "://" + strings.TrimLeft(tail, "/"))
		return refuse(ReasonMalformed, "Two slashes belong behind "+lower+":."+useInstead(repaired), repaired)
	}
	return nil
}

func (d *draft) refuseScheme(rest string) *Error {
	repaired := d.suggest(rest)
	return refuse(ReasonMalformed,
		"The entry starts with slashes but has no scheme."+useInstead(repaired), repaired)
}

// typed puts the scheme, if any, back in front of a rest.
func (d *draft) typed(rest string) string {
	if d.scheme == "" {
		return rest
	}
	return d.scheme + "://" + rest
}

func (d *draft) checkScheme() *Error {
	if d.scheme == "" || isWeb(d.scheme) {
		return nil
	}
	if strings.Contains(d.scheme, "*") {
		repaired := d.suggest("https://" + d.text)
		return refuse(ReasonWildcardScheme, "A scheme cannot hold a *. Add http and https as two entries."+
			useInstead(repaired), repaired)
	}
	if !validScheme(d.scheme) {
		return refuse(ReasonScheme, "The part before :// is not a scheme. Websites start with https://.", "")
	}
	if !isOriginless(d.scheme) {
		return nil
	}
	repaired := ""
	if d.scheme == "wss" || d.scheme == "ws" {
		repaired = d.suggest(strings.Replace(d.scheme, "ws", "http", 1) + "://" + d.text)
	}
	return refuse(ReasonScheme,
		"Pages never have the scheme "+d.scheme+" as their origin, so this entry could not "+
			"match. Websites start with https://."+useInstead(repaired), repaired)
}

// checkAuthority refuses what cannot be a part of host and port, for websites and apps alike.
func (d *draft) checkAuthority() *Error {
	if at := strings.LastIndexByte(d.text, '@'); at >= 0 {
		repaired := d.suggest(d.typed(d.text[at+1:]))
		return refuse(ReasonUserInfo,
			"A website has no user name or password."+useInstead(repaired), repaired)
	}
	switch {
	case d.text == "":
		return refuse(ReasonHost, "The entry has no host. "+hostOnly, "")
	case strings.Contains(d.text, `\`):
		return refuse(ReasonHost, "A website holds no backslash. "+hostOnly, "")
	case strings.Contains(d.text, ","):
		return refuse(ReasonMultiple, oneEach, "")
	}
	return nil
}

func (d *draft) readPattern() *Error {
	if d.scheme != "" && !isWeb(d.scheme) {
		return d.readApp()
	}
	steps := []func(*draft) *Error{
		(*draft).cutPort, (*draft).cutWildcard, (*draft).readHost, (*draft).readPort, (*draft).checkWildcard,
	}
	for _, step := range steps {
		if refusal := step(d); refusal != nil {
			return refusal
		}
	}
	slices.SortStableFunc(d.changes, inReadingOrder)
	return nil
}

// readApp takes an app's origin as it stands: hosts of such schemes are not domain names, so nothing may be
// folded or guessed.
func (d *draft) readApp() *Error {
	if strings.Contains(d.text, "*") {
		return refuse(ReasonWildcardScheme, "The origin of an app is listed in full, without a *. "+
			"Only websites with http or https can have one.", "")
	}
	typed := d.typed(d.text)
	if len(typed) > maxOrigin {
		return refuse(ReasonTooLong, "The entry is longer than any origin.", "")
	}
	o, reason := scan(typed)
	if reason == "" {
		d.pattern = Pattern{scheme: o.scheme, host: o.host, port: o.port}
		return nil
	}
	repaired := ""
	if lower := lowerASCII(typed); lower != typed {
		repaired = d.suggest(lower)
	}
	return refuse(reason,
		"The entry is not the origin of an app as it sends it, such as capacitor://localhost."+
			useInstead(repaired), repaired)
}

// inReadingOrder sorts changes by the part of the entry that they concern.
func inReadingOrder(a, b Change) int { return changeRank(a.Kind) - changeRank(b.Kind) }

func changeRank(kind ChangeKind) int {
	return slices.Index([]ChangeKind{
		ChangeTrimmed, ChangeSchemeAdded, ChangeLowerCase, ChangeASCIIHost, ChangeIPv6, ChangeDefaultPort,
		ChangeSlash, ChangeQuery, ChangeFragment,
	}, kind)
}

// shorten keeps a message readable whatever was pasted.
func shorten(text string) string {
	const most = 40
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// lowerASCII folds A to Z only: what else has an upper case is mapped by IDNA, by rules of its own.
func lowerASCII(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}
