package access

import (
	"fmt"
	"strings"
	"time"
)

// Denial is a refused request. It is an error whose text may be shown to anybody: it says what was refused and what was
// received, never the list, the owner or the key's name.
type Denial struct {
	Code     Code
	Received string  // the origin or address that was refused; "" when there is none
	Policy   *Policy // whose key refused; nil when the key is not known

	// Only with RateLimited.
	Use        Use           // what was done too fast
	RetryAfter time.Duration // when it can be tried again
}

func (d *Denial) Error() string {
	switch d.Code {
	case KeyMissing:
		return "No API key was sent. Send it in the header Api-Key."
	case KeyDisabled:
		return "This API key is disabled."
	case KeyExpired:
		return "This API key has expired."
	case OriginMissing:
		return "This API key is restricted to websites, and the request named none: it had neither an Origin nor a Referer header."
	case OriginNotAllowed:
		return "This API key does not allow the website " + printable(d.Received) + "."
	case AddressNotAllowed:
		if d.Received == "" {
			return "This API key is restricted to IP addresses, and the address of this request could not be determined."
		}
		return "This API key does not allow the IP address " + printable(d.Received) + "."
	case RateLimited:
		return fmt.Sprintf("Too many %s from your address. Please try again in %s.", d.Use, inWords(d.RetryAfter))
	}
	return "This API key is not valid."
}

// Title is a short name of what happened.
func (d *Denial) Title() string {
	switch d.Code {
	case KeyMissing:
		return "API key missing"
	case KeyDisabled:
		return "API key disabled"
	case KeyExpired:
		return "API key expired"
	case OriginMissing, OriginNotAllowed:
		return "Website not allowed"
	case AddressNotAllowed:
		return "IP address not allowed"
	case RateLimited:
		return "Too many requests"
	}
	return "API key not valid"
}

// String is the plural of what is done.
func (u Use) String() string {
	switch u {
	case Conversation:
		return "new conversations"
	case Message:
		return "messages"
	}
	return "requests"
}

func inWords(wait time.Duration) string {
	seconds := int((wait + time.Second - 1) / time.Second)
	switch {
	case seconds == 1:
		return "a second"
	case seconds < 120:
		return fmt.Sprintf("%d seconds", seconds)
	}
	return fmt.Sprintf("%d minutes", (seconds+59)/60)
}

// unreadable is the caller of requests whose origin cannot be read: what they sent may hold anything.
const unreadable = "(unreadable)"

// caller is who was refused, for the owner's statistics.
func (d *Decision) caller() string {
	switch {
	case d.Code == AddressNotAllowed, d.Received == "null":
		return d.Received
	case d.Origin.IsZero() && d.Received != "":
		return unreadable
	}
	return d.Origin.String()
}

// printable keeps what somebody sent from doing anything but being read.
func printable(received string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) || r == '\u2028' || r == '\u2029' {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(received, "\uFFFD"))
}
