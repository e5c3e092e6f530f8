#!/usr/bin/env bash
# Runs a command of Pulumi, shows its output, and ends with a code that says how the exports are:
#    0   the command succeeded
#   75   an export is not ready, or the service did not answer: run the same command again later
#   else the command failed, and this is its own code (or 1)
# Usage: exit-by-kind.sh pulumi up --yes …
set -euo pipefail

# Errors after which the same command can succeed later. Everything else needs a person.
not_ready='^[Ee]rror: (before hook "[^"]*" failed: )?\[(timeout|throttled|unavailable)\] '
# What Pulumi adds to the error of a resource, or of a program in TypeScript.
frame='^error: ((update|preview) failed|Running program .* failed with an unhandled exception:)$'

# A pipeline that is cancelled signals this script. Pulumi ends its wait cleanly at the first SIGTERM, and at once at a
# second one, so it gets one alone.
command=
told=
signalled=
pass_on() {
  signalled=1
  [ -z "$command" ] || [ -n "$told" ] || { told=1 && kill -TERM "$command" 2>/dev/null || true; }
}
trap pass_on INT TERM

# Returns the code of a process, however often a signal interrupts the wait.
code_of() {
  local code
  while
    signalled=
    code=0
    wait "$1" || code=$?
    [ -n "$signalled" ]
  do :; done
  return "$code"
}

export NO_COLOR=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkfifo "$folder/output"
# Opened this way, neither end waits for the other.
exec 3<>"$folder/output" 4<"$folder/output" 5>"$folder/output" 3>&-
# The reader ignores signals, so Pulumi can write until its end.
(trap '' INT TERM && exec tee "$folder/log" <&4 5>&-) &
reader=$!
# With `setsid`, which macOS lacks, a signal to all processes of a job reaches Pulumi through this script alone.
setsid=$(command -v setsid || true)
${setsid:+"$setsid"} "$@" >&5 2>&1 4<&- 5>&- &
command=$!
exec 4<&- 5>&-
[ -z "$signalled" ] || pass_on

code=0
code_of "$command" || code=$?
code_of "$reader" || true
[ "$code" -ne 0 ] || exit 0

errors=$(grep -oE '[Ee]rror: .*' "$folder/log" | grep -vE "$frame" || true)
if [ -n "$errors" ] && ! grep -qvE "$not_ready" <<<"$errors"; then
  exit 75
fi
# A command could end with 75 for a reason of its own.
[ "$code" -ne 75 ] || exit 1
exit "$code"
