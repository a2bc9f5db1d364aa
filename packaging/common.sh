# What the packaging scripts share; sourced by each. package.sh sets the variables.
# shellcheck shell=sh
# shellcheck disable=SC2154

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "package: $*"
  exit 70
}

# need PROGRAM HINT: ends with a hint where a program is missing.
need() {
  command -v "$1" >/dev/null 2>&1 || fail "'$1' is missing. $2"
}

# Sets every file's time to the commit's, so that equal contents are equal files.
settle_times() {
  find "$1" -exec touch -h -d "@$epoch" {} +
}

# settle_modes FOLDER: the umask of whoever builds is not part of a package.
settle_modes() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -perm /111 -exec chmod 755 {} +
  find "$1" -type f ! -perm /111 -exec chmod 644 {} +
}

# plain_tar FOLDER NAME...: a tar file on standard output in which nothing depends on where or when it was made.
plain_tar() {
  folder=$1
  shift
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" --format=ustar -C "$folder" -cf - "$@"
}

sum_of() { sha256sum "$1" | cut -d ' ' -f 1; }
