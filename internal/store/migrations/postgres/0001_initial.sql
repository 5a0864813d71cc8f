-- +goose Up
CREATE TABLE settings (
    name  TEXT COLLATE "C" PRIMARY KEY,
    value BYTEA NOT NULL
);

CREATE TABLE assistants (
    id                    TEXT COLLATE "C" PRIMARY KEY,
    name                  TEXT COLLATE "C" NOT NULL,
    description           TEXT COLLATE "C" NOT NULL,
    welcome_message       TEXT COLLATE "C" NOT NULL,
    conversation_starters TEXT COLLATE "C" NOT NULL,
    image_id              TEXT COLLATE "C" NOT NULL,
    model                 TEXT COLLATE "C" NOT NULL,
    sealed_credential     BYTEA,
    keep_days             BIGINT NOT NULL DEFAULT 90,
    created_at            BIGINT NOT NULL,
    updated_at            BIGINT NOT NULL,
    version               BIGINT NOT NULL
);
CREATE INDEX assistants_created ON assistants (created_at, id);

CREATE TABLE api_keys (
    id                  TEXT COLLATE "C" PRIMARY KEY,
    assistant_id        TEXT COLLATE "C" NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    name                TEXT COLLATE "C" NOT NULL,
    hint                TEXT COLLATE "C" NOT NULL,
    disabled            BOOLEAN NOT NULL,
    expires_at          BIGINT,
    restriction         TEXT COLLATE "C" NOT NULL,
    configuration       TEXT COLLATE "C" NOT NULL,
    limits              TEXT COLLATE "C" NOT NULL,
    created_at          BIGINT NOT NULL,
    updated_at          BIGINT NOT NULL,
    deleted_at          BIGINT,
    last_used_at        BIGINT,
    last_used_origin    TEXT COLLATE "C" NOT NULL DEFAULT '',
    last_used_address   TEXT COLLATE "C" NOT NULL DEFAULT '',
    version             BIGINT NOT NULL
);
CREATE INDEX api_keys_assistant ON api_keys (assistant_id, created_at, id);

-- One row per secret of a key: the current one, and older ones until their grace ends.
CREATE TABLE api_key_secrets (
    digest       BYTEA PRIMARY KEY,
    key_id       TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    sealed       BYTEA NOT NULL,
    created_at   BIGINT NOT NULL,
    grace_until  BIGINT,
    last_used_at BIGINT
);
CREATE INDEX api_key_secrets_key ON api_key_secrets (key_id);

CREATE TABLE conversations (
    id            TEXT COLLATE "C" PRIMARY KEY,
    assistant_id  TEXT COLLATE "C" NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    key_id        TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    sealed_token  BYTEA NOT NULL,
    title         TEXT COLLATE "C" NOT NULL,
    source        TEXT COLLATE "C" NOT NULL,
    data          TEXT COLLATE "C" NOT NULL,
    query_count   BIGINT NOT NULL DEFAULT 0,
    message_count BIGINT NOT NULL DEFAULT 0,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    last_query_at BIGINT
);
CREATE INDEX conversations_assistant ON conversations (assistant_id, created_at, id);
CREATE INDEX conversations_key ON conversations (key_id);

CREATE TABLE queries (
    id              TEXT COLLATE "C" PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    turn            BIGINT NOT NULL,
    question        TEXT COLLATE "C" NOT NULL,
    answer          TEXT COLLATE "C" NOT NULL DEFAULT '',
    status          TEXT COLLATE "C" NOT NULL,
    error_code      TEXT COLLATE "C" NOT NULL DEFAULT '',
    error_text      TEXT COLLATE "C" NOT NULL DEFAULT '',
    reaction        TEXT COLLATE "C" NOT NULL DEFAULT 'NONE',
    kb_references   TEXT COLLATE "C" NOT NULL DEFAULT '',
    token_usage     TEXT COLLATE "C" NOT NULL DEFAULT '',
    idempotency_key TEXT COLLATE "C",
    owner           TEXT COLLATE "C" NOT NULL,
    lease_until     BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    finished_at     BIGINT,
    UNIQUE (conversation_id, turn),
    UNIQUE (conversation_id, idempotency_key)
);
CREATE INDEX queries_running ON queries (owner, lease_until) WHERE status = 'RUNNING';

-- What a running answer has made so far; removed when it is finished.
CREATE TABLE query_pieces (
    query_id TEXT COLLATE "C" NOT NULL REFERENCES queries (id) ON DELETE CASCADE,
    piece    BIGINT NOT NULL,
    content  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (query_id, piece)
);

CREATE TABLE documents (
    id           TEXT COLLATE "C" PRIMARY KEY,
    assistant_id TEXT COLLATE "C" NOT NULL REFERENCES assistants (id) ON DELETE CASCADE,
    title        TEXT COLLATE "C" NOT NULL,
    url          TEXT COLLATE "C" NOT NULL,
    file_name    TEXT COLLATE "C" NOT NULL,
    media_type   TEXT COLLATE "C" NOT NULL,
    language     TEXT COLLATE "C" NOT NULL,
    size         BIGINT NOT NULL,
    passages     BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    version      BIGINT NOT NULL
);
CREATE INDEX documents_assistant ON documents (assistant_id, created_at, id);

CREATE TABLE passages (
    id           TEXT COLLATE "C" PRIMARY KEY,
    document_id  TEXT COLLATE "C" NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position     BIGINT NOT NULL,
    path         TEXT COLLATE "C" NOT NULL,
    content      TEXT COLLATE "C" NOT NULL,
    UNIQUE (document_id, position)
);

CREATE TABLE access_tokens (
    id           TEXT COLLATE "C" PRIMARY KEY,
    name         TEXT COLLATE "C" NOT NULL,
    digest       BYTEA NOT NULL UNIQUE,
    role         TEXT COLLATE "C" NOT NULL,
    scopes       TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT
);

CREATE TABLE audit (
    id           TEXT COLLATE "C" PRIMARY KEY,
    at           BIGINT NOT NULL,
    actor_kind   TEXT COLLATE "C" NOT NULL,
    actor_id     TEXT COLLATE "C" NOT NULL,
    actor_name   TEXT COLLATE "C" NOT NULL,
    address      TEXT COLLATE "C" NOT NULL,
    action       TEXT COLLATE "C" NOT NULL,
    object_type  TEXT COLLATE "C" NOT NULL,
    object_id    TEXT COLLATE "C" NOT NULL,
    assistant_id TEXT COLLATE "C" NOT NULL,
    before_value TEXT COLLATE "C",
    after_value  TEXT COLLATE "C"
);
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_object ON audit (object_id, at);

-- Counters per key and hour; hour is the Unix time of its beginning in milliseconds.
CREATE TABLE usage_hours (
    key_id        TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    hour          BIGINT NOT NULL,
    origin        TEXT COLLATE "C" NOT NULL,
    requests      BIGINT NOT NULL,
    conversations BIGINT NOT NULL,
    messages      BIGINT NOT NULL,
    input_tokens  BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    PRIMARY KEY (key_id, hour, origin)
);

CREATE TABLE denial_hours (
    key_id  TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    hour    BIGINT NOT NULL,
    code    TEXT COLLATE "C" NOT NULL,
    origin  TEXT COLLATE "C" NOT NULL,
    denials BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (key_id, hour, code, origin)
);
