import { type EmulatedOperation, regionAndInstance } from "./service";

/** Tells whether the backup sets of an instance can be downloaded. The service gives no reason. */
export const describeDownloadSupport: EmulatedOperation = (parameters, { rules }) => {
  const { instanceName } = regionAndInstance(parameters, rules);
  return { Data: rules.unsupported?.includes(instanceName) ? "false" : "true" };
};
