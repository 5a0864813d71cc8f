-- +goose Up
-- The picture of an assistant, in every size; its id is assistants.image_id.
CREATE TABLE pictures (
    assistant_id TEXT COLLATE "C" NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    image_id     TEXT COLLATE "C" NOT NULL,
    size         TEXT COLLATE "C" NOT NULL,
    content      BYTEA NOT NULL,
    PRIMARY KEY (assistant_id, image_id, size)
);
