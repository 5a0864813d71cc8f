-- +goose Up
-- The keys that seal values of other tables, each wrapped by the master key. One of them seals, all of them open.
CREATE TABLE data_keys (
    id         BLOB PRIMARY KEY,
    wrapped    BLOB NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('rotating', 'current', 'retired')),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX data_keys_current ON data_keys ((state = 'retired')) WHERE state <> 'retired';
