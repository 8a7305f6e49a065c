#!/usr/bin/env bash
# Makes a Debian package of built tools; prints its path.
#
#     packaging/deb.sh FOLDER_OF_THE_BUILT_TOOLS FOLDER_OF_MAN_PAGES FOLDER_FOR_THE_PACKAGE
#
# The Swift runtime is linked statically into the tools; of the system's libraries the package
# depends on those that dpkg-shlibdeps finds.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$1 manual=$2 out=$3
version=$("$tools/exitpoll" --version | sed -n '1s/^exitpoll \([^ ]*\).*/\1/p')
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
install -d "$root/DEBIAN" "$work/debian" "$out"
packaging/stage.sh "$tools" "$manual" "$root/usr"
install -d "$root/usr/share/doc/exitpoll" "$root/lib/systemd/system"
install -m 644 LICENSE "$root/usr/share/doc/exitpoll/copyright"
strip --strip-unneeded "$root"/usr/bin/*

printf 'Source: exitpoll\n\nPackage: exitpoll\nArchitecture: any\n' >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info root/usr/bin/* 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p')
[ -n "$libraries" ] || { echo "dpkg-shlibdeps found no libraries" >&2; exit 1; }
size=$(du -sk "$root/usr" | cut -f1)
cat >"$root/DEBIAN/control" <<CONTROL
Package: exitpoll
Version: $version
Architecture: $architecture
Maintainer: The exitpoll maintainers <maintainers@exitpoll.invalid>
Installed-Size: $size
Depends: $libraries, ca-certificates, tzdata
Section: utils
Priority: optional
Description: reads the survey at the end of exported customer chats
 exitpoll reads exported chats (JSON, XML), finds the survey at the end of each, works out by rules
 whether the query was resolved and how the user rated it, and logs that with Haptik's log-feedback
 API, or writes a report of what it would log. It runs from cron after each export.
CONTROL
(cd "$root" && find usr -type f -exec md5sum {} + >DEBIAN/md5sums)
package=$out/exitpoll_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
echo "$package"
