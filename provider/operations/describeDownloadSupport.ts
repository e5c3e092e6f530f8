import type { SupportRequest } from "../core/downloadSupport";
import { omitUndefined } from "../core/omitUndefined";
import type { Operation } from "../wire/rpc/operation";

/** Asks whether the backup sets of an instance can be exported. The service gives no reason. */
export const describeDownloadSupport: Operation<SupportRequest, boolean> = {
  action: "DescribeDownloadSupport",
  parameters: ({ regionCode, instanceName, clusterName }) => ({
    RegionCode: regionCode,
    InstanceName: instanceName,
    ...omitUndefined({ ClusterName: clusterName }),
  }),
  parse: ({ Data }) => {
    // The reference page has it as text.
    const word = typeof Data === "string" ? Data.trim().toLowerCase() : Data;
    if (word === "true" || word === true) return true;
    if (word === "false" || word === false) return false;
    throw new Error("Data is neither true nor false");
  },
  idempotent: true,
};
