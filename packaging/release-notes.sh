#!/bin/sh
# Prints the changelog's section of a version, for a release's notes: packaging/release-notes.sh 0.1.0
set -eu

version=${1:?packaging/release-notes.sh VERSION}
changelog=$(dirname "$0")/../CHANGELOG.md
notes=$(awk -v version="$version" '
  /^## / { inside = ($2 == version || $2 == "[" version "]"); next }
  inside' "$changelog")
if [ -z "$(printf '%s' "$notes" | tr -d '[:space:]')" ]; then
  echo "CHANGELOG.md has no section '## $version'." >&2
  exit 65
fi
printf '%s\n' "$notes"
