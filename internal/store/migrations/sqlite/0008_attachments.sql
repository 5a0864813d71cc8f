-- +goose Up
-- What visitors give to a conversation. content is the text that was read from it, blob_key names its bytes; where the text is all there is, it has none.
CREATE TABLE attachments (
    id                TEXT PRIMARY KEY,
    conversation_id   TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    previous_query_id TEXT NOT NULL,
    type              TEXT NOT NULL,
    file_name         TEXT NOT NULL,
    extension         TEXT NOT NULL,
    media_type        TEXT NOT NULL,
    size              INTEGER NOT NULL,
    token_count       INTEGER NOT NULL,
    selected          INTEGER NOT NULL CHECK (selected IN (0, 1)),
    blob_key          TEXT NOT NULL,
    content           TEXT NOT NULL,
    created_at        INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_conversation ON attachments (conversation_id, created_at, id);

-- The file that a document was made of; '' = none was kept.
ALTER TABLE documents ADD COLUMN blob_key TEXT NOT NULL DEFAULT '';

ALTER TABLE assistants ADD COLUMN attachments INTEGER NOT NULL DEFAULT 0 CHECK (attachments IN (0, 1));
ALTER TABLE assistants ADD COLUMN share_documents INTEGER NOT NULL DEFAULT 0 CHECK (share_documents IN (0, 1));

-- Bytes that are to be removed from a time on: those whose row has gone, and those whose row is not stored yet.
CREATE TABLE removed_files (
    blob_key    TEXT PRIMARY KEY,
    remove_from INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX removed_files_due ON removed_files (remove_from);

-- Whatever removes a row, also a cascade, leaves the note.
-- +goose StatementBegin
CREATE TRIGGER attachments_removed AFTER DELETE ON attachments WHEN OLD.blob_key <> '' BEGIN
    INSERT INTO removed_files (blob_key, remove_from) VALUES (OLD.blob_key, 0) ON CONFLICT (blob_key) DO UPDATE SET remove_from = 0;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER documents_removed AFTER DELETE ON documents WHEN OLD.blob_key <> '' BEGIN
    INSERT INTO removed_files (blob_key, remove_from) VALUES (OLD.blob_key, 0) ON CONFLICT (blob_key) DO UPDATE SET remove_from = 0;
END;
-- +goose StatementEnd
