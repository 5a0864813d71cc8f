-- +goose Up
-- The website on which a conversation began; '' = not known.
ALTER TABLE conversations ADD COLUMN origin TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Conversations as their owner lists them, and what the owner chooses them by.
CREATE INDEX conversations_activity ON conversations (assistant_id, updated_at, id);
CREATE INDEX queries_reaction ON queries (conversation_id, reaction) WHERE reaction <> 'NONE';
CREATE INDEX queries_failed ON queries (conversation_id) WHERE status IN ('FAILED', 'INTERRUPTED');

-- Whether a text holds another one, which is in lower case. SQLite has it from the program. Without the collation of ICU, the letters whose case is known are
-- those of the database's own locale.
-- +goose StatementBegin
DO $do$
DECLARE
    folded TEXT := 'lower(content)';
BEGIN
    IF EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu' AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))) THEN
        folded := 'lower(content COLLATE "und-x-icu")';
    END IF;
    EXECUTE format('CREATE FUNCTION holds(content TEXT, wanted TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L',
        'SELECT strpos(' || folded || ', wanted) > 0');
END
$do$;
-- +goose StatementEnd

-- Until now nothing was removed by its age. What exists stays until its owner says for how long.
UPDATE assistants SET keep_days = 0;
