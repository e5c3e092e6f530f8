#!/usr/bin/env bash
# Runs `pulumi do` with the plugin of the npm package, which package-lock.json pins.
# Usage: pulumi-do.sh alicloud-dbs:getDownloadTasks --instance-name INSTANCE
set -euo pipefail

exec pulumi do --package node_modules/pulumi-alicloud-dbs/dist/plugin/pulumi-resource-alicloud-dbs "$@"
