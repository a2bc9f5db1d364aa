#!/bin/sh
# Starts each package of target/dist as its users do, asks it for an answer, and measures start and memory. Needs root, curl;
# for the .deb debootstrap. Everything stays on loopback and in a temporary folder.
#   packaging/try-packages.sh [tarball deb image npm]
# DIST (target/dist), PORT (21130), DEBIAN_ROOT (a debootstrap root to install into; made when missing), REST (seconds before memory is read, 20).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
dist=${DIST:-$root/target/dist}
port=${PORT:-21130}
key=comp_ttttttttttttttttttttttttttt
place=$(mktemp -d)
program=
clean() {
  if [ -n "$program" ]; then kill "$program" 2>/dev/null || :; fi
  rm -rf "$place"
}
trap clean EXIT
export LC_ALL=C no_proxy=127.0.0.1
settings="COMPRESH_PORT=$port COMPRESH_ADMIN_PORT=$((port + 1)) COMPRESH_BOOTSTRAP_KEY=$key"

now() { date +%s%3N; }

# java_of PID: the process below it (or itself) that is the Java program.
java_of() {
  for candidate in "$1" $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    case $(readlink "/proc/$candidate/exe" 2>/dev/null) in */java) echo "$candidate"; return ;; esac
  done
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do java_of "$child"; done
}

# try NAME COMMAND...: starts it, waits for its first answer, for its memory at rest, and for its end.
try() {
  name=$1
  shift
  began=$(now)
  "$@" >"$place/$name.log" 2>&1 &
  program=$!
  until curl -sf -o "$place/answer" "http://127.0.0.1:$port/v1/chat/completions" -H "Authorization: Bearer $key" \
    -H 'content-type: application/json' -d '{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}'; do
    if ! kill -0 "$program" 2>/dev/null || [ $(($(now) - began)) -gt 60000 ]; then
      echo "$name did not answer:" >&2
      cat "$place/$name.log" >&2
      exit 1
    fi
    sleep 0.02
  done
  answered=$(($(now) - began))
  java=$(java_of "$program")
  # Processor time tells a busy machine from a slow start (fields 14 and 15, hundredths of a second).
  used=$(awk '{ sub(/.*\) /, ""); print ($12 + $13) * 10 }' "/proc/$java/stat")
  grep -q '"choices"' "$place/answer"
  curl -sf "http://127.0.0.1:$((port + 1))/health/ready" >/dev/null
  sleep "${REST:-20}"
  memory=$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$java/status")
  user=$(awk '/^Uid/ { print $2 }' "/proc/$java/status")
  kill -TERM "$java"
  code=0
  wait "$program" || code=$?
  program=
  echo "$name: first answer after $answered ms (processor time $used ms), $memory MB at rest, user $user, exit $code"
  [ "$code" = 0 ] && [ "$memory" -le 350 ]
}

# tools FOLDER NAME...: a PATH without Java.
tools() {
  folder=$1
  shift
  mkdir -p "$folder"
  for tool in "$@"; do ln -s "$(command -v "$tool")" "$folder/$tool"; done
}

try_tarball() {
  tools "$place/bin" sh dirname readlink date sleep setpriv
  mkdir -p "$place/any where"
  tar -xzf "$dist"/compresh-*-linux-*.tar.gz -C "$place/any where"
  # shellcheck disable=SC2086  # settings are words
  try tarball env -i PATH="$place/bin" HOME="$place" COMPRESH_DATA="$place/tarball-data" $settings \
    "$(echo "$place"/any\ where/compresh-*/compresh)" up
}

try_npm() {
  tools "$place/npm-bin" sh dirname readlink date sleep setpriv node npm npx tar gzip env
  # shellcheck disable=SC2086  # settings are words
  try npm env -i PATH="$place/npm-bin" HOME="$place" COMPRESH_DATA="$place/npm-data" $settings \
    npx --yes --offline "file:$(echo "$dist"/compresh-npm-*-linux-*.tgz)" up
}

try_deb() {
  base=${DEBIAN_ROOT:-$place/debian}
  [ -d "$base/etc" ] || debootstrap --variant=minbase bookworm "$base" http://deb.debian.org/debian >/dev/null
  cp "$dist"/compresh_*.deb "$base/tmp/compresh.deb"
  # shellcheck disable=SC2016  # expanded inside
  unshare --mount sh -c 'mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && exec chroot "$1" dpkg -i /tmp/compresh.deb' - "$base"
  [ -s "$base/usr/lib/compresh/app/compresh.aot" ] || { echo "The start-up cache was not made." >&2; exit 1; }
  unit=$base/usr/lib/systemd/system/compresh.service
  command=$(sed -n 's/^ExecStart=//p' "$unit")
  # What systemd does for StateDirectory= and DynamicUser=.
  for folder in $(sed -n 's/^StateDirectory=//p' "$unit"); do
    mkdir -p "$base/var/lib/private/$folder"
    ln -sfn "private/$folder" "$base/var/lib/$folder"
    chown 61234:61234 "$base/var/lib/private/$folder"
    chmod 700 "$base/var/lib/private/$folder"
  done
  # shellcheck disable=SC2016,SC2086  # expanded inside; settings and command are words
  try deb unshare --mount --kill-child sh -c 'mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && shift 1 && exec "$@"' \
    - "$base" chroot --userspec=61234:61234 "$base" env -i PATH=/usr/bin:/bin COMPRESH_RESTARTS=0 $settings $command
  chroot "$base" dpkg -r compresh
  [ ! -e "$base/usr/lib/compresh" ] || { echo "The .deb leaves files behind: $(find "$base/usr/lib/compresh")" >&2; exit 1; }
}

# field NAME: a list of words in the image's configuration.
field() { sed -n "s/.*\"$1\":\[\([^]]*\)\].*/\1/p" "$config" | tr -d '"' | tr ',' ' '; }

try_image() {
  layout=$place/layout
  image=$place/image
  mkdir -p "$layout" "$image"
  tar -xf "$dist"/compresh-*-oci-*.tar -C "$layout"
  (cd "$layout/blobs/sha256" && for blob in *; do echo "$blob  $blob"; done | sha256sum -c --quiet)
  blob() { sed -n "s/.*\"$2\":\(.*\)/\1/p" "$1" | grep -o 'sha256:[0-9a-f]*' | sed "s|sha256:|$layout/blobs/sha256/|"; }
  manifest=$(blob "$layout/index.json" manifests)
  config=$(blob "$manifest" config | head -n 1)
  for layer in $(blob "$manifest" layers); do tar -xzpf "$layer" -C "$image"; done
  # shellcheck disable=SC2016,SC2046,SC2086  # expanded inside; words
  try image unshare --mount --kill-child sh -c 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && mount -t tmpfs tmpfs "$1/tmp" &&
    for folder in compresh compresh-key; do mount -t tmpfs -o uid=10001,mode=700 tmpfs "$1/var/lib/$folder" || exit 1; done &&
    mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && cd / && shift && exec "$@"' \
    - "$image" env -i $(field Env) $settings "$(command -v chroot)" --userspec="$(sed -n 's/.*"User":"\([^"]*\)".*/\1/p' "$config")" \
    "$image" $(field Entrypoint) $(field Cmd)
}

[ $# -gt 0 ] || set -- tarball deb image npm
for kind in "$@"; do "try_$kind"; done
