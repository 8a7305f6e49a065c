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
generator=${tools%/*}/generate-manual
# Built as a package of its own, it would tell its authors' warnings here.
swift build "$@" -Xswiftc -suppress-warnings \
  --package-path "${tools%/*}/checkouts/swift-argument-parser" \
  --scratch-path "$generator" --product generate-manual
# The pages tell when the last change was made, so that the same sources give the same pages.
date=$(git log -1 --format=%cs 2>/dev/null || date -u -r CHANGELOG.md +%F)
rm -rf "$manual" && mkdir -p "$manual"
for tool in exitpoll haptik-sandbox; do
  "$generator/debug/generate-manual" "$tools/$tool" --multi-page --date "$date" \
    --output-directory "$manual"
done

# What the commands are for, on the first page.
commands() {
  echo '.Sh COMMANDS'
  echo '.Bl -tag -width 6n'
  for page in "$manual"/exitpoll.[a-z]*.1; do
    sed -n 's/^\.Nm "\(.*\)"$/.It Nm \1/p; s/^\.Nd "\(.*\)"$/\1/p' "$page"
  done
  echo '.El'
}
commands >"$manual/commands"

# The exit codes, from the page that has them: the first two columns of its table.
codes() {
  echo 'The first that applies, from the top:'
  echo '.Pp'
  echo '.Bl -tag -width 8n -compact'
  sed -n 's/^| \([0-9][0-9, ]*\) | \([^|]*\) |.*$/.It \1\n\2/p' docs/operations.md | sed 's/`//g'
  echo '.El'
}
codes >"$manual/codes"
[ "$(grep -c '^\.It' "$manual/codes")" -ge 10 ]

for page in "$manual"/*.1; do
  name=$(basename "$page" .1)
  # apropos and whatis look for the name of the page; a reader for the words of the command.
  awk -v name="$name" -v folder="$manual" '
    function insert(file,  line) { while ((getline line < (folder "/" file)) > 0) print line }
    /^\.Nm "/ && title == "" { title = substr($0, 5); print ".Nm " name; next }
    /^\.Nd "/ { print ".Nd " substr($0, 6, length($0) - 6); next }
    $0 == ".Nm" && title != "" { print ".Nm " title; next }
    /^\.Sh "?EXIT STATUS"?$/ && name == "exitpoll" { insert("commands") }
    /^\.Ex -std/ && name ~ /^exitpoll/ { insert("codes"); next }
    { print }' "$page" >"$page.new"
  mv "$page.new" "$page"
done
rm "$manual/commands" "$manual/codes"
