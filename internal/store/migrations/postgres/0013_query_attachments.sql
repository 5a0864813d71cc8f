-- +goose Up
-- The attachments that were given with a question, a JSON list of their ids; empty where there were none, and in queries of before.
ALTER TABLE queries ADD COLUMN attachments TEXT NOT NULL DEFAULT '';
