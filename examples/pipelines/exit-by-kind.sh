#!/usr/bin/env bash
# Runs a command of Pulumi, shows its output, and ends with a code that says how the exports are:
#    0   the command succeeded
#   75   an export is not ready, or the service could not tell: run the same command again later
#   else the command failed, and this is its own code (or 1)
# Usage: exit-by-kind.sh pulumi up --yes …
set -euo pipefail

# Errors after which the same command can succeed later. Everything else needs a person.
not_ready='^[Ee]rror: (before hook "[^"]*" failed: )?\[(timeout|throttled|unavailable)\] '
# What Pulumi adds to the error of a resource or of the program.
frame='^error: ((update|preview) failed|Running program .* failed with an unhandled exception:)$'

export NO_COLOR=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkfifo "$folder/output"
tee "$folder/log" <"$folder/output" &
reader=$!
"$@" >"$folder/output" 2>&1 &
command=$!
# A pipeline that is cancelled signals this script. Pulumi ends its wait cleanly at SIGTERM.
trap 'kill -TERM "$command" 2>/dev/null || true' INT TERM

code=0
wait "$command" || code=$?
# A signal ends the first `wait`, and the command may still be cleaning up.
while kill -0 "$command" 2>/dev/null; do
  code=0
  wait "$command" || code=$?
done
wait "$reader" || true
[ "$code" -ne 0 ] || exit 0

errors=$(grep -oE '[Ee]rror: .*' "$folder/log" | grep -vE "$frame" || true)
if [ -n "$errors" ] && ! grep -qvE "$not_ready" <<<"$errors"; then
  exit 75
fi
# A command could end with 75 for a reason of its own.
[ "$code" -ne 75 ] || exit 1
exit "$code"
