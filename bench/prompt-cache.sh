#!/bin/sh
# What the provider's cache costs with marks set by Compresh, before the simulated provider and by a clock played fast.
#   bench/prompt-cache.sh [sessions FILE... [-s N] | classifier | one-offs | gaps]
# Sessions are read from ../shared/data, or from COMPRESH_SHARED.
set -eu
cd "$(dirname "$0")/.."
mvn -q -o test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench-classpath
exec java -Xmx1500m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "target/test-classes:target/classes:$(cat target/bench-classpath)" dev.compresh.bench.CacheBench "$@"
