-- +goose Up
-- What visitors complain of in an answer: the last complaint about each.
CREATE TABLE reports (
    query_id        TEXT PRIMARY KEY REFERENCES queries (id) ON DELETE CASCADE,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    answer          TEXT NOT NULL,
    created_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_conversation ON reports (conversation_id);
