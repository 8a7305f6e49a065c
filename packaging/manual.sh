#!/usr/bin/env bash
# Writes the man pages of built tools, with swift-argument-parser's own tool.
#
#     packaging/manual.sh FOLDER_OF_THE_BUILT_TOOLS FOLDER_FOR_THE_MAN_PAGES [SWIFT_BUILD_OPTION...]
#
# FOLDER_OF_THE_BUILT_TOOLS lies in the build folder that holds the checkouts, as .build/release does.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$1 manual=$2
shift 2
generator=.build/generate-manual
swift build "$@" --package-path "${tools%/*}/checkouts/swift-argument-parser" \
  --scratch-path "$generator" --product generate-manual
# The pages tell when the last change was made, so that the same sources give the same pages.
date=$(git log -1 --format=%cs 2>/dev/null || date -u -r CHANGELOG.md +%F)
rm -rf "$manual" && mkdir -p "$manual"
for tool in exitpoll haptik-sandbox; do
  "$generator/debug/generate-manual" "$tools/$tool" --multi-page --date "$date" \
    --output-directory "$manual"
done
