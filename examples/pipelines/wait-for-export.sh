#!/usr/bin/env bash
# Starts the export that a file describes, or takes on an equal one, and waits until it is finished.
# Usage: wait-for-export.sh FILE TIMEOUT, for example: wait-for-export.sh orders.pp 50m
set -euo pipefail

file=$1
timeout=$2
dbs=("$(dirname "$0")/pulumi-do.sh" --stateless)

started=$("${dbs[@]}" --output json alicloud-dbs:DownloadTask create --yes --input pcl --input-file "$file")
printf '%s\n' "$started"

# A text of JSON is one of Pulumi's format too. Progress may stand before the JSON.
field() {
  node -p 'const [text, key] = process.argv.slice(1); JSON.stringify(JSON.parse(text.slice(text.search(/^\{$/m)))[key])' \
    "$started" "$1"
}
instance=$(field instanceName)
task=$(field taskId)

# `exec`, so that a signal to this script reaches Pulumi.
exec "${dbs[@]}" alicloud-dbs:DownloadTasksGate create --yes --input pcl --input-file <(
  printf 'instanceName = %s\n' "$instance"
  printf 'taskIds = [%s]\n' "$task"
  printf 'taskRetries = 2\n'
  printf 'timeout = "%s"\n' "$timeout"
)
