import type { DbsError } from "../../../core/errors";
import { type DefaultSource, switchedOff } from "../defaultSource";
import { ecsRoleSession } from "../sessions/ecsRoleSession";

const SWITCH = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";

/** The role that the ECS instance runs as, whatever its name. */
export const ecsMetadata: DefaultSource = {
  title: "ECS metadata",
  variables: [SWITCH],
  async fetch({ environment, send }) {
    const off = switchedOff(environment, SWITCH);
    if (off !== undefined) {
      return off;
    }
    try {
      return await ecsRoleSession("ECS metadata", undefined, send)();
    } catch (error) {
      // Only an answer tells whether this is an ECS instance. Without one, it counts as not being one.
      return { absent: (error as DbsError).message.replace(/^\[\w+\] ECS metadata: /, "") };
    }
  },
};
