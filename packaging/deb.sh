# The Debian package: the program below /usr/lib/compresh, a service, its configuration.
# shellcheck shell=sh
# shellcheck disable=SC2154

need dpkg-deb "Debian, Ubuntu: apt-get install dpkg-dev"
deb=$work/deb
mkdir -p "$deb/DEBIAN" "$deb/usr/lib" "$deb/usr/bin" "$deb/usr/lib/systemd/system" "$deb/usr/share/doc/compresh" "$deb/etc/compresh"
cp -a "$tree" "$deb/usr/lib/compresh"
ln -s ../lib/compresh/compresh "$deb/usr/bin/compresh"
cp "$root/packaging/deb/environment" "$deb/usr/lib/compresh/"
cp "$root/packaging/deb/compresh.service" "$deb/usr/lib/systemd/system/"
cp "$root/packaging/deb/compresh.yaml" "$root/packaging/deb/secrets.env" "$deb/etc/compresh/"
{
  printf 'Files: *\nCopyright: The Compresh contributors\nLicense: Apache-2.0\n\n'
  cat "$root/NOTICE" "$work/THIRD-PARTY.md"
} >"$deb/usr/share/doc/compresh/copyright"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$debian_arch/" \
  -e "s/@SIZE@/$(find "$tree" -type f -printf '%s\n' | awk '{ sum += $1 } END { print int(sum / 1024) }')/" \
  "$root/packaging/deb/control.in" >"$deb/DEBIAN/control"
printf '/etc/compresh/compresh.yaml\n/etc/compresh/secrets.env\n' >"$deb/DEBIAN/conffiles"
for script in postinst prerm postrm; do cp "$root/packaging/deb/$script" "$deb/DEBIAN/"; done
(cd "$deb" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$deb" -type d -exec chmod 755 {} +
chmod 644 "$deb"/DEBIAN/* "$deb"/usr/lib/compresh/environment "$deb"/usr/lib/systemd/system/* "$deb"/usr/share/doc/compresh/* \
  "$deb/etc/compresh/compresh.yaml"
chmod 600 "$deb/etc/compresh/secrets.env"
chmod 755 "$deb"/DEBIAN/postinst "$deb"/DEBIAN/prerm "$deb"/DEBIAN/postrm
settle_times "$deb"
dpkg-deb --root-owner-group --threads-max=1 -Zgzip -z6 --build "$deb" "$dist/compresh_${version}_$debian_arch.deb" >/dev/null
