-- +goose Up
-- What the website said about the visitor's page when a question was asked, a JSON object; empty where it said nothing.
ALTER TABLE queries ADD COLUMN context TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Versions of the web component as websites run them.
CREATE TABLE element_sightings (
    key_id     TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    origin     TEXT COLLATE "C" NOT NULL,
    version    TEXT COLLATE "C" NOT NULL,
    requests   BIGINT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen  BIGINT NOT NULL,
    PRIMARY KEY (key_id, origin, version)
);
CREATE INDEX element_sightings_last ON element_sightings (last_seen);

-- Builds of the web component that servers of this database have served, with their files in one archive.
CREATE TABLE element_builds (
    build     TEXT COLLATE "C" PRIMARY KEY,
    version   TEXT COLLATE "C" NOT NULL,
    files     TEXT COLLATE "C" NOT NULL,
    blob_key  TEXT COLLATE "C" NOT NULL,
    first_run BIGINT NOT NULL,
    last_run  BIGINT NOT NULL
);
CREATE TRIGGER element_builds_removed AFTER DELETE ON element_builds FOR EACH ROW EXECUTE FUNCTION note_removed_file();
