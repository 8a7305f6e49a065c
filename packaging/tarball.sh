#!/usr/bin/env bash
# Makes an archive that runs from wherever it is unpacked; prints its path.
#
#     packaging/tarball.sh FOLDER_OF_THE_BUILT_TOOLS FOLDER_OF_MAN_PAGES FOLDER_FOR_THE_ARCHIVE
#
# The Swift runtime is linked statically; the C and C++ libraries lie beside the tools in
# lib/exitpoll, where the tools look for them first. The system's own C library is not among them:
# the archive runs on systems whose glibc is as new as the one that it was built with.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$1 manual=$2 out=$3
version=$("$tools/exitpoll" --version | sed -n '1s/^exitpoll \([^ ]*\).*/\1/p')
name=exitpoll-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packaging/stage.sh "$tools" "$manual" "$work/$name"
cp LICENSE "$work/$name"
install -d "$work/$name/lib/exitpoll" "$out"
readelf -d "$tools/exitpoll" | grep -q 'RPATH.*\$ORIGIN/../lib/exitpoll' || {
  echo "the tools do not look for libraries beside themselves: build them with 'make static'" >&2
  exit 1
}
ldd "$tools/exitpoll" "$tools/haptik-sandbox" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u |
  while read -r library; do
    case ${library##*/} in
      ld-linux* | libc.so* | libm.so* | libdl.so* | libpthread.so* | librt.so* | libresolv.so* | \
        libutil.so*) ;;
      *)
        # Under its full name, which tells the version, with the name that is looked for beside it.
        file=$(realpath "$library")
        cp "$file" "$work/$name/lib/exitpoll"
        [ "${file##*/}" = "${library##*/}" ] ||
          ln -s "${file##*/}" "$work/$name/lib/exitpoll/${library##*/}"
        owner=$(dpkg-query -S "*/${file##*/}" 2>/dev/null | sed -n "1s/:.*//p" || true)
        [ -z "$owner" ] ||
          cp "/usr/share/doc/$owner/copyright" "$work/$name/share/doc/exitpoll/licenses/$owner.txt"
        ;;
    esac
  done
archive=$out/$name.tar.gz
tar -C "$work" --owner=0 --group=0 --sort=name -czf "$archive" "$name"
echo "$archive"
