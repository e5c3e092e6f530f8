import type { ConfiguredSource } from "../configuredSource";

/** The role of the ECS instance on which this program runs. A setting names the role. */
export const ecsRole: ConfiguredSource<"ecsRoleName"> = {
  title: "ECS role",
  keys: { ecsRoleName: ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"] },
  requires: ["ecsRoleName"],
  variables: [],
  fetcher:
    ({ ecsRoleName: { value, source } }) =>
    async (send) => {
      const { ecsRoleSession } = await import("../sessions/ecsRoleSession");
      return ecsRoleSession(`ECS role from ${source}`, value)(send);
    },
};
