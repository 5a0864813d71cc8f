-- +goose Up
ALTER TABLE api_key_secrets ADD COLUMN hint TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE api_key_secrets SET hint = (SELECT k.hint FROM api_keys k WHERE k.id = key_id);

CREATE INDEX api_keys_deleted ON api_keys (deleted_at) WHERE deleted_at IS NOT NULL;

-- What a key refused, by hour, reason and caller: a website or an address.
DROP TABLE denial_hours;
CREATE TABLE denial_hours (
    key_id      TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    hour        BIGINT NOT NULL,
    code        TEXT COLLATE "C" NOT NULL,
    caller      TEXT COLLATE "C" NOT NULL,
    report_only BOOLEAN NOT NULL,
    denials     BIGINT NOT NULL,
    last_at     BIGINT NOT NULL,
    PRIMARY KEY (key_id, hour, code, caller, report_only)
);
CREATE INDEX denial_hours_hour ON denial_hours (hour);
CREATE INDEX usage_hours_hour ON usage_hours (hour);

-- From where a key was used, by day: addresses of keys that are restricted to addresses, prefixes of others.
CREATE TABLE address_days (
    key_id   TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    day      BIGINT NOT NULL,
    address  TEXT COLLATE "C" NOT NULL,
    requests BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    PRIMARY KEY (key_id, day, address)
);
CREATE INDEX address_days_day ON address_days (day);

-- Messages of a key in a day, counted with the message.
CREATE TABLE key_days (
    key_id   TEXT COLLATE "C" NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    day      BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    PRIMARY KEY (key_id, day)
);
CREATE INDEX key_days_day ON key_days (day);
