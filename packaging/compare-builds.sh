#!/bin/sh
# Builds the packages of HEAD twice, in two folders, and compares them byte by byte. Needs what ./compresh package needs.
#   packaging/compare-builds.sh [KIND...]    the first build's packages stay in target/dist
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
second=$(mktemp -d)
trap 'rm -rf "$second"' EXIT
git clone -q "$root" "$second/elsewhere"
git -C "$second/elsewhere" checkout -q --detach "$(git -C "$root" rev-parse HEAD)"
# Another umask, time zone and language must not show either.
(cd "$root" && umask 022 && ./compresh package "$@")
(cd "$second/elsewhere" && umask 077 && TZ=Asia/Tokyo ./compresh package "$@")
different=0
for file in "$root"/target/dist/*; do
  if cmp "$file" "$second/elsewhere/target/dist/$(basename "$file")"; then
    echo "equal: $(basename "$file")"
  else
    different=1
  fi
done
exit "$different"
