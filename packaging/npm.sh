# npm packages: one that holds the program (npx ./FILE.tgz up), and, where RELEASE_URL says where the tarball will be, a
# small one for the npm registry that downloads it and checks its sum.
# shellcheck shell=sh
# shellcheck disable=SC2154

tarball=$dist/$name.tar.gz
[ -f "$tarball" ] || plain_tar "$work" "$name" | gzip -6n >"$tarball"

# pack_npm FILE URL: with an empty URL the tarball goes in.
pack_npm() {
  npm=$work/npm/package
  rm -rf "$work/npm"
  mkdir -p "$npm"
  cp "$root/packaging/npm/compresh.js" "$root/packaging/npm/README.md" "$root/LICENSE" "$root/NOTICE" "$npm/"
  sed -e "s/@VERSION@/$version/" -e "s/@CPU@/$node_arch/" -e "s/@FILE@/$name.tar.gz/" -e "s/@SHA256@/$(sum_of "$tarball")/" \
    -e "s|@URL@|$2|" "$root/packaging/npm/package.json.in" >"$npm/package.json"
  [ -n "$2" ] || cp "$tarball" "$npm/"
  settle_modes "$npm"
  chmod 755 "$npm/compresh.js"
  plain_tar "$work/npm" package | gzip -1n >"$1"
}

pack_npm "$dist/compresh-npm-$version-linux-$node_arch.tgz" ''
if [ -n "${RELEASE_URL:-}" ]; then pack_npm "$dist/compresh-npm-$version.tgz" "$RELEASE_URL/$name.tar.gz"; fi
