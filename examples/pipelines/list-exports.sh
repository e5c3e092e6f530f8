#!/usr/bin/env bash
# Shows the tasks of an instance as JSON, for the log of a job that failed.
# Usage: list-exports.sh INSTANCE
set -euo pipefail

exec pulumi do --package node_modules/pulumi-alicloud-dbs/dist/plugin/pulumi-resource-alicloud-dbs \
  alicloud-dbs:getDownloadTasks --instance-name "$1"
