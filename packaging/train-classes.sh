#!/bin/sh
# Renews packaging/classes.list.gz, the classes of a start, after ./compresh package tarball: two runs of the real program, put together.
# Run it when libraries have changed; a list that is out of date costs start-up time only.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
tree=$(find "$root/target/package" -maxdepth 1 -type d -name 'compresh-*-linux-*' | head -n 1)
[ -n "$tree" ] || {
  echo "First: ./compresh package tarball" >&2
  exit 69
}
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT
for run in 1 2; do
  # shellcheck disable=SC2046  # options are words
  "$tree/runtime/bin/java" "-XX:DumpLoadedClassList=$lists/$run" -Xshare:off $(cat "$tree/app/jvm.options") \
    -jar "$tree/app/compresh.jar" train >/dev/null
done
# The program's own classes are taken from its jar. Numbers of classes and their constants differ between runs.
cat "$lists"/* | grep -v -e '^#' -e '^@cp ' -e 'source:' -e '^dev/' | sed 's/ id: [0-9]*$//' |
  LC_ALL=C sort -u | gzip -9n >"$root/packaging/classes.list.gz"
echo "$(gzip -dc "$root/packaging/classes.list.gz" | wc -l) lines in packaging/classes.list.gz" >&2
