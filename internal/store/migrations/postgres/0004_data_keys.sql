-- +goose Up
-- The keys that seal values of other tables, each wrapped by the master key. One of them seals, all of them open.
CREATE TABLE data_keys (
    id         BYTEA PRIMARY KEY,
    wrapped    BYTEA NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('rotating', 'current', 'retired')),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX data_keys_current ON data_keys ((state = 'retired')) WHERE state <> 'retired';
