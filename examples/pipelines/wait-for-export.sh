#!/usr/bin/env bash
# Starts the export that a file describes, or takes on an equal one, and waits until it is finished.
# Usage: wait-for-export.sh FILE TIMEOUT, for example: wait-for-export.sh orders.pp 50m
set -euo pipefail

file=$1
timeout=$2
dbs=(pulumi do --package node_modules/pulumi-alicloud-dbs/dist/plugin/pulumi-resource-alicloud-dbs --stateless)

started=$("${dbs[@]}" --output json alicloud-dbs:DownloadTask create --yes --input pcl --input-file "$file")
printf '%s\n' "$started"

# Takes a text out of the JSON, which stands on lines of its own behind the progress.
field() { sed -n "s/^  \"$1\": \"\([^\"]*\)\",\{0,1\}$/\1/p" <<<"$started"; }

# `exec`, so that a signal to this script reaches Pulumi.
exec "${dbs[@]}" alicloud-dbs:DownloadTasksGate create --yes --input pcl --input-file <(
  printf 'instanceName = "%s"\n' "$(field instanceName)"
  printf 'taskIds = ["%s"]\n' "$(field taskId)"
  printf 'taskRetries = 2\n'
  printf 'timeout = "%s"\n' "$timeout"
)
