-- +goose Up
-- What visitors complain of in an answer: the last complaint about each.
CREATE TABLE reports (
    query_id        TEXT COLLATE "C" PRIMARY KEY REFERENCES queries (id) ON DELETE CASCADE,
    conversation_id TEXT COLLATE "C" NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    answer          TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL
);
CREATE INDEX reports_conversation ON reports (conversation_id);
