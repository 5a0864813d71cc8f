package attachment

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

var plainExtension = regexp.MustCompile(`^\.[A-Za-z0-9]{1,10}$`)

// splitName makes a name that can be shown and saved anywhere of what a client calls a file, and takes the extension off.
func splitName(given string) (name, extension string) {
	given = strings.ToValidUTF8(given, "")
	given = given[strings.LastIndexAny(given, `/\`)+1:]
	given = strings.Map(printable, given)
	given = strings.Trim(given, " .")
	if ext := filepath.Ext(given); plainExtension.MatchString(ext) && ext != given {
		given, extension = strings.TrimSuffix(given, ext), strings.ToLower(ext[1:])
	}
	name = strings.TrimRight(given, " .")
	if runes := []rune(name); len(runes) > MaxName {
		name = strings.TrimRight(string(runes[:MaxName]), " .")
	}
	if reserved.MatchString(name) {
		name = "_" + name
	}
	return name, extension
}

// reserved are names of devices: Windows saves no file under them, whatever the extension.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$`)

// printable leaves out what hides or turns around parts of a name, and what some system cannot have in one. The two joiners are part of how some
// scripts and emoji are written.
func printable(r rune) rune {
	switch {
	case r == '\u200c' || r == '\u200d':
		return r
	case r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs):
		return -1
	case unicode.IsSpace(r):
		return ' '
	case strings.ContainsRune(`<>:"|?*`, r):
		return '_'
	}
	return r
}
