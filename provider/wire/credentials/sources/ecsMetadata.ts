import type { DbsError } from "../../../core/errors";
import { type DefaultSource, switchedOff } from "../defaultSource";
import { ecsRoleSession } from "../sessions/ecsRoleSession";

const SWITCH = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";

/** The role of the ECS instance on which this program runs. The metadata service tells the role's name. */
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
      // Only an answer from the metadata service shows that this machine is an ECS instance. Without one, it is treated
      // as if it were not.
      return { absent: (error as DbsError).message.replace(/^\[\w+\] ECS metadata: /, "") };
    }
  },
};
