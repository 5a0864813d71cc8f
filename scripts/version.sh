#!/usr/bin/env bash
# Prints the version of the web component by its tags vX.Y.Z, so that every later commit has a later version:
# of a tagged commit X.Y.Z, N commits after it X.Y.(Z+1)-N.gHASH, without any tag 0.0.0-N.gHASH.
set -euo pipefail
cd "$(dirname "$0")/.."

hash=$(git rev-parse --short HEAD 2>/dev/null) || { echo 0.0.0-dev; exit; }
changed=$(git diff-index --quiet HEAD && echo '' || echo .dirty)
described=$(git describe --tags --long --match 'v[0-9]*' 2>/dev/null || true)
if [[ $described =~ ^v([0-9]+\.[0-9]+)\.([0-9]+)-([0-9]+)-g ]]; then
  core=${BASH_REMATCH[1]} patch=${BASH_REMATCH[2]} commits=${BASH_REMATCH[3]}
  if [[ $commits = 0 && -z $changed ]]; then echo "$core.$patch"; exit; fi
  echo "$core.$((patch + 1))-$commits.g$hash$changed"
else
  echo "0.0.0-$(git rev-list --count HEAD).g$hash$changed"
fi
