#!/usr/bin/env bash
# Measures the hot paths: scripts/bench.sh [PATTERN]. Ratios hold on a noisy machine; single times do not.
set -euo pipefail
pattern=${1:-.}
go test ./internal/origin ./internal/address ./internal/access ./internal/limit ./internal/usage -run '^$' -bench "$pattern" -benchmem -benchtime 300ms
go test ./internal/provider/openai ./internal/queue -run TestMemoryOfStreams -v -bench "$pattern" -benchmem -benchtime 300ms
go test ./internal/app -run '^$' -bench "Start|FirstToken" -benchtime 200x -timeout 20m
go test ./internal/app -run '^$' -bench "VerifiedGet" -benchtime 15x -timeout 20m
go test ./internal/app -run "^$" -bench "OpenStreams|Asks|Relay" -benchtime 3x -timeout 20m
go test ./internal/app -run '^$' -bench "ManyKeys" -benchtime 1x -timeout 20m
