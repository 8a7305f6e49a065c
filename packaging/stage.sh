#!/usr/bin/env bash
# Lays out what is installed: the tools, their man pages and shell completions, the ready pipelines
# and the pages.
#
#     packaging/stage.sh FOLDER_OF_THE_BUILT_TOOLS FOLDER_OF_MAN_PAGES DESTINATION
#
# DESTINATION is the prefix as it will be found on disk, such as build/root/usr.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$1 manual=$2 to=$3

install -d "$to/bin" "$to/share/man/man1" "$to/share/exitpoll" "$to/share/doc/exitpoll"
install -m 755 "$tools/exitpoll" "$tools/haptik-sandbox" "$to/bin"
for page in "$manual"/*.1; do gzip -9nc "$page" >"$to/share/man/man1/${page##*/}.gz"; done

completions() { # TOOL
  install -d "$to/share/bash-completion/completions" "$to/share/zsh/site-functions" \
    "$to/share/fish/vendor_completions.d"
  "$tools/$1" --generate-completion-script bash >"$to/share/bash-completion/completions/$1"
  "$tools/$1" --generate-completion-script zsh >"$to/share/zsh/site-functions/_$1"
  "$tools/$1" --generate-completion-script fish >"$to/share/fish/vendor_completions.d/$1.fish"
}
completions exitpoll
completions haptik-sandbox

cp -R pipelines examples "$to/share/exitpoll"
cp -R README.md CHANGELOG.md docs "$to/share/doc/exitpoll"
chmod -R u=rwX,go=rX "$to/share"
