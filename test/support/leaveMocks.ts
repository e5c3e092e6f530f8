import * as pulumi from "@pulumi/pulumi";

/** Ends the effect of `pulumi.runtime.setMocks`, which another test in the same process may have called. */
export function leaveMocks(): void {
  pulumi.runtime.resetOptions("project", "stack", -1, "", "", false, "");
}
