package origin

import "strings"

// Caller returns the origin of a request from the values of its Origin and its Referer header lines.
//
// Origin decides. Only if that header is absent, a single Referer is reduced to its origin; an Origin that
// is refused, "null" above all, is never replaced by the Referer. An empty Referer counts as absent.
//
// received is what the caller sent, for a message or a log: the Origin as it came, or the Referer without
// path, query and password; at most 330 bytes, not checked in any way, "" if nothing came. The error is an
// *Error; its Reason is ReasonMissing if there was neither header.
func Caller(origins, referers []string) (o Origin, received string, err error) {
	switch len(origins) {
	case 0:
		return fromReferer(referers)
	case 1:
		o, err = ParseHeader(origins[0])
		return o, clip(origins[0]), err
	}
	return Origin{}, clip(strings.Join(origins, ", ")), refuseHeader("Origin", ReasonMultiple)
}

func fromReferer(referers []string) (Origin, string, error) {
	if len(referers) == 0 || len(referers) == 1 && referers[0] == "" {
		return Origin{}, "", &Error{Reason: ReasonMissing, Message: "The request has neither an Origin nor a " +
			"Referer header, so the website that it comes from is unknown."}
	}
	if len(referers) > 1 {
		return Origin{}, clip(withoutSecrets(referers[0])), refuseHeader("Referer", ReasonMultiple)
	}
	o, err := ParseReferer(referers[0])
	return o, clip(withoutSecrets(referers[0])), err
}

// withoutSecrets cuts from a Referer what must not reach a log: everything behind the authority, and user
// info.
func withoutSecrets(referer string) string {
	head := refererHead(referer)
	scheme, authority, found := strings.Cut(head, "://")
	if !found {
		return opaqueHead(head)
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		return scheme + "://" + authority[at+1:]
	}
	return head
}

// opaqueHead keeps of a value that is no URL with "//" at most its scheme.
func opaqueHead(value string) string {
	end := strings.IndexAny(value, ":/?#\\")
	switch {
	case end < 0:
		return value
	case value[end] == ':':
		return value[:end+1]
	}
	return value[:end]
}

func clip(text string) string { return text[:min(len(text), maxOrigin)] }
