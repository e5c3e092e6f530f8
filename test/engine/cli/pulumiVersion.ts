/** The version of the Pulumi CLI that is fetched or built where none is found: the one of go.mod beside this file. */
export const PULUMI_VERSION = "3.259.0";

/** The oldest CLI whose engine has resource hooks, on which a gate stands. */
export const OLDEST_PULUMI_VERSION = "3.182.0";
