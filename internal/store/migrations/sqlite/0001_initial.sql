-- +goose Up
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE assistants (
    id                    TEXT PRIMARY KEY,
    name                  TEXT NOT NULL,
    description           TEXT NOT NULL,
    welcome_message       TEXT NOT NULL,
    conversation_starters TEXT NOT NULL,
    image_id              TEXT NOT NULL,
    model                 TEXT NOT NULL,
    sealed_credential     BLOB,
    keep_days             INTEGER NOT NULL DEFAULT 90,
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL,
    version               INTEGER NOT NULL
) STRICT;
CREATE INDEX assistants_created ON assistants (created_at, id);

CREATE TABLE api_keys (
    id                  TEXT PRIMARY KEY,
    assistant_id        TEXT NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    name                TEXT NOT NULL,
    hint                TEXT NOT NULL,
    disabled            INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    expires_at          INTEGER,
    restriction         TEXT NOT NULL,
    configuration       TEXT NOT NULL,
    limits              TEXT NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    deleted_at          INTEGER,
    last_used_at        INTEGER,
    last_used_origin    TEXT NOT NULL DEFAULT '',
    last_used_address   TEXT NOT NULL DEFAULT '',
    version             INTEGER NOT NULL
) STRICT;
CREATE INDEX api_keys_assistant ON api_keys (assistant_id, created_at, id);

-- One row per secret of a key: the current one, and older ones until their grace ends.
CREATE TABLE api_key_secrets (
    digest       BLOB PRIMARY KEY,
    key_id       TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    sealed       BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    grace_until  INTEGER,
    last_used_at INTEGER
) STRICT;
CREATE INDEX api_key_secrets_key ON api_key_secrets (key_id);

CREATE TABLE conversations (
    id            TEXT PRIMARY KEY,
    assistant_id  TEXT NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    key_id        TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    sealed_token  BLOB NOT NULL,
    title         TEXT NOT NULL,
    source        TEXT NOT NULL,
    data          TEXT NOT NULL,
    query_count   INTEGER NOT NULL DEFAULT 0,
    message_count INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    last_query_at INTEGER
) STRICT;
CREATE INDEX conversations_assistant ON conversations (assistant_id, created_at, id);
CREATE INDEX conversations_key ON conversations (key_id);

CREATE TABLE queries (
    id              TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    turn            INTEGER NOT NULL,
    question        TEXT NOT NULL,
    answer          TEXT NOT NULL DEFAULT '',
    status          TEXT NOT NULL,
    error_code      TEXT NOT NULL DEFAULT '',
    error_text      TEXT NOT NULL DEFAULT '',
    reaction        TEXT NOT NULL DEFAULT 'NONE',
    kb_references   TEXT NOT NULL DEFAULT '',
    token_usage     TEXT NOT NULL DEFAULT '',
    idempotency_key TEXT,
    owner           TEXT NOT NULL,
    lease_until     INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    finished_at     INTEGER,
    UNIQUE (conversation_id, turn),
    UNIQUE (conversation_id, idempotency_key)
) STRICT;
CREATE INDEX queries_running ON queries (owner, lease_until) WHERE status = 'RUNNING';

-- What a running answer has made so far; removed when it is finished.
CREATE TABLE query_pieces (
    query_id TEXT NOT NULL REFERENCES queries (id) ON DELETE CASCADE,
    piece    INTEGER NOT NULL,
    content  TEXT NOT NULL,
    PRIMARY KEY (query_id, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    id           TEXT PRIMARY KEY,
    assistant_id TEXT NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    title        TEXT NOT NULL,
    url          TEXT NOT NULL,
    file_name    TEXT NOT NULL,
    media_type   TEXT NOT NULL,
    language     TEXT NOT NULL,
    size         INTEGER NOT NULL,
    passages     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_assistant ON documents (assistant_id, created_at, id);

CREATE TABLE passages (
    id           TEXT PRIMARY KEY,
    document_id  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    path         TEXT NOT NULL,
    content      TEXT NOT NULL,
    UNIQUE (document_id, position)
) STRICT;

CREATE TABLE access_tokens (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    digest       BLOB NOT NULL UNIQUE,
    role         TEXT NOT NULL,
    scopes       TEXT NOT NULL DEFAULT '[]',
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    last_used_at INTEGER
) STRICT;

CREATE TABLE audit (
    id           TEXT PRIMARY KEY,
    at           INTEGER NOT NULL,
    actor_kind   TEXT NOT NULL,
    actor_id     TEXT NOT NULL,
    actor_name   TEXT NOT NULL,
    address      TEXT NOT NULL,
    action       TEXT NOT NULL,
    object_type  TEXT NOT NULL,
    object_id    TEXT NOT NULL,
    assistant_id TEXT NOT NULL,
    before_value TEXT,
    after_value  TEXT
) STRICT;
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_object ON audit (object_id, at);

-- Counters per key and hour; hour is the Unix time of its beginning in milliseconds.
CREATE TABLE usage_hours (
    key_id        TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    hour          INTEGER NOT NULL,
    origin        TEXT NOT NULL,
    requests      INTEGER NOT NULL,
    conversations INTEGER NOT NULL,
    messages      INTEGER NOT NULL,
    input_tokens  INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    PRIMARY KEY (key_id, hour, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE denial_hours (
    key_id  TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    hour    INTEGER NOT NULL,
    code    TEXT NOT NULL,
    origin  TEXT NOT NULL,
    denials INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (key_id, hour, code, origin)
) STRICT, WITHOUT ROWID;
