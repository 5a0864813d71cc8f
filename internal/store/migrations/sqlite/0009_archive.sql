-- +goose Up
-- The website on which a conversation began; '' = not known.
ALTER TABLE conversations ADD COLUMN origin TEXT NOT NULL DEFAULT '';

-- Conversations as their owner lists them, and what the owner chooses them by.
CREATE INDEX conversations_activity ON conversations (assistant_id, updated_at, id);
CREATE INDEX queries_reaction ON queries (conversation_id, reaction) WHERE reaction <> 'NONE';
CREATE INDEX queries_failed ON queries (conversation_id) WHERE status IN ('FAILED', 'INTERRUPTED');

-- Until now nothing was removed by its age. What exists stays until its owner says for how long.
UPDATE assistants SET keep_days = 0;
