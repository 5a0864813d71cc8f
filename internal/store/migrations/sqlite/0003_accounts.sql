-- +goose Up
ALTER TABLE access_tokens ADD COLUMN hint TEXT NOT NULL DEFAULT '';
ALTER TABLE access_tokens ADD COLUMN created_by TEXT NOT NULL DEFAULT '';

CREATE TABLE users (
    id              TEXT PRIMARY KEY,
    email           TEXT NOT NULL UNIQUE, -- in lower case
    name            TEXT NOT NULL,
    role            TEXT NOT NULL,
    disabled        INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    password_hash   TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    last_sign_in_at INTEGER,
    version         INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    id           TEXT PRIMARY KEY,
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    digest       BLOB NOT NULL UNIQUE,
    address      TEXT NOT NULL,
    user_agent   TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id);

CREATE INDEX audit_actor ON audit (actor_id, at, id);
CREATE INDEX audit_assistant ON audit (assistant_id, at, id);
CREATE INDEX audit_action ON audit (action, at, id);
