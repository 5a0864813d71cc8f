-- +goose Up
-- What visitors give to a conversation. content is the text that was read from it, blob_key names its bytes; where the text is all there is, it has none.
CREATE TABLE attachments (
    id                TEXT COLLATE "C" PRIMARY KEY,
    conversation_id   TEXT COLLATE "C" NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    previous_query_id TEXT COLLATE "C" NOT NULL,
    type              TEXT COLLATE "C" NOT NULL,
    file_name         TEXT COLLATE "C" NOT NULL,
    extension         TEXT COLLATE "C" NOT NULL,
    media_type        TEXT COLLATE "C" NOT NULL,
    size              BIGINT NOT NULL,
    token_count       BIGINT NOT NULL,
    selected          BOOLEAN NOT NULL,
    blob_key          TEXT COLLATE "C" NOT NULL,
    content           TEXT COLLATE "C" NOT NULL,
    created_at        BIGINT NOT NULL
);
CREATE INDEX attachments_conversation ON attachments (conversation_id, created_at, id);

-- The file that a document was made of; '' = none was kept.
ALTER TABLE documents ADD COLUMN blob_key TEXT COLLATE "C" NOT NULL DEFAULT '';

ALTER TABLE assistants ADD COLUMN attachments BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE assistants ADD COLUMN share_documents BOOLEAN NOT NULL DEFAULT FALSE;

-- Bytes that are to be removed from a time on: those whose row has gone, and those whose row is not stored yet.
CREATE TABLE removed_files (
    blob_key    TEXT COLLATE "C" PRIMARY KEY,
    remove_from BIGINT NOT NULL
);
CREATE INDEX removed_files_due ON removed_files (remove_from);

-- Whatever removes a row, also a cascade, leaves the note.
-- +goose StatementBegin
CREATE FUNCTION note_removed_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO removed_files (blob_key, remove_from) VALUES (OLD.blob_key, 0) ON CONFLICT (blob_key) DO UPDATE SET remove_from = 0;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER attachments_removed AFTER DELETE ON attachments FOR EACH ROW WHEN (OLD.blob_key <> '') EXECUTE FUNCTION note_removed_file();
CREATE TRIGGER documents_removed AFTER DELETE ON documents FOR EACH ROW WHEN (OLD.blob_key <> '') EXECUTE FUNCTION note_removed_file();
