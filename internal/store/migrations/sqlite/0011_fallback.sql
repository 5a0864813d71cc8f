-- +goose Up
-- The credential of the model that is asked when the first does not answer.
ALTER TABLE assistants ADD COLUMN sealed_fallback_credential BLOB;
