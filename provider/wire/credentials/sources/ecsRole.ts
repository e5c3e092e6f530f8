import type { ConfiguredSource } from "../configuredSource";
import { ecsRoleSession } from "../sessions/ecsRoleSession";

/** The role of this name that the ECS instance runs as. */
export const ecsRole: ConfiguredSource<"ecsRoleName"> = {
  title: "ECS role",
  keys: { ecsRoleName: ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"] },
  requires: ["ecsRoleName"],
  variables: [],
  fetcher: ({ ecsRoleName: { value, source } }, { send }) => ecsRoleSession(`ECS role of ${source}`, value, send),
};
