import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { DbsError } from "../../../provider/core/errors";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import type { ProgramPreviews } from "./previewGate";

/** Name of the hook that all gates of a program share. The engine refuses a second hook with the same name. */
const NAME = `alicloud-dbs:DownloadTasksGate:${PACKAGE_VERSION}`;

/**
 * Key under which the hooks are stored on the global object. Two copies of this package in one program must share one
 * hook, because they use the same name for it.
 */
const REGISTRY = Symbol.for(`pulumi-alicloud-dbs.gateHooks:${PACKAGE_VERSION}`);

/**
 * Returns the hook in which the gates of the current program run do their waiting. Each run has its own hook, because a
 * process may run several programs, one after another or at the same time.
 */
export function gateHook(): pulumi.ResourceHook {
  if (typeof pulumi.ResourceHook !== "function") {
    throw new DbsError(
      "arguments",
      "DownloadTasksGate needs @pulumi/pulumi 3.182 or newer; the installed version has no resource hooks",
    );
  }
  const hooks = registry();
  const run = pulumi.runtime.getMonitor() as object | undefined;
  if (run === undefined) {
    throw new DbsError(
      "arguments",
      "DownloadTasksGate can only be created in a Pulumi program; in plain Node.js, use waitForDownloadTasks",
    );
  }
  let hook = hooks.get(run);
  if (hook === undefined) {
    // The engine calls the hook without the program's async context, which the SDK needs to assign a log line to its
    // run.
    hook = new pulumi.ResourceHook(NAME, AsyncResource.bind(createBeforeCreate()), { onDryRun: true });
    hooks.set(run, hook);
  }
  return hook;
}

function createBeforeCreate() {
  const previews: ProgramPreviews = { told: new Set(), unreachable: new Map(), looks: new WeakMap() };
  return async ({ urn, name, newInputs }: pulumi.ResourceHookArgs): Promise<void> => {
    const owner = { urn, name };
    const inputs = (newInputs ?? {}) as Record<string, unknown>;
    // Loaded only when the hook runs, so that importing this package stays cheap.
    if (pulumi.runtime.isDryRun()) {
      const { previewGate } = await import("./previewGate");
      await previewGate(owner, inputs, previews);
    } else {
      const { waitAtGate } = await import("./waitAtGate");
      await waitAtGate(owner, inputs);
    }
  };
}

function registry(): WeakMap<object, pulumi.ResourceHook> {
  const holder = globalThis as { [REGISTRY]?: WeakMap<object, pulumi.ResourceHook> };
  holder[REGISTRY] ??= new WeakMap();
  return holder[REGISTRY];
}
