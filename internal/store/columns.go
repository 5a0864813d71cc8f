package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// millis is how times are stored.
func millis(t time.Time) int64 { return t.UnixMilli() }

func fromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// optionalMillis stores an absent time as NULL.
func optionalMillis(t *time.Time) *int64 {
	if t == nil {
		return nil
	}
	ms := t.UnixMilli()
	return &ms
}

func fromOptionalMillis(ms *int64) *time.Time {
	if ms == nil {
		return nil
	}
	t := fromMillis(*ms)
	return &t
}

// absent stores an empty text as NULL.
func absent(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// optionalText stores an absent JSON document as NULL.
func optionalText(raw json.RawMessage) *string {
	if raw == nil {
		return nil
	}
	text := string(raw)
	return &text
}

func fromOptionalText(text *string) json.RawMessage {
	if text == nil {
		return nil
	}
	return json.RawMessage(*text)
}

// document encodes a value for a JSON column. Only types of our own arrive here, which can always be encoded.
func document(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("store: a column's type cannot be encoded: %v", err))
	}
	return string(raw)
}

// idList encodes ids for a JSON column, none as the empty text.
func idList(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return document(ids)
}

// fromDocument decodes a JSON column; an empty column leaves v as it is.
func fromDocument(text string, v any) error {
	if text == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), v); err != nil {
		return fmt.Errorf("store: damaged JSON in a column: %w", err)
	}
	return nil
}
