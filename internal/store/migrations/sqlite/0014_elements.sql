-- +goose Up
-- What the website said about the visitor's page when a question was asked, a JSON object; empty where it said nothing.
ALTER TABLE queries ADD COLUMN context TEXT NOT NULL DEFAULT '';

-- Versions of the web component as websites run them.
CREATE TABLE element_sightings (
    key_id     TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    origin     TEXT NOT NULL,
    version    TEXT NOT NULL,
    requests   INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    PRIMARY KEY (key_id, origin, version)
) STRICT;
CREATE INDEX element_sightings_last ON element_sightings (last_seen);

-- Builds of the web component that servers of this database have served, with their files in one archive.
CREATE TABLE element_builds (
    build     TEXT PRIMARY KEY,
    version   TEXT NOT NULL,
    files     TEXT NOT NULL,
    blob_key  TEXT NOT NULL,
    first_run INTEGER NOT NULL,
    last_run  INTEGER NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER element_builds_removed AFTER DELETE ON element_builds BEGIN
    INSERT INTO removed_files (blob_key, remove_from) VALUES (OLD.blob_key, 0) ON CONFLICT (blob_key) DO UPDATE SET remove_from = 0;
END;
-- +goose StatementEnd
