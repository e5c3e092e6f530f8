import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { DbsError } from "../../../provider/core/errors";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import { programSignal } from "../programSignal";
import type { HookedClass } from "./hookedClass";
import { requireProvider } from "./requireProvider";
import { type RunHooks, runHooks } from "./runHooks";

/**
 * Returns the hook in which the resources of a class do their work in the current program run. All of them share it,
 * because the engine refuses a second hook with the same name. Each run has its own hook. Each further `withSignal` in a
 * run adds one, because an event of the engine does not tell in which of them the resource was made.
 */
export function resourceHook(of: HookedClass): pulumi.ResourceHook {
  if (typeof pulumi.ResourceHook !== "function") {
    throw new DbsError(
      "arguments",
      `${of.name} needs @pulumi/pulumi 3.182 or newer; the installed version has no resource hooks`,
    );
  }
  const run = runHooks();
  if (run === undefined) {
    throw new DbsError("arguments", `${of.name} can only be created in a Pulumi program${of.advice}`);
  }
  const hooks = run.byClass.get(of.name) ?? new Map<AbortSignal | undefined, pulumi.ResourceHook>();
  run.byClass.set(of.name, hooks);
  const signal = programSignal();
  let hook = hooks.get(signal);
  if (hook === undefined) {
    requireProvider(of);
    const name = `alicloud-dbs:${of.name}:${PACKAGE_VERSION}`;
    // The engine calls the hook without the program's async context, which the SDK needs to assign a log line to its
    // run.
    hook = new pulumi.ResourceHook(
      hooks.size === 0 ? name : `${name}:${hooks.size + 1}`,
      AsyncResource.bind(createBeforeCreate(of, run, signal)),
      { onDryRun: true },
    );
    hooks.set(signal, hook);
  }
  return hook;
}

function createBeforeCreate(of: HookedClass, { previews }: RunHooks, signal: AbortSignal | undefined) {
  return async ({ urn, name, newInputs }: pulumi.ResourceHookArgs): Promise<void> => {
    const owner = { urn, name };
    const inputs = (newInputs ?? {}) as Record<string, unknown>;
    if (pulumi.runtime.isDryRun()) {
      const { previewInHook } = await import("./previewInHook");
      await previewInHook(owner, inputs, previews, signal, await of.preview());
    } else {
      await of.work(owner, inputs, signal);
    }
  };
}
