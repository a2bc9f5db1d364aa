# The program with a Java runtime of its own, as it is laid out in every package: $tree.
# shellcheck shell=sh
# shellcheck disable=SC2154

# What jdeps finds in the program and its libraries; java.desktop stays for java.beans, which Jackson looks for.
modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml
modules=$modules,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

mkdir -p "$tree/app/lib"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
  --output "$tree/runtime"
cp "$root/target/compresh.jar" "$tree/app/"
cp "$root"/target/lib/*.jar "$tree/app/lib/"
cp "$root/compresh" "$root/LICENSE" "$root/NOTICE" "$root/CHANGELOG.md" "$work/THIRD-PARTY.md" "$tree/"
cp "$root/docs/install.md" "$tree/README.md"
cp "$root/target/bom.json" "$tree/sbom.cdx.json"
printf '%s\n' "$options" | sed 's/^ *//; s/ *$//' >"$tree/app/jvm.options"
settle_modes "$tree"
chmod 755 "$tree/compresh"
# The archive below holds the times of the jars and of the runtime, so they are set first.
settle_times "$tree"

# The classes of a start, parsed and verified: the JDK's static archive, whose bytes depend on nothing but the list of
# classes. (An AOT cache also holds profiles; no two are equal. 'compresh prepare' makes one where it is installed.)
list=$work/classes.list
{
  gzip -dc "$root/packaging/classes.list.gz"
  "$jdk/bin/jar" -tf "$tree/app/compresh.jar" | sed -n 's:^\(dev/.*\)\.class$:\1:p' | grep -v 'package-info$'
} | sort -u >"$list"
log=$work/archive.log
# shellcheck disable=SC2086  # options are words
(cd "$tree" && runtime/bin/java -Xshare:dump -XX:SharedClassListFile="$list" \
  -XX:SharedArchiveFile="$tree/app/compresh.jsa" $options -jar app/compresh.jar) >"$log" 2>&1 ||
  fail "the class archive could not be made; see $log."
missing=$(grep -c 'Cannot find' "$log" || true)
if [ "$missing" -gt 300 ]; then
  say "packaging/classes.list.gz names $missing classes that are gone. To renew it: packaging/train-classes.sh"
fi
chmod 644 "$tree/app/compresh.jsa"
settle_times "$tree"

# From another folder, as packages are used: the JVM ends here where it would later go on without the archive.
# shellcheck disable=SC2086  # options are words
(cd / && "$tree/runtime/bin/java" -XX:SharedArchiveFile="$tree/app/compresh.jsa" -Xshare:on $options \
  -jar "$tree/app/compresh.jar" --version) >>"$log" 2>&1 || fail "the class archive can't be used; see $log."
