# The container image as an OCI layout in a tar file, made without a container engine: the C library of Debian, the Java
# runtime, the program. No shell, no root: https://github.com/opencontainers/image-spec
# shellcheck shell=sh
# shellcheck disable=SC2154

need apt-get "The image's C library comes from Debian's packages; build it on Debian or Ubuntu."
need dpkg-deb "Debian, Ubuntu: apt-get install dpkg-dev"
layout=$work/image
blobs=$layout/blobs/sha256
mkdir -p "$blobs" "$work/base" "$work/debs"
created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)
libraries="libc6"

# shellcheck disable=SC2086  # package names are words
(cd "$work/debs" && apt-get download -q $libraries >"$work/apt.log" 2>&1) ||
  fail "Debian's packages could not be downloaded; see $work/apt.log. Run 'apt-get update' first."
mkdir -p "$work/base/usr/lib" "$work/base/usr/lib64"
ln -s usr/lib "$work/base/lib"
ln -s usr/lib64 "$work/base/lib64"
base_packages=
for file in "$work"/debs/*.deb; do
  dpkg-deb --fsys-tarfile "$file" | tar -x --keep-directory-symlink -C "$work/base"
  base_packages="$base_packages $(dpkg-deb -W --showformat='${Package}=${Version}' "$file")"
done
rm -rf "$work/base/usr/share/lintian" "$work/base/usr/lib/$library_folder/gconv" "$work/base/etc/ld.so.conf.d"
find "$work/base/usr/share/doc" ! -type d ! -name copyright -delete
mkdir -p "$work/base/etc/compresh" "$work/base/tmp" "$work/base/proc" "$work/base/dev" "$work/base/opt" \
  "$work/base/var/lib/compresh" "$work/base/var/lib/compresh-key"
printf 'root:x:0:0:root:/:/sbin/nologin\ncompresh:x:10001:10001::/var/lib/compresh:/sbin/nologin\n' >"$work/base/etc/passwd"
printf 'root:x:0:\ncompresh:x:10001:\n' >"$work/base/etc/group"
printf 'hosts: files dns\n' >"$work/base/etc/nsswitch.conf"

# add_blob FILE: moves it to its name, which is the sum of its bytes; prints that.
add_blob() {
  digest=$(sum_of "$1")
  mv "$1" "$blobs/$digest"
  printf '%s' "$digest"
}

layers='' diffs=''
# add_layer TAR: compresses it and lists it.
add_layer() {
  diffs="$diffs${diffs:+,}\"sha256:$(sum_of "$1")\""
  gzip -6n "$1"
  size=$(wc -c <"$1.gz")
  layers="$layers${layers:+,}{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:$(add_blob "$1.gz")\",\"size\":$size}"
}

settle_modes "$work/base"
chmod 1777 "$work/base/tmp"
chmod 700 "$work/base/var/lib/compresh" "$work/base/var/lib/compresh-key"
# The data folders belong to the program's user, all else to root.
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" --format=ustar -C "$work/base" \
  --exclude=./var/lib/compresh --exclude=./var/lib/compresh-key -cf "$work/base.tar" .
tar --sort=name --owner=10001 --group=10001 --numeric-owner --mtime="@$epoch" --format=ustar -C "$work/base" \
  -rf "$work/base.tar" ./var/lib/compresh ./var/lib/compresh-key
add_layer "$work/base.tar"
place() { plain_tar "$work" --transform "flags=r;s:^$name:opt/compresh:" "$@"; }
place "$name/runtime" >"$work/runtime.tar"
add_layer "$work/runtime.tar"
place --exclude="$name/runtime" --exclude="$name/compresh" "$name" >"$work/app.tar"
add_layer "$work/app.tar"

program=/opt/compresh
cat >"$work/config.json" <<JSON
{"created":"$created","architecture":"$debian_arch","os":"linux","config":{"User":"10001:10001","ExposedPorts":{"8080/tcp":{},"8081/tcp":{}},"Env":["PATH=$program/runtime/bin","COMPRESH_HOST=0.0.0.0","COMPRESH_ADMIN_HOST=0.0.0.0","COMPRESH_DATA=/var/lib/compresh","COMPRESH_KEY_FILE=/var/lib/compresh-key/master.key"],"Entrypoint":["$program/runtime/bin/java","-XX:SharedArchiveFile=$program/app/compresh.jsa","-Xlog:cds*=off","-Xlog:aot*=off","@$program/app/jvm.options","-jar","$program/app/compresh.jar"],"Cmd":["up"],"Volumes":{"/var/lib/compresh":{},"/var/lib/compresh-key":{}},"WorkingDir":"/etc/compresh","StopSignal":"SIGTERM","Labels":{"org.opencontainers.image.title":"Compresh","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0","org.opencontainers.image.base.packages":"${base_packages# }"}},"rootfs":{"type":"layers","diff_ids":[$diffs]},"history":[{"created":"$created","created_by":"packages of Debian"},{"created":"$created","created_by":"Java runtime"},{"created":"$created","created_by":"Compresh"}]}
JSON
size=$(wc -c <"$work/config.json")
config=$(add_blob "$work/config.json")
cat >"$work/manifest.json" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$size},"layers":[$layers],"annotations":{"org.opencontainers.image.created":"$created","org.opencontainers.image.version":"$version"}}
JSON
size=$(wc -c <"$work/manifest.json")
manifest=$(add_blob "$work/manifest.json")
printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
cat >"$layout/index.json" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest","size":$size,"platform":{"architecture":"$debian_arch","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"$version"}}]}
JSON
settle_modes "$layout"
plain_tar "$layout" blobs index.json oci-layout >"$dist/compresh-$version-oci-$debian_arch.tar"
