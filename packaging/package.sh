#!/bin/sh
# Builds what is shipped into target/dist. Two runs on one commit, with the same JDK and Debian packages, give equal bytes.
#   ./compresh package                   everything
#   ./compresh package tarball deb ...   some of: tarball deb image npm
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
jdk=${PACKAGE_JDK:?Run this as ./compresh package}
options=$(printf '%s' "${PACKAGE_JVM_OPTIONS:?}" | tr -s ' \n' '  ')
work=$root/target/package
dist=$root/target/dist
. "$root/packaging/common.sh"

[ $# -gt 0 ] || set -- tarball deb image npm
for kind in "$@"; do
  case $kind in
    tarball | deb | image | npm) ;;
    *)
      say "There is no package '$kind'. Known: tarball, deb, image, npm."
      exit 64
      ;;
  esac
done
need sha256sum "It comes with GNU coreutils."
tar --version 2>/dev/null | grep -q GNU || fail "GNU tar is needed. Packages are built on Linux."

case $(uname -m) in
  x86_64) node_arch=x64 debian_arch=amd64 library_folder=x86_64-linux-gnu ;;
  aarch64 | arm64) node_arch=arm64 debian_arch=arm64 library_folder=aarch64-linux-gnu ;;
  *) fail "No packages for the processor $(uname -m)." ;;
esac

version=$(sed -n 's:^  <version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | head -n 1)
# The commit's time; outside of a repository the one that the pom declares.
epoch=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || true)}
if [ -z "$epoch" ]; then
  declared=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*:\1:p' "$root/pom.xml")
  epoch=$(date -d "$declared" +%s)
fi
export SOURCE_DATE_EPOCH="$epoch" LC_ALL=C TZ=UTC
umask 022
name=compresh-$version-linux-$node_arch
tree=$work/$name

# Without what earlier builds left: a class or a library that is gone from the sources must not be shipped.
say "Building Compresh $version ..."
rm -rf "$work" "$dist" "$root/target/classes" "$root/target/maven-status" "$root/target/lib" \
  "$root/target/compresh.jar" "$root/target/bom.json" "$root/target/bom.xml"
mkdir -p "$work" "$dist"
(cd "$root" && mvn -q -B -ntp -Ppackage -Dmaven.test.skip=true \
  "-Dproject.build.outputTimestamp=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)" package >&2) ||
  fail "the build failed; see the messages above."
"$jdk/bin/java" "$root/packaging/ThirdPartyNotices.java" "$root/target/bom.xml" "$work/THIRD-PARTY.md"
cp "$root/target/bom.json" "$dist/compresh-$version.cdx.json"
cmp -s "$work/THIRD-PARTY.md" "$root/THIRD-PARTY.md" ||
  say "THIRD-PARTY.md is out of date; the packages hold the current one. To take it over: cp target/package/THIRD-PARTY.md ."

. "$root/packaging/tree.sh"
for kind in "$@"; do
  case $kind in
    tarball) plain_tar "$work" "$name" | gzip -6n >"$dist/$name.tar.gz" ;;
    deb) . "$root/packaging/deb.sh" ;;
    image) . "$root/packaging/image.sh" ;;
    npm) . "$root/packaging/npm.sh" ;;
  esac
  say "$kind: done"
done

(cd "$dist" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs sha256sum >SHA256SUMS)
say "Packages are in target/dist:"
(cd "$dist" && ls -l >&2)
