#!/usr/bin/env bash
# Tries the packages where nothing else is installed: in roots made with debootstrap.
#
#     packaging/try.sh PACKAGE.deb ARCHIVE.tar.gz
#
# Needs root and debootstrap; says so and ends well where one is missing. DEBIAN_MIRROR names another
# mirror, DEBIAN_SUITE another suite, CLEAN_ROOT a root that is there already (it is copied).
set -euo pipefail
cd "$(dirname "$0")/.."
package=$1 archive=$2
suite=${DEBIAN_SUITE:-$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")}
[ "$(id -u)" = 0 ] || { echo "skipped: trying the packages needs root for chroot"; exit 0; }
if [ -z "${CLEAN_ROOT:-}" ] && ! command -v debootstrap >/dev/null; then
  echo "skipped: there is no debootstrap (apt-get install debootstrap)"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

clean_root() { # FOLDER
  if [ -n "${CLEAN_ROOT:-}" ]; then
    cp -a "$CLEAN_ROOT" "$1"
  else
    debootstrap --variant=minbase "$suite" "$1" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" \
      >"$work/debootstrap.log" 2>&1 || { tail -5 "$work/debootstrap.log" >&2; exit 1; }
  fi
  cp /etc/resolv.conf "$1/etc/resolv.conf" 2>/dev/null || true
  ! command -v swift >/dev/null || ! chroot "$1" sh -c 'command -v swift' >/dev/null
}

use() { # ROOT TOOL: what somebody does first
  chroot "$1" "$2" --version
  chroot "$1" "$2" init /tmp/first --quiet
  chroot "$1" "$2" check /tmp/first/pipeline.yaml --quiet
  chroot "$1" "$2" test /tmp/first/pipeline.yaml --quiet
  chroot "$1" "$2" run /tmp/first/pipeline.yaml --dry-run --report /tmp/first/report |
    grep -q '^conversations 3 = 1 submit'
  test -s "$1/tmp/first/report/index.html"
}

echo "== ${package##*/} on a clean Debian $suite"
clean_root "$work/deb"
cp "$package" "$work/deb/tmp/exitpoll.deb"
chroot "$work/deb" sh -c '
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/exitpoll.deb' \
  >"$work/install.log" 2>&1 || { tail -5 "$work/install.log" >&2; exit 1; }
use "$work/deb" exitpoll
for file in share/man/man1/exitpoll.1.gz share/bash-completion/completions/exitpoll \
  share/zsh/site-functions/_exitpoll share/fish/vendor_completions.d/exitpoll.fish; do
  test -s "$work/deb/usr/$file" || { echo "missing: /usr/$file" >&2; exit 1; }
done
chroot "$work/deb" dpkg --purge exitpoll >/dev/null
test ! -e "$work/deb/usr/bin/exitpoll"

echo "== ${archive##*/}, unpacked into a clean Debian $suite"
clean_root "$work/tar"
mkdir -p "$work/tar/srv/some where"
tar -C "$work/tar/srv/some where" -xzf "$archive"
tool=$(cd "$work/tar" && find . -path '*/bin/exitpoll' | sed 's/^\.//')
use "$work/tar" "$tool"
echo "both run"
