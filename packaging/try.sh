#!/usr/bin/env bash
# Tries the packages where nothing else is installed: in roots made with debootstrap.
#
#     packaging/try.sh PACKAGE.deb ARCHIVE.tar.gz
#
# Needs root and debootstrap; says so and ends well where one is missing. DEBIAN_MIRROR names another
# mirror, DEBIAN_SUITE another suite, CLEAN_ROOT a root that is there already (it is copied).
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# = 2 ] || { echo "usage: packaging/try.sh PACKAGE.deb ARCHIVE.tar.gz" >&2; exit 64; }
package=$1 archive=$2
suite=${DEBIAN_SUITE:-$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")}
[ "$(id -u)" = 0 ] || { echo "skipped: trying the packages needs root for chroot"; exit 0; }
if [ -z "${CLEAN_ROOT:-}" ] && ! command -v debootstrap >/dev/null; then
  echo "skipped: there is no debootstrap (apt-get install debootstrap)"
  exit 0
fi
# Mounts of its own, which end with it.
if [ -z "${EXITPOLL_TRYING:-}" ]; then
  EXITPOLL_TRYING=1 exec unshare --mount "$0" "$@"
fi
work=$(mktemp -d)
trap 'umount "$work"/*/proc 2>/dev/null; rm -rf --one-file-system "$work"' EXIT

fail() { echo "failed: $*" >&2; exit 1; }

inside() { # ROOT COMMAND...: with nothing of this machine's environment
  local root=$1
  shift
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"
}

clean_root() { # FOLDER
  if [ -n "${CLEAN_ROOT:-}" ]; then
    cp -a "$CLEAN_ROOT" "$1"
  else
    debootstrap --variant=minbase "$suite" "$1" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" \
      >"$work/debootstrap.log" 2>&1 || { tail -5 "$work/debootstrap.log" >&2; exit 1; }
  fi
  cp /etc/resolv.conf "$1/etc/resolv.conf" 2>/dev/null || true
  # Where the archive's tools lie is looked up there.
  mount -t proc proc "$1/proc"
  ! inside "$1" sh -c 'command -v swift' >/dev/null || fail "there is a Swift in the clean root"
}

use() { # ROOT TOOL EXAMPLES: what somebody does first
  local root=$1 tool=$2 story=$3/haptik-nightly
  inside "$root" "$tool" --version | tee "$work/version"
  grep -q '^exitpoll [0-9.]* (commit ' "$work/version" || fail "no commit in --version"
  ! grep -q ' (unknown\|^$' "$work/version" || fail "--version does not know its libraries"
  inside "$root" "$tool" --help | grep -c '^  [a-z]' >"$work/commands"
  inside "$root" "$tool" init /tmp/first --quiet
  inside "$root" "$tool" check /tmp/first/pipeline.yaml --quiet
  inside "$root" "$tool" test /tmp/first/pipeline.yaml --quiet
  inside "$root" "$tool" run /tmp/first/pipeline.yaml --dry-run --report /tmp/first/report \
    >"$work/run.log"
  grep -q '^conversations 3 = 1 submit' "$work/run.log" || fail "another dry run: $(<"$work/run.log")"
  test -s "$root/tmp/first/report/index.html"
  # 1: the story holds a record that is cut off.
  inside "$root" "$tool" run "$story/pipeline.yaml" --dry-run --now 2026-11-20T21:30:00Z \
    --report /tmp/story >"$work/run.log" || [ $? = 1 ] || fail "$(<"$work/run.log")"
  cmp "$root/tmp/story/submissions.ndjson" "$root$story/expected/submissions.ndjson"
  inside "$root" "${tool%exitpoll}haptik-sandbox" --help | grep -q -- --record
}

echo "== ${package##*/} ($(du -h "$package" | cut -f1)) on a clean Debian $suite"
clean_root "$work/deb"
cp "$package" "$work/deb/tmp/exitpoll.deb"
inside "$work/deb" sh -c '
  apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/exitpoll.deb' \
  >"$work/install.log" 2>&1 || { tail -5 "$work/install.log" >&2; exit 1; }
use "$work/deb" exitpoll /usr/share/exitpoll/examples
for file in share/man/man1/exitpoll.1 share/man/man1/exitpoll.run.1 share/man/man1/haptik-sandbox.1; do
  # minbase leaves man pages out where its configuration says so; the package has them in any case.
  dpkg-deb --fsys-tarfile "$package" | tar -xO "./usr/$file.gz" | gzip -dc >"$work/page.1"
  grep -q '^\.Sh NAME' "$work/page.1" || fail "no man page: $file"
done
for file in share/bash-completion/completions/exitpoll share/zsh/vendor-completions/_exitpoll \
  share/fish/vendor_completions.d/exitpoll.fish; do
  grep -q exitpoll "$work/deb/usr/$file" || fail "missing: /usr/$file"
done
# What units refer to is not in a minimal root.
! command -v systemd-analyze >/dev/null ||
  cp -n /lib/systemd/system/*.target /lib/systemd/system/*.slice "$work/deb/usr/lib/systemd/system"
for unit in exitpoll.service exitpoll.timer exitpoll-send.service exitpoll-send.timer; do
  test -s "$work/deb/usr/lib/systemd/system/$unit" || fail "missing: $unit"
  if command -v systemd-analyze >/dev/null; then
    systemd-analyze verify --root "$work/deb" --man=no "$unit" >"$work/verify.log" 2>&1 || true
    ! grep exitpoll "$work/verify.log" || fail "systemd finds fault with $unit"
  fi
done
inside "$work/deb" dpkg --purge exitpoll >"$work/install.log" 2>&1 || fail "$(<"$work/install.log")"
for left in bin/exitpoll share/exitpoll share/doc/exitpoll lib/systemd/system/exitpoll.service; do
  test ! -e "$work/deb/usr/$left" || fail "a purge leaves /usr/$left"
done

echo "== ${archive##*/} ($(du -h "$archive" | cut -f1)), unpacked into a clean Debian $suite"
clean_root "$work/tar"
mkdir -p "$work/tar/srv/some where"
tar -C "$work/tar/srv/some where" -xzf "$archive"
tool=$(cd "$work/tar" && find ./srv -path '*/bin/exitpoll' | sed 's/^\.//')
inside "$work/tar" sh -c "$(printf 'ldd %q' "$tool")" >"$work/ldd.log" || fail "$(<"$work/ldd.log")"
! grep 'not found' "$work/ldd.log" || fail "the archive lacks libraries"
use "$work/tar" "$tool" "${tool%/bin/exitpoll}/share/exitpoll/examples"
echo "both run"
