import * as pulumi from "@pulumi/pulumi";

/**
 * Tells whether the program runs under `pulumi.runtime.setMocks`. The mock monitor lacks the method that registers
 * resource hooks, and a hook crashes the process there (SDK 3.182 and 3.247). A real monitor has the method.
 */
export function underMocks(): boolean {
  const monitor: object | undefined = pulumi.runtime.getMonitor();
  return monitor !== undefined && typeof (monitor as Record<string, unknown>).registerResourceHook !== "function";
}
