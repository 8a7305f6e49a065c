#!/usr/bin/env bash
# Makes a Debian package of built tools; prints its path.
#
#     packaging/deb.sh FOLDER_OF_THE_BUILT_TOOLS FOLDER_OF_MAN_PAGES FOLDER_FOR_THE_PACKAGE
#
# The Swift runtime is linked statically into the tools; of the system's libraries the package
# depends on those that dpkg-shlibdeps finds. The systemd units are there and not enabled.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$1 manual=$2 out=$3
maintainer="The exitpoll maintainers <maintainers@exitpoll.invalid>"
version=$("$tools/exitpoll" --version | sed -n '1s/^exitpoll \([^ ]*\).*/\1/p')
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
pages=$root/usr/share/doc/exitpoll
units=$root/usr/lib/systemd/system
install -d "$root/DEBIAN" "$work/debian" "$units" "$out"
chmod 755 "$work" "$root" "$root/DEBIAN"
packaging/stage.sh "$tools" "$manual" "$root/usr"
# Debian's zsh looks for what packages bring in a folder of its own.
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
install -m 644 examples/deploy/systemd/*.service examples/deploy/systemd/*.timer "$units"

cat >"$pages/copyright" <<COPYRIGHT
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: exitpoll
Comment: The licences of what is linked into the tools are in /usr/share/doc/exitpoll/licenses.

Files: *
Copyright: 2026 The exitpoll authors
License: Apache-2.0
 The whole text is in /usr/share/common-licenses/Apache-2.0.
COPYRIGHT
date=$(git log -1 --format=%cD 2>/dev/null || date -R -r CHANGELOG.md)
gzip -9n >"$pages/changelog.gz" <<CHANGELOG
exitpoll ($version) unstable; urgency=medium

  * What changed is in CHANGELOG.md.

 -- $maintainer  $date
CHANGELOG
chmod 644 "$pages/copyright" "$pages/changelog.gz"

printf 'Source: exitpoll\n\nPackage: exitpoll\nArchitecture: any\n' >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info root/usr/bin/* 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p')
[ -n "$libraries" ] || { echo "dpkg-shlibdeps found no libraries" >&2; exit 1; }
size=$(du -sk "$root/usr" | cut -f1)
cat >"$root/DEBIAN/control" <<CONTROL
Package: exitpoll
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $size
Depends: $libraries, ca-certificates, tzdata
Section: utils
Priority: optional
Description: reads the survey at the end of exported customer chats
 exitpoll reads exported chats (JSON, XML), finds the survey at the end of
 each, works out by rules whether the query was resolved and how the user rated
 it, and logs that with Haptik's log-feedback API, or writes a report of what it
 would log. It runs from cron or a timer after each export.
CONTROL
for script in postinst prerm postrm; do
  install -m 755 "packaging/debian/$script" "$root/DEBIAN/$script"
done
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
package=$out/exitpoll_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$package" >/dev/null
echo "$package"
