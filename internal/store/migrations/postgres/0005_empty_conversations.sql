-- +goose Up
CREATE INDEX conversations_empty ON conversations (created_at) WHERE query_count = 0;
