import * as pulumi from "@pulumi/pulumi";

/**
 * Tells whether the program runs under `pulumi.runtime.setMocks`. The mock monitor has no resource hooks and crashes the
 * process on one (SDK 3.182 and 3.247), which also tells it from a real one.
 */
export function underMocks(): boolean {
  const monitor: object | undefined = pulumi.runtime.getMonitor();
  return monitor !== undefined && typeof (monitor as Record<string, unknown>).registerResourceHook !== "function";
}
