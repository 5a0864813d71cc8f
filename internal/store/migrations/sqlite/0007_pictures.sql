-- +goose Up
-- The picture of an assistant, in every size; its id is assistants.image_id.
CREATE TABLE pictures (
    assistant_id TEXT NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    image_id     TEXT NOT NULL,
    size         TEXT NOT NULL,
    content      BLOB NOT NULL,
    PRIMARY KEY (assistant_id, image_id, size)
) STRICT;
