import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { DbsError } from "../../../provider/core/errors";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import { programSignal } from "../programSignal";
import type { ProgramPreviews } from "../gate/previewGate";
import { requireGateProvider } from "./requireProvider";
import { runHooks } from "./runHooks";

/** Name of the hook that all gates of a program share. The engine refuses a second hook with the same name. */
const NAME = `alicloud-dbs:DownloadTasksGate:${PACKAGE_VERSION}`;

/**
 * Returns the hook in which the gates of the current program run do their waiting. Each run has its own hook. Each
 * further `withSignal` in a run adds one, because an event of the engine does not tell in which of them the gate was
 * made.
 */
export function gateHook(): pulumi.ResourceHook {
  if (typeof pulumi.ResourceHook !== "function") {
    throw new DbsError(
      "arguments",
      "DownloadTasksGate needs @pulumi/pulumi 3.182 or newer; the installed version has no resource hooks",
    );
  }
  const hooks = runHooks()?.bySignal;
  if (hooks === undefined) {
    throw new DbsError(
      "arguments",
      "DownloadTasksGate can only be created in a Pulumi program; in plain Node.js, use waitForDownloadTasks",
    );
  }
  const signal = programSignal();
  let hook = hooks.get(signal);
  if (hook === undefined) {
    requireGateProvider();
    const name = hooks.size === 0 ? NAME : `${NAME}:${hooks.size + 1}`;
    // The engine calls the hook without the program's async context, which the SDK needs to assign a log line to its
    // run.
    hook = new pulumi.ResourceHook(name, AsyncResource.bind(createBeforeCreate(signal)), { onDryRun: true });
    hooks.set(signal, hook);
  }
  return hook;
}

function createBeforeCreate(signal: AbortSignal | undefined) {
  const previews: ProgramPreviews = { told: new Set(), endpoints: new Map(), looks: new WeakMap() };
  return async ({ urn, name, newInputs }: pulumi.ResourceHookArgs): Promise<void> => {
    const owner = { urn, name };
    const inputs = (newInputs ?? {}) as Record<string, unknown>;
    // Loaded only when the hook runs, so that importing this package stays cheap.
    if (pulumi.runtime.isDryRun()) {
      const { previewGate } = await import("../gate/previewGate");
      await previewGate(owner, inputs, previews, signal);
    } else {
      const { waitAtGate } = await import("../gate/waitAtGate");
      await waitAtGate(owner, inputs, signal);
    }
  };
}
