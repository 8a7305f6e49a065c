#!/usr/bin/env bash
# Lays out what is installed: the tools, their man pages and shell completions, the ready pipelines,
# the pages, and the licences of what is linked into the tools.
#
#     packaging/stage.sh FOLDER_OF_THE_BUILT_TOOLS FOLDER_OF_MAN_PAGES DESTINATION
#
# DESTINATION is the prefix as it will be found on disk, such as build/root/usr.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$1 manual=$2 to=$3
share=$to/share pages=$to/share/doc/exitpoll

install -d "$to/bin" "$share/man/man1" "$share/exitpoll" "$pages/licenses"
install -m 755 "$tools/exitpoll" "$tools/haptik-sandbox" "$to/bin"
# Symbols are most of a binary's size, and none is needed to run it.
case $(uname -s) in
  Linux) strip --strip-unneeded "$to/bin/exitpoll" "$to/bin/haptik-sandbox" ;;
  *) strip -x "$to/bin/exitpoll" "$to/bin/haptik-sandbox" ;;
esac
for page in "$manual"/*.1; do gzip -9nc "$page" >"$share/man/man1/${page##*/}.gz"; done

completions() { # TOOL
  install -d "$share/bash-completion/completions" "$share/zsh/site-functions" \
    "$share/fish/vendor_completions.d"
  # bash reads it, and never runs it.
  "$tools/$1" --generate-completion-script bash | sed '1{/^#!/d;}' \
    >"$share/bash-completion/completions/$1"
  "$tools/$1" --generate-completion-script zsh >"$share/zsh/site-functions/_$1"
  "$tools/$1" --generate-completion-script fish >"$share/fish/vendor_completions.d/$1.fish"
}
completions exitpoll
completions haptik-sandbox

# Again into the same prefix: what is no longer shipped does not stay.
rm -rf "$share/exitpoll/pipelines" "$share/exitpoll/examples" "$pages/docs"
cp -R pipelines examples "$share/exitpoll"
rm -rf "$share/exitpoll/examples"/*/{.build,.swiftpm,reports}
cp -R README.md CHANGELOG.md docs "$pages"
for checkout in "${tools%/*}"/checkouts/*/; do
  name=$(basename "$checkout")
  cat "$checkout"LICENSE* "$checkout"NOTICE* >"$pages/licenses/$name.txt" 2>/dev/null ||
    [ -s "$pages/licenses/$name.txt" ]
done
swift_license=$(dirname "$(realpath "$(command -v swift)")")/../share/swift/LICENSE.txt
[ ! -e "$swift_license" ] || cp "$swift_license" "$pages/licenses/swift.txt"
chmod -R u=rwX,go=rX "$share"
