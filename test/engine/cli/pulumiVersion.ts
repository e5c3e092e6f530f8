/**
 * Version of the Pulumi CLI that is downloaded or built if none is found. It must equal the version in
 * `sdk/generate/go.mod`.
 */
export const PULUMI_VERSION = "3.259.0";

/** Version of the oldest CLI whose engine has resource hooks, which a gate needs. */
export const OLDEST_PULUMI_VERSION = "3.182.0";
