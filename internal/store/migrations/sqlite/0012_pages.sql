-- +goose Up
-- The page of the document that a passage begins on, from 1; 0 where there are no pages.
ALTER TABLE passages ADD COLUMN page INTEGER NOT NULL DEFAULT 0;
