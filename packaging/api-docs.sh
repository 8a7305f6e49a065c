#!/usr/bin/env bash
# Writes the documentation of the library's modules; a warning of docc fails.
#
#     packaging/api-docs.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
out=$1
modules=${MODULES:-Diagnostics CEL Policies Conversations Transcripts Surveys ExitSurveys}
docc=$(command -v docc || xcrun --find docc)
target=$(swift -print-target-info | sed -n 's/^ *"triple": "\(.*\)",$/\1/p' | head -1)
rm -rf "$out" && mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for module in $modules; do
  [ -n "${SKIP_BUILD:-}" ] || swift build --target "$module" >/dev/null
  # Where the C modules behind the rooms are, ours and those of the packages: a build makes some.
  clang=()
  for map in Sources/{CLibXML2,CZlib}/module.modulemap .build/debug/*.build/module.modulemap \
    $(find .build/checkouts -path '*/Sources/*' -name module.modulemap |
      grep -v -e Benchmarks -e SQLCipher -e Windows); do
    [ ! -e "$map" ] || clang+=(-Xcc "-fmodule-map-file=$map")
  done
  for flag in $(pkg-config --cflags libxml-2.0); do clang+=(-Xcc "$flag"); done
  mkdir -p "$work/$module"
  swift symbolgraph-extract -module-name "$module" -target "$target" -I .build/debug/Modules \
    -I .build/debug "${clang[@]}" -minimum-access-level public \
    -skip-inherited-docs -output-dir "$work/$module"
  "$docc" convert --additional-symbol-graph-dir "$work/$module" --warnings-as-errors \
    --fallback-display-name "$module" --fallback-bundle-identifier "exitpoll.$module" \
    --output-path "$out/$module.doccarchive"
  echo "$out/$module.doccarchive"
done
