import type { DbsError } from "../../../core/errors";
import { type DefaultSource, switchedOff } from "../defaultSource";
import type { SendCredentialRequest } from "../fetchedCredentials";

const SWITCH = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";

/** The role of the ECS instance on which this program runs. The metadata service tells the role's name. */
export const ecsMetadata: DefaultSource = {
  title: "ECS metadata",
  variables: [SWITCH],
  async fetch({ environment }, send) {
    const off = switchedOff(environment, SWITCH);
    if (off !== undefined) {
      return off;
    }
    let answered = false;
    const watch: SendCredentialRequest = async (request) => {
      const answer = await send(request);
      answered = true;
      return answer;
    };
    const { ecsRoleSession } = await import("../sessions/ecsRoleSession");
    try {
      return await ecsRoleSession("ECS metadata", undefined)(watch);
    } catch (error) {
      const failure = error as DbsError;
      // Only an answer from the metadata service shows that this machine is an ECS instance. Without one, it is treated
      // as if it were not. An instance without a role answers 404.
      if (answered && failure.kind === "unavailable") {
        throw failure;
      }
      return { absent: failure.message.replace(/^\[\w+\] ECS metadata: /, ""), failure };
    }
  },
};
