-- +goose Up
ALTER TABLE api_key_secrets ADD COLUMN hint TEXT NOT NULL DEFAULT '';
UPDATE api_key_secrets SET hint = (SELECT k.hint FROM api_keys k WHERE k.id = key_id);

CREATE INDEX api_keys_deleted ON api_keys (deleted_at) WHERE deleted_at IS NOT NULL;

-- What a key refused, by hour, reason and caller: a website or an address.
DROP TABLE denial_hours;
CREATE TABLE denial_hours (
    key_id      TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    hour        INTEGER NOT NULL,
    code        TEXT NOT NULL,
    caller      TEXT NOT NULL,
    report_only INTEGER NOT NULL,
    denials     INTEGER NOT NULL,
    last_at     INTEGER NOT NULL,
    PRIMARY KEY (key_id, hour, code, caller, report_only)
) STRICT;
CREATE INDEX denial_hours_hour ON denial_hours (hour);
CREATE INDEX usage_hours_hour ON usage_hours (hour);

-- From where a key was used, by day: addresses of keys that are restricted to addresses, prefixes of others.
CREATE TABLE address_days (
    key_id   TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    day      INTEGER NOT NULL,
    address  TEXT NOT NULL,
    requests INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (key_id, day, address)
) STRICT;
CREATE INDEX address_days_day ON address_days (day);

-- Messages of a key in a day, counted with the message.
CREATE TABLE key_days (
    key_id   TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    day      INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (key_id, day)
) STRICT;
CREATE INDEX key_days_day ON key_days (day);
