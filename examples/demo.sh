#!/usr/bin/env bash
# The demo behind `make demo`: reads the stories in this folder as dry runs, then sends what the first
# two list to a local stand-in for Haptik.
#
#     examples/demo.sh FOLDER_OF_THE_BUILT_TOOLS
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$1
work=.demo
rm -rf "$work"
mkdir -p "$work"

dry_run() { # STORY
  echo "== examples/$1, as a dry run"
  # Exit code 1 says that something wants a person: the stories hold a record that is cut off.
  "$tools/exitpoll" run "examples/$1/pipeline.yaml" --dry-run --now 2026-11-20T21:30:00Z \
    --report "$work/$1" || [ $? = 1 ]
  echo
}
dry_run haptik-nightly
dry_run genesys-nightly
dry_run own-rules

export HAPTIK_TOKEN=rehearsal HAPTIK_CLIENT_ID=demo
"$tools/haptik-sandbox" --port 0 --record "$work/accepted.ndjson" --token "$HAPTIK_TOKEN" \
  --client-id "$HAPTIK_CLIENT_ID" >"$work/sandbox.log" 2>&1 &
sandbox=$!
trap 'kill $sandbox 2>/dev/null; wait $sandbox 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  HAPTIK_FEEDBACK_URL=$(sed -n 's/^listening on //p' "$work/sandbox.log")
  [ -n "$HAPTIK_FEEDBACK_URL" ] && break
  sleep 0.1
done
export HAPTIK_FEEDBACK_URL

for story in haptik-nightly genesys-nightly; do
  echo "== applying the plan of examples/$story to the stand-in"
  "$tools/exitpoll" apply "$work/$story"
  echo
done
echo "The stand-in accepted $(wc -l <"$work/accepted.ndjson" | tr -d ' ') submissions: $work/accepted.ndjson"
echo "Open a report in a browser: $work/haptik-nightly/index.html"
