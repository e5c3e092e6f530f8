import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { DbsError } from "../../../provider/core/errors";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import { type ProgramPreviews, previewGate } from "./previewGate";
import { waitAtGate } from "./waitAtGate";

/** One name for the hook of all gates of a program: the engine refuses two hooks of one name. */
const NAME = `alicloud-dbs:DownloadTasksGate:${PACKAGE_VERSION}`;

/** Kept on the global object, since two copies of this package in one program would register the same name twice. */
const REGISTRY = Symbol.for(`pulumi-alicloud-dbs.gateHooks:${PACKAGE_VERSION}`);

/** The hook in which the gates of this program run wait. A process may run several programs, one after the other or at once. */
export function gateHook(): pulumi.ResourceHook {
  if (typeof pulumi.ResourceHook !== "function") {
    throw new DbsError(
      "arguments",
      "DownloadTasksGate needs @pulumi/pulumi 3.182 or newer: this one has no resource hooks",
    );
  }
  const hooks = registry();
  const run = pulumi.runtime.getMonitor() as object | undefined;
  if (run === undefined) {
    throw new DbsError(
      "arguments",
      "DownloadTasksGate can only be made in a Pulumi program; in plain Node use waitForDownloadTasks",
    );
  }
  let hook = hooks.get(run);
  if (hook === undefined) {
    // The engine's call comes without the program's async context, by which the SDK finds the run that a log line belongs to.
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
    await (pulumi.runtime.isDryRun() ? previewGate(owner, inputs, previews) : waitAtGate(owner, inputs));
  };
}

function registry(): WeakMap<object, pulumi.ResourceHook> {
  const holder = globalThis as { [REGISTRY]?: WeakMap<object, pulumi.ResourceHook> };
  holder[REGISTRY] ??= new WeakMap();
  return holder[REGISTRY];
}
