import * as pulumi from "@pulumi/pulumi";

/**
 * Tells whether the program runs under `pulumi.runtime.setMocks`. Creating a resource hook under mocks crashes the
 * process (SDK 3.182 and 3.247). The mock monitor can be recognized because it lacks the method that registers resource
 * hooks.
 */
export function underMocks(): boolean {
  const monitor: object | undefined = pulumi.runtime.getMonitor();
  return monitor !== undefined && typeof (monitor as Record<string, unknown>).registerResourceHook !== "function";
}
