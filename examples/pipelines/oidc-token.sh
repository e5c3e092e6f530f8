#!/usr/bin/env bash
# Runs a command with a new OIDC token of a job of GitHub Actions. The token lives for five minutes, so each step that calls
# Alibaba Cloud gets one of its own.
# Usage: oidc-token.sh exit-by-kind.sh pulumi up --yes …
set -euo pipefail

token=$(curl --fail --silent --show-error --retry 5 \
  --header "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.aliyuncs.com" | jq --exit-status --raw-output .value)
export ALIBABA_CLOUD_OIDC_TOKEN_FILE="$RUNNER_TEMP/alicloud-dbs-oidc-token"
(umask 077 && printf '%s' "$token" >"$ALIBABA_CLOUD_OIDC_TOKEN_FILE")

# `exec`, so that a signal to this script reaches the command.
exec "$@"
