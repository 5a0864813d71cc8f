package manageapi

import (
	"strconv"
	"strings"

	"latchkey/internal/errs"
)

// etag is the entity tag of a version.
func etag(version int64) string { return `"v` + strconv.FormatInt(version, 10) + `"` }

// IfMatch is the precondition of a change.
type IfMatch struct {
	IfMatch string `header:"If-Match" doc:"ETag of the version that the change is based on; refused with 412 when it is not the current one. Absent or * = any." example:"\"v3\""`
}

// version returns the version that the caller demands, 0 = any.
func (m IfMatch) version() (int64, error) {
	tag := strings.TrimSpace(m.IfMatch)
	if tag == "" || tag == "*" {
		return 0, nil
	}
	digits, ok := strings.CutPrefix(strings.Trim(tag, `"`), "v")
	version, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || version < 1 {
		return 0, errs.New(errs.Precondition, "CHANGED", "If-Match must be the ETag of an earlier answer, for example \"v3\".")
	}
	return version, nil
}
