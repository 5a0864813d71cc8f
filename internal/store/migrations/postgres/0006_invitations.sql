-- +goose Up
-- Open invitations to become a console user, at most one for each e-mail. The one without an e-mail is the set-up link of the first user.
CREATE TABLE invitations (
    id         TEXT COLLATE "C" PRIMARY KEY,
    digest     BYTEA NOT NULL UNIQUE,
    email      TEXT COLLATE "C" NOT NULL UNIQUE, -- in lower case
    name       TEXT COLLATE "C" NOT NULL,
    role       TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Who a user is to an OpenID Connect issuer, from the first sign-in there.
ALTER TABLE users ADD COLUMN openid_issuer TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN openid_subject TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE UNIQUE INDEX users_identity ON users (openid_issuer, openid_subject) WHERE openid_subject <> '';
