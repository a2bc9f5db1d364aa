#!/bin/sh
# Pictures of every page of the dashboard, 1280 and 390 pixels wide, light and dark, of a program with a
# month of seeded usage and a demo just played. Look at them after a change.
#   bench/screenshots.sh [FOLDER]      target/screens where no folder is given; needs chromium and node
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
folder=${1:-$root/target/screens}
cd "$root"
mvn -q -B -ntp test -Dtest=ScreenshotsTest -Dsurefire.failIfNoSpecifiedTests=false -Dscreenshots="$folder"
echo "Pictures are in $folder"
