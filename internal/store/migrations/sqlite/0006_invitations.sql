-- +goose Up
-- Open invitations to become a console user, at most one for each e-mail. The one without an e-mail is the set-up link of the first user.
CREATE TABLE invitations (
    id         TEXT PRIMARY KEY,
    digest     BLOB NOT NULL UNIQUE,
    email      TEXT NOT NULL UNIQUE, -- in lower case
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- Who a user is to an OpenID Connect issuer, from the first sign-in there.
ALTER TABLE users ADD COLUMN openid_issuer TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN openid_subject TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX users_identity ON users (openid_issuer, openid_subject) WHERE openid_subject <> '';
