#!/usr/bin/env bash
# Fuzzes every target of the module, one after the other: scripts/fuzz.sh TIME
set -euo pipefail
time=${1:-30s}
grep -rl --include='*_test.go' '^func Fuzz' internal | xargs -n1 dirname | sort -u | while read -r folder; do
  grep -ho --include='*_test.go' -r '^func Fuzz[A-Za-z0-9_]*' "$folder" | sed 's/^func //' | sort -u | while read -r target; do
    echo "== $folder $target"
    go test "./$folder" -run '^$' -fuzz "^$target\$" -fuzztime "$time"
  done
done
